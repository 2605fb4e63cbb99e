import * as l10n from '@vscode/l10n';

/** Why a call failed. Each reason stands for another next step of the user. */
export type Reason =
  | 'denied' // the caller isn't allowed to do this
  | 'credentials' // missing, invalid or rejected
  | 'expired' // credentials that have expired
  | 'network' // no connection, or a broken one
  | 'timeout' // no response in time
  | 'throttled'
  | 'conflict' // in use, wrong state, being changed by someone else
  | 'notFound'
  | 'exists'
  | 'limit'
  | 'invalid' // the service refuses the input
  | 'service' // an error of the service itself
  | 'malformed' // an invalid response
  | 'config' // a mistake in the AWS files, the Region or the endpoint
  | 'readOnly' // the user has marked the profile read-only
  | 'otherActor' // the account, principal or connection differs from the one that was shown
  | 'cancelled';

/** The permission that the caller lacks, in the words of IAM. */
export interface DeniedActions {
  /** `appstream:StartFleet` */
  readonly actions: readonly string[];
  /** The ARN that AWS names. */
  readonly resource?: string;
  /** Whether AWS names a statement that denies it: allowing it elsewhere isn't enough then. */
  readonly explicit?: true;
}

/** The facts about a failed call. */
export interface ApiErrorFacts {
  readonly reason: Reason;
  /** The operation, `DescribeFleets`, or another name of the task: `Read AWS files`. */
  readonly operation: string;
  /** The name of the error, as the service returned it: `ResourceInUseException`. */
  readonly code: string;
  /** The name of the resource, if the input has one: `dev`. */
  readonly resource?: string;
  readonly requestId?: string;
  /** Where the request went if not to AWS: the host of a configured endpoint, or the sandbox. */
  readonly host?: string;
  /** Whether AWS may have carried out the change anyway: it was sent, and its response was lost. */
  readonly mayHaveHappened?: boolean;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What the user can do next, as a message. */
  readonly nextStep: string;
  /** Whether the user can sign in now, after which the call may succeed. */
  readonly signIn?: boolean;
  /** The permission that is missing, for reason `denied`. */
  readonly denied?: DeniedActions;
  /** The error of each of several resources. May contain names of people: only for the tree, never for messages or the log. */
  readonly details?: readonly string[];
}

/**
 * The only type of error that the API layer throws. The message is the extension's own or, without secrets, that of AWS.
 *
 * Tests load the built runtime beside their own copy of this class: use `isApiError`, not `instanceof`.
 */
export class ApiError extends Error implements ApiErrorFacts {
  override readonly name = 'ApiError';
  readonly reason!: Reason;
  readonly operation!: string;
  readonly code!: string;
  readonly resource?: string;
  readonly requestId?: string;
  readonly host?: string;
  readonly mayHaveHappened?: boolean;
  readonly retryable!: boolean;
  readonly nextStep!: string;
  readonly signIn?: boolean;
  readonly denied?: DeniedActions;
  readonly details?: readonly string[];

  constructor(message: string, facts: ApiErrorFacts, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, facts);
  }
}

/** Whether this is an `ApiError`, of any copy of the class. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'reason' in error;
}

/** Turns any thrown value into an `ApiError`. Anything that isn't one already is a bug of this extension, and is reported so. */
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
