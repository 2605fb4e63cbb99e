// What the services that give out credentials fail with, over real sockets: which one it was, where, and what to do.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import type { Reason } from '../../../src/api/core/errors';
import { profileConnection } from '../../../src/aws/connection';
import { runtimeUnderTest } from '../../support/awsRuntime';
import { startAwsServer } from '../../support/awsServer';
import { failure } from '../../support/failure';
import type { SignInWorld } from '../../support/signInWorld';
import { startSignInWorld, userWho, writeToken } from '../../support/signInWorld';
import type { Answer, Request } from '../../support/standIn';
import { json } from '../../support/standIn';

const session = '[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.test/start\n';
const ssoRole = 'sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n';
const base = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n';
const role = 'role_arn = arn:aws:iam::111122223333:role/Admin\n';

/** How a service is set up to fail, and how it is called in what is shown. */
interface Service {
  readonly name: string;
  /** The variable that says where it is. */
  readonly variable: string;
  readonly config: (world: SignInWorld) => string;
  readonly prepare?: (world: SignInWorld) => void;
  /** Whether a request is one that fails; all others are answered. */
  readonly fails: (request: Request) => boolean;
  readonly errorType: 'json' | 'xml';
  /** The profile that has the settings. */
  readonly profile: string;
}

const services = {
  portal: {
    name: 'IAM Identity Center',
    variable: 'AWS_ENDPOINT_URL_SSO',
    config: () => `${session}[profile dev]\n${ssoRole}`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'corp', sso.makeToken()),
    fails: ({ path }) => path === '/federation/credentials',
    errorType: 'json',
    profile: 'dev',
  },
  'portal of a source': {
    name: 'IAM Identity Center',
    variable: 'AWS_ENDPOINT_URL_SSO',
    config: () => `${session}[profile login]\n${ssoRole}[profile dev]\n${role}source_profile = login\n`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'corp', sso.makeToken()),
    fails: ({ path }) => path === '/federation/credentials',
    errorType: 'json',
    profile: 'login',
  },
  OIDC: {
    name: 'IAM Identity Center',
    variable: 'AWS_ENDPOINT_URL_SSO_OIDC',
    // The SDK remembers by the session's name when it refreshed a token last.
    config: () => `${session}[profile dev]\n${ssoRole}`.replaceAll('corp', sessionName()),
    prepare({ aws, sso }) {
      const registered = { clientId: 'c', clientSecret: 's', registrationExpiresAt: '2099-01-01T00:00:00Z' };
      writeToken(aws.home, sessionName(), { ...sso.makeToken(), ...registered }, -10);
    },
    fails: ({ path }) => path === '/token',
    errorType: 'json',
    profile: 'dev',
  },
  'STS for a role': {
    name: 'AWS STS',
    variable: 'AWS_ENDPOINT_URL_STS',
    config: () => `${base}[profile dev]\n${role}source_profile = base\n`,
    fails: () => true,
    errorType: 'xml',
    profile: 'dev',
  },
  'STS for the role of a source': {
    name: 'AWS STS',
    variable: 'AWS_ENDPOINT_URL_STS',
    config: () =>
      `${base}[profile middle]\n${role}source_profile = base\n` +
      `[profile dev]\nrole_arn = arn:aws:iam::222233334444:role/Other\nsource_profile = middle\n`,
    fails: () => true,
    errorType: 'xml',
    profile: 'middle',
  },
  'STS for a web identity': {
    name: 'AWS STS',
    variable: 'AWS_ENDPOINT_URL_STS',
    config: ({ aws }) => `[profile dev]\n${role}web_identity_token_file = ${path.join(aws.home, 'token')}\n`,
    prepare: ({ aws }) => fs.writeFileSync(path.join(aws.home, 'token'), 'a.web.token'),
    fails: () => true,
    errorType: 'xml',
    profile: 'dev',
  },
} as const satisfies Record<string, Service>;
type ServiceKey = keyof typeof services;

/** Where nobody listens any more. */
async function closedUrl(): Promise<string> {
  const server = await startAwsServer();
  await server.close();
  return server.url;
}

let run = 0;
const sessionName = (): string => `corp${run}`;

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
  readonly answer: (service: Service) => Answer | 'refused' | 'unknown host';
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

describe('a service on the way to credentials', () => {
  let world: SignInWorld;

  let answer: Answer | undefined;
  let failing: Service | undefined;
  const ends: (() => unknown)[] = [];

  beforeEach(async () => {
    run++;
    world = await startSignInWorld({
      sso: { fail: request => (failing?.errorType === 'json' && failing.fails(request) ? answer : undefined) },
      sts: { fail: () => (failing?.errorType === 'xml' ? answer : undefined) },
    });
    ends.push(() => world.close());
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** Has a service fail, and asks AppStream. @returns the error, and where the service was */
  async function failWith(service: Service, kind: Answer | 'refused' | 'unknown host') {
    answer = typeof kind === 'string' ? undefined : kind;
    failing = service;
    let url = process.env[service.variable] ?? '';
    if (kind === 'refused') url = await closedUrl();
    if (kind === 'unknown host') url = 'http://nowhere.invalid';
    world.aws.set({ [service.variable]: url });
    // The SDK takes one configuration for the portal and for OIDC.
    if (service.name === 'IAM Identity Center') {
      world.aws.set({ AWS_ENDPOINT_URL_SSO: url, AWS_ENDPOINT_URL_SSO_OIDC: url });
    }
    world.aws.write({ config: service.config(world) });
    service.prepare?.(world);
    const user = userWho({});
    const { runtime } = runtimeUnderTest({}, { prompts: user.prompts });
    ends.push(() => runtime.dispose());
    const error = await failure(runtime.open(profileConnection('dev', 'eu-west-1')).call('DescribeFleets', {}));
    return { error, host: new URL(url).host, devices: user.devices.length };
  }

  function check(
    { error, host, devices }: Awaited<ReturnType<typeof failWith>>,
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
    assert.equal(world.appstream.received.length, 0);
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
