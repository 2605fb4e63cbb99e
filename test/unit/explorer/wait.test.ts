import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { WaitNews, WaitResult } from '../../../src/explorer/acting/wait';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import { present } from '../../../src/explorer/show/present';
import { goalOf } from '../../../src/explorer/tree/goal';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import type { UnderTest } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';
import { waitUntil } from '../../support/waitUntil';

const error = (reason: 'notFound' | 'denied' | 'throttled'): ApiError =>
  new ApiError('No.', {
    reason,
    operation: 'DescribeFleets',
    code: 'X',
    retryable: reason === 'throttled',
    nextStep: '',
  });

interface Waiting extends UnderTest {
  readonly node: ResourceNode;
  /** Lets the waiter look: what it finds is next in turn, and it stays with the last. */
  readonly look: () => Promise<void>;
}

type Turn = string | ApiError | { readonly State: string; readonly [member: string]: unknown };

/** A fleet in the first of these states; each later look finds the next, or the error, a minute after the one before. */
async function fleetIn(...turns: Turn[]): Promise<Waiting> {
  let minutes = 0;
  const setup = explorerUnderTest(
    {
      DescribeFleets() {
        const turn = turns.length > 1 ? turns.shift() : turns[0];
        if (turn instanceof ApiError) throw turn;
        return { Fleets: [{ Name: 'dev', ...(typeof turn === 'string' ? { State: turn } : turn) }] };
      },
    },
    { now: () => minutes * 60_000 },
  );
  return {
    ...setup,
    node: await setup.row('fleet'),
    async look() {
      minutes++;
      setup.timers.pop()?.callback();
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    },
  };
}

