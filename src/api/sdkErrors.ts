// What the SDK throws, as an ApiError: sorted by what the user does next, in words, without secrets.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../aws/connection';
import { ApiError, isApiError } from './errors';
import type { Reason } from './errors';
import { inputShape, shape } from './model';

/** The parts of an SDK error that are looked at; all may be absent. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number; readonly attempts?: number };
  readonly $response?: { readonly statusCode?: number };
}

/** By the error's name or code. What is not here is judged by its HTTP status. */
const reasons: Readonly<Record<string, Reason>> = {
  AccessDeniedException: 'denied',
  AccessDenied: 'denied',
  UnauthorizedOperation: 'denied',
  UnrecognizedClientException: 'credentials',
  InvalidClientTokenId: 'credentials',
  InvalidSignatureException: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  IncompleteSignature: 'credentials',
  MissingAuthenticationTokenException: 'credentials',
  MissingAuthenticationToken: 'credentials',
  NotAuthorizedException: 'credentials',
  OptInRequired: 'credentials',
  CredentialsProviderError: 'credentials',
  TokenProviderError: 'credentials',
  ExpiredTokenException: 'expired',
  ExpiredToken: 'expired',
  RequestExpired: 'expired',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceededException: 'throttled',
  ResourceInUseException: 'conflict',
  OperationNotPermittedException: 'conflict',
  ConcurrentModificationException: 'conflict',
  DryRunOperationException: 'conflict',
  ResourceNotAvailableException: 'conflict',
  IncompatibleImageException: 'conflict',
  ResourceNotFoundException: 'notFound',
  EntitlementNotFoundException: 'notFound',
  ResourceAlreadyExistsException: 'exists',
  EntitlementAlreadyExistsException: 'exists',
  LimitExceededException: 'limit',
  InvalidParameterCombinationException: 'invalid',
  InvalidParameterValueException: 'invalid',
  InvalidRoleException: 'invalid',
  InvalidAccountStatusException: 'invalid',
  ValidationException: 'invalid',
  SerializationException: 'invalid',
  UnknownOperationException: 'invalid',
  InternalFailure: 'service',
  InternalServerError: 'service',
  ServiceUnavailable: 'service',
  ServiceUnavailableException: 'service',
  TimeoutError: 'timeout',
  ETIMEDOUT: 'timeout',
  AbortError: 'cancelled',
  ECONNREFUSED: 'network',
  ECONNRESET: 'network',
  EPIPE: 'network',
  ENOTFOUND: 'network',
  EAI_AGAIN: 'network',
  EHOSTUNREACH: 'network',
  ENETUNREACH: 'network',
  SyntaxError: 'malformed',
};

const retryable: ReadonlySet<Reason> = new Set([
  'network',
  'timeout',
  'throttled',
  'service',
  'malformed',
  'expired',
  'credentials',
  'config',
]);

/** Turns what a call threw into an ApiError. */
export function fromSdk(thrown: unknown, connection: Connection, operation: string, input: object): ApiError {
  if (isApiError(thrown)) return thrown;
  const error = (thrown ?? {}) as SdkError;
  const reason = reasonOf(error);
  const resource = resourceOf(input);
  const requestId = error.$metadata?.requestId;
  return new ApiError(
    messageOf(error, reason, connection, operation, input),
    {
      reason,
      operation,
      code: error.name === 'Error' && error.code !== undefined ? error.code : (error.name ?? 'Error'),
      ...(resource !== undefined && { resource }),
      ...(requestId !== undefined && { requestId }),
      retryable: retryable.has(reason) || error.name === 'ConcurrentModificationException',
      nextStep: nextStep(error, reason, connection, operation),
    },
    // The cause would bring the raw error, and with it the request and the answer, to whoever prints this one.
  );
}

/** How often the SDK sent the request. */
export function attemptsOf(thrown: unknown): number | undefined {
  return (thrown as SdkError | undefined)?.$metadata?.attempts;
}

function reasonOf({ name = '', code = '', $metadata, $response }: SdkError): Reason {
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
  if (name === 'SyntaxError' && status >= 500) return 'service';
  const known = reasons[name] ?? reasons[code];
  if (known) return known;
  if (/^(CERT_|ERR_TLS|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)) return 'network';
  if (status === 403) return 'denied';
  if (status >= 500) return 'service';
  return status >= 400 ? 'invalid' : 'malformed';
}

