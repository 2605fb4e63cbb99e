// Services that return credentials and fail, over real sockets.
import * as fs from 'node:fs';
import * as path from 'node:path';

import { profileConnection } from '../../src/aws/connection';
import { runtimeUnderTest } from './awsRuntime';
import { startAwsServer } from './awsServer';
import { failure } from './failure';
import { base, roleArn, session, ssoRole } from './profileTexts';
import type { SignInWorld } from './signInWorld';
import { startSignInWorld, userWho, writeToken } from './signInWorld';
import type { Answer, Request } from './standIn';

const signsIn = `sso_session = corp\n${ssoRole}`;
const role = roleArn();

/** How a service is set up to fail, and its name in messages. */
export interface Service {
  readonly name: string;
  /** The variable with its address. */
  readonly variable: string;
  readonly config: (world: SignInWorld) => string;
  readonly prepare?: (world: SignInWorld) => void;
  /** Whether a request fails. All others are answered. */
  readonly fails: (request: Request) => boolean;
  readonly errorType: 'json' | 'xml';
  /** The profile that has the settings. */
  readonly profile: string;
}

/** The services, by the ways to get credentials that use them. */
export const services = {
  portal: {
    name: 'IAM Identity Center',
    variable: 'AWS_ENDPOINT_URL_SSO',
    config: () => `${session}[profile dev]\n${signsIn}`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'corp', sso.makeToken()),
    fails: ({ path }) => path === '/federation/credentials',
    errorType: 'json',
    profile: 'dev',
  },
  'portal of a source': {
    name: 'IAM Identity Center',
    variable: 'AWS_ENDPOINT_URL_SSO',
    config: () => `${session}[profile login]\n${signsIn}[profile dev]\n${role}source_profile = login\n`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'corp', sso.makeToken()),
    fails: ({ path }) => path === '/federation/credentials',
    errorType: 'json',
    profile: 'login',
  },
  OIDC: {
    name: 'IAM Identity Center',
    variable: 'AWS_ENDPOINT_URL_SSO_OIDC',
    // The SDK records by the session's name when it last refreshed a token.
    config: () => `${session}[profile dev]\n${signsIn}`.replaceAll('corp', sessionName()),
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
export type ServiceKey = keyof typeof services;

/** How a request to a service fails. */
export type Outcome = Answer | 'refused' | 'unknown host';

/** An address where no server listens. */
async function closedUrl(): Promise<string> {
  const server = await startAwsServer();
  await server.close();
  return server.url;
}

let run = 0;
const sessionName = (): string => `corp${run}`;

/** Makes services fail in the tests of a `describe`. Whatever a test starts ends with the test. */
export function useFailingServices() {
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

  /** Has a service fail, and asks AppStream. @returns the error, the service's host, and what the user and AppStream were asked */
  async function failWith(service: Service, kind: Outcome) {
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
    const requests = world.appstream.received.length;
    return { error, host: new URL(url).host, devices: user.devices.length, requests };
  }

  return { failWith };
}
