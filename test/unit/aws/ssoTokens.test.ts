// Tokens of IAM Identity Center: what is read of their files, and when they are used, refreshed or given up.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import type { ApiError } from '../../../src/api/core/errors';
import { profileConnection } from '../../../src/aws/connection';
import { readSsoToken, removeSsoToken, ssoTime, writeSsoToken } from '../../../src/aws/ssoCache';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { runtimeUnderTest } from '../../support/awsRuntime';
import { failure } from '../../support/failure';
import { session } from '../../support/profileTexts';
import type { SignInWorld } from '../../support/signInWorld';
import { startSignInWorld, tokenFile, writeToken } from '../../support/signInWorld';
import type { Answer } from '../../support/standIn';
import { legacy, ssoProfile } from '../../support/useSignIn';

describe('the file of a token', () => {
  let aws: AwsEnvironment;
  beforeEach(() => (aws = isolateAws()));
  afterEach(() => aws.restore());

  const good = { accessToken: 'a', expiresAt: '2026-01-01T00:00:00Z', startUrl: 's', region: 'r' };
  for (const { given, text, has } of [
    { given: 'a token with an unknown member', text: JSON.stringify({ ...good, new: 1 }), has: true },
    { given: 'a token of another type', text: JSON.stringify({ ...good, accessToken: 1 }), has: false },
    { given: 'no token in it', text: '{}', has: false },
    { given: 'null', text: 'null', has: false },
    { given: 'text that is no JSON', text: '{"accessToken":', has: false },
    { given: 'no file', text: undefined, has: false },
  ]) {
    it(`has ${has ? 'a token with all that is in the file' : 'no token'}, given ${given}`, async () => {
      const file = tokenFile(aws.home, 'corp');
      fs.mkdirSync(path.dirname(file), { recursive: true });
      if (text !== undefined) fs.writeFileSync(file, text);
      assert.deepEqual(await readSsoToken('corp'), has ? { ...good, new: 1 } : undefined);
    });
  }

  it('is written, and removed as often as asked', async () => {
    await writeSsoToken('corp', good);
    assert.deepEqual(await readSsoToken('corp'), good);
    await removeSsoToken('corp');
    await removeSsoToken('corp');
    assert.equal(await readSsoToken('corp'), undefined);
  });

  it('has times in whole seconds', () => {
    assert.equal(ssoTime(0), '1970-01-01T00:00:00Z');
    assert.equal(ssoTime(1.5), '1970-01-01T00:00:01Z');
  });
});

describe('a token', () => {
  let world: SignInWorld;
  let answer: Answer | undefined;
  let run = 0;
  beforeEach(async () => {
    answer = undefined;
    run++;
    world = await startSignInWorld({ sso: { fail: ({ path }) => (path === '/token' ? answer : undefined) } });
  });
  afterEach(() => world.close());

  const refreshes = (): number => world.sso.requests.filter(({ path }) => path === '/token').length;

  /** Calls AppStream as many times at once with a token that lasts so long. @returns what failed */
  async function call(
    seconds: number,
    { registered = true, old = false, calls = 1 } = {},
  ): Promise<ApiError | undefined> {
    // A refresh of one test must not be joined in another: they are known by the name of the session.
    const name = `corp${run}`;
    world.aws.write({
      config: old
        ? legacy
        : (session + ssoProfile('dev')).replaceAll('corp]', `${name}]`).replaceAll('= corp', `= ${name}`),
    });
    const register = await fetch(`${world.sso.url}/client/register`, { method: 'POST', body: '{}' });
    const client = (await register.json()) as Record<string, unknown>;
    const { clientId, clientSecret } = client;
    const token = { ...world.sso.makeToken(), ...(registered && { clientId, clientSecret }) };
    writeToken(world.aws.home, old ? 'https://corp.test/start' : name, token, seconds);
    const runtimes = Array.from({ length: calls }, () => runtimeUnderTest().runtime);
    try {
      const list = runtimes.map(each => each.open(profileConnection('dev', 'eu-west-1')).call('DescribeFleets', {}));
      const [first] = await Promise.allSettled(list);
      return first?.status === 'rejected' ? await failure(Promise.reject(first.reason as Error)) : undefined;
    } finally {
      for (const runtime of runtimes) runtime.dispose();
    }
  }

  const unavailable: Answer = { status: 503 };
  const empty: Answer = { headers: { 'content-type': 'application/json' }, body: '{}' };
  for (const { given, seconds, ...rest } of [
    { given: 'that lasts six minutes is used as it is', seconds: 360, refreshed: false },
    { given: 'that lasts four minutes is refreshed', seconds: 240, refreshed: true },
    { given: 'that has expired is refreshed', seconds: -10, refreshed: true },
    {
      given: 'that lasts four minutes is used if it cannot be refreshed',
      seconds: 240,
      answers: unavailable,
      refreshed: true,
    },
    { given: 'that lasts four minutes is used if a refresh gives none', seconds: 240, answers: empty, refreshed: true },
    {
      given: 'that lasts four minutes is used if its client is unknown',
      seconds: 240,
      registered: false,
      refreshed: false,
    },
    { given: 'without an sso-session is used to its end', seconds: 240, old: true, refreshed: false },
    {
      given: 'that has expired fails with the service if this cannot be reached',
      seconds: -10,
      answers: unavailable,
      refreshed: true,
      fails: 'service',
    },
    {
      given: 'that has expired asks for a sign-in if a refresh gives none',
      seconds: -10,
      answers: empty,
      refreshed: true,
      fails: 'expired',
    },
    {
      given: 'that has expired asks for a sign-in if its client is unknown',
      seconds: -10,
      registered: false,
      refreshed: false,
      fails: 'expired',
    },
    {
      given: 'without an sso-session asks for a sign-in once it has expired',
      seconds: -10,
      old: true,
      refreshed: false,
      fails: 'expired',
    },
  ] as readonly {
    given: string;
    seconds: number;
    answers?: Answer;
    registered?: boolean;
    old?: boolean;
    refreshed: boolean;
    fails?: string;
  }[]) {
    const { answers, refreshed, fails, registered = true, old = false } = rest;
    it(given, async () => {
      answer = answers;
      const error = await call(seconds, { registered, old });
      assert.equal(error?.reason, fails);
      assert.equal(refreshes() > 0, refreshed);
      assert.equal(world.appstream.received.length, fails === undefined ? 1 : 0);
      if (fails === 'expired') assert.match(error?.nextStep ?? '', /aws sso login --profile dev/);
    });
  }

  it('is refreshed once for all who need it at the same time', async () => {
    assert.equal(await call(-10, { calls: 3 }), undefined);
    assert.equal(refreshes(), 1);
    assert.equal(world.appstream.received.length, 3);
  });

  it('that is not there asks for a sign-in', async () => {
    world.aws.write({ config: session + ssoProfile('dev') });
    const { runtime } = runtimeUnderTest();
    try {
      const error = await failure(runtime.open(profileConnection('dev', 'eu-west-1')).call('DescribeFleets', {}));
      assert.deepEqual([error.reason, error.code], ['expired', 'NoSsoToken']);
      assert.equal(error.message, 'Profile "dev" is not signed in to IAM Identity Center.');
    } finally {
      runtime.dispose();
    }
  });
});
