// What the services that give out credentials fail with, over real sockets: which one it was, where, and what to do.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../src/api/core/errors';
import type { Answer } from '../../support/standIn';
import { json } from '../../support/standIn';
import type { Outcome, Service, ServiceKey } from '../../support/useFailingServices';
import { services, useFailingServices } from '../../support/useFailingServices';

interface Expected {
  readonly reason: Reason;
  readonly retryable?: boolean;
  readonly code?: string;
  /** After the service's name and host. */
  readonly says: RegExp;
  readonly next: RegExp;
  /** A sign-in is offered, or asked for. */
  readonly signIn?: boolean;
}

const jsonError = (type: string, status: number, message = 'Words of the service.'): Answer =>
  json({ message }, status, { 'x-amzn-errortype': type });
const xmlError = (code: string, status: number, message = 'Words of the service.'): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
});
const page = (status: number, body = '<html><head><meta></head><body>Proxy</body></html>'): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body,
});

/** What every service can fail with. */
const failures: readonly ({
  readonly given: string;
  readonly answer: (service: Service) => Outcome;
} & Expected)[] = [
  {
    given: 'throttling',
    answer: ({ errorType }) =>
      errorType === 'json' ? jsonError('TooManyRequestsException', 429) : xmlError('Throttling', 400),
    reason: 'throttled',
    retryable: true,
    says: /: Words of the service\.$/,
    next: /^Retry in a minute\. The request rate is limited by HOST\.$/,
  },
  {
    given: 'an empty 503',
    answer: () => ({ status: 503 }),
    reason: 'service',
    retryable: true,
    code: 'HTTP 503',
    says: / returned HTTP 503\.$/,
    next: /^The error comes from HOST\. Retry later\.$/,
  },
  {
    given: "a gateway's page",
    answer: () => page(502),
    reason: 'service',
    retryable: true,
    says: /^The response from .+ isn't a valid response of this service \(HTTP 502\)\.$/,
    next: /^The error comes from HOST or from a proxy\. Retry later\.$/,
  },
  ...(['<html><head><meta></head><body>No</body></html>', '<html><body>No</body></html>'] as const).map(body => ({
    given: `a proxy's refusal, ${body.includes('meta') ? 'no' : 'also'} XML`,
    answer: () => page(403, body),
    reason: 'malformed' as const,
    retryable: true,
    says: /^The response from .+ isn't a valid response of this service \(HTTP 403\)\.$/,
    next: /^Check that HOST is an endpoint of NAME and that no proxy intercepts the request\.$/,
  })),
  {
    given: "a proxy's page in place of an answer",
    answer: () => page(200),
    reason: 'malformed',
    retryable: true,
    says: /HTTP 200/,
    next: /no proxy intercepts the request/,
  },
  {
    given: 'a proxy that wants a password',
    answer: () => page(407),
    reason: 'network',
    retryable: true,
    code: 'HTTP 407',
    says: / requires a user name and password \(HTTP 407\)\.$/,
    next: /http\.proxy/,
  },
  {
    given: 'a refused connection',
    answer: () => 'refused',
    reason: 'network',
    retryable: true,
    code: 'ECONNREFUSED',
    says: / refused the connection\.$/,
    next: /^Check the endpoint URL of profile "PROFILE", then retry\.$/,
  },
  {
    given: 'an unknown host',
    answer: () => 'unknown host',
    reason: 'network',
    retryable: true,
    says: /^Can't find the host of /,
    next: /^Check the endpoint URL of profile "PROFILE", then retry\.$/,
  },
];

