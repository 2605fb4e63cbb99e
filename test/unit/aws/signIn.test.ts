// Signing in with the user's help: once for all who wait, never again by itself, and nothing is lost meanwhile.
import * as assert from 'node:assert/strict';

import { settingsChanged } from '../../../src/api/core/actor';
import { profileConnection } from '../../../src/aws/connection';
import type { Lives } from '../../../src/explorer/tree/life';
import { boundTo, createLives } from '../../../src/explorer/tree/life';
import type { Answer, Received } from '../../support/awsServer';
import { failure } from '../../support/failure';
import { userWho } from '../../support/signInWorld';
import { dev, device, mfa, useSignIn } from '../../support/useSignIn';

describe('signing in', () => {
  const { start, runtimeOf, passTime, open, acting, list } = useSignIn();

  describe('with MFA', () => {
    const sts = { mfaCode: '123456' };

    it("asks once, with the device's ARN and the profile, for any number of waiting calls and Regions", async () => {
      const world = await start({ config: mfa, sts });
      const user = userWho({ code: () => '123456' });
      const { runtime } = runtimeOf(user);
      const stacks = open(runtime).call('DescribeStacks', {});
      await Promise.all([list(runtime), stacks, list(runtime, 'dev', 'us-east-1'), list(runtime, 'dev', 'us-west-2')]);
      assert.deepEqual(user.mfaQuestions, [{ profile: 'dev', device }]);
      assert.equal(world.sts.calls.length, 1);
      assert.equal(world.appstream.received.length, 4);
    });

    it('does not ask again until the credentials expire', async () => {
      await start({ config: mfa, sts });
      const user = userWho({ code: () => '123456' });
      const { runtime } = runtimeOf(user);
      await list(runtime);
      passTime(3000);
      await list(runtime);
      assert.equal(user.mfaQuestions.length, 1);
      passTime(1000);
      await list(runtime);
      assert.equal(user.mfaQuestions.length, 2);
    });

    it('fails for all waiting calls when the user cancels, and does not ask again until the user wants to', async () => {
      const world = await start({ config: mfa, sts });
      const codes: string[] = [];
      const user = userWho({ code: () => codes[0] });
      const { runtime } = runtimeOf(user);
      const errors = await Promise.all([failure(list(runtime)), failure(list(runtime, 'dev', 'us-east-1'))]);
      errors.push(await failure(list(runtime)));
      for (const error of errors) {
        assert.deepEqual([error.reason, error.signIn, error.code], ['credentials', true, 'NotSignedIn']);
        assert.equal(error.message, 'Profile "dev" is not signed in.');
      }
      assert.equal(user.mfaQuestions.length, 1);
      assert.deepEqual(world.appstream.received, []);
      codes.push('123456');
      await runtime.signIn(profileConnection('dev', 'eu-west-1'));
      await list(runtime);
      assert.equal(user.mfaQuestions.length, 2);
    });

    it('says that the code was wrong, and asks again only when the user wants', async () => {
      await start({ config: mfa, sts });
      const user = userWho({ code: () => '000000' });
      const { runtime } = runtimeOf(user);
      const error = await failure(list(runtime));
      assert.equal(error.message, 'The MFA code for profile "dev" was not accepted.');
      assert.equal(error.signIn, true);
      await failure(list(runtime));
      assert.equal(user.mfaQuestions.length, 1);
      await failure(runtime.signIn(profileConnection('dev', 'eu-west-1')));
      assert.equal(user.mfaQuestions.length, 2);
    });

    it('tells another reason of STS without the name of the user, and asks for a sign-in', async () => {
      const message = 'User: arn:aws:iam::111122223333:user/jane is not authorized to perform: sts:AssumeRole';
      await start({ config: mfa, sts: { refuse: () => ({ code: 'AccessDenied', message, status: 403 }) } });
      const user = userWho({ code: () => '123456' });
      const { runtime } = runtimeOf(user);
      const error = await failure(list(runtime));
      assert.deepEqual([error.reason, error.signIn], ['denied', true]);
      assert.match(error.message, /not authorized to perform: sts:AssumeRole/);
      assert.ok(!error.message.includes('jane'));
      await failure(list(runtime));
      assert.equal(user.mfaQuestions.length, 1);
    });

    it('is forgotten after signing out, until the user signs in', async () => {
      await start({ config: mfa, sts });
      const user = userWho({ code: () => '123456' });
      const { runtime } = runtimeOf(user);
      await list(runtime);
      assert.equal(await runtime.signOut(profileConnection('dev', 'eu-west-1')), true);
      assert.equal((await failure(list(runtime))).signIn, true);
      assert.equal(user.mfaQuestions.length, 1);
    });
  });

  describe('while calls are under way', () => {
    const expired: Answer = { kind: 'error', type: 'ExpiredTokenException', message: 'The security token is expired' };

    /** AppStream takes the credentials until they are revoked, and those that come after again. */
    function revocable(): { answer: (request: Received) => Answer; revoke: () => void; changes: () => number } {
      const revoked = new Set<unknown>();
      let last: unknown;
      let changes = 0;
      return {
        answer({ headers, operation }) {
          last = headers['x-amz-security-token'];
          if (revoked.has(last)) return expired;
          if (operation === 'StartFleet') changes++;
          return { kind: 'ok', output: {} };
        },
        revoke: () => void revoked.add(last),
        changes: () => changes,
      };
    }

    it('asks once when all calls find the credentials expired, and then sends them all again, including changes', async () => {
      const appstream = revocable();
      let count = 0;
      const issue = (): { accessKeyId: string; secretAccessKey: string; sessionToken: string } => ({
        accessKeyId: `ASIA${++count}`,
        secretAccessKey: 's',
        sessionToken: `t${count}`,
      });
      await start({ config: mfa, appstream: appstream.answer, sts: { issue } });
      const user = userWho({ code: () => '123456' });
      const { runtime } = runtimeOf(user);
      await list(runtime);
      appstream.revoke();
      await Promise.all([
        list(runtime),
        open(runtime).call('DescribeStacks', {}),
        list(runtime, 'dev', 'us-east-1'),
        acting(runtime).then(api => api.call('StartFleet', { Name: 'dev' })),
      ]);
      assert.equal(user.mfaQuestions.length, 2);
      assert.equal(appstream.changes(), 1);
    });

    const endsOfLife: readonly {
      readonly given: string;
      readonly end: (lives: Lives) => void;
      readonly code: string;
    }[] = [
      { given: 'its profile is removed', end: lives => lives.keep([]), code: 'NotShown' },
      { given: 'its settings change', end: lives => lives.renew(dev, settingsChanged('dev')), code: 'SettingsChanged' },
    ];
    for (const { given, end, code } of endsOfLife) {
      it(`does not send a change that waited for the user if ${given}`, async () => {
        const appstream = revocable();
        const world = await start({ config: mfa, appstream: appstream.answer });
        let answer: (code: string) => void = () => undefined;
        const answered = new Promise<string>(resolve => (answer = resolve));
        let ask: () => void = () => undefined;
        const asked = new Promise<void>(resolve => (ask = resolve));
        const { runtime } = runtimeOf(userWho({ code: () => (ask(), answered) }));
        const lives = createLives();
        lives.keep([dev]);
        const change = failure(boundTo(lives.signalOf(dev), await acting(runtime)).call('StartFleet', { Name: 'dev' }));
        await asked;
        end(lives);
        assert.equal((await change).code, code);
        answer('123456');
        await list(runtime);
        assert.deepEqual(
          world.appstream.received.map(({ operation }) => operation),
          ['DescribeFleets'],
        );
      });
    }

    it('does not send a throttled change again after its profile is removed', async () => {
      const lives = createLives();
      lives.keep([dev]);
      const world = await start({
        config: '[profile dev]\naws_access_key_id = A\naws_secret_access_key = s',
        appstream() {
          lives.keep([]);
          return { kind: 'error', type: 'ThrottlingException', message: 'Rate exceeded' };
        },
      });
      const { runtime } = runtimeOf(userWho({}));
      const error = await failure(
        boundTo(lives.signalOf(dev), await acting(runtime)).call('StartFleet', { Name: 'dev' }),
      );
      assert.equal(error.reason, 'cancelled');
      assert.equal(error.mayHaveHappened, undefined);
      assert.equal(world.appstream.received.length, 1);
    });

    it('fails without a loop when there are no other credentials', async () => {
      const world = await start({
        config: '[profile dev]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token = t',
        appstream: () => expired,
      });
      const { runtime } = runtimeOf(userWho({}));
      assert.equal((await failure(list(runtime))).reason, 'expired');
      assert.equal(world.appstream.received.length, 1);
    });
  });
});
