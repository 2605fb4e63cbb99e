// What a second action does while the outcome of the first is not known.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../src/api/core/errors';
import { error, explore, lost } from '../../support/performing';
import { waitUntil } from '../../support/waitUntil';

describe('An action after one whose answer was lost', () => {
  /** A stack whose first update is lost. It is `done` or not; checks fail until `works` is called. */
  async function lostUpdate(isDone: boolean, reason: Reason = 'network') {
    let fails = true;
    let sent = 0;
    let stack = { Name: 'a', DisplayName: 'old' };
    const setup = explore({
      DescribeStacks({ Names }) {
        if (fails && Names && sent) throw error(reason);
        return { Stacks: [stack] };
      },
      UpdateStack(input) {
        if (isDone || sent > 0) stack = { ...stack, ...input };
        if (++sent === 1) throw lost;
        return { Stack: stack };
      },
    });
    const node = await setup.row('stack');
    await assert.rejects(setup.perform(node, 'update', {}, { DisplayName: 'new' }), /may have been done|not known/);
    setup.asked();
    return { ...setup, node, works: () => (fails = false), updates: () => sent };
  }

  const cases: readonly { what: string; isDone: boolean; input: string; updates: number }[] = [
    { what: 'is not sent if that was done and it is the same', isDone: true, input: 'new', updates: 1 },
    { what: 'is sent if that was done and it is another', isDone: true, input: 'newer', updates: 2 },
    { what: 'is sent if that was not done', isDone: false, input: 'new', updates: 2 },
  ];
  for (const { what, isDone, input, updates } of cases) {
    it(what, async () => {
      // Denied checks come rarely: none comes in between.
      const { perform, node, works, updates: sent } = await lostUpdate(isDone, 'denied');
      works();
      assert.deepEqual(
        await perform(node, 'update', {}, { DisplayName: input }),
        updates === 1 ? { afterLoss: true } : {},
      );
      assert.equal(sent(), updates);
    });
  }

  it('is sent if no check is allowed, since the user was told and decides', async () => {
    const { perform, node, updates } = await lostUpdate(true, 'denied');
    await perform(node, 'update', {}, { DisplayName: 'new' });
    assert.equal(updates(), 2);
  });

  it('is not sent while the check fails', async () => {
    const { perform, node, updates } = await lostUpdate(true);
    await assert.rejects(perform(node, 'update', {}, { DisplayName: 'new' }), /Nothing was sent/);
    assert.equal(updates(), 1);
  });

  for (const isDone of [true, false]) {
    it(`has a row that shows no failure once a check has found that it was ${isDone ? '' : 'not '}done`, async () => {
      const { node, works, decided } = await lostUpdate(isDone);
      assert.equal(node.failure?.action, 'update');
      works();
      await waitUntil('the outcome', () => decided.length, { every: 1 });
      assert.deepEqual(decided, [`update ${isDone ? 'done' : 'notDone'}`]);
      await waitUntil('the row', () => node.failure === undefined, { every: 1 });
    });
  }

  it("keeps another action's failure at the row, and tells nobody when no check can show it", async () => {
    let fails = true;
    let stack: object = { Name: 'a', DisplayName: 'old' };
    const { row, perform, decided, api } = explore({
      DescribeStacks({ Names }) {
        if (fails && Names) throw error('network');
        return { Stacks: [stack] };
      },
      UpdateStack: () => Promise.reject(lost),
      DeleteStack: () => Promise.reject(error('limit')),
    });
    const node = await row('stack');
    await assert.rejects(perform(node, 'update', {}, { DisplayName: 'new' }));
    await assert.rejects(perform(node, 'delete'));
    assert.equal(node.failure?.action, 'delete');
    // Neither as before nor as asked: somebody else has changed it.
    stack = { Name: 'a', DisplayName: 'other' };
    fails = false;
    api.calls.length = 0;
    await waitUntil('the check and the row', () => api.calls.length >= 2, { every: 1 });
    assert.equal(node.failure.action, 'delete');
    assert.deepEqual(decided, []);
  });
});
