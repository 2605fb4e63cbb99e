// A profile with keys, an MFA device and no role: its keys act until the user signs in with the device.
import * as assert from 'node:assert/strict';

import type { ApiError } from '../../../src/api/core/errors';
import type { Runtime } from '../../../src/api/types';
import { profileConnection } from '../../../src/aws/connection';
import { runtimeUnderTest } from '../../support/awsRuntime';
import type { Answer, Received } from '../../support/awsServer';
import { failure } from '../../support/failure';
import type { SignInWorld, SignInWorldOptions, User } from '../../support/signInWorld';
import { startSignInWorld, userWho } from '../../support/signInWorld';

const device = 'arn:aws:iam::111122223333:mfa/dev';
const keys = 'aws_access_key_id = AKIADEV\naws_secret_access_key = s\n';
const config = `[profile dev]\n${keys}mfa_serial = ${device}\n`;

describe('a profile with keys and an MFA device', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  const connection = profileConnection('dev', 'eu-west-1');
  const list = (runtime: Runtime): Promise<unknown> => runtime.open(connection).call('DescribeFleets', {});

  interface Started {
    readonly world: SignInWorld;
    readonly runtime: Runtime;
    readonly user: User;
    /** The key that AppStream was asked with last. */
    readonly actor: () => string | undefined;
  }

  async function start(
    options: SignInWorldOptions & { config?: string; code?: () => string | undefined } = {},
  ): Promise<Started> {
    let count = 0;
    const issue = () => ({ accessKeyId: `ASIASESSION${++count}`, secretAccessKey: 's', sessionToken: 't' });
    const world = await startSignInWorld({ ...options, sts: { mfaCode: '123456', issue, ...options.sts } });
    ends.push(() => world.close());
    world.aws.write({ config: options.config ?? config });
    const user = userWho({ code: options.code ?? (() => '123456') });
    const { runtime } = runtimeUnderTest({}, { prompts: user.prompts });
    ends.push(() => runtime.dispose());
    return { world, runtime, user, actor: () => world.appstream.received.at(-1)?.accessKeyId };
  }

  function passTime(seconds: number): void {
    const { now } = Date;
    Date.now = () => now() + seconds * 1000;
    ends.push(() => (Date.now = now));
  }

  it('uses its keys and never asks by itself, even when AppStream denies or refuses', async () => {
    let answer: Answer = { kind: 'ok', output: {} };
    const { runtime, user, actor, world } = await start({ appstream: () => answer });
    await list(runtime);
    for (const type of ['AccessDeniedException', 'ExpiredTokenException', 'UnrecognizedClientException']) {
      answer = { kind: 'error', type, message: 'No.' };
      assert.equal((await failure(list(runtime))).signIn, undefined);
    }
    await runtime.signIn(connection);
    assert.equal(actor(), 'AKIADEV');
    assert.deepEqual(user.mfaQuestions, []);
    assert.deepEqual(world.sts.calls, []);
  });

  it('asks once for the code, and uses the session in all Regions until it ends', async () => {
    const { runtime, user, actor, world } = await start();
    await list(runtime);
    await Promise.all([runtime.signInWithMfa(connection), runtime.signInWithMfa(connection)]);
    await list(runtime);
    assert.equal(actor(), 'ASIASESSION1');
    await runtime.open(profileConnection('dev', 'us-east-1')).call('DescribeStacks', {});
    assert.equal(actor(), 'ASIASESSION1');
    assert.deepEqual(user.mfaQuestions, [{ profile: 'dev', device }]);
    assert.deepEqual(
      world.sts.calls.map(({ action, accessKeyId, input }) => [
        action,
        accessKeyId,
        input['SerialNumber'],
        input['TokenCode'],
      ]),
      [['GetSessionToken', 'AKIADEV', device, '123456']],
    );
  });

  const isEnded = ({ reason, code, message, signIn }: ApiError): void =>
    assert.deepEqual(
      { reason, code, message, signIn },
      {
        reason: 'expired',
        code: 'MfaSessionEnded',
        message: 'The MFA session of profile "dev" has ended.',
        signIn: true,
      },
    );

  it('says that the session has ended, does not return to the keys, and signs in again when the user asks', async () => {
    const { runtime, user, actor } = await start();
    await runtime.signInWithMfa(connection);
    await list(runtime);
    passTime(3600);
    isEnded(await failure(list(runtime)));
    isEnded(await failure(list(runtime)));
    assert.equal(user.mfaQuestions.length, 1);
    await runtime.signIn(connection);
    await list(runtime);
    assert.equal(actor(), 'ASIASESSION2');
    assert.equal(user.mfaQuestions.length, 2);
  });

  it('says the same when AWS no longer accepts the session', async () => {
    const refuse = ({ accessKeyId }: Received): Answer =>
      accessKeyId === 'ASIASESSION1'
        ? { kind: 'error', type: 'ExpiredTokenException', message: 'The security token is expired' }
        : { kind: 'ok', output: {} };
    const { runtime, user, world } = await start({ appstream: refuse });
    await runtime.signInWithMfa(connection);
    isEnded(await failure(list(runtime)));
    isEnded(await failure(list(runtime)));
    assert.deepEqual(
      world.appstream.received.map(({ accessKeyId }) => accessKeyId),
      ['ASIASESSION1'],
    );
    assert.equal(user.mfaQuestions.length, 1);
  });

  it('uses its keys again after signing out, even when the session has ended', async () => {
    const { runtime, actor } = await start();
    assert.equal(await runtime.signOut(connection), false);
    await runtime.signInWithMfa(connection);
    assert.equal(await runtime.signOut(connection), true);
    await list(runtime);
    assert.equal(actor(), 'AKIADEV');
    await runtime.signInWithMfa(connection);
    passTime(3600);
    await failure(list(runtime));
    await runtime.signOut(connection);
    await list(runtime);
    assert.equal(actor(), 'AKIADEV');
  });

  it('keeps using its keys when the user cancels or the code is wrong', async () => {
    const codes: (string | undefined)[] = [undefined, '000000'];
    const { runtime, actor } = await start({ code: () => codes.shift() });
    const errors = [await failure(runtime.signInWithMfa(connection)), await failure(runtime.signInWithMfa(connection))];
    assert.deepEqual(
      errors.map(({ code, signIn }) => [code, signIn]),
      [
        ['NotSignedIn', true],
        ['WrongMfaCode', true],
      ],
    );
    await list(runtime);
    assert.equal(actor(), 'AKIADEV');
  });

  it('reports any other error of AWS STS, with its host', async () => {
    const { runtime, world } = await start({ sts: { fail: () => ({ status: 503 }) } });
    const error = await failure(runtime.signInWithMfa(connection));
    assert.equal(error.reason, 'service');
    assert.equal(error.message, `AWS STS (${new URL(world.sts.url).host}) returned HTTP 503.`);
  });

  for (const missing of ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration']) {
    it(`keeps using its keys when the session of AWS STS has no ${missing}`, async () => {
      const members = { AccessKeyId: 'A', SecretAccessKey: 's', SessionToken: 't', Expiration: '2099-01-01T00:00:00Z' };
      const given = Object.entries(members).filter(([name]) => name !== missing);
      const words = given.map(([name, value]) => `<${name}>${value}</${name}>`).join('');
      const result = `<GetSessionTokenResult><Credentials>${words}</Credentials></GetSessionTokenResult>`;
      const body = `<GetSessionTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</GetSessionTokenResponse>`;
      const { runtime, actor, world } = await start({
        sts: { fail: () => ({ headers: { 'content-type': 'text/xml' }, body }) },
      });
      const { message, signIn } = await failure(runtime.signInWithMfa(connection));
      const { host } = new URL(world.sts.url);
      assert.equal(message, `The response from AWS STS (${host}) isn't a valid response of this service (HTTP 200).`);
      assert.equal(signIn, true);
      await list(runtime);
      assert.equal(actor(), 'AKIADEV');
    });
  }

  it('says that MFA may be missing when a request is denied, but not once it is signed in', async () => {
    const denied: Answer = { kind: 'error', type: 'AccessDeniedException', message: 'No.' };
    const { runtime } = await start({ appstream: () => denied });
    assert.match(
      (await failure(list(runtime))).nextStep,
      /^If the account requires MFA, choose Sign In with MFA on profile "dev"\./,
    );
    await runtime.signInWithMfa(connection);
    assert.equal(
      (await failure(list(runtime))).nextStep,
      'Profile "dev" needs the permission appstream:DescribeFleets.',
    );
  });

  it('keeps using its keys if there is no prompt', async () => {
    const { actor } = await start();
    const { runtime } = runtimeUnderTest();
    ends.push(() => runtime.dispose());
    assert.equal((await failure(runtime.signInWithMfa(connection))).code, 'NotSignedIn');
    await list(runtime);
    assert.equal(actor(), 'AKIADEV');
  });

  it('sends a call again that AWS refused with an earlier session, once there is another', async () => {
    let refusing: (answer: Answer) => void = () => undefined;
    const { runtime, world, user } = await start({
      appstream: ({ accessKeyId }) =>
        accessKeyId === 'ASIASESSION1'
          ? new Promise<Answer>(resolve => (refusing = resolve))
          : { kind: 'ok', output: {} },
    });
    await runtime.signInWithMfa(connection);
    const call = list(runtime);
    await world.appstream.arrived(1);
    await runtime.signInWithMfa(connection);
    refusing({ kind: 'error', type: 'ExpiredTokenException', message: 'The security token is expired' });
    await call;
    assert.deepEqual(
      world.appstream.received.map(({ accessKeyId }) => accessKeyId),
      ['ASIASESSION1', 'ASIASESSION2'],
    );
    assert.equal(user.mfaQuestions.length, 2);
  });

  it('keeps its account in the session', async () => {
    const { runtime } = await start();
    const before = await runtime.identity(connection);
    await runtime.signInWithMfa(connection);
    assert.equal((await runtime.identity(connection))?.account, before?.account);
  });

  for (const { given, settings, offers } of [
    { given: 'keys and a device', settings: `${keys}mfa_serial = ${device}`, offers: true },
    { given: 'no device', settings: keys, offers: false },
    { given: 'an empty device', settings: `${keys}mfa_serial =`, offers: false },
    { given: 'no keys', settings: `mfa_serial = ${device}`, offers: false },
    {
      given: 'keys that are temporary',
      settings: `${keys}aws_session_token = t\nmfa_serial = ${device}`,
      offers: false,
    },
    {
      given: 'a role, which asks by itself',
      settings: `role_arn = arn:aws:iam::111122223333:role/A\nsource_profile = dev\n${keys}mfa_serial = ${device}`,
      offers: false,
    },
  ]) {
    it(`given ${given}, ${offers ? 'offers' : 'does not offer'} to sign in with MFA`, async () => {
      const { runtime } = await start({ config: `[profile dev]\n${settings}\n` });
      assert.equal(await runtime.offersMfa(connection), offers);
    });
  }
});
