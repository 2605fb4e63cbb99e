// Waiting that can be aborted, time limits, turns, and requests that several callers share: without a server.
import * as assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';

import { abortable, createDeadline, withAny, within } from '../../../../src/api/core/abortable';
import { pagesOf } from '../../../../src/api/core/paging';
import type { Lane } from '../../../../src/api/core/scheduler';
import { createScheduler } from '../../../../src/api/core/scheduler';
import { createSharedReads } from '../../../../src/api/core/sharedReads';
import { failure } from '../../../support/failure';

const never = new Promise<never>(() => undefined);
const turns = () => new Promise(resolve => setImmediate(resolve));
const given = new Error('given up');
const timers = (): number => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;

describe('Waiting', () => {
  it('ends at once if the signal has aborted before', async () => {
    await assert.rejects(abortable(never, AbortSignal.abort(given)), given);
    await assert.rejects(
      withAny([new AbortController().signal, AbortSignal.abort(given)], signal => abortable(never, signal)),
      given,
    );
    await assert.rejects(
      withAny([AbortSignal.abort(given), new AbortController().signal], signal => abortable(never, signal)),
      given,
    );
  });

  it('leaves no unhandled rejection if the promise fails later', async () => {
    let fail: (error: Error) => void = () => undefined;
    const late = new Promise<never>((_, reject) => (fail = reject));
    const abort = new AbortController();
    const waiting = abortable(late, abort.signal);
    abort.abort(given);
    await assert.rejects(waiting, given);
    fail(new Error('too late'));
    await turns();
  });

  it('with one signal alone gives that signal to the task', async () => {
    const { signal } = new AbortController();
    assert.equal(await withAny([signal, undefined], given => Promise.resolve(given)), signal);
  });

  for (const which of [0, 1] as const) {
    it(`with either of two signals aborts the task for the reason of the ${['first', 'second'][which]}`, async () => {
      const both = [new AbortController(), new AbortController()] as const;
      let seen: AbortSignal | undefined;
      const waiting = withAny([both[0].signal, both[1].signal], signal => {
        seen = signal;
        return abortable(never, signal);
      });
      assert.equal(seen?.aborted, false);
      both[which].abort(given);
      await assert.rejects(waiting, given);
      assert.equal(seen?.reason, given);
      for (const { signal } of both) assert.deepEqual(getEventListeners(signal, 'abort'), []);
    });
  }
});

describe('A time limit', () => {
  const { signal } = new AbortController();

  it('aborts the task, and fails even if the task fails otherwise then', async () => {
    let seen: AbortSignal | undefined;
    await assert.rejects(
      within(5, signal, async task => {
        seen = task;
        await new Promise((_, reject) => task.addEventListener('abort', () => reject(new Error('broken off'))));
      }),
      { name: 'TimeoutError' },
    );
    assert.equal((seen?.reason as Error).name, 'TimeoutError');
  });

  it('passes on the failure of a task, and what it was given up for', async () => {
    await assert.rejects(
      within(1000, signal, () => Promise.reject(given)),
      given,
    );
    const abort = new AbortController();
    const waiting = within(1000, abort.signal, () => never);
    abort.abort(given);
    await assert.rejects(waiting, given);
  });

  it('leaves no timer behind', async () => {
    await turns();
    const before = timers();
    await within(100_000, signal, () => Promise.resolve());
    assert.equal(timers(), before);
  });

  it('begins when it is started, once', async () => {
    await turns();
    const before = timers();
    const deadline = createDeadline(1, signal);
    await turns();
    assert.equal(timers(), before, 'it is not started yet');
    const started = createDeadline(100_000, signal);
    started.start();
    started.start();
    assert.equal(timers(), before + 1);
    assert.equal(await started.keep(() => Promise.resolve('done')), 'done');
    assert.equal(timers(), before);
    deadline.start();
    await assert.rejects(
      deadline.keep(() => never),
      { name: 'TimeoutError' },
    );
  });
});

describe('Turns', () => {
  const { signal } = new AbortController();

  it('are given to nobody who has left before', async () => {
    const lanes = new Map<string, Lane>();
    const scheduler = createScheduler(() => 1, lanes);
    const task = (): Promise<void> => assert.fail('it runs');
    await assert.rejects(scheduler.run('eu', 'read', task, AbortSignal.abort(given)), given);
    assert.equal(lanes.size, 0);
  });

  it('stay with those who wait when one whose turn has come leaves', async () => {
    const scheduler = createScheduler(() => 1);
    const ends: (() => void)[] = [];
    const ran: string[] = [];
    const run = (name: string, until: AbortSignal): Promise<void> =>
      scheduler.run(
        'eu',
        'read',
        () => {
          ran.push(name);
          return new Promise(resolve => ends.push(resolve));
        },
        until,
      );
    const leaving = new AbortController();
    const all = [run('first', signal), run('leaves', leaving.signal), run('last', signal)];
    await turns();
    ends[0]?.();
    await turns();
    leaving.abort(given);
    assert.deepEqual(getEventListeners(leaving.signal, 'abort'), []);
    ends[1]?.();
    await turns();
    ends[2]?.();
    await Promise.all(all);
    assert.deepEqual(ran, ['first', 'leaves', 'last']);
  });

  it('come for background reads even if only one may run at once', async () => {
    const scheduler = createScheduler(() => 1);
    assert.equal(await scheduler.run('eu', 'background', () => Promise.resolve('done'), signal), 'done');
  });
});

