// One request, from its client to its log entry: without a server. What goes over the wire is in apiCall.test.ts.
import * as assert from 'node:assert/strict';

import { appstream } from '../../../../src/api/appstream/service';
import type { Identities } from '../../../../src/api/core/identities';
import type { Client, ProfileSession } from '../../../../src/api/core/profileSession';
import type { Request } from '../../../../src/api/core/request';
import { createSend } from '../../../../src/api/core/request';
import type { Scheduler } from '../../../../src/api/core/scheduler';
import type { LogEntry } from '../../../../src/api/core/types';
import { profileConnection } from '../../../../src/aws/connection';
import { sandboxConnection } from '../../../support/awsRuntime';
import { failure } from '../../../support/failure';

const metadata = { requestId: 'r-1', attempts: 1, httpStatusCode: 200 };
const awsError = (name: string, message = 'Words.'): Error =>
  Object.assign(new Error(message), { name, $metadata: { ...metadata, httpStatusCode: 400 } });
const expired = awsError('ExpiredTokenException', 'KEY1 has expired.');

/** What a test decides: the answers in turn, the keys, and whether there are newer ones. */
interface World {
  readonly answers?: readonly (object | Error)[];
  readonly keys?: () => Promise<{ accessKeyId: string; secretAccessKey: string; accountId?: string }>;
  readonly replaced?: boolean;
  readonly endpoint?: string;
}

function sending({ answers = [{}], keys, replaced, endpoint }: World) {
  const logged: LogEntry[] = [];
  const turns: string[] = [];
  const renewals: unknown[][] = [];
  const sent: unknown[] = [];
  const replacedKeys: unknown[] = [];
  const client = {
    endpoint,
    commandOf: (operation: string, input: object) => ({ operation, input }),
    sdk: {
      config: { credentials: keys ?? (() => Promise.resolve({ accessKeyId: 'KEY1', secretAccessKey: 'SECRET1' })) },
      send(command: unknown) {
        sent.push(command);
        const answer = answers[Math.min(sent.length, answers.length) - 1];
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ $metadata: metadata, ...answer });
      },
    },
  } as unknown as Client;
  const session = {
    withoutMfa: false,
    clientOf: () => Promise.resolve(client),
    renewAfter: (...args: unknown[]) => void renewals.push(args),
    ...(replaced !== undefined && {
      signIn: {
        replace(refused: unknown) {
          replacedKeys.push(refused);
          return Promise.resolve(replaced);
        },
      },
    }),
  } as unknown as ProfileSession;
  const scheduler: Scheduler = {
    async run(lane, urgency, task, signal) {
      turns.push(`${urgency}: ${lane}`);
      signal.throwIfAborted();
      return task();
    },
  };
  const limits = { requestTimeout: 20_000, connectTimeout: 20_000, concurrency: 1 };
  const send = createSend({ log: entry => void logged.push(entry), limits: () => limits }, scheduler, {} as Identities);
  const { signal } = new AbortController();
  const request: Request = {
    session,
    connection: profileConnection('dev', 'eu-west-1'),
    service: appstream,
    operation: 'StartFleet',
    input: { Name: 'dev' },
    purpose: 'read',
    waiting: signal,
    sent: signal,
  };
  return {
    ...{ logged, turns, renewals, sent, replacedKeys },
    send: (more?: Partial<Request>) => send({ ...request, ...more }),
  };
}

