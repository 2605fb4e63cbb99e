// Classifies errors by the names that AWS, the SDK and Node give them.
import type { FailedAt } from '../../aws/failedAt';
import type { Reason } from './errors';
import { plainCode } from './plainText';

/** The used parts of errors that the SDK throws; all may be absent. */
export interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  /** Whether signing in again may help: set when a sign-in of the user has failed. */
  readonly signIn?: boolean;
  /** Set by the client of a service that gives out credentials or identifies them, if the error comes from it. */
  readonly at?: FailedAt;
  /** The reason, if the service defines one for the error's name. */
  readonly meaning?: Reason;
  readonly $metadata?: {
    readonly requestId?: string | undefined;
    readonly httpStatusCode?: number;
    readonly attempts?: number;
  };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/**
 * The used parts of a thrown value, if they have the expected types. A server can send anything as an error's name, message and
 * request id: an invalid name becomes `Error`, and other invalid parts are left out.
 * @param reasons the reasons of the service's own errors, by name
 */
export function asSdkError(thrown: unknown, reasons: Readonly<Record<string, Reason>> = {}): SdkError {
  const { name, message, code, signIn, at, $metadata, $response } = (thrown ?? {}) as Record<string, unknown> &
    SdkError;
  return {
    ...(name !== undefined && { name: plainCode(name) ?? 'Error' }),
    ...(typeof name === 'string' && Object.hasOwn(reasons, name) && { meaning: reasons[name] as Reason }),
    ...(typeof message === 'string' && { message }),
    ...(plainCode(code) !== undefined && { code: code as string }),
    ...(signIn && { signIn }),
    ...(at && { at }),
    ...($metadata && { $metadata: { ...$metadata, requestId: plainCode($metadata.requestId) } }),
    ...($response && { $response }),
  };
}

// Names that many services share, including those of AWS's front end, STS and older protocols. Names of one service are in its folder.
const names: Readonly<Record<Exclude<Reason, 'cancelled' | 'readOnly' | 'otherActor'>, readonly string[]>> = {
  denied: [
    'AccessDeniedException',
    'AccessDenied',
    'UnauthorizedOperation',
    'NotAuthorizedException',
    'ForbiddenException',
    'IDPRejectedClaim',
    'IDPRejectedClaimException',
    'OptInRequired',
    'SubscriptionRequiredException',
  ],
  credentials: [
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'MissingAuthenticationTokenException',
    'MissingAuthenticationToken',
    'RequestTimeTooSkewed',
    'RequestInTheFuture',
    'UnauthorizedException',
    'InvalidIdentityToken',
    'InvalidIdentityTokenException',
    'CredentialsProviderError',
    'ProviderError',
  ],
  expired: ['ExpiredTokenException', 'ExpiredToken', 'RequestExpired', 'TokenProviderError'],
  throttled: [
    'ThrottlingException',
    'RequestLimitExceededException',
    'Throttling',
    'ThrottledException',
    'RequestThrottled',
    'RequestThrottledException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'SlowDown',
  ],
  conflict: [
    'ResourceInUseException',
    'OperationNotPermittedException',
    'ConcurrentModificationException',
    'ResourceNotAvailableException',
  ],
  notFound: ['ResourceNotFoundException'],
  exists: ['ResourceAlreadyExistsException'],
  limit: ['LimitExceededException'],
  invalid: [
    'InvalidParameterCombinationException',
    'ValidationException',
    'ValidationError',
    'InvalidParameterValue',
    'InvalidParameterValueException',
    'SerializationException',
    'UnknownOperationException',
  ],
  service: [
    'InternalFailure',
    'InternalServerError',
    'InternalServerException',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'IDPCommunicationError',
    'IDPCommunicationErrorException',
  ],
  timeout: ['TimeoutError', 'ETIMEDOUT'],
  network: [
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ECONNABORTED',
  ],
  malformed: ['SyntaxError', 'MalformedAnswer', 'IncompleteAnswer', 'UnsafeAddress'],
  config: ['EndpointError', 'RegionDisabledException'],
};

const byName = new Map(Object.entries(names).flatMap(([reason, list]) => list.map(name => [name, reason as Reason])));

/** Whether this is one of Node's codes for untrusted certificates and failed TLS. */
export function isTlsCode(code: string): boolean {
  return /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/.test(code);
}

/**
 * The reason of an error, by its name and code, or by the HTTP status for unknown names. An error of a service that gives out
 * credentials can have another reason.
 */
export function reasonOf(error: SdkError): Reason {
  const reason = reasonByName(error);
  return error.at && !isForeign(error) ? reasonAt(error.at, reason, error) : reason;
}

