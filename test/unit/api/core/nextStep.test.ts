// What the user can do after a failure: one sentence for each cause.
import * as assert from 'node:assert/strict';

import { appstream } from '../../../../src/api/appstream/service';
import type { Reason } from '../../../../src/api/core/errors';
import type { Failure } from '../../../../src/api/core/nextStep';
import { nextStep } from '../../../../src/api/core/nextStep';
import type { SdkError } from '../../../../src/api/core/reasons';
import { profileConnection } from '../../../../src/aws/connection';
import type { FailedAt } from '../../../../src/aws/failedAt';
import { sandboxConnection } from '../../../support/awsRuntime';

/** A failure of StartFleet with profile "dev". */
const failure = (more: Partial<Failure> = {}): Failure => ({
  connection: profileConnection('dev', 'eu-west-1'),
  service: appstream,
  operation: 'StartFleet',
  signingIn: false,
  ...more,
});
const at = (service: FailedAt['service'], more: Partial<FailedAt> = {}): Partial<Failure> => ({
  at: { service, host: 'a.test', profile: 'base', ...more },
});
const atAws = (service: FailedAt['service']): Partial<Failure> => at(service, { host: 'sts.amazonaws.com' });
const local: Partial<Failure> = { endpoint: 'http://local.test:4566/x' };
const page: SdkError = { $metadata: { httpStatusCode: 502 }, $response: { headers: { 'content-type': 'text/html' } } };
const answered: SdkError = { $metadata: { httpStatusCode: 200 } };
const inRegion = (region: string): Partial<Failure> => ({ connection: profileConnection('dev', region) });
const signatureExpired = 'Signature expired: 20200101T000000Z';

/** An error of a server whose clock is so far ahead of this computer's, in minutes. */
const ahead = (minutes: number) => (): SdkError => ({
  name: 'RequestTimeTooSkewed',
  $response: { headers: { date: new Date(Date.now() + minutes * 60_000).toUTCString() } },
});

const { nextStep: own, ...ordinary } = appstream;

interface Case {
  readonly given: string;
  readonly reason: Reason;
  readonly error?: SdkError | (() => SdkError);
  readonly failed?: Partial<Failure>;
  readonly next: string;
}

const file = 'Correct the AWS config file or the environment variables, then refresh.';
const network = 'Check your network and proxy, then retry.';
const renewDev = 'Renew the credentials of profile "dev", then refresh.';
const clock = "Correct this computer's clock. It differs from the clock of AWS.";
const checkDev = 'Check the credentials of profile "dev" in the AWS files, then refresh.';
const bundle = (profile: string): string =>
  `Set ca_bundle of profile "${profile}" or AWS_CA_BUNDLE to a file with the issuer's certificate, or have this computer trust it.`;
const handshake =
  'Check the endpoint URL of profile "dev". A proxy may also be the cause: ask your network administrator.';
const intercepts = (endpoint: string): string =>
  `Check that the endpoint belongs to ${endpoint} and that no proxy intercepts the request.`;
const endpointOf = (profile: string): string => `Check the endpoint URL of profile "${profile}", then retry.`;

