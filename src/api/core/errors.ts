import * as l10n from '@vscode/l10n';

/** Why a call failed, as far as it makes a difference to what the user does next. */
export type Reason =
  | 'denied' // the caller may not do this
  | 'credentials' // none, broken, or not accepted
  | 'expired' // credentials that were good once
  | 'network' // nobody there, or no way there
  | 'timeout' // somebody there, but no answer
  | 'throttled'
  | 'conflict' // in use, wrong state, being changed by someone else
  | 'notFound'
  | 'exists'
  | 'limit'
  | 'invalid' // the service refuses the input
  | 'service' // the service's own fault
  | 'malformed' // an answer that makes no sense
  | 'config' // AWS files, Region or endpoint
  | 'readOnly' // the user's own mark forbids it
  | 'otherActor' // somebody else would act, or elsewhere, than was shown
  | 'cancelled';

/** What is known of a failed call. */
export interface ApiErrorFacts {
  readonly reason: Reason;
  /** The operation, `DescribeFleets`; or what was tried instead of one: `Read profiles`. */
  readonly operation: string;
  /** The error's own name, as the service gives it: `ResourceInUseException`. */
  readonly code: string;
  /** The thing it concerns, when the input names one: `fleet "dev"` becomes `dev`. */
  readonly resource?: string;
  readonly requestId?: string;
  /** Who answered, or did not, if that was not AWS: the host of a configured endpoint, or the sandbox. */
  readonly host?: string;
  /** Whether what was asked for may have been carried out all the same: it was sent, and an answer was lost. */
  readonly mayHaveHappened?: boolean;
  /** Whether the same call may well go through later, unchanged. */
  readonly retryable: boolean;
  /** What to do next, in words. */
  readonly nextStep: string;
  /** Whether the user can sign in here and now, and it may well go through then. */
  readonly signIn?: boolean;
  /** What went wrong with each of several things. May name people: for the tree alone, never for a message or the log. */
  readonly details?: readonly string[];
}

/**
 * The one kind of error that leaves the API layer. Its message is the service's or the SDK's own words.
 *
 * Both the shell and the lazily loaded bundle hold a copy of this class: ask `isApiError`, not `instanceof`.
 */
export class ApiError extends Error implements ApiErrorFacts {
  override readonly name = 'ApiError';
  readonly reason: Reason;
  readonly operation: string;
  readonly code: string;
  readonly resource?: string;
  readonly requestId?: string;
  readonly host?: string;
  readonly mayHaveHappened?: boolean;
  readonly retryable: boolean;
  readonly nextStep: string;
  readonly signIn?: boolean;
  readonly details?: readonly string[];

  constructor(message: string, facts: ApiErrorFacts, options?: ErrorOptions) {
    super(message, options);
    this.reason = facts.reason;
    this.operation = facts.operation;
    this.code = facts.code;
    if (facts.resource !== undefined) this.resource = facts.resource;
    if (facts.requestId !== undefined) this.requestId = facts.requestId;
    if (facts.host !== undefined) this.host = facts.host;
    if (facts.mayHaveHappened) this.mayHaveHappened = true;
    this.retryable = facts.retryable;
    this.nextStep = facts.nextStep;
    if (facts.signIn) this.signIn = true;
    if (facts.details) this.details = facts.details;
  }
}

/** Whether this is an `ApiError`, whichever bundle made it. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'reason' in error;
}

/** Any thrown value as an `ApiError`: what is not one already is a fault of this extension, and says so. */
export function toApiError(error: unknown, operation: string): ApiError {
  if (isApiError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError(
    message,
    {
      reason: error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'malformed',
      operation,
      code: error instanceof Error ? error.name : 'Error',
      retryable: true,
      nextStep: l10n.t('Try again. If it fails again, report an issue and attach the log.'),
    },
    { cause: error },
  );
}
