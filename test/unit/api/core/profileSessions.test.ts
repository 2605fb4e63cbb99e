// The sessions of all profiles: when the AWS files are read, which sessions stay, and what is reported. Nothing is sent.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../../src/api/core/errors';
import type { ProfileSession } from '../../../../src/api/core/profileSession';
import { createSessions, type Sessions } from '../../../../src/api/core/profileSessions';
import type { Changed } from '../../../../src/api/core/types';
import { profileConnection } from '../../../../src/aws/connection';
import type { AwsEnvironment } from '../../../support/awsEnvironment';
import { isolateAws } from '../../../support/awsEnvironment';
import { sandboxConnection } from '../../../support/awsRuntime';
import { failure } from '../../../support/failure';

const profile = (name: string, key = name): string =>
  `[profile ${name}]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`;
const one = profileConnection('one', 'eu-west-1');
const two = profileConnection('two', 'eu-west-1');

describe('The sessions of profiles', () => {
  let aws: AwsEnvironment;
  let sessions: Sessions;
  const changed: Changed[] = [];
  const problems: string[][] = [];

  beforeEach(() => {
    aws = isolateAws();
    changed.length = 0;
    problems.length = 0;
    sessions = createSessions({
      limits: () => ({ connectTimeout: 1, requestTimeout: 1, concurrency: 1 }),
      changed: what => void changed.push(what),
      fileProblems: found => void problems.push(found.map(({ message }) => message.replace(/^.*line/, 'line'))),
    });
    aws.write({ config: profile('one') + profile('two') });
  });
  afterEach(() => {
    sessions.takeLast().forEach(session => session.close());
    aws.restore();
  });

  it('need the files only once, and are one for all Regions of a profile', async () => {
    const first = sessions.sessionOf(one);
    assert.ok(first instanceof Promise, 'the files are read first');
    const session = await first;
    assert.equal(sessions.sessionOf(profileConnection('one', 'us-east-1')), session);
    const other = sessions.sessionOf(two);
    assert.ok(!(other instanceof Promise));
    assert.notEqual(other, session);
  });

  it('share one reading of the files', async () => {
    const [first, second] = await Promise.all([sessions.sessionOf(one), sessions.sessionOf(one)]);
    assert.equal(first, second);
  });

  it('of sandboxes need no files, and are one for each endpoint and account', () => {
    const at = (endpoint: string, account: string, region?: string): unknown =>
      sessions.sessionOf(sandboxConnection(endpoint, account, region));
    const session = at('http://a.test', 'A');
    assert.ok(!(session instanceof Promise));
    assert.equal(at('http://a.test', 'A', 'us-east-1'), session);
    assert.notEqual(at('http://b.test', 'A'), session);
    assert.notEqual(at('http://a.test', 'B'), session);
  });

  it('wait for files that are being read again', async () => {
    await sessions.sessionOf(one);
    const reading = sessions.reload();
    assert.ok(sessions.sessionOf(one) instanceof Promise);
    await reading;
    assert.ok(!(sessions.sessionOf(one) instanceof Promise));
  });

  it('end when the files say something else about their profile, and stay otherwise', async () => {
    const [first, second] = [await sessions.sessionOf(one), await sessions.sessionOf(two)];
    const sandbox = await sessions.sessionOf(sandboxConnection('http://a.test'));
    aws.write({ config: profile('one', 'NEW') + profile('two') });
    await sessions.reload();
    assert.deepEqual(changed, [{ kind: 'settings', profiles: ['one'] }]);
    assert.deepEqual(
      [first, second, sandbox].map(({ ended, closed }) => [ended.aborted, closed.aborted]),
      [
        [true, false],
        [false, false],
        [false, false],
      ],
    );
    assert.notEqual(await sessions.sessionOf(one), first);
    assert.equal(await sessions.sessionOf(two), second);
  });

  it('are opened with files that are read again, after an error that may come from the files', async () => {
    const session = await sessions.sessionOf(one);
    const facts = { reason: 'config', operation: 'X', code: 'C', retryable: false, nextStep: '' } as const;
    session.renewAfter(new ApiError('No.', facts), one, undefined);
    assert.ok(sessions.sessionOf(two) instanceof Promise);
    assert.equal(await sessions.sessionOf(one), session);
  });

  it('report nothing while nothing has changed', async () => {
    await sessions.sessionOf(one);
    await sessions.reload();
    assert.deepEqual(changed, []);
  });

  it('report the problems of the files when they change, but not if there is no profile to use', async () => {
    const broken = '[profile x\n';
    for (const config of ['', broken, profile('one'), profile('one') + broken, profile('one') + broken]) {
      aws.write({ config });
      await sessions.reload();
    }
    assert.deepEqual(problems, [["line 4: the section header isn't closed."]]);
    aws.write({ config: profile('one') });
    await sessions.reload();
    aws.write({ config: profile('one') + broken });
    await sessions.reload();
    assert.equal(problems.length, 2, 'it is there again');
  });

  it('are all taken at once, and the next one reads the files again', async () => {
    const all: readonly ProfileSession[] = [await sessions.sessionOf(one), await sessions.sessionOf(two)];
    assert.deepEqual(sessions.take(), all);
    assert.deepEqual(sessions.take(), []);
    assert.ok(sessions.sessionOf(one) instanceof Promise);
    assert.notEqual(await sessions.sessionOf(one), all[0]);
    all.forEach(session => session.close());
  });

  it('open no more once the last are taken, not even after a reading that is under way', async () => {
    const early = [failure(sessions.reload()), failure(Promise.resolve(sessions.sessionOf(one)))];
    sessions.takeLast();
    const sandbox = sandboxConnection('http://a.test');
    const late = [
      () => sessions.reload(),
      async () => sessions.sessionOf(two),
      async () => sessions.sessionOf(sandbox),
    ];
    for (const { code, reason, retryable } of await Promise.all([...early, ...late.map(open => failure(open()))])) {
      assert.deepEqual([code, reason, retryable], ['ShutDown', 'cancelled', false]);
    }
  });

  it('read the files one time after the other, so that the newest state counts', async () => {
    await sessions.sessionOf(one);
    const first = sessions.reload();
    aws.write({ config: profile('one', 'NEW') });
    const second = sessions.reload();
    await first;
    const { profiles } = await second;
    assert.equal(profiles.get('one')?.['aws_access_key_id'], 'NEW');
    assert.deepEqual(changed, [{ kind: 'settings', profiles: ['one'] }]);
  });
});