function reasonByName(error: SdkError): Reason {
  const { name = '', code = '', message = '', $metadata } = error;
  const status = $metadata?.httpStatusCode ?? 0;
  if (proxyTrouble(error)) return 'network';
  // Of a page that isn't from the service, only the status matters.
  if (isForeign(error)) return status >= 500 ? 'service' : 'malformed';
  if (name === 'CredentialsProviderError' && isSsoSession(message)) return 'expired';
  // The code comes first: the SDK names a reset connection TimeoutError.
  const known = error.meaning ?? byName.get(code) ?? byName.get(name);
  if (known) return known;
  if (isTlsCode(code)) return 'network';
  if (status === 429) return 'throttled';
  if (status === 403) return 'denied';
  if (status >= 500) return 'service';
  return status >= 400 ? 'invalid' : 'malformed';
}

/** The reason of an error that comes from a service that gives out credentials. */
function reasonAt({ service }: FailedAt, reason: Reason, { name = '', $metadata }: SdkError): Reason {
  if (service === 'sso' && $metadata?.httpStatusCode === 401) return 'expired';
  if (service === 'sso_oidc' && endOfLogin.test(name)) return 'expired';
  // The rejected values come from the AWS files, not from the user's input.
  return ['invalid', 'notFound', 'conflict', 'limit'].includes(reason) ? 'config' : reason;
}

/** The errors of the OIDC service for a token or client that has expired. */
const endOfLogin = /^(InvalidGrant|InvalidClient|UnauthorizedClient|ExpiredToken|AccessDenied)Exception$/;

/** Whether the response isn't HTTP: the code comes from Node's parser. */
export function isNoHttp({ code = '' }: SdkError): boolean {
  return code.startsWith('HPE_');
}

/** Whether a response isn't in the service's format: a page of a proxy or load balancer, or an incomplete response. */
export function isForeign(error: SdkError): boolean {
  const { name, message = '', $metadata, $response } = error;
  const isBroken = name === 'SyntaxError' || name === 'MalformedAnswer' || isNoHttp(error);
  if ($metadata?.httpStatusCode === undefined) return isBroken;
  const type = $response?.headers?.['content-type'] ?? '';
  return isBroken || /^text\/html/i.test(type) || message.includes('Deserialization error:');
}

/** Whether a message is about a missing or expired sign-in through IAM Identity Center. */
export function isSsoSession(message: string): boolean {
  // Two searches: a single pattern would be slow on long messages, since it would scan to the end from each "SSO".
  const sso = message.search(/\bSSO\b/i);
  return /aws sso login/i.test(message) || (sso >= 0 && /expired|invalid|refresh/i.test(message.slice(sso)));
}

/** Whether the signature was rejected for its time, which means that this computer's clock is wrong. */
export function isClockSkew({ name = '', message = '' }: SdkError): boolean {
  return (
    /^(RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)$/.test(name) ||
    /signature (expired|not yet current)/i.test(message)
  );
}

/**
 * What is wrong with the proxy, if a request failed there: it requires a user name and password, or it can't be reached.
 * VS Code, which sends requests through proxies, reports an unreachable proxy only in the message.
 */
export function proxyTrouble({ message = '', $metadata }: SdkError): 'signIn' | 'unreachable' | undefined {
  if ($metadata?.httpStatusCode === 407) return 'signIn';
  return message.startsWith('Failed to establish a socket connection to proxies') ? 'unreachable' : undefined;
}

/**
 * Whether a request was sent and its response was lost, in whole or in part. Then AWS may have carried it out.
 * @param error the error of one attempt
 */
export function isLost(error: SdkError): boolean {
  return ['timeout', 'network', 'service', 'malformed'].includes(reasonOf(error)) && !wasNeverSent(error);
}

/** Whether there was no connection to send the request through. */
function wasNeverSent(error: SdkError): boolean {
  const { code = '', message = '' } = error;
  if (proxyTrouble(error) || isConnectTimeout(error) || error.at) return true;
  if (isTlsCode(code)) return !/bad record mac|decryption failed/i.test(message); // these occur after the handshake
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code) || /^connect E/.test(message);
}

/** Whether no connection was made in time, so that nothing was sent. The SDK reports it only in the message. */
export function isConnectTimeout({ name, message = '' }: SdkError): boolean {
  return name === 'TimeoutError' && /did not establish a connection/.test(message);
}

/**
 * How far this computer's clock is ahead of the server's, in milliseconds; negative if it is behind. The result is inexact:
 * responses have the time in whole seconds, and take time to arrive.
 * @param now this computer's time, in milliseconds since 1970
 * @returns undefined if the response has no time
 */
export function clockSkew({ $response }: SdkError, now: number): number | undefined {
  const answered = Date.parse($response?.headers?.['date'] ?? '');
  return Number.isNaN(answered) ? undefined : now - answered;
}

/** Whether a profile's credential_process failed. The SDK's message contains the command and its output. */
export function isFailedProcess({ name, message = '' }: SdkError): boolean {
  return name === 'CredentialsProviderError' && message.startsWith('Command failed');
}
