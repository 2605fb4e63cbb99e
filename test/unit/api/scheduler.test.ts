// How many requests run at once, in which order the others wait, and that nothing is kept when all have ended.
import * as assert from 'node:assert/strict';

import type { Lane, Urgency } from '../../../src/api/core/scheduler';
import { createScheduler } from '../../../src/api/core/scheduler';

const { signal } = new AbortController();

/** A scheduler for two reads at once, and tasks that run until they are ended by name. */
function scheduled() {
  const lanes = new Map<string, Lane>();
  const scheduler = createScheduler(() => 2, lanes);
  const started: string[] = [];
  const running = new Map<string, (error?: Error) => void>();
  const run = (name: string, urgency: Urgency = 'read', key = 'eu', until: AbortSignal = signal): Promise<void> =>
    scheduler.run(
      key,
      urgency,
      () => {
        started.push(name);
        return new Promise((resolve, reject) => running.set(name, error => (error ? reject(error) : resolve())));
      },
      until,
    );
  return { lanes, started, run, end: (name: string, error?: Error) => running.get(name)?.(error) };
}

const turns = () => new Promise(resolve => setImmediate(resolve));

describe('The scheduler', () => {
  it('starts as many tasks as the limit allows, the most urgent first', async () => {
    const { started, run, end } = scheduled();
    const all = [run('a'), run('b'), run('c'), run('later', 'background'), run('d')];
    await turns();
    assert.deepEqual(started, ['a', 'b']);
    all.push(run('acting', 'acting'), run('change', 'change'));
    await turns();
    assert.deepEqual(started, ['a', 'b', 'acting', 'change'], 'changes and their reads have slots of their own');
    for (const name of ['a', 'change', 'acting', 'b', 'c', 'd', 'later']) {
      end(name);
      await turns();
    }
    await Promise.all(all);
    assert.deepEqual(started, ['a', 'b', 'acting', 'change', 'c', 'd', 'later']);
  });

  it('limits each key separately', async () => {
    const { started, run } = scheduled();
    void run('a');
    void run('b');
    void run('c');
    void run('elsewhere', 'read', 'us');
    await turns();
    assert.deepEqual(started, ['a', 'b', 'elsewhere']);
  });

  it('removes a cancelled task from the queue and gives its turn to the next', async () => {
    const { started, run, end } = scheduled();
    const leaving = new AbortController();
    const [a, b] = [run('a'), run('b')];
    const cancelled = run('cancelled', 'read', 'eu', leaving.signal);
    const next = run('next');
    await turns();
    leaving.abort(new Error('cancelled'));
    await assert.rejects(cancelled, /cancelled/);
    end('a');
    await turns();
    assert.deepEqual(started, ['a', 'b', 'next']);
    end('b');
    end('next');
    await Promise.all([a, b, next]);
  });

  it('forgets a key when its last task ends, however it ends', async () => {
    const { lanes, run, end } = scheduled();
    const all = Promise.allSettled([run('a'), run('b'), run('c')]);
    await turns();
    end('a');
    end('b', new Error('failed'));
    await turns();
    assert.equal(lanes.size, 1, 'one is still running');
    end('c');
    const results = await all;
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal(lanes.size, 0);
  });
});
