// Signing in with the user's help: once for all who wait, never again by itself, and nothing is lost meanwhile.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import timers from 'node:timers/promises';

import { settingsChanged } from '../../../src/api/core/actor';
import type { Changed } from '../../../src/api/core/types';
import type { ActingApi, Api, Runtime } from '../../../src/api/types';
import { profileConnection } from '../../../src/aws/connection';
import type { Prompts } from '../../../src/aws/prompts';
import type { Lives } from '../../../src/explorer/tree/life';
import { boundTo, createLives } from '../../../src/explorer/tree/life';
import { runtimeUnderTest, unnamedActor } from '../../support/awsRuntime';
import type { Answer, Received } from '../../support/awsServer';
import { failure } from '../../support/failure';
import type { SignInWorld, SignInWorldOptions, User } from '../../support/signInWorld';
import { startSignInWorld, tokenFile, userWho, writeToken } from '../../support/signInWorld';

const dev = profileConnection('dev', 'eu-west-1');
const device = 'arn:aws:iam::111122223333:mfa/dev';
const mfa =
  '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n' +
  `[profile dev]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = base\nmfa_serial = ${device}\n`;
const session = '[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.test/start\n';
const ssoProfile = (name: string, account = '111122223333'): string =>
  `[profile ${name}]\nsso_session = corp\nsso_account_id = ${account}\nsso_role_name = Admin\n`;
const legacy =
  '[profile dev]\nsso_region = eu-west-1\nsso_start_url = https://corp.test/start\nsso_account_id = 111122223333\nsso_role_name = Admin\n';