const cases: readonly Case[] = [
  // Denied
  { given: 'a denial', reason: 'denied', next: 'Profile "dev" needs the permission appstream:StartFleet.' },
  {
    given: 'a denial without the MFA device',
    reason: 'denied',
    failed: { withoutMfa: true },
    next: 'If the account requires MFA, choose Sign In with MFA on profile "dev". Otherwise, the profile needs the permission appstream:StartFleet.',
  },
  {
    given: 'a denial by IAM Identity Center',
    reason: 'denied',
    failed: at('sso'),
    next: 'Check that the role is assigned to you in IAM Identity Center. Also check sso_account_id and sso_role_name of profile "base".',
  },
  {
    given: 'a denial by AWS Sign-In',
    reason: 'denied',
    failed: at('signin'),
    next: 'Profile "base" needs the permission signin:CreateOAuth2Token.',
  },
  {
    given: 'a denial by AWS STS',
    reason: 'denied',
    failed: at('sts'),
    next: 'Check the role of profile "base" and who is allowed to assume it.',
  },
  {
    given: 'a denial while signing in',
    reason: 'denied',
    failed: { signingIn: true },
    next: 'Check the role of profile "dev" and who is allowed to assume it.',
  },
  {
    given: 'an account that is suspended',
    reason: 'denied',
    error: { name: 'InvalidAccountStatusException' },
    next: 'Contact AWS Support about the status of your account.',
  },
  {
    given: 'the same name from another service',
    reason: 'denied',
    error: { name: 'InvalidAccountStatusException' },
    failed: at('sts'),
    next: 'Check the role of profile "base" and who is allowed to assume it.',
  },
  {
    given: 'the same name on a page',
    reason: 'service',
    error: { ...page, name: 'InvalidAccountStatusException' },
    next: 'The error comes from AWS or from a proxy. Retry later.',
  },
  {
    given: 'the same name after a cancellation',
    reason: 'cancelled',
    error: { name: 'InvalidAccountStatusException' },
    next: '',
  },

  // Expired and refused credentials
  { given: 'an expired token', reason: 'expired', next: renewDev },
  {
    given: 'an expired source of the keys',
    reason: 'expired',
    failed: at('sts', { signer: 'keys' }),
    next: 'Renew the credentials of profile "keys", then refresh.',
  },
  {
    given: 'expired credentials of the profile at AWS STS',
    reason: 'expired',
    failed: at('sts'),
    next: 'Renew the credentials of profile "base", then refresh.',
  },
  {
    given: 'an expired token file',
    reason: 'expired',
    failed: at('sts', { tokenFile: '/token' }),
    next: 'Renew the token in /token, then retry.',
  },
  {
    given: 'an ended session of IAM Identity Center',
    reason: 'expired',
    failed: at('sso'),
    next: 'Run: aws sso login --profile base',
  },
  {
    given: 'an ended login of IAM Identity Center',
    reason: 'expired',
    failed: at('sso_oidc'),
    next: 'Run: aws sso login --profile base',
  },
  {
    given: 'an ended token of the SDK',
    reason: 'expired',
    error: { name: 'TokenProviderError' },
    next: 'Run: aws sso login --profile dev',
  },
  {
    given: 'words about SSO',
    reason: 'expired',
    error: { message: 'The SSO session is invalid' },
    next: 'Run: aws sso login --profile dev',
  },
  { given: 'a signature that is over', reason: 'expired', error: { message: signatureExpired }, next: clock },
  { given: 'the same for its keys', reason: 'credentials', error: { message: signatureExpired }, next: clock },
  { given: 'a difference of half a minute', reason: 'credentials', error: ahead(0.5), next: clock },
  ...(
    [
      [1.3, '1 minute behind'],
      [-1.3, '1 minute ahead of'],
      [119, '119 minutes behind'],
      [120, '2 hours behind'],
      [-47 * 60, '47 hours ahead of'],
      [48 * 60, '2 days behind'],
      [-72 * 60, '3 days ahead of'],
    ] as const
  ).map(([minutes, words]): Case => ({
    given: `a clock of AWS that is ${minutes} minutes ahead`,
    reason: 'credentials',
    error: ahead(minutes),
    next: `This computer's clock is ${words} the clock of AWS. Correct it, then retry.`,
  })),
  { given: 'unknown keys', reason: 'credentials', next: checkDev },
  {
    given: 'unknown keys of a source',
    reason: 'credentials',
    failed: at('sts', { signer: 'keys' }),
    next: 'Check the credentials of profile "keys" in the AWS files, then refresh.',
  },
  {
    given: 'a failed credential_process',
    reason: 'credentials',
    error: { name: 'CredentialsProviderError', message: 'Command failed: x' },
    next: 'Run the credential_process command in a terminal to see why, then retry.',
  },
  {
    given: 'a wrong secret',
    reason: 'credentials',
    error: { name: 'SignatureDoesNotMatch' },
    next: 'Check the secret access key of profile "dev" and this computer\'s clock.',
  },
  {
    given: 'a refused token file',
    reason: 'credentials',
    failed: at('sts', { tokenFile: '/token' }),
    next: 'Renew the token in /token, then retry.',
  },
  ...['it requires multi-factor authentication', 'MFA is missing'].map((message): Case => ({
    given: `"${message}"`,
    reason: 'credentials',
    error: { message },
    next: 'Sign in. Profile "dev" requires a code from its MFA device.',
  })),

  // No connection, or none in time
  {
    given: 'a proxy that wants a password',
    reason: 'network',
    error: { $metadata: { httpStatusCode: 407 } },
    next: "Add the user name and password to VS Code's http.proxy setting (http://name:password@host:port) or to the environment variable HTTPS_PROXY.",
  },
  {
    given: 'a proxy that is not there',
    reason: 'network',
    error: { message: 'Failed to establish a socket connection to proxies: PROXY a.test:1' },
    next: "Check VS Code's http.proxy setting and the environment variable HTTPS_PROXY, then retry.",
  },
  ...(['sso', 'sso_oidc'] as const).map((service): Case => ({
    given: `no host of ${service}`,
    reason: 'network',
    error: { code: 'ENOTFOUND' },
    failed: atAws(service),
    next: 'Check your network. Also check sso_region of profile "base" or of its sso-session.',
  })),
  {
    given: 'no host of AWS STS',
    reason: 'network',
    error: { code: 'ENOTFOUND' },
    failed: atAws('sts'),
    next: 'Check your network. Also check the region of profile "base".',
  },
  {
    given: 'no host of a configured STS endpoint',
    reason: 'network',
    error: { code: 'ENOTFOUND' },
    failed: at('sts'),
    next: endpointOf('base'),
  },
  {
    given: 'a broken connection to AWS STS',
    reason: 'network',
    error: { code: 'ECONNRESET' },
    failed: atAws('sts'),
    next: network,
  },
  {
    given: 'no host in an unknown Region',
    reason: 'network',
    error: { code: 'ENOTFOUND' },
    failed: inRegion('xx-nowhere-1'),
    next: 'Check the name of the Region.',
  },
  {
    given: 'a refused connection in an unknown Region',
    reason: 'network',
    error: { code: 'ECONNREFUSED' },
    failed: inRegion('xx-nowhere-1'),
    next: network,
  },
  {
    given: 'no host of an endpoint in an unknown Region',
    reason: 'network',
    error: { code: 'ENOTFOUND' },
    failed: { ...inRegion('xx-nowhere-1'), ...local },
    next: endpointOf('dev'),
  },
  {
    given: 'no host of AWS STS for an unknown Region',
    reason: 'network',
    error: { code: 'ENOTFOUND' },
    failed: { ...inRegion('xx-nowhere-1'), ...at('sts') },
    next: endpointOf('base'),
  },
  { given: 'no host in a known Region', reason: 'network', error: { code: 'ENOTFOUND' }, next: network },
  { given: 'an endpoint that refuses', reason: 'network', failed: local, next: endpointOf('dev') },
  {
    given: 'no sign-in service for a profile with an endpoint',
    reason: 'network',
    failed: { ...local, signingIn: true },
    next: network,
  },
  {
    given: 'a sandbox that refuses',
    reason: 'network',
    failed: { ...local, connection: sandboxConnection('http://127.0.0.1:1') },
    next: 'Open the sandbox again.',
  },
  {
    given: 'an untrusted certificate at AWS STS',
    reason: 'network',
    error: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    failed: at('sts'),
    next: bundle('base'),
  },
  {
    given: 'a message of OpenSSL without a code of TLS',
    reason: 'network',
    error: { message: 'error:0A000086:SSL routines::certificate verify failed' },
    next: bundle('dev'),
  },
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'].map((code): Case => ({
    given: code,
    reason: 'network',
    error: { code },
    next: "Check this computer's clock. If it's correct, the certificate must be renewed.",
  })),
  {
    given: "another host's certificate",
    reason: 'network',
    error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    next: 'The certificate is for another host. Check the endpoint URL of profile "dev".',
  },
  {
    given: 'a host without TLS',
    reason: 'network',
    error: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    next: 'Check that the endpoint URL of profile "dev" supports HTTPS.',
  },
  ...['ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'EPROTO'].map((code): Case => ({
    given: code,
    reason: 'network',
    error: { code },
    next: handshake,
  })),
  {
    given: 'no connection in time',
    reason: 'timeout',
    error: { name: 'TimeoutError', message: 'the socket did not establish a connection' },
    next: 'Check your network and proxy, or increase the appstream.connectTimeout setting, then retry.',
  },
  {
    given: 'no answer in time',
    reason: 'timeout',
    error: { name: 'TimeoutError' },
    next: 'Retry. If your network is slow, increase the appstream.requestTimeout setting.',
  },

  // Answers of the service
  {
    given: 'throttling by AWS',
    reason: 'throttled',
    next: 'AWS is limiting the request rate. Retry in a minute.',
  },
  {
    given: 'throttling by an endpoint',
    reason: 'throttled',
    failed: local,
    next: 'Retry in a minute. The request rate is limited by local.test:4566.',
  },
  {
    given: 'a change by someone else',
    reason: 'conflict',
    error: { name: 'ConcurrentModificationException' },
    next: 'Another operation is changing the resource. Retry in a moment.',
  },
  {
    given: 'a resource in use',
    reason: 'conflict',
    error: { name: 'ResourceInUseException' },
    next: 'Check the state of the resource and its associations, then retry.',
  },
  {
    given: 'nothing there',
    reason: 'notFound',
    next: 'The resource may have been deleted. Refresh the view to check.',
  },
  { given: 'a name that is taken', reason: 'exists', next: 'Choose another name.' },
  {
    given: 'a quota',
    reason: 'limit',
    next: "Delete resources that you don't need, or request a quota increase from AWS.",
  },
  {
    given: 'an operation that the endpoint lacks',
    reason: 'invalid',
    error: { name: 'UnknownOperationException' },
    next: "This endpoint doesn't support StartFleet.",
  },
  { given: 'a wrong value', reason: 'invalid', next: 'Correct the input, then retry.' },
  { given: 'a fault of AWS', reason: 'service', next: 'The error comes from AWS. Retry later.' },
  {
    given: 'a fault of an endpoint',
    reason: 'service',
    failed: local,
    next: 'The error comes from local.test:4566. Retry later.',
  },
  {
    given: "a gateway's page",
    reason: 'service',
    error: page,
    next: 'The error comes from AWS or from a proxy. Retry later.',
  },
  {
    given: "a gateway's page at an endpoint",
    reason: 'service',
    error: page,
    failed: local,
    next: 'The error comes from local.test:4566 or from a proxy. Retry later.',
  },
  {
    given: 'an answer of AWS STS without sense',
    reason: 'malformed',
    failed: at('sts'),
    next: 'Check that a.test is an endpoint of AWS STS and that no proxy intercepts the request.',
  },
  {
    given: 'an error before there is an answer',
    reason: 'malformed',
    next: 'Try again. If it fails again, report an issue and attach the log.',
  },
  { given: 'an answer without sense', reason: 'malformed', error: answered, next: intercepts('AppStream') },
  {
    given: 'no HTTP',
    reason: 'malformed',
    error: { code: 'HPE_INVALID_CONSTANT' },
    next: intercepts('AppStream'),
  },
  {
    given: 'an unsafe address',
    reason: 'malformed',
    error: { name: 'UnsafeAddress' },
    next: intercepts('AppStream'),
  },

  // The AWS files
  { given: 'a mistake in the files', reason: 'config', next: file },
  {
    given: 'a Region in which AWS STS is not activated',
    reason: 'config',
    error: { name: 'RegionDisabledException', message: 'STS is not activated for the role ARN' },
    failed: at('sts'),
    next: 'Change the region of profile "base", or have AWS STS activated in that Region.',
  },
  ...(
    [
      ["Value '1' at 'durationSeconds'", 'duration_seconds'],
      ["Value at 'roleSessionName'", 'role_session_name'],
      ["Value at 'externalId'", 'external_id'],
      ["Value at 'serialNumber'", 'mfa_serial'],
      ["Value at 'roleArn'", 'role_arn'],
      ['Request ARN is invalid', 'role_arn'],
    ] as const
  ).map(([message, setting]): Case => ({
    given: `AWS STS that says "${message}"`,
    reason: 'config',
    error: { name: 'ValidationError', message },
    failed: at('sts'),
    next: `Correct ${setting} of profile "base" in the AWS files, then refresh.`,
  })),
  ...['The barn is invalid', 'Too arno', ''].map((message): Case => ({
    given: `AWS STS that says "${message}"`,
    reason: 'config',
    error: { message },
    failed: at('sts'),
    next: 'Correct the role of profile "base" in the AWS files, then refresh.',
  })),
  {
    given: 'values that IAM Identity Center refuses',
    reason: 'config',
    failed: at('sso'),
    next: 'Check sso_account_id, sso_role_name and sso_region of profile "base", then refresh.',
  },
  {
    given: 'values that its login refuses',
    reason: 'config',
    failed: at('sso_oidc'),
    next: 'Check sso_start_url and sso_region of profile "base" or of its sso-session, then refresh.',
  },
  { given: 'values that AWS Sign-In refuses', reason: 'config', failed: at('signin'), next: file },
  { given: 'values that AWS IAM refuses', reason: 'config', failed: at('iam'), next: file },

  {
    given: 'a service without next steps of its own',
    reason: 'exists',
    failed: { service: ordinary },
    next: 'Choose another name.',
  },

  // Nothing to add
  { given: 'a cancellation', reason: 'cancelled', next: '' },
  { given: 'a read-only profile', reason: 'readOnly', next: '' },
  { given: 'another actor', reason: 'otherActor', next: '' },
];