describe('Waiting', () => {
  const ends: { given: string; turns: (string | ApiError)[]; waited: WaitResult; told: string[] }[] = [
    {
      given: 'a STARTING fleet that becomes RUNNING',
      turns: ['STARTING', 'STARTING', 'RUNNING'],
      waited: { kind: 'reached' },
      told: ['STARTING', 'STARTING'],
    },
    {
      given: 'a STOPPING fleet that becomes STOPPED',
      turns: ['STOPPING', 'STOPPED'],
      waited: { kind: 'reached' },
      told: ['STOPPING'],
    },
    {
      given: 'a STARTING fleet that somebody stops',
      turns: ['STARTING', 'STOPPING'],
      waited: { kind: 'elsewhere', state: 'STOPPING' },
      told: ['STARTING'],
    },
    {
      given: 'a STARTING fleet that falls back to STOPPED',
      turns: ['STARTING', 'STOPPED'],
      waited: { kind: 'elsewhere', state: 'STOPPED' },
      told: ['STARTING'],
    },
    {
      given: 'a STARTING fleet that somebody deletes',
      turns: ['STARTING', error('notFound')],
      waited: { kind: 'elsewhere', state: undefined },
      told: ['STARTING'],
    },
    {
      given: 'a STARTING fleet that may not be asked for now and then',
      turns: ['STARTING', error('denied'), 'STARTING', error('denied'), 'RUNNING'],
      waited: { kind: 'reached' },
      told: ['STARTING', 'STARTING', 'STARTING', 'STARTING'],
    },
    {
      given: 'a STARTING fleet and an error that passes',
      turns: ['STARTING', error('throttled'), 'RUNNING'],
      waited: { kind: 'reached' },
      told: ['STARTING', 'STARTING'],
    },
  ];
  for (const { given, turns, waited, told } of ends) {
    it(`for ${given} ends as ${waited.kind}`, async () => {
      const { explorer, node, timers, look } = await fleetIn(...turns);
      const states: string[] = [];
      explorer.poller.pause();
      const keep = ({ state }: WaitNews): void => void states.push(state);
      const waiting = explorer.waiter.wait(node, new AbortController().signal, { told: keep });
      assert.equal(timers.length, 1, 'it goes on while nobody looks');
      await waitUntil('the last look', async () => {
        if (timers.length) await look();
        return !timers.length;
      });
      const outcome = await waiting;
      assert.equal(outcome.kind, waited.kind);
      if (waited.kind === 'elsewhere') assert.deepEqual(outcome, waited);
      assert.deepEqual(states, told);
      assert.equal(explorer.waiter.has(node), false);
    });
  }

  it('leaves no timer when it is cancelled, and polling continues', async () => {
    const { explorer, node, timers } = await fleetIn('STARTING');
    assert.equal(timers.length, 1);
    const abort = new AbortController();
    const waiting = explorer.waiter.wait(node, abort.signal);
    abort.abort();
    assert.deepEqual(await waiting, { kind: 'cancelled' });
    assert.equal(timers.length, 1, 'following goes on');
    explorer.poller.pause();
    assert.equal(timers.length, 0);
  });

  it('ends at once when it is cancelled during a request, whose answer the row still shows, and asks no more', async () => {
    let answer: ((state: string) => void) | undefined;
    let looks = 0;
    const setup = explorerUnderTest({
      DescribeFleets: () =>
        looks++
          ? new Promise(resolve => (answer = State => resolve({ Fleets: [{ Name: 'dev', State }] })))
          : { Fleets: [{ Name: 'dev', State: 'STARTING' }] },
    });
    const { explorer, timers, api } = setup;
    const node = await setup.row('fleet');
    explorer.poller.pause();
    const abort = new AbortController();
    const news: WaitNews[] = [];
    const waiting = explorer.waiter.wait(node, abort.signal, { told: one => void news.push(one) });
    setup.tick();
    await waitUntil('the request', () => answer !== undefined);
    abort.abort();
    assert.deepEqual(await waiting, { kind: 'cancelled' });
    answer?.('RUNNING');
    await waitUntil('the row', () => present(node).description === 'RUNNING');
    assert.equal(news.length, 1, 'nobody is told of the answer');
    assert.deepEqual([timers.length, api.calls.length], [0, 2]);
  });

  it('is under way for its resource only', async () => {
    const { explorer, node } = await fleetIn('STARTING');
    void explorer.waiter.wait(node, new AbortController().signal);
    assert.equal(explorer.waiter.has(node), true);
    assert.equal(explorer.waiter.has(nodeOf('fleet', { Name: 'other' })), false);
    explorer.dispose();
  });

  it('fails with the reason when its profile changes or leaves the view', async () => {
    for (const [ends, reason] of [
      [(explorer: Explorer) => explorer.forget(['prod']), /prod/],
      [(explorer: Explorer) => explorer.setRoots([]), /no longer shows/],
    ] as const) {
      const { explorer, node } = await fleetIn('STARTING');
      const waiting = explorer.waiter.wait(node, new AbortController().signal);
      explorer.forget(['another']);
      assert.equal(explorer.waiter.has(node), true);
      ends(explorer);
      const waited = await waiting;
      assert.match(waited.kind === 'failed' ? waited.error.message : waited.kind, reason);
    }
  });

  it('is refused for a resource that is not on its way', async () => {
    const { explorer, node } = await fleetIn('STOPPED');
    assert.throws(() => explorer.waiter.wait(node, new AbortController().signal), /not on its way/);
  });

  it('does not begin if it is cancelled before', async () => {
    const { explorer, node } = await fleetIn('STARTING');
    assert.deepEqual(await explorer.waiter.wait(node, AbortSignal.abort()), { kind: 'cancelled' });
    assert.equal(explorer.waiter.has(node), false);
  });

  it('ends with the window', async () => {
    const { explorer, node } = await fleetIn('STARTING');
    const waiting = explorer.waiter.wait(node, new AbortController().signal);
    explorer.dispose();
    assert.deepEqual(await waiting, { kind: 'cancelled' });
  });
});

/** Looks at a fleet as often as there are turns, and keeps what is told. */
async function newsOf(turns: Turn[], looks = turns.length - 1, known?: { code: string; message: string }[]) {
  const { explorer, node, look } = await fleetIn(...turns);
  const news: WaitNews[] = [];
  explorer.poller.pause();
  void explorer.waiter.wait(node, new AbortController().signal, {
    told: one => news.push(one),
    ...(known && { known }),
  });
  for (let count = 0; count < looks; count++) await look();
  return { news, node, explorer };
}

const noRole = { code: 'IAM_SERVICE_ROLE_IS_MISSING', message: 'No role' };
const noSubnet = { code: 'SUBNET_NOT_FOUND', message: 'No subnet' };
const withErrors = (...errors: (typeof noRole)[]): Turn => ({
  State: 'STARTING',
  FleetErrors: errors.map(({ code, message }) => ({ ErrorCode: code, ErrorMessage: message })),
});

