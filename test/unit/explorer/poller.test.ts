// When a poller polls, what it polls together, and how it goes on after failures.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { createPoller, pause } from '../../../src/explorer/tree/poller';

const error = (retryable: boolean): ApiError =>
  new ApiError('No.', { reason: 'network', operation: 'DescribeFleets', code: 'X', retryable, nextStep: '' });

describe('A poller', () => {
  /** Polls the nodes of `pending`; timers are called back by the test. */
  function world(answer: (nodes: readonly string[]) => ApiError | undefined = () => undefined) {
    const timers: { callback: () => void; ms: number }[] = [];
    const polled: (readonly string[])[] = [];
    const signals: AbortSignal[] = [];
    let pending: readonly string[] = [];
    let due = 0;
    const poller = createPoller<string>({
      pending: () => pending,
      lane: node => node.charAt(0),
      dueIn: () => due,
      poll(nodes, signal) {
        polled.push(nodes);
        signals.push(signal);
        return Promise.resolve(answer(nodes));
      },
      schedule(callback, ms) {
        const timer = { callback, ms };
        timers.push(timer);
        return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
      },
    });
    return {
      ...{ poller, timers, polled, signals },
      wait: (...nodes: string[]) => void (pending = nodes),
      dueAfter: (ms: number) => void (due = ms),
      tick: async (): Promise<void> => {
        timers.splice(0).forEach(({ callback }) => callback());
        for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
      },
    };
  }

  it('polls the nodes of a lane together, and has a timer for each lane', async () => {
    const { poller, timers, polled, wait, tick } = world();
    wait('a1', 'a2', 'b1');
    poller.wake();
    poller.wake();
    assert.equal(timers.length, 2);
    await tick();
    assert.deepEqual(polled, [['a1', 'a2'], ['b1']]);
  });

  it('has no timer for a lane that has ended', async () => {
    const { poller, timers, wait, tick } = world();
    wait('a1', 'b1');
    poller.wake();
    wait('b1');
    poller.wake();
    assert.equal(timers.length, 1);
    await tick();
    wait();
    await tick();
    assert.equal(timers.length, 0);
  });

  it('waits until a poll can tell more', async () => {
    const { poller, timers, polled, wait, dueAfter, tick } = world();
    dueAfter(7_000);
    wait('a1');
    poller.wake();
    assert.deepEqual([timers[0]?.ms], [7_000]);
    await tick();
    assert.deepEqual(polled, [], 'still too early: nothing is asked');
    dueAfter(0);
    await tick();
    assert.deepEqual(polled, [['a1']]);
  });

  it('polls soon after something new, but not a lane that the user has to mend first', async () => {
    const { poller, timers, wait, tick } = world(([node]) => (node === 'a1' ? error(false) : undefined));
    wait('a1', 'b1');
    poller.wake();
    for (let count = 0; count < 3; count++) await tick();
    const delays = (): number[] => timers.map(({ ms }) => ms).sort((a, b) => a - b);
    assert.deepEqual(delays(), [3_375, 3_375]);
    poller.wake();
    assert.deepEqual(delays(), [1_000, 3_375]);
    poller.retry();
    assert.deepEqual(delays(), [1_000, 1_000]);
  });

  it('drops the answer of a poll that was paused, and polls once after it resumes', async () => {
    const { poller, timers, signals, wait } = world();
    wait('a1');
    poller.resume();
    assert.equal(timers.length, 0, 'it was not paused');
    poller.wake();
    timers.splice(0).forEach(({ callback }) => callback());
    poller.pause();
    poller.wake();
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    assert.deepEqual([timers.length, signals[0]?.aborted], [0, true]);
    poller.resume();
    assert.deepEqual(
      timers.map(({ ms }) => ms),
      [1_000],
    );
  });

  it('that pauses for a while leaves no timer when it is aborted', async () => {
    const timers = new Set<() => void>();
    const schedule = (callback: () => void): (() => void) => {
      timers.add(callback);
      return () => void timers.delete(callback);
    };
    const abort = new AbortController();
    const paused = pause(1_000, abort.signal, schedule);
    assert.equal(timers.size, 1);
    abort.abort(error(false));
    await assert.rejects(paused, /No\./);
    assert.equal(timers.size, 0);
  });
});
