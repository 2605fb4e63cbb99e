// What tells two actors apart, and what of an actor is kept in a draft.
import * as assert from 'node:assert/strict';

import type { Actor, Difference } from '../../../src/api/core/actor';
import { actorFrom, actorOf, actorText, differenceOf } from '../../../src/api/core/actor';
import { profileConnection } from '../../../src/aws/connection';
import type { Identity } from '../../../src/aws/identity';
import { runtimeUnderTest, sandboxConnection } from '../../support/awsRuntime';
import { startAwsServer } from '../../support/awsServer';
import { failure } from '../../support/failure';

describe('A sandbox that has stopped', () => {
  it('receives neither changes nor reads', async () => {
    const server = await startAwsServer();
    let stopped = false;
    const { runtime, logged } = runtimeUnderTest({}, { stopped: () => stopped });
    try {
      const sandbox = sandboxConnection(server.url);
      const api = runtime.open(sandbox, actorOf(sandbox, '', undefined));
      await api.call('StartFleet', { Name: 'desks' });
      stopped = true;
      for (const call of [api.call('StartFleet', { Name: 'desks' }), api.call('DescribeFleets', {})]) {
        const { code, message } = await failure(call);
        assert.deepEqual([code, message], ['SandboxStopped', 'The sandbox has stopped. Nothing was sent.']);
      }
      await failure(runtime.identity(sandbox));
      assert.equal(server.received.length, 1);
      assert.equal(logged.at(-1)?.status, 'SandboxStopped');
    } finally {
      runtime.dispose();
      await server.close();
    }
  });

  it('differs from the sandbox that is opened after it, even at the same address', () => {
    const at = (instance: string): Actor => {
      const { sandbox, ...rest } = sandboxConnection('http://127.0.0.1:1');
      assert.ok(sandbox);
      return actorOf({ ...rest, sandbox: { ...sandbox, instance } }, '', undefined);
    };
    assert.equal(differenceOf(at('1'), at('1')), undefined);
    assert.equal(differenceOf(at('1'), at('2')), 'place');
  });
});

describe('The difference between two actors', () => {
  const user: Identity = { account: '1', principal: 'arn:aws:iam::1:user/a' };
  const table: readonly {
    readonly given: string;
    readonly shown?: Identity;
    readonly now?: Identity;
    readonly edited?: boolean;
    readonly is: Difference | undefined;
  }[] = [
    { given: 'the same user', shown: user, now: user, is: undefined },
    { given: 'the same user by other settings', shown: user, now: user, edited: true, is: undefined },
    { given: 'an alias that came late', shown: user, now: { ...user, alias: 'acme' }, is: undefined },
    { given: 'another account', shown: user, now: { account: '2' }, is: 'account' },
    { given: 'another user', shown: user, now: { ...user, principal: 'arn:aws:iam::1:user/b' }, is: 'principal' },
    { given: 'the account without its principal', shown: user, now: { account: '1' }, is: undefined },
    { given: 'that, by other settings', shown: user, now: { account: '1' }, edited: true, is: 'settings' },
    { given: 'nobody known any more', shown: user, is: undefined },
    { given: 'nobody known, by other settings', shown: user, edited: true, is: 'settings' },
    { given: 'nobody known before', now: user, is: undefined },
    { given: 'nobody known before, by other settings', now: user, edited: true, is: 'settings' },
  ];
  for (const { given, shown, now, edited, is } of table) {
    it(`${given}: ${is ?? 'nothing'}`, () => {
      const prod = profileConnection('prod', 'eu-west-1');
      assert.equal(differenceOf(actorOf(prod, 'f', shown), actorOf(prod, edited ? 'g' : 'f', now)), is);
    });
  }
});

describe('An actor in a draft', () => {
  const prod = profileConnection('prod', 'eu-west-1');
  const user: Identity = { account: '1', alias: 'acme', principal: 'arn:aws:iam::1:user/a' };

  it('is the same after it is read back', () => {
    for (const actor of [
      actorOf(prod, 'f', user),
      actorOf(prod, 'f', undefined),
      actorOf(sandboxConnection('http://x'), '', user),
    ]) {
      assert.deepEqual(actorFrom(actorText(actor)), actor);
    }
  });

  it('is ignored where it has another form', () => {
    for (const text of ['', '{', 'null', '1', '[]', '{}', '{"connection":1,"fingerprint":""}', '{"connection":"c"}']) {
      assert.equal(actorFrom(text), undefined, text);
    }
    const odd = '{"connection":"c","fingerprint":"f","identity":{"account":1},"sandbox":2}';
    assert.deepEqual(actorFrom(odd), { connection: 'c', fingerprint: 'f' });
  });
});
