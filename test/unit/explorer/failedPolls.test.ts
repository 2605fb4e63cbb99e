// A look that fails ends nothing, and says so: with a clock and a schedule of the test's own.
import * as assert from 'node:assert/strict';

import { present } from '../../../src/explorer/show/present';
import { asked, error, exploreInTime, resource, signal } from '../../support/exploreInTime';
import { someone } from '../../support/scriptedApi';

describe('A poll that fails', () => {
  const many = Array.from({ length: 36 }, (_, at) => `f${at}`);
  const starting = { Fleets: many.map(Name => ({ Name, State: 'STARTING' })) };

  it('marks all its rows, and a list or a poll that succeeds removes all marks', async () => {
    let fails = false;
    const { explorer, group, pass } = exploreInTime({
      DescribeFleets: () => (fails ? Promise.reject(error('denied')) : starting),
    });
    await explorer.children(group('fleet'));
    await explorer.loadAll(group('fleet'), signal);
    const marked = (): number =>
      [...explorer.resources()].filter(node => /not checked since/.test(present(node).description ?? '')).length;
    for (const mend of [
      () => explorer.refresh(group('fleet')),
      () => explorer.recover(['prod']),
      () => pass(300_000),
    ]) {
      fails = true;
      await pass(2_000);
      assert.equal(marked(), many.length);
      fails = false;
      await mend();
      assert.equal(marked(), 0);
      explorer.poller.retry();
    }
  });

  it('is reported from the third failure on, if it may be temporary', async () => {
    let fails = false;
    const { explorer, group, pass } = exploreInTime({
      DescribeFleets: () => (fails ? Promise.reject(error('timeout', true)) : starting),
    });
    const [first] = await explorer.children(group('fleet'));
    assert.ok(first);
    fails = true;
    await pass(1_000 + 1_500);
    assert.doesNotMatch(present(first).description ?? '', /not checked since/);
    await pass(2_250);
    assert.match(present(first).description ?? '', /^STARTING · ⚠ No answer · not checked since/);
  });

  it('does not slow down polls of other connections or other kinds', async () => {
    const { explorer, group, pass, calls } = exploreInTime(profile => ({
      DescribeFleets: input => (profile === 'prod' && asked(input) ? Promise.reject(error('denied')) : fleets2),
      DescribeAppBlockBuilders: () => ({ AppBlockBuilders: [{ Name: 'b', State: 'STARTING' }] }),
    }));
    const fleets2 = { Fleets: [{ Name: 'f', State: 'STARTING' }] };
    for (const one of [group('fleet'), group('fleet', 'other'), group('appBlockBuilder')]) await explorer.children(one);
    await pass(400_000);
    calls();
    calls('other');
    await pass(300_000);
    const count = (profile: string, operation: string): number =>
      calls(profile).filter(call => call.startsWith(operation)).length;
    assert.equal(count('other', 'DescribeFleets'), 10);
    const own = calls();
    assert.equal(own.filter(call => call.startsWith('DescribeAppBlockBuilders')).length, 10);
    assert.equal(own.filter(call => call.startsWith('DescribeFleets')).length, 1);
  });

  it('does not end polling, and neither does an action that fails', async () => {
    let state = 'STARTING';
    const { explorer, group, pass } = exploreInTime({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: state }] }),
      AssociateFleet: () => Promise.reject(error('conflict')),
    });
    const a = resource(await explorer.children(group('fleet')), 'a');
    const associate = a.resourceKind.actions.find(({ name }) => name === 'associate') ?? assert.fail();
    await assert.rejects(explorer.perform({ node: a, actor: someone }, associate, { StackName: 's' }, signal));
    state = 'RUNNING';
    await pass(1_000);
    assert.match(present(a).description ?? '', /^RUNNING/);
  });
});