function messageOf(
  { name, message = '', code }: SdkError,
  reason: Reason,
  { region, profile }: Connection,
  operation: string,
  input: object,
): string {
  if (reason === 'cancelled') return l10n.t('{0} was cancelled.', operation);
  if (reason === 'timeout') return l10n.t('{0} got no answer in time.', operation);
  if (name === 'SyntaxError') return l10n.t('The answer to {0} was not one of AppStream.', operation);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return l10n.t('The host of AppStream in {0} is not known.', region);
  if (code === 'ECONNREFUSED')
    return l10n.t('Nothing accepts connections at the endpoint of profile "{0}" in {1}.', profile, region);
  return scrub(message || (name ?? code ?? 'Error'), operation, input);
}

function nextStep(
  { name = '', code = '', message = '' }: SdkError,
  reason: Reason,
  { profile, region, sandbox }: Connection,
  operation: string,
): string {
  switch (reason) {
    case 'denied':
      return l10n.t('Profile "{0}" needs the permission appstream:{1}.', profile, operation);
    case 'expired':
      return l10n.t('Renew the credentials of profile "{0}", then refresh.', profile);
    case 'credentials':
      if (name === 'TokenProviderError' || /sso/i.test(message))
        return l10n.t('Run: aws sso login --profile {0}', profile);
      if (/Signature/.test(name))
        return l10n.t('Check the secret key of profile "{0}", and this computer\'s clock.', profile);
      return l10n.t('Check the credentials of profile "{0}" in the AWS files, then refresh.', profile);
    case 'network':
      if (code === 'ENOTFOUND') return l10n.t('Check the network, and whether AppStream exists in {0}.', region);
      if (code === 'ECONNREFUSED')
        return sandbox ? l10n.t('Open the sandbox again.') : l10n.t('Check endpoint_url of the profile, then retry.');
      if (/CERT|TLS|SIGN/.test(code))
        return l10n.t("Check the endpoint's certificate and the certificates this computer trusts.");
      return l10n.t('Check the network and the proxy, then retry.');
    case 'timeout':
      return l10n.t('Retry. If the network is slow, raise appstream.requestTimeout.');
    case 'throttled':
      return l10n.t('AWS limits how often it may be asked. Retry in a minute.');
    case 'conflict':
      return name === 'ConcurrentModificationException'
        ? l10n.t('Something else is changing it. Retry in a moment.')
        : l10n.t('Check its state and what it is associated with, then retry.');
    case 'notFound':
      return l10n.t('It may have been deleted. Refresh.');
    case 'exists':
      return l10n.t('Choose another name.');
    case 'limit':
      return l10n.t('Delete what is not needed, or ask AWS for a higher quota.');
    case 'invalid':
      return l10n.t('Correct the input, then retry.');
    case 'service':
      return l10n.t('The fault is on the side of AWS. Retry later.');
    case 'malformed':
      return l10n.t('Check that the endpoint is AppStream, and that no proxy answers in its place.');
    case 'config':
      return l10n.t('Correct the AWS config file or the environment, then refresh.');
    case 'cancelled':
      return '';
  }
}

/** The name of the thing a call is about. Users are not named. */
function resourceOf(input: object): string | undefined {
  for (const member of [
    'Name',
    'FleetName',
    'StackName',
    'ImageName',
    'DirectoryName',
    'ResourceArn',
    'Arn',
    'SessionId',
  ]) {
    const value = (input as Record<string, unknown>)[member];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** Takes out of the service's words what must not be shown or logged: values of sensitive members, addresses, URLs. */
function scrub(message: string, operation: string, input: object): string {
  const members = inputShape(operation).members ?? {};
  let clean = message;
  for (const [member, value] of Object.entries(input as Record<string, unknown>)) {
    const secret =
      members[member] !== undefined && (shape(members[member]).sensitive || /^User(Id|Name)$/.test(member));
    if (secret && typeof value === 'string' && value.length > 1) clean = clean.replaceAll(value, '…');
  }
  return clean.replace(/https?:\/\/\S*[?&]parameters=\S*/g, '…').replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, '…');
}