describe('The next step', () => {
  for (const { given, reason, error = {}, failed, next } of cases) {
    it(`given ${given} (${reason}), is "${next}"`, () =>
      assert.equal(nextStep(typeof error === 'function' ? error() : error, reason, failure(failed)), next));
  }
});

describe("AppStream's own next steps", () => {
  const say = (name: string, message?: string): string | undefined =>
    own?.({ name, ...(message !== undefined && { message }) });
  const available = /^Choose another image that is AVAILABLE\./;
  const arn = /enter its ARN instead of its name\.$/;
  const table: readonly (readonly [name: string, message: string | undefined, next: RegExp | undefined])[] = [
    ['ResourceNotAvailableException', 'The Image x is gone.', available],
    ['ResourceNotAvailableException', 'The images are gone.', undefined],
    ['ResourceNotAvailableException', 'The preimage is gone.', undefined],
    ['ResourceNotAvailableException', undefined, undefined],
    ['ResourceNotFoundException', 'The Image x does not exist.', arn],
    ['ResourceNotFoundException', 'The image builder x does not exist.', undefined],
    ['ResourceNotFoundException', 'The preimage x does not exist.', undefined],
    ['ResourceNotFoundException', undefined, undefined],
    ['OtherException', 'The image x does not exist.', undefined],
  ];
  for (const [name, message = '', next] of table) {
    it(`for ${name}, "${message}", ${next ? 'say what helps' : 'leave it to the core'}`, () => {
      const words = say(name, message || undefined);
      if (next) assert.match(words ?? '', next);
      else assert.equal(words, undefined);
    });
  }
});