describe('A wait reports', () => {
  const codes = (news: WaitNews[], which: 'errors' | 'newErrors'): (string | undefined)[][] =>
    news.map(one => one[which].map(({ code }) => code));

  it('a new error in a transient state once, and lists it as long as it exists', async () => {
    const turns = ['STARTING', withErrors(noRole), withErrors(noRole), withErrors(noRole, noSubnet), 'STARTING'];
    const { news } = await newsOf(turns);
    assert.deepEqual(codes(news, 'newErrors'), [[], [noRole.code], [], [noSubnet.code], []]);
    assert.deepEqual(codes(news, 'errors'), [[], [noRole.code], [noRole.code], [noRole.code, noSubnet.code], []]);
  });

  it('an error that exists when it starts, unless the user knows it', async () => {
    assert.deepEqual(codes((await newsOf([withErrors(noRole)])).news, 'newErrors'), [[noRole.code]]);
    assert.deepEqual(codes((await newsOf([withErrors(noRole)], 1, [noRole])).news, 'newErrors'), [[], []]);
  });

  it('since when and why polls fail, at once if the failure is permanent, until a poll succeeds', async () => {
    const { news } = await newsOf(['STARTING', error('denied'), error('denied'), 'STARTING', 'STARTING'], 4);
    assert.deepEqual(
      news.map(({ failedPolls }) => failedPolls && [failedPolls.since / 60_000, failedPolls.error.reason]),
      [undefined, [1, 'denied'], [1, 'denied'], undefined, undefined],
    );
    const passing = await newsOf(['STARTING', ...[1, 2, 3, 4].map(() => error('throttled')), 'STARTING'], 5);
    assert.deepEqual(
      passing.news.map(({ failedPolls }) => failedPolls?.polls),
      [undefined, undefined, undefined, 3, 4, undefined],
    );
  });

  it('no error without code and message, which AWS sends for an unset one', async () => {
    const { news, node } = await newsOf([{ State: 'STARTING', FleetErrors: [{}, { ErrorCode: '' }] }]);
    assert.deepEqual(codes(news, 'errors'), [[]]);
    assert.doesNotMatch(present(node).description ?? '', /error/);
  });

  const usual = [
    { given: 'a fleet', more: {}, minutes: 20 },
    { given: 'a fleet of a domain', more: { DomainJoinInfo: { DirectoryName: 'corp' } }, minutes: 25 },
    { given: 'a fleet whose domain is answered as unset', more: { DomainJoinInfo: {} }, minutes: 20 },
  ];
  for (const { given, more, minutes } of usual) {
    it(`that ${given} takes longer than usual, after ${minutes} minutes`, async () => {
      const { news } = await newsOf([{ State: 'STARTING', ...more }], 30);
      const first = news.findIndex(({ longerThan }) => longerThan !== undefined);
      assert.equal(first, minutes + 1);
      assert.deepEqual([...new Set(news.slice(first).map(({ longerThan }) => longerThan))], [minutes]);
    });
  }
});

describe('An error mark', () => {
  it('goes away with the error, and a wait does not fail for an earlier error', async () => {
    const { explorer, node, look } = await fleetIn(
      withErrors(noRole),
      error('denied'),
      'STARTING',
      'STARTING',
      'RUNNING',
    );
    assert.match(present(node).description ?? '', /^STARTING · ⚠ IAM_SERVICE_ROLE_IS_MISSING/);
    await look();
    assert.match(present(node).description ?? '', /^STARTING · ⚠ Access denied · not checked since/);
    // The list is asked anew, and answers.
    await explorer.refresh(node.parent);
    assert.equal(present(node).description, 'STARTING');
    const waiting = explorer.waiter.wait(node, new AbortController().signal);
    for (let count = 0; count < 3; count++) await look();
    assert.equal((await waiting).kind, 'reached');
    assert.equal(present(node).description, 'RUNNING');
  });

  it('of a failed action goes away when the state changes', async () => {
    const { explorer, node, look } = await fleetIn('STARTING', 'STARTING', 'RUNNING');
    const start = node.resourceKind.actions.find(({ name }) => name === 'start');
    assert.ok(start);
    node.failure = { action: 'start', state: 'STARTING', title: start.title, error: error('denied') };
    await look();
    assert.match(
      present(node).description ?? '',
      /^STARTING · ⚠ .* · Start Fleet failed/,
      'it is followed all the same',
    );
    await look();
    assert.equal(present(node).description, 'RUNNING');
    explorer.dispose();
  });
});

describe('The goal of', () => {
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
  ] as const;
  for (const { kind, state, goal } of cases) {
    it(`a ${state} ${kind} is ${goal === undefined ? 'none' : goal}`, () => {
      const resource = { Name: 'a', Arn: 'arn', TaskId: 't', SoftwareName: 's', State: state, Status: state };
      const node = nodeOf(kind, resource);
      const found = goalOf(node);
      assert.equal(found?.kind === 'state' ? found.state : found?.kind, goal);
      assert.equal(/;wait\./.test(present(node).tokens), goal !== undefined);
    });
  }
});