describe('signing in', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function start(options: SignInWorldOptions & { config: string }): Promise<SignInWorld> {
    const world = await startSignInWorld(options);
    ends.push(() => world.close());
    world.aws.write(options);
    return world;
  }

  function runtimeOf({ prompts }: { readonly prompts: Prompts }): { runtime: Runtime; changed: Changed[] } {
    const changed: Changed[] = [];
    const { runtime } = runtimeUnderTest({}, { prompts, changed: what => void changed.push(what) });
    ends.push(() => runtime.dispose());
    return { runtime, changed };
  }

  /** Puts the clock forward, for this process alone. */
  function passTime(seconds: number): void {
    const { now } = Date;
    Date.now = () => now() + seconds * 1000;
    ends.push(() => (Date.now = now));
  }

  const open = (runtime: Runtime, profile = 'dev', region = 'eu-west-1'): Api =>
    runtime.open(profileConnection(profile, region));
  const acting = async (runtime: Runtime): Promise<ActingApi> => {
    return runtime.open(dev, await unnamedActor(runtime, dev));
  };
  const list = (runtime: Runtime, profile?: string, region?: string): Promise<unknown> =>
    open(runtime, profile, region).call('DescribeFleets', {});

  describe('with MFA', () => {
    const sts = { mfaCode: '123456' };

    it("asks once, with the device's ARN and the profile, however many calls wait in however many Regions", async () => {
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

    it('is given up by the user: all who wait fail, and nobody is asked again before the user wants to', async () => {
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

    it('that STS refuses for another reason says which, without the name of the user, and asks for a sign-in', async () => {
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

    it('is forgotten at signing out, until the user signs in', async () => {
      await start({ config: mfa, sts });
      const user = userWho({ code: () => '123456' });
      const { runtime } = runtimeOf(user);
      await list(runtime);
      assert.equal(await runtime.signOut(profileConnection('dev', 'eu-west-1')), true);
      assert.equal((await failure(list(runtime))).signIn, true);
      assert.equal(user.mfaQuestions.length, 1);
    });
  });

  describe('through IAM Identity Center', () => {
    const confirming = (sso: SignInWorld['sso']): User =>
      userWho({
        confirm() {
          sso.approve();
          return true;
        },
      });

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

    it('asks for what the session is to be good for, and registers once', async () => {
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

    it('waits while the user has not confirmed, and asks less often from when it is told to', async () => {
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

    it('is one for two profiles of the same session', async () => {
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

    it('comes before the MFA code of a role whose source it is', async () => {
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

    it('is given up: the calls fail, and nobody is asked again before the user wants to', async () => {
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

    it('notices a token fetched elsewhere, for the profiles it concerns', async () => {
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

    it('ends at signing out, here, at the service and for the AWS CLI', async () => {
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

    it('that was ended by an administrator is asked for anew', async () => {
      const world = await start({ config: session + ssoProfile('dev') });
      const user = confirming(world.sso);
      const { runtime } = runtimeOf(user);
      await list(runtime);
      world.sso.revoke();
      await runtime.signIn(profileConnection('dev', 'eu-west-1'));
      assert.equal(user.devices.length, 2);
    });
  });

  describe('in the middle of work', () => {
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

    it('asks once when all calls find the credentials expired, and then sends them all again, changes too', async () => {
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
      it(`sends no change that has waited for the user meanwhile, when ${given}`, async () => {
        const appstream = revocable();
        const world = await start({ config: mfa, appstream: appstream.answer });
        let answer: (code: string) => void = () => undefined;
        const answered = new Promise<string>(resolve => (answer = resolve));
        let ask: () => void = () => undefined;
        const asked = new Promise<void>(resolve => (ask = resolve));
        const { runtime } = runtimeOf(userWho({ code: () => (ask(), answered) }));
        const lives = createLives();
        lives.keep([dev]);
        const change = failure(boundTo(lives.of(dev), await acting(runtime)).call('StartFleet', { Name: 'dev' }));
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

    it('sends no change again that AWS has throttled, once its profile is removed', async () => {
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
      const error = await failure(boundTo(lives.of(dev), await acting(runtime)).call('StartFleet', { Name: 'dev' }));
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

  describe('after a change of the AWS files', () => {
    const two =
      '[profile one]\naws_access_key_id = AKIAONE\naws_secret_access_key = s\n' +
      '[profile two]\naws_access_key_id = AKIATWO\naws_secret_access_key = s\n' +
      '[profile role]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = one\n';

    const changes: readonly { readonly given: string; readonly config: string; readonly drops: readonly string[] }[] = [
      { given: 'a comment', config: `# hello\n${two}`, drops: [] },
      { given: 'a profile that nobody has open', config: `${two}[profile three]\nregion = eu-west-1`, drops: [] },
      { given: "a profile's keys", config: two.replace('AKIATWO', 'AKIANEW'), drops: ['two'] },
      { given: "a source's keys", config: two.replace('AKIAONE', 'AKIANEW'), drops: ['one', 'role'] },
      { given: 'a profile that is gone', config: two.replace('profile two', 'profile 2'), drops: ['two'] },
    ];
    for (const { given, config, drops } of changes) {
      it(`given ${given}, tells of ${drops.join(' and ') || 'nobody'} and leaves the others`, async () => {
        const world = await start({ config: two });
        const { runtime, changed } = runtimeOf(userWho({}));
        for (const profile of ['one', 'two', 'role']) await list(runtime, profile);
        world.aws.write({ config });
        await runtime.reload();
        assert.deepEqual(changed, drops.length ? [{ kind: 'settings', profiles: drops }] : []);
      });
    }

    const indented = '[profile dev]\nregion = eu-west-1\n  aws_access_key_id = AKIADEV\n';
    const lines: readonly { readonly given: string; readonly before: string; readonly after: string }[] = [
      { given: 'a header that is not closed', before: two, after: `${two}[profile dev\n` },
      { given: 'a line that moves', before: two + indented, after: `${two}# hello\n${indented}` },
    ];
    for (const { given, before, after } of lines) {
      it(`given ${given}, tells the profile that has no credentials for it, and then says which line it is`, async () => {
        const world = await start({ config: before });
        const { runtime, changed } = runtimeOf(userWho({}));
        await failure(list(runtime));
        world.aws.write({ config: after });
        await runtime.reload();
        assert.deepEqual(changed, [{ kind: 'settings', profiles: ['dev'] }]);
        const { nextStep } = await failure(list(runtime));
        const line = after.split('\n').findIndex(text => /profile dev$|^ /.test(text)) + 1;
        assert.match(nextStep, new RegExp(`config, line ${line}: `));
      });
    }

    it('asks STS anew for those alone whom it concerns', async () => {
      const world = await start({
        config: `${two}[profile other]\nrole_arn = arn:aws:iam::111122223333:role/Other\nsource_profile = two\n`,
      });
      const { runtime } = runtimeOf(userWho({}));
      await list(runtime, 'role');
      await list(runtime, 'other');
      world.aws.write({ config: fs.readFileSync(world.aws.configFile, 'utf8').replace('AKIAONE', 'AKIANEW') });
      await runtime.reload();
      await list(runtime, 'role');
      await list(runtime, 'other');
      assert.deepEqual(
        world.sts.calls.map(({ accessKeyId }) => accessKeyId),
        ['AKIAONE', 'AKIATWO', 'AKIANEW'],
      );
    });

    it('drops the late answer to whom the profile was before', async () => {
      let release: (answer: Answer) => void = () => undefined;
      const held = new Promise<Answer>(resolve => (release = resolve));
      const world = await start({
        config: two,
        appstream: ({ accessKeyId }) => (accessKeyId === 'AKIAONE' ? held : { kind: 'ok', output: {} }),
      });
      const { runtime } = runtimeOf(userWho({}));
      const before = failure(list(runtime, 'one'));
      await world.appstream.arrived(1);
      world.aws.write({ config: two.replace('AKIAONE', 'AKIANEW') });
      await runtime.reload();
      assert.equal((await before).reason, 'cancelled');
      release({ kind: 'ok', output: { Fleets: [{ Name: 'of the old account' }] } });
      assert.deepEqual(await list(runtime, 'one'), { Fleets: [] });
    });

    it('tells when the profile comes to another account though the files say the same', async () => {
      const world = await start({ config: '' });
      const program = path.join(world.aws.home, 'process.js');
      const print = (account: string, expiration: Date): void => {
        const keys = {
          Version: 1,
          AccessKeyId: `ASIA${account}`,
          SecretAccessKey: 's',
          SessionToken: 't',
          AccountId: account,
        };
        fs.writeFileSync(
          program,
          `console.log(${JSON.stringify(JSON.stringify({ ...keys, Expiration: expiration }))})`,
        );
      };
      world.aws.write({ config: `[profile dev]\ncredential_process = "${process.execPath}" "${program}"` });
      const { runtime, changed } = runtimeOf(userWho({}));
      print('111122223333', new Date(Date.now() + 30_000));
      await list(runtime);
      passTime(60);
      print('222233334444', new Date(Date.now() + 3600_000));
      await failure(list(runtime));
      assert.deepEqual(changed, [{ kind: 'settings', profiles: ['dev'] }]);
      await list(runtime);
      assert.equal(world.appstream.received.at(-1)?.accessKeyId, 'ASIA222233334444');
    });
  });
});
