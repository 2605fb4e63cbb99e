// What a sign-in through IAM Identity Center asks its services, and how long it waits: without a runtime and without pauses.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import timers from 'node:timers/promises';

import type { DeviceCode } from '../../../src/aws/prompts';
import type { SsoLogin } from '../../../src/aws/sources';
import { readSsoToken } from '../../../src/aws/ssoCache';
import type { SsoServices } from '../../../src/aws/ssoLogin';
import { signInWithSso, signOutOfSso } from '../../../src/aws/ssoLogin';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { tokenFile, writeToken } from '../../support/signInWorld';
import type { Sso, SsoOptions } from '../../support/ssoStandIn';
import { startSso } from '../../support/ssoStandIn';
import type { Answer } from '../../support/standIn';
import { json } from '../../support/standIn';

const login: SsoLogin = {
  cacheKey: 'corp',
  startUrl: 'https://corp.test/start',
  region: 'eu-west-1',
  scopes: ['sso:account:access'],
};
const oidcError = (type: string): Answer => json({}, 400, { 'x-amzn-errortype': type });

describe('A sign-in through IAM Identity Center', () => {
  let aws: AwsEnvironment;
  let sso: Sso;
  let services: SsoServices;
  const real = { pause: timers.setTimeout, now: Date.now };
  const pauses: number[] = [];
  let paused: () => void;

  beforeEach(() => {
    aws = isolateAws();
    pauses.length = 0;
    paused = () => undefined;
    timers.setTimeout = ((milliseconds: number, _value: unknown, { signal }: { signal: AbortSignal }) => {
      pauses.push(milliseconds);
      paused();
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    }) as typeof timers.setTimeout;
  });
  afterEach(async () => {
    timers.setTimeout = real.pause;
    Date.now = real.now;
    await sso.close();
    aws.restore();
  });

  async function start(options: SsoOptions = {}): Promise<void> {
    sso = await startSso(options);
    const client = { endpoint: sso.url, credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 };
    services = { oidc: client, portal: { ...client, incomplete: () => new Error('incomplete') } };
  }

  /** Signs in as somebody who confirms at once. @returns what was shown */
  async function signIn(given: SsoLogin = login, signal = new AbortController().signal): Promise<DeviceCode> {
    let shown: DeviceCode | undefined;
    const prompts = {
      authorizeDevice: async (device: DeviceCode, granted: (signal: AbortSignal) => Promise<void>) => {
        shown = device;
        await granted(signal);
        return true;
      },
      mfaCode: () => assert.fail('nobody asks for a code'),
    };
    assert.equal(await signInWithSso(given, 'dev', services, prompts), true);
    return shown ?? assert.fail('nothing was shown');
  }
  const bodies = (path: string): object[] =>
    sso.requests.filter(request => request.path === path).map(({ body }) => JSON.parse(body) as object);
  /** Seconds from now, as they are read from a time. */
  const secondsTo = (time: Date | string | undefined): number =>
    Math.round((new Date(time ?? '').getTime() - real.now()) / 1000);
  const isAbout = (seconds: number, expected: number): void =>
    assert.ok(Math.abs(seconds - expected) < 60, `${seconds} seconds instead of ${expected}`);

  it('shows a code with the time when it expires, and keeps a token with the time when that expires', async () => {
    await start({ tokenLifetime: () => 7200 });
    sso.approve();
    const { profile, startUrl, endpoint, expires } = await signIn();
    assert.deepEqual([profile, startUrl, endpoint], ['dev', login.startUrl, sso.url]);
    isAbout(secondsTo(expires), 600);
    const token = await readSsoToken('corp');
    assert.deepEqual([token?.startUrl, token?.region], [login.startUrl, 'eu-west-1']);
    isAbout(secondsTo(token?.expiresAt), 7200);
    isAbout(secondsTo(token?.registrationExpiresAt), 90 * 24 * 3600);
    assert.equal(token?.refreshToken, 'refresh-token-3');
  });

  it('has no endpoint to trust if the client finds its own', async () => {
    await start();
    sso.approve();
    const { url } = sso;
    const { hostname, port } = new URL(url);
    const endpoint = () => Promise.resolve({ protocol: 'http:', hostname, port: Number(port), path: '/' });
    services = { ...services, oidc: { ...services.oidc, endpoint } };
    assert.equal((await signIn()).endpoint, undefined);
  });

  it('registers for the scopes of its session, with which the token can be refreshed', async () => {
    await start();
    sso.approve();
    await signIn();
    const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
    const client = { clientName: 'AppStream Explorer', clientType: 'public' };
    assert.deepEqual(bodies('/client/register'), [
      { ...client, scopes: ['sso:account:access'], grantTypes: [deviceGrant, 'refresh_token'] },
    ]);
    await signIn({ ...login, cacheKey: 'legacy', scopes: [] });
    assert.deepEqual(bodies('/client/register')[1], client);
  });

  it('waits five seconds between two questions unless the service says otherwise, and five more when told so', async () => {
    await start({
      fail: ({ path }) =>
        path === '/device_authorization'
          ? json({ deviceCode: 'c', userCode: 'u', verificationUri: 'https://a.test', expiresIn: 600 })
          : path !== '/token'
            ? undefined
            : pauses.length === 1
              ? oidcError('SlowDownException')
              : pauses.length < 4
                ? oidcError('AuthorizationPendingException')
                : json({ accessToken: 'token', tokenType: 'Bearer', expiresIn: 60 }),
    });
    assert.equal((await signIn()).url, 'https://a.test', 'the address without the code');
    assert.deepEqual(pauses, [5000, 10_000, 10_000, 10_000]);
    const token = await readSsoToken('corp');
    assert.equal(token && 'refreshToken' in token, false, 'the service gave none');
  });

  const ends: readonly (readonly [error: string, says: RegExp])[] = [
    ['ExpiredTokenException', /^ExpiredTokenException: The code wasn't confirmed in time\.$/],
    ['AccessDeniedException', /^AccessDeniedException: /],
    ['InvalidGrantException', /^InvalidGrantException: /],
  ];
  for (const [error, says] of ends) {
    it(`ends without a token at ${error}`, async () => {
      await start({ fail: ({ path }) => (path === '/token' ? oidcError(error) : undefined) });
      await assert.rejects(signIn(), says);
      assert.equal(pauses.length, 1);
      assert.equal(await readSsoToken('corp'), undefined);
    });
  }

  it('ends when the time of the code is over, without another question', async () => {
    await start({ fail: ({ path }) => (path === '/token' ? oidcError('AuthorizationPendingException') : undefined) });
    paused = () => {
      if (pauses.length === 2) Date.now = () => real.now() + 600_000;
    };
    await assert.rejects(signIn(), /The code wasn't confirmed in time\./);
    assert.deepEqual([pauses.length, bodies('/token').length], [2, 2]);
  });

  it('ends when it is given up', async () => {
    await start();
    const abort = new AbortController();
    paused = () => abort.abort(new Error('given up'));
    await assert.rejects(signIn(login, abort.signal), /given up/);
    assert.equal(bodies('/token').length, 0);
  });

  it('is ended at the service and here, and here alone if the service fails', async () => {
    await start();
    sso.approve();
    await signIn();
    assert.equal(sso.tokens.size, 1);
    assert.equal(await signOutOfSso(login, services), true);
    assert.equal(sso.tokens.size, 0);
    assert.equal(await signOutOfSso(login, services), false);
    await sso.close();
    writeToken(aws.home, 'corp', { accessToken: 'a' });
    assert.equal(await signOutOfSso(login, services), true);
    assert.equal(fs.existsSync(tokenFile(aws.home, 'corp')), false);
  });
});
