// What kind of trouble an error is, by the name AWS, the SDK or Node gives it.
import type { FailedAt } from '../../aws/failedAt';
import type { Reason } from './errors';
import { plainCode } from './plainText';

/** The parts of what the SDK throws that are looked at; all may be absent. */
export interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  /** Whether signing in again may help: set by whoever asked the user for a sign-in that failed. */
  readonly signIn?: boolean;
  /** The service that gives out credentials, or tells whose they are, if it comes from one: set by that service's client. */
  readonly at?: FailedAt;
  /** What it means, where the service that was asked has a meaning of its own for its name. */
  readonly meaning?: Reason;
  readonly $metadata?: {
    readonly requestId?: string | undefined;
    readonly httpStatusCode?: number;
    readonly attempts?: number;
  };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/**
 * What was thrown, as far as its parts are of the types that are looked at. A server may give anything as its error's name,
 * message and request id: what is no name becomes `Error`, and what is no text is left out.
 * @param reasons what the names of the service's own errors mean
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

// Names that many services share; some come from AWS's front, from STS, or from older protocols. A service's own are in its folder.
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

/** The codes that Node gives to certificates it doesn't trust and to TLS that fails. */
export function isTlsCode(code: string): boolean {
  return /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/.test(code);
}

/**
 * The reason: by the service that gives out credentials, if that answered; by name and code; by the HTTP status for a name
 * that nobody has heard of.
 */
export function reasonOf(error: SdkError): Reason {
  const reason = reasonByName(error);
  return error.at && !isForeign(error) ? reasonAt(error.at, reason, error) : reason;
}

function reasonByName(error: SdkError): Reason {
  const { name = '', code = '', message = '', $metadata } = error;
  const status = $metadata?.httpStatusCode ?? 0;
  if (proxyTrouble(error)) return 'network';
  // What counts of somebody else's page is the status it came with.
  if (isForeign(error)) return status >= 500 ? 'service' : 'malformed';
  if (name === 'CredentialsProviderError' && isSsoSession(message)) return 'expired';
  // The code first: the SDK calls a connection that was reset a TimeoutError.
  const known = error.meaning ?? byName.get(code) ?? byName.get(name);
  if (known) return known;
  if (isTlsCode(code)) return 'network';
  if (status === 429) return 'throttled';
  if (status === 403) return 'denied';
  if (status >= 500) return 'service';
  return status >= 400 ? 'invalid' : 'malformed';
}

/** What a refusal by one of the services that give out credentials comes to. */
function reasonAt({ service }: FailedAt, reason: Reason, { name = '', $metadata }: SdkError): Reason {
  if (service === 'sso' && $metadata?.httpStatusCode === 401) return 'expired';
  if (service === 'sso_oidc' && endOfLogin.test(name)) return 'expired';
  // Nobody has entered what they refuse: it stands in the AWS files.
  return ['invalid', 'notFound', 'conflict', 'limit'].includes(reason) ? 'config' : reason;
}

/** What the OIDC service says of a token or a client that is no longer good. */
const endOfLogin = /^(InvalidGrant|InvalidClient|UnauthorizedClient|ExpiredToken|AccessDenied)Exception$/;

/** Whether what answered does not speak HTTP: the code is that of Node's parser. */
export function isNoHttp({ code = '' }: SdkError): boolean {
  return code.startsWith('HPE_');
}

/** Whether an answer is not of the form that its service gives: a page of a proxy or of a load balancer, or half an answer. */
export function isForeign(error: SdkError): boolean {
  const { name, message = '', $metadata, $response } = error;
  const isBroken = name === 'SyntaxError' || name === 'MalformedAnswer' || isNoHttp(error);
  if ($metadata?.httpStatusCode === undefined) return isBroken;
  const type = $response?.headers?.['content-type'] ?? '';
  return isBroken || /^text\/html/i.test(type) || message.includes('Deserialization error:');
}

/** Whether this is about a sign-in through IAM Identity Center that there was not, or that is over. */
export function isSsoSession(message: string): boolean {
  // Two searches: one pattern for both would look from each SSO to the end, and a message may be long.
  const sso = message.search(/\bSSO\b/i);
  return /aws sso login/i.test(message) || (sso >= 0 && /expired|invalid|refresh/i.test(message.slice(sso)));
}

/** Whether the signature was refused for its time: this computer's clock is wrong. */
export function isClockSkew({ name = '', message = '' }: SdkError): boolean {
  return (
    /^(RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)$/.test(name) ||
    /signature (expired|not yet current)/i.test(message)
  );
}

/**
 * What is wrong with the proxy, if that is where a request ended: it wants a user name and password, or it is not there.
 * VS Code, which leads requests through proxies, says the latter with a message alone.
 */
export function proxyTrouble({ message = '', $metadata }: SdkError): 'signIn' | 'unreachable' | undefined {
  if ($metadata?.httpStatusCode === 407) return 'signIn';
  return message.startsWith('Failed to establish a socket connection to proxies') ? 'unreachable' : undefined;
}

/**
 * Whether a request went out and its answer was lost, in whole or in part: then what it asked for may have been carried out.
 * @param error what a try of it ended in
 */
export function isLost(error: SdkError): boolean {
  return ['timeout', 'network', 'service', 'malformed'].includes(reasonOf(error)) && !wasNeverSent(error);
}

/** Whether there was no connection to send it through. */
function wasNeverSent(error: SdkError): boolean {
  const { code = '', message = '' } = error;
  if (proxyTrouble(error) || isConnectTimeout(error) || error.at) return true;
  if (isTlsCode(code)) return !/bad record mac|decryption failed/i.test(message); // these come later
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code) || /^connect E/.test(message);
}

/** Whether no connection was made in time: nobody has heard the request. The SDK says it with a message alone. */
export function isConnectTimeout({ name, message = '' }: SdkError): boolean {
  return name === 'TimeoutError' && /did not establish a connection/.test(message);
}

/**
 * How far this computer's clock is ahead of the one of whoever answered, in milliseconds: negative when it is behind.
 * Undefined when the answer does not tell the time. It tells whole seconds, and was under way for a while.
 */
export function clockSkew({ $response }: SdkError, now: number): number | undefined {
  const answered = Date.parse($response?.headers?.['date'] ?? '');
  return Number.isNaN(answered) ? undefined : now - answered;
}

/** Whether a profile's credential_process could not be run to its end. The SDK says so with the command and what it printed. */
export function isFailedProcess({ name, message = '' }: SdkError): boolean {
  return name === 'CredentialsProviderError' && message.startsWith('Command failed');
}
