import * as assert from 'node:assert/strict';

import { ApiError } from '../../src/api/errors';
import type { Api } from '../../src/api/types';
import { Explorer } from '../../src/explorer/explorer';
import type { ResourceNode } from '../../src/explorer/node';
import { present } from '../../src/explorer/present';
import { goalOf } from '../../src/explorer/wait';
import type { Waited } from '../../src/explorer/wait';
import { kindNamed } from '../../src/kinds/all';
import { connection, scriptedApi } from '../support/scriptedApi';

const error = (reason: 'notFound' | 'denied' | 'throttled'): ApiError =>
  new ApiError('No.', {
    reason,
    operation: 'DescribeFleets',
    code: 'X',
    retryable: reason === 'throttled',
    nextStep: '',
  });

interface Waiting {
  readonly explorer: Explorer;
  readonly node: ResourceNode;
  readonly timers: (() => void)[];
  /** Lets the waiter look: what it finds is next in turn, and it stays with the last. */
  readonly look: () => Promise<void>;
}

/** A fleet in the first of these states; each later look finds the next, or the error. */
async function fleetIn(...turns: (string | ApiError)[]): Promise<Waiting> {
  const timers: (() => void)[] = [];
  const explorer = new Explorer({
    api: () =>
      Promise.resolve<Api>(
        scriptedApi({
          DescribeFleets() {
            const turn = turns.length > 1 ? turns.shift() : turns[0];
            if (turn instanceof ApiError) throw turn;
            return { Fleets: [{ Name: 'dev', State: turn }] };
          },
        }),
      ),
    portion: () => 100,
    changed: () => undefined,
    schedule(callback) {
      timers.push(callback);
      return () => void timers.splice(timers.indexOf(callback), 1);
    },
  });
  explorer.setRoots([{ name: 'prod', sandbox: false, connections: [connection] }]);
  const [root] = explorer.roots;
  const group = root?.kind === 'profile' ? root.regions[0]?.groups.find(({ of }) => of.name === 'fleet') : undefined;
  assert.ok(group);
  const [node] = await explorer.children(group);
  assert.equal(node?.kind, 'resource');
  return {
    explorer,
    node,
    timers,
    async look() {
      timers.pop()?.();
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    },
  };
}

describe('Waiting', () => {
  const ends: { given: string; turns: (string | ApiError)[]; waited: Waited; told: string[] }[] = [
    {
      given: 'a STARTING fleet that becomes RUNNING',
      turns: ['STARTING', 'STARTING', 'RUNNING'],
      waited: { kind: 'reached' },
      told: ['STARTING'],
    },
    {
      given: 'a STOPPING fleet that becomes STOPPED',
      turns: ['STOPPING', 'STOPPED'],
      waited: { kind: 'reached' },
      told: [],
    },
    {
      given: 'a STARTING fleet that somebody stops',
      turns: ['STARTING', 'STOPPING'],
      waited: { kind: 'elsewhere', state: 'STOPPING' },
      told: [],
    },
    {
      given: 'a STARTING fleet that falls back to STOPPED',
      turns: ['STARTING', 'STOPPED'],
      waited: { kind: 'elsewhere', state: 'STOPPED' },
      told: [],
    },
    {
      given: 'a STARTING fleet that somebody deletes',
      turns: ['STARTING', error('notFound')],
      waited: { kind: 'elsewhere', state: undefined },
      told: [],
    },
    {
      given: 'a STARTING fleet that may be asked for no more',
      turns: ['STARTING', error('denied')],
      waited: { kind: 'failed', error: error('denied') },
      told: [],
    },
    {
      given: 'a STARTING fleet and an error that passes',
      turns: ['STARTING', error('throttled'), 'RUNNING'],
      waited: { kind: 'reached' },
      told: ['STARTING'],
    },
  ];
  for (const { given, turns, waited, told } of ends) {
    it(`for ${given} ends as ${waited.kind}`, async () => {
      const { explorer, node, timers, look } = await fleetIn(...turns);
      const states: string[] = [];
      explorer.follower.pause();
      const waiting = explorer.waiter.wait(node, new AbortController().signal, state => states.push(state));
      assert.equal(timers.length, 1, 'it goes on while nobody looks');
      while (timers.length) await look();
      const outcome = await waiting;
      assert.equal(outcome.kind, waited.kind);
      if (waited.kind === 'elsewhere') assert.deepEqual(outcome, waited);
      assert.deepEqual(states, told);
      assert.equal(explorer.waiter.has(node), false);
    });
  }

  it('that is cancelled leaves no timer of its own, and following goes on', async () => {
    const { explorer, node, timers } = await fleetIn('STARTING');
    assert.equal(timers.length, 1);
    const abort = new AbortController();
    const waiting = explorer.waiter.wait(node, abort.signal);
    abort.abort();
    assert.deepEqual(await waiting, { kind: 'cancelled' });
    assert.equal(timers.length, 1, 'following goes on');
    explorer.follower.pause();
    assert.equal(timers.length, 0);
  });

  it('ends with the window', async () => {
    const { explorer, node } = await fleetIn('STARTING');
    const waiting = explorer.waiter.wait(node, new AbortController().signal);
    explorer.dispose();
    assert.deepEqual(await waiting, { kind: 'cancelled' });
  });
});

describe('What can be waited for', () => {
  const cases = [
    { kind: 'fleet', state: 'STARTING', goal: 'RUNNING' },
    { kind: 'fleet', state: 'STOPPING', goal: 'STOPPED' },
    { kind: 'fleet', state: 'RUNNING', goal: undefined },
    { kind: 'imageBuilder', state: 'PENDING', goal: 'RUNNING' },
    { kind: 'imageBuilder', state: 'SNAPSHOTTING', goal: 'STOPPED' },
    { kind: 'imageBuilder', state: 'DELETING', goal: 'gone' },
    { kind: 'image', state: 'COPYING', goal: 'AVAILABLE' },
    { kind: 'image', state: 'FAILED', goal: undefined },
    { kind: 'exportImageTask', state: 'EXPORTING', goal: 'COMPLETED' },
    { kind: 'software', state: 'PENDING_INSTALLATION', goal: 'INSTALLED' },
    { kind: 'software', state: 'PENDING_UNINSTALLATION', goal: 'gone' },
  ];
  for (const { kind, state, goal } of cases) {
    it(`a ${state} ${kind} ${goal === undefined ? 'is not on its way' : `is on its way to ${goal}`}`, () => {
      const node: ResourceNode = {
        kind: 'resource',
        id: 'x',
        connection,
        of: kindNamed(kind),
        parent: { connection, scope: {} } as unknown as ResourceNode['parent'],
        groups: [],
        resource: { State: state, Status: state },
      };
      const found = goalOf(node);
      assert.equal(found?.kind === 'state' ? found.state : found?.kind, goal);
      assert.equal(/;wait\./.test(present(node).tokens), goal !== undefined);
    });
  }
});
