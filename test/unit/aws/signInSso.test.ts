// Signing in through IAM Identity Center: in the browser, with a token that the AWS CLI shares.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import timers from 'node:timers/promises';

import { profileConnection } from '../../../src/aws/connection';
import { failure } from '../../support/failure';
import { session } from '../../support/profileTexts';
import { tokenFile, userWho, writeToken } from '../../support/signInWorld';
import { confirming, legacy, mfa, ssoProfile, useSignIn } from '../../support/useSignIn';

describe('signing in', () => {
  const { start, runtimeOf, list, ends } = useSignIn();

  describe('through IAM Identity Center', () => {
    for (const { given, config, cacheKey } of [
      { given: 'an sso-session', config: session + ssoProfile('dev'), cacheKey: 'corp' },
      { given: 'a legacy profile', config: legacy, cacheKey: 'https://corp.test/start' },
    ]) {
      it(`given ${given}, shows the code once, and keeps the token as the AWS CLI does`, async () => {
        const world = await start({ config });
        const user = confirming(world.sso);
        const { runtime } = runtimeOf(user);
        await Promise.all([list(runtime), list(runtime, 'dev', 'us-east-1')]);
        const [shown] = user.devices;
        assert.equal(user.devices.length, 1);
        assert.equal(shown?.userCode, world.sso.devices[0]?.userCode);
        assert.equal(shown?.url, `${world.sso.url}/device?user_code=${shown?.userCode}`);
        assert.equal(shown?.endpoint, world.sso.url);
        assert.equal(world.sso.devices[0]?.startUrl, 'https://corp.test/start');
        const file = tokenFile(world.aws.home, cacheKey);
        assert.equal(fs.statSync(file).mode & 0o777, 0o600);
        assert.equal(fs.statSync(path.dirname(file)).mode & 0o777, 0o700);
        assert.deepEqual(fs.readdirSync(path.dirname(file)), [path.basename(file)]);
        const token = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>;
        assert.deepEqual(Object.keys(token).sort(), [
          'accessToken',
          'clientId',
          'clientSecret',
          'expiresAt',
          'refreshToken',
          'region',
          'registrationExpiresAt',
          'startUrl',
        ]);
        assert.ok(world.sso.tokens.has(token['accessToken'] ?? ''));
        assert.match(token['expiresAt'] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      });
    }

    it("requests the session's scopes, and registers once", async () => {
      const world = await start({ config: session + ssoProfile('dev') });
      const { runtime } = runtimeOf(confirming(world.sso));
      await list(runtime);
      await runtime.signOut(profileConnection('dev', 'eu-west-1'));
      const registrations = world.sso.requests.filter(({ path }) => path === '/client/register');
      assert.deepEqual(
        registrations.map(({ body }) => (JSON.parse(body) as { scopes: unknown }).scopes),
        [['sso:account:access']],
      );
    });

    const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
    for (const { given, client, again } of [
      { given: 'that is valid for hours', client: {}, again: false },
      { given: 'that is valid for ten minutes', client: { registrationExpiresAt: inMinutes(10) }, again: true },
      { given: 'that has expired', client: { registrationExpiresAt: inMinutes(-10) }, again: true },
      { given: 'of unknown validity', client: { registrationExpiresAt: undefined }, again: true },
      { given: 'of another Region', client: { region: 'us-east-1' }, again: true },
      { given: 'without its id', client: { clientId: undefined }, again: true },
      { given: 'without its secret', client: { clientSecret: undefined }, again: true },
    ]) {
      it(`${again ? 'registers a new client' : 'uses the client of the last sign-in'}, given one ${given}`, async () => {
        const world = await start({ config: session + ssoProfile('dev') });
        const register = `${world.sso.url}/client/register`;
        const made = (await (await fetch(register, { method: 'POST', body: '{}' })).json()) as Record<string, unknown>;
        const { clientId, clientSecret } = made;
        const known = { clientId, clientSecret, registrationExpiresAt: inMinutes(120), region: 'eu-west-1', ...client };
        writeToken(world.aws.home, 'corp', { accessToken: 'ended', ...known }, -10);
        const before = world.sso.requests.length;
        await list(runtimeOf(confirming(world.sso)).runtime);
        const registrations = world.sso.requests.slice(before).filter(({ path }) => path === '/client/register');
        assert.equal(registrations.length, again ? 1 : 0);
      });
    }

    it('is not ended when there was none', async () => {
      const world = await start({ config: session + ssoProfile('dev') });
      const { runtime } = runtimeOf(userWho({}));
      assert.equal(await runtime.signOut(profileConnection('dev', 'eu-west-1')), false);
      assert.deepEqual(world.sso.requests, []);
    });

    it('waits while the user has not confirmed, and polls less often when told to', async () => {
      const world = await start({ config: session + ssoProfile('dev'), sso: { interval: 2 } });
      const pauses: number[] = [];
      const pause = timers.setTimeout;
      timers.setTimeout = ((milliseconds: number) => {
        pauses.push(milliseconds);
        const [waiting] = world.sso.devices;
        if (waiting && pauses.length === 2) waiting.state = 'slow';
        if (waiting && pauses.length === 4) waiting.state = 'approved';
        return Promise.resolve();
      }) as typeof pause;
      ends.push(() => (timers.setTimeout = pause));
      await list(runtimeOf(userWho({ confirm: () => true })).runtime);
      assert.deepEqual(pauses, [2000, 2000, 7000, 7000]);
    });

    it('is shared by two profiles of the same session', async () => {
      const world = await start({ config: session + ssoProfile('dev') + ssoProfile('prod', '222233334444') });
      const user = confirming(world.sso);
      const { runtime } = runtimeOf(user);
      await Promise.all([list(runtime), list(runtime, 'prod')]);
      assert.equal(user.devices.length, 1);
      assert.deepEqual(world.appstream.received.map(({ accessKeyId }) => accessKeyId).sort(), [
        'ASIA111122223333Admin',
        'ASIA222233334444Admin',
      ]);
    });

    it('comes before the MFA code of a role that uses it as its source', async () => {
      const role = mfa.slice(mfa.indexOf('[profile dev]')).replace('= base', '= login');
      const world = await start({ config: session + ssoProfile('login') + role, sts: { mfaCode: '123456' } });
      const order: string[] = [];
      const user = userWho({
        code: () => (order.push('code'), '123456'),
        confirm() {
          order.push('browser');
          world.sso.approve();
          return true;
        },
      });
      await list(runtimeOf(user).runtime);
      assert.deepEqual(order, ['browser', 'code']);
    });

    it('is cancelled: the calls fail, and it does not ask again until the user wants to', async () => {
      const world = await start({ config: session + ssoProfile('dev') });
      const user = userWho({ confirm: () => false });
      const { runtime } = runtimeOf(user);
      assert.equal((await failure(list(runtime))).signIn, true);
      assert.equal((await failure(list(runtime))).message, 'Profile "dev" is not signed in.');
      assert.equal(user.devices.length, 1);
      assert.equal(world.appstream.received.length, 0);
    });

    for (const { state, says } of [
      { state: 'denied', says: /was denied in the browser/ },
      { state: 'expired', says: /wasn't confirmed in time/ },
    ] as const) {
      it(`says so when the code was ${state}`, async () => {
        const world = await start({ config: session + ssoProfile('dev') });
        const user = userWho({
          confirm() {
            for (const each of world.sso.devices) each.state = state;
            return true;
          },
        });
        const error = await failure(list(runtimeOf(user).runtime));
        assert.match(error.message, says);
        assert.equal(error.signIn, true);
      });
    }

    it('is not needed while the token can be refreshed', async () => {
      const world = await start({
        config: session.replace('corp]', 'refreshed]') + ssoProfile('dev').replace('corp', 'refreshed'),
      });
      const user = confirming(world.sso);
      const { runtime } = runtimeOf(user);
      await list(runtime);
      const file = tokenFile(world.aws.home, 'refreshed');
      const token = JSON.parse(fs.readFileSync(file, 'utf8')) as { accessToken: string };
      writeToken(world.aws.home, 'refreshed', token, 10);
      await runtime.signIn(profileConnection('dev', 'eu-west-1'));
      const refreshed = JSON.parse(fs.readFileSync(file, 'utf8')) as { accessToken: string };
      assert.notEqual(refreshed.accessToken, token.accessToken);
      assert.equal(fs.statSync(file).mode & 0o777, 0o600);
      assert.equal(user.devices.length, 1);
    });

    it('notices a token fetched elsewhere, for the profiles that use it', async () => {
      const world = await start({
        config: `${session}${ssoProfile('dev')}${mfa.replace('profile dev', 'profile other')}`,
      });
      const user = userWho({ confirm: () => false });
      const { runtime, changed } = runtimeOf(user);
      await failure(list(runtime));
      await failure(list(runtime, 'other'));
      writeToken(world.aws.home, 'corp', world.sso.makeToken());
      await runtime.reload();
      assert.deepEqual(changed, [{ kind: 'signedIn', profiles: ['dev'] }]);
      await list(runtime);
      assert.equal(user.devices.length, 1);
    });

    it('ends when the user signs out: here, at the service and for the AWS CLI', async () => {
      const world = await start({ config: session + ssoProfile('dev') + ssoProfile('prod', '222233334444') });
      const user = confirming(world.sso);
      const { runtime, changed } = runtimeOf(user);
      await list(runtime);
      await list(runtime, 'prod');
      changed.length = 0;
      assert.equal(await runtime.signOut(profileConnection('dev', 'eu-west-1')), true);
      assert.deepEqual(changed, [{ kind: 'settings', profiles: ['dev', 'prod'] }]);
      assert.equal(world.sso.tokens.size, 0);
      assert.ok(!fs.existsSync(tokenFile(world.aws.home, 'corp')));
      assert.equal((await failure(list(runtime))).signIn, true);
      assert.equal((await failure(list(runtime, 'prod'))).signIn, true);
      assert.equal(user.devices.length, 1);
    });

    it('that an administrator ended is requested again', async () => {
      const world = await start({ config: session + ssoProfile('dev') });
      const user = confirming(world.sso);
      const { runtime } = runtimeOf(user);
      await list(runtime);
      world.sso.revoke();
      await runtime.signIn(profileConnection('dev', 'eu-west-1'));
      assert.equal(user.devices.length, 2);
    });
  });
});