describe('A shared read', () => {
  /** Reads that are answered by the test, and how often and with which signals they were started. */
  function shared() {
    const end = new AbortController();
    const reads = createSharedReads(end.signal);
    const started: { signal: AbortSignal; answer: (text: string) => void; fail: (error: Error) => void }[] = [];
    const start = (signal: AbortSignal): Promise<string> =>
      new Promise((resolve, reject) => started.push({ signal, answer: resolve, fail: reject }));
    return { reads, end, started, join: (key: string, signal: AbortSignal) => reads.join(key, start, signal) };
  }
  const { signal } = new AbortController();

  it('starts once for a key, and answers all who wait', async () => {
    const { started, join } = shared();
    const all = [join('a', signal), join('a', signal), join('b', signal)];
    assert.equal(started.length, 2);
    started[0]?.answer('of a');
    started[1]?.answer('of b');
    assert.deepEqual(await Promise.all(all), ['of a', 'of a', 'of b']);
  });

  it('is not joined after its answer or its failure', async () => {
    const { started, join } = shared();
    const first = join('a', signal);
    started[0]?.answer('1');
    await first;
    const second = join('a', signal);
    started[1]?.fail(given);
    await assert.rejects(second, given);
    const third = join('a', signal);
    started[2]?.answer('3');
    assert.equal(await third, '3');
  });

  it('is aborted when all end, also if a change came after it', async () => {
    const { reads, end, started, join } = shared();
    const all = [join('a', signal), join('b', signal)];
    reads.separate();
    end.abort(given);
    assert.deepEqual(
      started.map(one => one.signal.reason as unknown),
      [given, given],
    );
    for (const one of started) one.fail(given);
    for (const one of all) await assert.rejects(one, given);
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });

  it('starts with an aborted signal after the end', async () => {
    const { end, started, join } = shared();
    end.abort(given);
    const late = join('a', signal);
    assert.equal(started[0]?.signal.reason, given);
    started[0]?.fail(given);
    await assert.rejects(late, given);
  });

  it('does not start for somebody who has left before', async () => {
    const { started, join } = shared();
    await assert.rejects(join('a', AbortSignal.abort(given)), given);
    assert.equal(started.length, 0);
  });

  it('goes on while somebody waits, and is aborted and left when nobody does', async () => {
    const { started, join } = shared();
    const [one, two] = [new AbortController(), new AbortController()];
    const [first, second] = [join('a', one.signal), join('a', two.signal)];
    one.abort(given);
    await assert.rejects(first, given);
    assert.equal(started[0]?.signal.aborted, false);
    two.abort(given);
    await assert.rejects(second, given);
    assert.equal(started[0]?.signal.aborted, true);
    const third = join('a', signal);
    assert.equal(started.length, 2, 'nobody joins a request that is being aborted');
    started[0]?.fail(given);
    await turns();
    const fourth = join('a', signal);
    assert.equal(started.length, 2, 'the end of the first does not end the second');
    started[1]?.answer('2');
    assert.deepEqual(await Promise.all([third, fourth]), ['2', '2']);
  });

  it('is not joined after a change, but its callers get their answer', async () => {
    const { reads, started, join } = shared();
    const before = join('a', signal);
    reads.separate();
    const after = join('a', signal);
    assert.equal(started.length, 2);
    started[0]?.answer('old');
    assert.equal(await before, 'old');
    assert.equal(started[0]?.signal.aborted, false, 'nothing is left to abort');
    const later = join('a', signal);
    assert.equal(started.length, 2, 'the newer one goes on');
    started[1]?.answer('new');
    assert.deepEqual(await Promise.all([after, later]), ['new', 'new']);
  });
});

describe('Pages', () => {
  interface Page {
    readonly Names?: readonly string[];
    readonly NextToken?: string;
  }
  /** Reads all pages. @returns the tokens that were asked for */
  async function read(answer: (at: number) => Page): Promise<(string | undefined)[]> {
    const asked: (string | undefined)[] = [];
    const ask = (input: { readonly NextToken?: string }): Promise<Page> => {
      asked.push(input.NextToken);
      return Promise.resolve(answer(asked.length));
    };
    for await (const page of pagesOf('ListNames', {}, ask)) assert.ok(page);
    return asked;
  }
  const numbered = (at: number, last: number, names: readonly string[]): Page => ({
    Names: names,
    ...(at < last && { NextToken: `t${at}` }),
  });

  it('may be the same fifty times in a row, but not more often', async () => {
    assert.equal((await read(at => numbered(at, 50, []))).length, 50);
    const error = await failure(read(at => numbered(at, 51, [])));
    assert.deepEqual([error.code, error.reason, error.retryable], ['RepeatedNextToken', 'malformed', true]);
    assert.equal(error.message, 'ListNames returned the same page again.');
  });

  it('may be the same again after another one', async () => {
    const asked = await read(at => numbered(at, 120, [at % 40 ? 'same' : 'other']));
    assert.equal(asked.length, 120);
  });

  it('keep the input, and begin without a token', async () => {
    const inputs: object[] = [];
    const ask = (input: object): Promise<Page> => {
      inputs.push(input);
      return Promise.resolve(numbered(inputs.length, 2, [`${inputs.length}`]));
    };
    for await (const page of pagesOf('ListNames', { Filter: 'x' }, ask)) assert.ok(page);
    assert.deepEqual(inputs, [{ Filter: 'x' }, { Filter: 'x', NextToken: 't1' }]);
  });

  it('end at the second page with the same token, after it was used', async () => {
    const seen: unknown[] = [];
    const ask = (): Promise<Page> => Promise.resolve({ Names: [`${seen.length}`], NextToken: 't' });
    const reading = async (): Promise<void> => {
      for await (const page of pagesOf('ListNames', {}, ask)) seen.push(page);
    };
    assert.equal((await failure(reading())).code, 'RepeatedNextToken');
    assert.equal(seen.length, 2);
  });
});