describe('A request', () => {
  it('returns the output alone, and is logged with its id and the number of attempts', async () => {
    const { send, logged, sent, renewals } = sending({ answers: [{ Fleets: [] }] });
    assert.deepEqual(await send({ operation: 'DescribeFleets', input: {} }), { Fleets: [] });
    assert.deepEqual(sent, [{ operation: 'DescribeFleets', input: {} }]);
    const [{ duration, ...entry } = assert.fail('nothing logged'), ...more] = logged;
    assert.ok(duration >= 0 && duration < 20_000);
    assert.deepEqual(
      [entry, more, renewals],
      [
        {
          service: 'appstream',
          operation: 'DescribeFleets',
          profile: 'dev',
          region: 'eu-west-1',
          status: 'ok',
          requestId: 'r-1',
          attempts: 1,
        },
        [],
        [],
      ],
    );
  });

  it('is logged without what the answer lacks, and without an id that is none', async () => {
    const { send, logged } = sending({ answers: [{ $metadata: { requestId: 'no id' } }] });
    await send();
    const [{ duration, ...entry } = assert.fail('nothing logged')] = logged;
    assert.ok(duration >= 0);
    assert.deepEqual(Object.keys(entry), ['service', 'operation', 'profile', 'region', 'status']);
  });

  const lanes: readonly (readonly [given: string, world: World, more: Partial<Request>, turn: string])[] = [
    ['a change', {}, {}, 'change: appstream KEY1 eu-west-1 '],
    ['a read', {}, { operation: 'ListTagsForResource' }, 'read: appstream KEY1 eu-west-1 '],
    [
      'a read in the background',
      {},
      { operation: 'DescribeFleets', purpose: 'background' },
      'background: appstream KEY1 eu-west-1 ',
    ],
    ['an endpoint', { endpoint: 'http://a.test' }, {}, 'change: appstream KEY1 eu-west-1 http://a.test'],
    [
      'keys of a known account',
      { keys: () => Promise.resolve({ accessKeyId: 'K', secretAccessKey: 'S', accountId: '111122223333' }) },
      {},
      'change: appstream 111122223333 eu-west-1 ',
    ],
  ];
  for (const [given, world, more, turn] of lanes) {
    it(`waits for its turn as "${turn}", given ${given}`, async () => {
      const { send, turns } = sending(world);
      await send(more).catch(() => undefined);
      assert.deepEqual(turns, [turn]);
    });
  }

  const again: readonly (readonly [given: string, world: World, more: Partial<Request>, sent: number])[] = [
    ['newer credentials', { answers: [expired, {}], replaced: true }, {}, 2],
    ['newer credentials that are refused, too', { answers: [expired, expired], replaced: true }, {}, 2],
    ['no newer credentials', { answers: [expired], replaced: false }, {}, 1],
    ['credentials that nobody can replace', { answers: [expired] }, {}, 1],
    ['a sandbox', { answers: [expired], replaced: true }, { connection: sandboxConnection('http://a.test') }, 1],
    ['a wrong clock', { answers: [awsError('RequestExpired')], replaced: true }, {}, 1],
    ['another error', { answers: [awsError('ResourceInUseException')], replaced: true }, {}, 1],
  ];
  for (const [given, world, more, times] of again) {
    it(`that AWS refuses is sent ${times} time(s), given ${given}`, async () => {
      const { send, sent, replacedKeys } = sending(world);
      await send(more).catch(() => undefined);
      assert.equal(sent.length, times);
      if (times > 1) assert.deepEqual(replacedKeys, [{ accessKeyId: 'KEY1', secretAccessKey: 'SECRET1' }]);
    });
  }

  it('that fails has an error without its keys, which is logged, and may have its clients made again', async () => {
    const { send, logged, renewals } = sending({ answers: [expired], endpoint: 'http://a.test' });
    const error = await failure(send());
    assert.equal(error.message, '… has expired.');
    assert.deepEqual(
      [error.operation, error.resource, error.requestId, error.host],
      ['StartFleet', 'dev', 'r-1', 'a.test'],
    );
    assert.deepEqual(renewals, [[error, profileConnection('dev', 'eu-west-1'), 'http://a.test']]);
    assert.deepEqual(
      logged.map(({ status, requestId, attempts }) => [status, requestId, attempts]),
      [['ExpiredTokenException', 'r-1', 1]],
    );
  });

  it('without credentials says that it is about the sign-in, and is not sent', async () => {
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const { send, sent } = sending({ keys: () => Promise.reject(reset) });
    const { message, mayHaveHappened } = await failure(send());
    assert.deepEqual([message, mayHaveHappened, sent], ["AWS's sign-in service closed the connection.", undefined, []]);
  });

  it('whose answer lacks what it must have may have changed something', async () => {
    const { send } = sending({ answers: [{}] });
    const { code, mayHaveHappened } = await failure(send({ operation: 'CreateFleet' }));
    assert.deepEqual([code, mayHaveHappened], ['IncompleteAnswer', true]);
  });

  it('is given up while it waits, without being sent', async () => {
    const { send, sent, logged } = sending({});
    assert.equal((await failure(send({ waiting: AbortSignal.abort() }))).reason, 'cancelled');
    assert.deepEqual([sent, logged.map(({ status }) => status)], [[], ['Cancelled']]);
  });

  it('fails if its answer comes after it was given up', async () => {
    const { send } = sending({});
    await assert.rejects(send({ sent: AbortSignal.abort(new Error('late')) }));
  });
});
