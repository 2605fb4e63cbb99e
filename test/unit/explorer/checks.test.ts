// When and how often it is checked what became of a change whose answer was lost, with a schedule of the test's own.
import * as assert from 'node:assert/strict';

import type { Actor } from '../../../src/api/core/actor';
import { actorOf } from '../../../src/api/core/actor';
import type { Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import type { Outcome } from '../../../src/explorer/acting/change';
import type { Doubt } from '../../../src/explorer/acting/doubts';
import { createDoubts } from '../../../src/explorer/acting/doubts';
import type { FailedPolls } from '../../../src/explorer/tree/node';
import { connection, someone } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

const error = (reason: Reason, more: { retryable?: boolean; mayHaveHappened?: boolean } = {}): ApiError =>
  new ApiError('No.', { reason, operation: 'StartFleet', code: 'X', retryable: true, nextStep: 'Mend it.', ...more });
const lost = error('network', { mayHaveHappened: true });
const unreachable = error('network');
const denied = error('denied', { retryable: false });

/** What a check shows: an outcome or an error. */
type Turn = Outcome | ApiError;

/** Doubts whose timers go off at once while something is settled or confirmed, and otherwise wait for the test. */
function world() {
  const waits: number[] = [];
  const timers: (() => void)[] = [];
  let atOnce = true;
  const doubts = createDoubts({
    now: () => 0,
    schedule(callback, ms) {
      waits.push(ms);
      if (atOnce) setImmediate(callback);
      else timers.push(callback);
      return () => void timers.splice(timers.indexOf(callback), timers.includes(callback) ? 1 : 0);
    },
  });
  const doubtOf = (turns: readonly Turn[], more: Partial<Doubt> = {}) => {
    const rest = [...turns];
    const known: Outcome[] = [];
    const checked: boolean[] = [];
    const doubt: Doubt = {
      ...{ key: 'start a', actor: someone, life: () => new AbortController().signal },
      check(_signal, acknowledged = false) {
        checked.push(acknowledged);
        const turn = rest.length > 1 ? rest.shift() : rest[0];
        return turn instanceof ApiError ? Promise.reject(turn) : Promise.resolve(turn ?? 'notDone');
      },
      known: outcome => Promise.resolve(void known.push(outcome)),
      ...more,
    };
    return { doubt, known, checked };
  };
  return {
    ...{ doubts, waits, timers, doubtOf },
    byHand: () => (atOnce = false),
    tick: async (): Promise<void> => {
      timers.splice(0).forEach(callback => callback());
      for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
    },
  };
}

const { signal } = new AbortController();

describe('A change whose answer was lost is settled', () => {
  const cases: readonly { what: string; turns: Turn[]; says: RegExp | undefined; checks: number; kept?: true }[] = [
    { what: 'when the first check finds it', turns: ['done'], says: undefined, checks: 1 },
    { what: 'when the third check finds it', turns: ['notDone', unreachable, 'done'], says: undefined, checks: 3 },
    {
      what: 'as not done after three checks',
      turns: ['notDone'],
      says: /A check shows that it was not done/,
      checks: 3,
    },
    { what: 'when no check can show it', turns: ['uncheckable'], says: /the extension can't check\.$/, checks: 1 },
    {
      what: 'as unknown if checks fail',
      turns: [unreachable],
      says: /not known whether AWS did it/,
      checks: 3,
      kept: true,
    },
    { what: 'at once if no check is allowed', turns: [denied], says: /can't check\. Mend it\./, checks: 1, kept: true },
  ];
  for (const { what, turns, says, checks, kept } of cases) {
    it(what, async () => {
      const { doubts, doubtOf } = world();
      const { doubt, checked } = doubtOf(turns);
      const failure = await doubts.settle(lost, doubt, signal);
      const stays = doubts.doubtOf(doubt.key, someone) === doubt;
      doubts.dispose();
      if (says) assert.match(failure?.message ?? '', says);
      else assert.equal(failure, undefined);
      assert.equal(checked.length, checks);
      assert.equal(stays, kept === true);
    });
  }

  it('with checks at once, and 2 and 3 seconds later', async () => {
    const { doubts, doubtOf, waits } = world();
    await doubts.settle(lost, doubtOf(['notDone']).doubt, signal);
    assert.deepEqual(waits, [2_000, 3_000]);
  });

  it('says what may have happened, if the action can tell', async () => {
    const { doubts, doubtOf } = world();
    const { doubt } = doubtOf(['uncheckable'], { uncheckable: 'AWS may have sent the e-mail.' });
    assert.equal((await doubts.settle(lost, doubt, signal))?.message, 'No. AWS may have sent the e-mail.');
  });

  const others: readonly { what: string; thrown: unknown; failure: unknown }[] = [
    { what: 'a request that AWS refused', thrown: denied, failure: denied },
    {
      what: 'a request that the user cancelled',
      thrown: error('cancelled', { mayHaveHappened: true }),
      failure: error('cancelled', { mayHaveHappened: true }),
    },
    { what: 'an error of the extension', thrown: new TypeError('oops'), failure: new TypeError('oops') },
    { what: 'a thrown text', thrown: 'oops', failure: new Error('oops') },
  ];
  for (const { what, thrown, failure } of others) {
    it(`without a check after ${what}`, async () => {
      const { doubts, doubtOf } = world();
      const { doubt, checked } = doubtOf(['done']);
      assert.deepEqual(await doubts.settle(thrown, doubt, signal), failure);
      assert.deepEqual(checked, []);
    });
  }

  it('without a check, as unknown, if the user cancels first', async () => {
    const { doubts, doubtOf } = world();
    const { doubt, checked } = doubtOf(['done']);
    assert.match((await doubts.settle(lost, doubt, AbortSignal.abort()))?.message ?? '', /not known/);
    assert.deepEqual(checked, []);
    doubts.dispose();
  });

  it('however long checks fail, if somebody waits for it: at growing intervals, and with news of each check', async () => {
    const { doubts, doubtOf, waits } = world();
    const { doubt } = doubtOf([...Array.from({ length: 10 }, () => unreachable), 'notDone', 'done']);
    const news: (number | undefined)[] = [];
    const failing = (failedPolls: FailedPolls | undefined): void => void news.push(failedPolls?.polls);
    assert.match((await doubts.settle(lost, doubt, signal, failing))?.message ?? '', /was not done/);
    assert.deepEqual(waits, [2_000, 3_000, 4_500, 6_750, 10_125, 15_187.5, 22_781.25, 30_000, 30_000, 30_000]);
    assert.deepEqual(news, [undefined, undefined, 3, 4, 5, 6, 7, 8, 9, 10, undefined]);
  });
});

describe('A change that AWS has acknowledged is confirmed', () => {
  const cases: readonly { what: string; turns: Turn[]; known: Outcome | 'failed'; checks: number }[] = [
    { what: 'by a check that finds it', turns: ['done'], known: 'done', checks: 1 },
    { what: 'by no check, after three', turns: ['notDone'], known: 'notDone', checks: 3 },
    { what: 'by no check, after three that fail', turns: [unreachable], known: 'failed', checks: 3 },
    { what: "by AWS's answer alone, if no check is allowed", turns: [denied], known: 'uncheckable', checks: 1 },
  ];
  for (const { what, turns, known, checks } of cases) {
    it(what, async () => {
      const { doubts, doubtOf } = world();
      const { doubt, checked } = doubtOf(turns);
      assert.equal(await doubts.confirm(doubt, signal), known);
      assert.deepEqual(
        checked,
        Array.from({ length: checks }, () => true),
      );
    });
  }
});

describe('While it is not known what became of a change', () => {
  /** Settles a change while checks fail. From then on, the test calls the timers back. */
  async function kept(turns: readonly Turn[], more: Partial<Doubt> = {}) {
    const made = world();
    const one = made.doubtOf([unreachable, unreachable, unreachable, ...turns], more);
    const settled = made.doubts.settle(lost, one.doubt, signal);
    // The third check is the last: what is scheduled after it is for later.
    await waitUntil('the third check', () => one.checked.length >= 3);
    made.byHand();
    await settled;
    return { ...made, ...one };
  }

  it('checks go on until one shows it', async () => {
    const { tick, known, timers } = await kept([unreachable, 'done']);
    await tick();
    assert.deepEqual(known, []);
    await tick();
    assert.deepEqual([known, timers.length], [['done'], 0]);
  });

  it('one check without it is enough, unless AWS had acknowledged it: that gets about a minute more', async () => {
    const settled = await kept(['notDone']);
    await settled.tick();
    assert.deepEqual(settled.known, ['notDone']);
    const { doubts, doubtOf, byHand, tick } = world();
    byHand();
    const { doubt, known, checked } = doubtOf(['notDone']);
    doubts.keep(doubt);
    for (let count = 0; count < 7; count++) await tick();
    assert.deepEqual([known, checked.length], [[], 7]);
    await tick();
    assert.deepEqual([known, checked.length], [['notDone'], 8]);
  });

  it('what a check shows that was under way when the user gave it up counts no more', async () => {
    const { doubts, doubtOf, byHand, timers } = world();
    byHand();
    let answer: (outcome: Outcome) => void = () => undefined;
    const { doubt, known } = doubtOf([], { check: () => new Promise(resolve => (answer = resolve)) });
    doubts.keep(doubt);
    timers.splice(0).forEach(callback => callback());
    doubts.forget(doubt.key, someone);
    answer('done');
    await new Promise(setImmediate);
    assert.deepEqual(known, []);
  });

  it('checks pause while the view does not show its connection', async () => {
    let life = new AbortController();
    const { doubts, tick, checked, timers, known } = await kept(['done'], { life: () => life.signal });
    life.abort();
    doubts.connectionsChanged();
    await tick();
    assert.deepEqual([checked.length, timers.length], [3, 0]);
    life = new AbortController();
    doubts.connectionsChanged();
    await tick();
    assert.deepEqual([checked.length, known], [4, ['done']]);
  });

  it('checks that are not allowed become rare, and come soon when access may be back', async () => {
    const { doubts, tick, waits } = await kept([denied]);
    for (let count = 0; count < 20; count++) await tick();
    assert.equal(waits.at(-1), 300_000);
    doubts.retry();
    assert.equal(waits.at(-1), 1_000);
    doubts.dispose();
  });

  it('a newer change of the same actor takes its place; others stay', () => {
    const { doubts, doubtOf, byHand } = world();
    byHand();
    const other: Actor = actorOf(connection, 'other files', undefined);
    const [first, newer] = [doubtOf(['notDone']).doubt, doubtOf(['notDone']).doubt];
    const theirs = doubtOf(['notDone'], { actor: other }).doubt;
    const ofB = doubtOf(['notDone'], { key: 'start b' }).doubt;
    for (const doubt of [first, theirs, ofB, newer]) doubts.keep(doubt);
    assert.equal(doubts.doubtOf('start a', someone), newer);
    assert.equal(doubts.doubtOf('start a', other), theirs);
    assert.equal(doubts.doubtOf('start b', someone), ofB);
    doubts.forget('start a', someone);
    assert.equal(doubts.doubtOf('start a', someone), undefined);
    assert.equal(doubts.doubtOf('start a', other), theirs);
    doubts.forget('start c', someone);
    assert.equal(doubts.doubtOf('start b', someone), ofB);
    doubts.dispose();
  });

  it('no check comes after the window has closed', async () => {
    const { doubts, timers, doubt } = await kept(['done']);
    doubts.dispose();
    assert.equal(timers.length, 0);
    assert.equal(doubts.doubtOf(doubt.key, someone), undefined);
  });
});
