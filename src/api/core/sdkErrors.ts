// Turns errors of the SDK into ApiErrors, with a reason and with messages without secrets.
import type { AwsCredentialIdentity } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { withWrittenNames } from '../../aws/iniText';
import { regionLongName } from '../../aws/regions';
import { hostLabel, otherThanAws } from './answerer';
import { deniedActions } from './deniedActions';
import type { Reason } from './errors';
import { ApiError, isApiError } from './errors';
import type { Failure } from './nextStep';
import { nextStep } from './nextStep';
import { isRead } from './readOnly';
import type { SdkError } from './reasons';
import {
  asSdkError,
  isConnectTimeout,
  isFailedProcess,
  isForeign,
  isNoHttp,
  isTlsCode,
  proxyTrouble,
  reasonOf,
} from './reasons';
import { scrub } from './scrub';
import type { Service } from './service';
import type { TlsTrouble } from './tlsTrouble';
import { tlsTrouble } from './tlsTrouble';

/** The request that failed. */
export interface RequestContext extends Omit<Failure, 'at'> {
  readonly input: object;
  /** In milliseconds, like `connectTimeout`. */
  readonly requestTimeout: number;
  readonly connectTimeout: number;
  /** The credentials in use, which are removed from the message. */
  readonly credentials?: AwsCredentialIdentity | undefined;
  /** Whether the request was sent and its response was lost. */
  readonly wasLost?: boolean;
  /** Whether the request was cancelled: then the thrown error is only a consequence. */
  readonly cancelled: boolean;
}

const retryable: ReadonlySet<Reason> = new Set(['network', 'timeout', 'throttled', 'service', 'malformed']);

/**
 * Turns the error of a call into an ApiError.
 *
 * The original isn't kept as its cause: it contains the request and the raw response, which must not be printed.
 */
export function fromSdk(thrown: unknown, attempted: RequestContext): ApiError {
  const { service, operation, input, cancelled } = attempted;
  if (isApiError(thrown)) return forOperation(thrown, operation);
  const error = asSdkError(thrown, service.reasons);
  const reason = cancelled ? 'cancelled' : reasonOf(error);
  const failure = { ...attempted, at: error.at };
  const resource = resourceOf(service, input);
  const requestId = error.$metadata?.requestId;
  const host = otherThanAws(failure);
  const message = messageOf(error, reason, failure);
  const denied = reason === 'denied' ? deniedActions(error, message, failure) : undefined;
  return new ApiError(message, {
    reason,
    operation,
    code: cancelled ? 'Cancelled' : codeOf(error),
    ...(resource !== undefined && { resource }),
    ...(requestId !== undefined && { requestId }),
    ...(attempted.wasLost && !isRead(operation) && { mayHaveHappened: true }),
    retryable: retryable.has(reason) || error.name === 'ConcurrentModificationException',
    nextStep: nextStep(error, reason, failure),
    ...(host !== undefined && { host }),
    ...(error.signIn && !cancelled && { signIn: true }),
    ...(denied && { denied }),
  });
}

/** How many times the SDK sent the request. */
export function attemptsOf(thrown: unknown): number | undefined {
  return (thrown as SdkError | undefined)?.$metadata?.attempts;
}

// An error before the operation, such as in signing in, is reported as the operation's error.
function forOperation(error: ApiError, operation: string): ApiError {
  return new ApiError(error.message, { ...error, operation });
}

// Node's errors are named Error, or AggregateError if several addresses were tried; the SDK names them TimeoutError. Their code
// says more.
function codeOf({ name = 'Error', code, message = '', $metadata }: SdkError): string {
  if (proxyTrouble({ message }) === 'unreachable') return 'ProxyUnreachable';
  if ($metadata?.httpStatusCode === 407) return 'HTTP 407';
  if (/^(Aggregate|Timeout)?Error$/.test(name) && typeof code === 'string') return code;
  return /^(Unknown|Error)$/.test(name) && $metadata?.httpStatusCode ? `HTTP ${$metadata.httpStatusCode}` : name;
}

type Failed = RequestContext & Failure;