/** What one of them alone fails with. */
const own: readonly ({ readonly given: string; readonly of: ServiceKey; readonly answer: Answer } & Expected)[] = [
  {
    given: 'a role that is not assigned',
    of: 'portal',
    answer: jsonError('ForbiddenException', 403, 'No access'),
    reason: 'denied',
    code: 'ForbiddenException',
    says: /: No access$/,
    next: /^Check that the role is assigned to you in IAM Identity Center\. Also check sso_account_id and sso_role_name of profile "dev"\.$/,
  },
  {
    given: 'the same of its source',
    of: 'portal of a source',
    answer: jsonError('ForbiddenException', 403, 'No access'),
    reason: 'denied',
    says: /: No access$/,
    next: /of profile "login"\.$/,
  },
  {
    given: 'a 403 without a name',
    of: 'portal',
    answer: json({ message: 'Forbidden' }, 403),
    reason: 'denied',
    says: /: Forbidden$/,
    next: /sso_role_name/,
  },
  {
    given: 'an account that is not there',
    of: 'portal',
    answer: jsonError('ResourceNotFoundException', 404),
    reason: 'config',
    says: /: Words of the service\.$/,
    next: /^Check sso_account_id, sso_role_name and sso_region of profile "dev", then refresh\.$/,
  },
  ...['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration'].map(missing => ({
    given: `credentials without ${missing}`,
    of: 'portal' as const,
    answer: json({
      roleCredentials: {
        ...{ accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't', expiration: Date.now() + 3600_000 },
        [missing]: undefined,
      },
    }),
    reason: 'malformed' as const,
    retryable: true,
    says: /^The response from .+ isn't a valid response of this service \(HTTP 200\)\.$/,
    next: /^Check that HOST is an endpoint of NAME and that no proxy intercepts the request\.$/,
  })),
  {
    given: 'a request it does not take',
    of: 'portal',
    answer: jsonError('InvalidRequestException', 400),
    reason: 'config',
    says: /: Words/,
    next: /sso_account_id/,
  },
  {
    given: 'a token that was ended',
    of: 'portal',
    answer: jsonError('UnauthorizedException', 401, 'Session token not found or invalid'),
    reason: 'credentials',
    code: 'NotSignedIn',
    says: /^Profile "dev" is not signed in\.$/,
    next: /^Sign in\.$/,
    signIn: true,
  },
  {
    given: 'a refresh token that was used',
    of: 'OIDC',
    answer: jsonError('InvalidGrantException', 400),
    reason: 'credentials',
    code: 'NotSignedIn',
    says: /^Profile "dev" is not signed in\.$/,
    next: /^Sign in\.$/,
    signIn: true,
  },
  {
    given: 'a role that may not be assumed',
    of: 'STS for a role',
    answer: xmlError(
      'AccessDenied',
      403,
      'User: arn:aws:iam::1:user/jane is not authorized to perform: sts:AssumeRole',
    ),
    reason: 'denied',
    says: /: User: arn:aws:iam::1:user\/… is not authorized to perform: sts:AssumeRole$/,
    next: /^Check the role of profile "dev" and who is allowed to assume it\.$/,
  },
  {
    given: 'the same of a source',
    of: 'STS for the role of a source',
    answer: xmlError('AccessDenied', 403),
    reason: 'denied',
    says: /: Words/,
    next: /^Check the role of profile "middle" and who is allowed to assume it\.$/,
  },
  {
    given: 'a session that would be too long',
    of: 'STS for a role',
    answer: xmlError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ),
    reason: 'config',
    code: 'ValidationError',
    says: /: The requested DurationSeconds exceeds/,
    next: /^Correct duration_seconds of profile "dev" in the AWS files, then refresh\.$/,
  },
  {
    given: 'a role that is no ARN',
    of: 'STS for the role of a source',
    answer: xmlError('ValidationError', 400, 'Request ARN is invalid'),
    reason: 'config',
    says: /: Request ARN is invalid$/,
    next: /^Correct role_arn of profile "middle" in the AWS files, then refresh\.$/,
  },
  {
    given: 'a value that it does not name',
    of: 'STS for a role',
    answer: xmlError('ValidationError', 400),
    reason: 'config',
    says: /: Words/,
    next: /^Correct the role of profile "dev" in the AWS files, then refresh\.$/,
  },
  {
    given: 'a Region without STS',
    of: 'STS for a role',
    answer: xmlError('RegionDisabledException', 403),
    reason: 'config',
    says: /: Words/,
    next: /^Change the region of profile "dev", or have AWS STS activated in that Region\.$/,
  },
  {
    given: 'an unknown key',
    of: 'STS for a role',
    answer: xmlError('InvalidClientTokenId', 403),
    reason: 'credentials',
    says: /: Words/,
    next: /^Check the credentials of profile/,
  },
  ...(['InvalidIdentityToken', 'ExpiredTokenException'] as const).map(code => ({
    given: `a web identity that it answers with ${code}`,
    of: 'STS for a web identity' as const,
    answer: xmlError(code, 400),
    reason: code === 'InvalidIdentityToken' ? ('credentials' as const) : ('expired' as const),
    says: /: Words/,
    next: /^Renew the token in .*[/\\]token, then retry\.$/,
  })),
  {
    given: 'a provider of identities that is out of reach',
    of: 'STS for a web identity',
    answer: xmlError('IDPCommunicationError', 400),
    reason: 'service',
    retryable: true,
    says: /: Words/,
    next: /^The error comes from HOST/,
  },
];

describe('a service that credentials come from', () => {
  const { failWith } = useFailingServices();

  function check(
    { error, host, devices, requests }: Awaited<ReturnType<typeof failWith>>,
    service: Service,
    expected: Expected,
  ): void {
    const words = (pattern: RegExp): RegExp =>
      new RegExp(
        pattern.source
          .replaceAll('HOST', host.replaceAll('.', '\\.'))
          .replaceAll('NAME', service.name)
          .replaceAll('PROFILE', service.profile),
      );
    const { signIn = false, retryable = false } = expected;
    assert.deepEqual(
      { reason: error.reason, retryable: error.retryable, signIn: error.signIn ?? false, devices },
      { reason: expected.reason, retryable, signIn, devices: signIn ? 1 : 0 },
    );
    assert.match(error.message, expected.says);
    if (!signIn) assert.ok(error.message.includes(`${service.name} (${host})`), error.message);
    if (expected.code !== undefined) assert.equal(error.code, expected.code);
    assert.match(error.nextStep, words(expected.next));
    assert.equal(requests, 0);
  }

  for (const [key, service] of Object.entries<Service>(services)) {
    for (const { given, answer: of, ...expected } of failures) {
      it(`${key}, given ${given}, is ${expected.reason} and says where`, async () =>
        check(await failWith(service, of(service)), service, expected));
    }
  }
  for (const { given, of, answer: given_, ...expected } of own) {
    it(`${of}, given ${given}, is ${expected.reason} and says what to do`, async () =>
      check(await failWith(services[of], given_), services[of], expected));
  }
});