function messageOf(error: SdkError, reason: Reason, attempted: Failed): string {
  const { service, operation, input, credentials, requestTimeout, connectTimeout, connection, at } = attempted;
  const place = hostLabel(attempted);
  if (reason === 'cancelled') return l10n.t('{0} was cancelled.', operation);
  if (isConnectTimeout(error)) {
    return l10n.t("Couldn't connect to {0} within {1} seconds.", place, connectTimeout / 1000);
  }
  if (reason === 'timeout') {
    if (at) return l10n.t("{0} didn't respond within {1} seconds.", place, requestTimeout / 1000);
    return l10n.t("{0} didn't respond to {1} within {2} seconds.", place, operation, requestTimeout / 1000);
  }
  if (reason === 'network') return networkMessage(error, attempted);
  if (isNoHttp(error)) {
    if (at) return l10n.t("The response from {0} isn't HTTP.", place);
    return l10n.t("The response from {0} to {1} isn't HTTP.", place, operation);
  }
  const status = error.$metadata?.httpStatusCode ?? 0;
  const { accessKeyId, secretAccessKey, sessionToken = '' } = credentials ?? {};
  const secrets = [accessKeyId ?? '', secretAccessKey ?? '', sessionToken];
  // A server can use the following names for its own errors, so their messages are scrubbed, too.
  const words = (said: string): string => scrub(said, service, operation, input, secrets);
  if (error.name === 'IncompleteAnswer') {
    return l10n.t('The response from {0} to {1} is missing {2}.', place, operation, words(error.message ?? ''));
  }
  if (error.name === 'UnsafeAddress') {
    return l10n.t(
      'The response from {0} to {1} contains an unsafe address. {2}',
      place,
      operation,
      words(error.message ?? ''),
    );
  }
  if (isForeign(error) || (reason === 'malformed' && status >= 200)) {
    if (at) return l10n.t("The response from {0} isn't a valid response of this service (HTTP {1}).", place, status);
    return l10n.t(
      "The response from {0} to {1} isn't a valid {2} response (HTTP {3}).",
      place,
      operation,
      service.title,
      status,
    );
  }
  // The message would contain the command and its output, which may contain secrets.
  if (isFailedProcess(error)) return l10n.t('The credential_process of profile "{0}" failed.', connection.profile);
  // If there is no message, the SDK sets "UnknownError" or "Unknown".
  const said = (error.message ?? '').replace(/^Unknown(Error)?$/, '').trim();
  if (said === '') {
    return at
      ? l10n.t('{0} returned {1}.', place, codeOf(error))
      : l10n.t('{0} returned {2} for {1}.', place, operation, codeOf(error));
  }
  if (at) return l10n.t('{0}: {1}', place, words(said));
  // The SDK's own messages have encoded names (`loaderName`); those of a service stay as they are.
  return status === 0 ? withWrittenNames(words(said)) : words(said);
}

function networkMessage(error: SdkError, attempted: Failed): string {
  const { code = '', message = '' } = error;
  const { connection, service, endpoint, signingIn, at } = attempted;
  const place = hostLabel(attempted);
  switch (proxyTrouble(error)) {
    case 'signIn':
      return l10n.t('The proxy for {0} requires a user name and password (HTTP 407).', place);
    case 'unreachable':
      return l10n.t("Can't reach the proxy {0} to connect to {1}.", proxyIn(message), place);
    case undefined:
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return endpoint === undefined && !signingIn && !at && regionLongName(connection.region) === undefined
      ? l10n.t("{0} isn't known to be available in {1}.", service.title, connection.region)
      : l10n.t("Can't find the host of {0}.", place);
  }
  if (code === 'ECONNREFUSED') return l10n.t('{0} refused the connection.', place);
  if (code === 'ECONNRESET' || code === 'EPIPE') return l10n.t('{0} closed the connection.', place);
  const trouble = tlsTrouble(error);
  if (trouble) return tlsMessage(trouble, place);
  // The names in a certificate can be any text.
  if (isTlsCode(code)) {
    const words = scrub(withoutHint(message), service, attempted.operation, attempted.input);
    return l10n.t("Can't connect securely to {0}: {1}", place, words || code);
  }
  return l10n.t("Can't reach {0} ({1}).", place, code);
}

function tlsMessage(trouble: TlsTrouble, place: string): string {
  switch (trouble) {
    case 'noTls':
      return l10n.t("Can't connect securely to {0}: the host doesn't use TLS.", place);
    case 'untrusted':
      return l10n.t("Can't connect securely to {0}: this computer doesn't trust its certificate.", place);
    case 'version':
      return l10n.t(
        "Can't connect securely to {0}: this computer and the host have no TLS version or cipher in common.",
        place,
      );
    case 'clientCertificate':
      return l10n.t("Can't connect securely to {0}: the host requires a client certificate.", place);
    case 'handshake':
      return l10n.t("Can't connect securely to {0}: the TLS handshake failed.", place);
  }
}

/** Removes Node's hint about its command line, which doesn't help users of VS Code. */
function withoutHint(message: string): string {
  return message.replace(/; if the root CA is installed locally.*/s, '');
}

/** The proxy's host and port in `… proxies: PROXY user:password@host:port`. */
function proxyIn(message: string): string {
  return /: \w+ (?:\S*@)?([\w.:[\]-]+)/.exec(message)?.[1] ?? '';
}

/** The name of the resource that a call is about, if the input has one. */
function resourceOf({ naming }: Service, input: object): string | undefined {
  const values = naming.map(member => (input as Record<string, unknown>)[member]);
  const { Names: names } = input as { Names?: unknown };
  if (Array.isArray(names) && names.length === 1) values.push(names[0]);
  return values.find(value => typeof value === 'string');
}
