// What is absent from an answer is not gone yet, and a look that fails ends nothing: with a clock and a schedule of the
// test's own.
import * as assert from 'node:assert/strict';

import { present } from '../../../src/explorer/show/present';
import { asked, error, exploreInTime, fleets, names, resource, signal } from '../../support/exploreInTime';
import { someone } from '../../support/scriptedApi';

describe('A resource that an answer lacks', () => {
  it('stays marked, is checked again, and is gone when a second answer 5 s later lacks it too', async () => {
    let there = ['a', 'b'];
    const { explorer, group, pass, calls, timers } = exploreInTime({
      DescribeFleets: input => fleets(...there.filter(name => asked(input)?.includes(name) ?? true)),
    });
    const b = resource(await explorer.children(group('fleet')), 'b');
    there = ['a'];
    calls();
    await explorer.refresh(group('fleet'));
    assert.deepEqual(names(explorer.shown(group('fleet'))), ['a', 'b']);
    const looks = present(b);
    assert.match(looks.description ?? '', /^no longer listed, checking again · STOPPED/);
    assert.deepEqual([looks.icon, looks.color], ['question', 'disabledForeground']);
    assert.ok(looks.notes.some(note => note.includes('before it removes the row')));
    calls();
    await pass(4_900);
    assert.deepEqual(calls(), [], 'a look before that would prove nothing');
    await pass(100);
    assert.deepEqual(calls(), ['DescribeFleets {"Names":["b"]}']);
    assert.equal(b.gone, true);
    assert.deepEqual(names(explorer.shown(group('fleet'))), ['a']);
    assert.equal(timers.size, 0);
  });

  it("is not gone if an answer has an entry that can't be read: that may be the resource", async () => {
    const good = { Name: 'a', State: 'STOPPED' };
    let answer: object[] = [good, { Name: 'b' }];
    const { explorer, group, pass } = exploreInTime({
      DescribeFleets: input => ({ Fleets: asked(input) ? answer.slice(1) : answer }),
    });
    const b = resource(await explorer.children(group('fleet')), 'b');
    answer = [good, { DisplayName: 'b' }];
    await explorer.refresh(group('fleet'));
    await pass(60_000);
    assert.ok(!b.gone);
    answer = [good];
    await pass(60_000);
    assert.equal(b.gone, true);
  });

  it('is shown as before when it appears again', async () => {
    let there = ['a', 'b'];
    const { explorer, group, pass, timers } = exploreInTime({ DescribeFleets: () => fleets(...there) });
    const b = resource(await explorer.children(group('fleet')), 'b');
    there = ['a'];
    await explorer.refresh(group('fleet'));
    there = ['a', 'b'];
    await pass(5_000);
    assert.equal(present(b).description, 'STOPPED');
    assert.equal(timers.size, 0);
    there = ['a'];
    await explorer.refresh(group('fleet'));
    assert.match(present(b).description ?? '', /no longer listed/, 'one answer, again');
  });

  it('is gone at once if the API says that it does not exist', async () => {
    let there = true;
    const { explorer, group, pass } = exploreInTime({
      DescribeFleets: input => {
        if (there) return fleets('a');
        if (asked(input)) throw error('notFound');
        return {};
      },
    });
    const a = resource(await explorer.children(group('fleet')), 'a');
    there = false;
    await explorer.refresh(a);
    assert.equal(a.gone, true);
    await pass(60_000);
  });

  it('is gone at once if the user deleted it here and the API confirmed that', async () => {
    let there = true;
    const { explorer, group, timers } = exploreInTime({
      DescribeFleets: () => (there ? fleets('a') : fleets()),
      DeleteFleet: () => ((there = false), {}),
    });
    const a = resource(await explorer.children(group('fleet')), 'a');
    const remove = a.resourceKind.actions.find(({ name }) => name === 'delete') ?? assert.fail();
    await explorer.perform({ node: a, actor: someone }, remove, {}, signal);
    assert.equal(a.gone, true);
    assert.equal(timers.size, 0);
  });

  it('is not gone if its deletion failed', async () => {
    let there = true;
    const { explorer, group } = exploreInTime({
      DescribeFleets: () => (there ? fleets('a') : fleets()),
      DeleteFleet: () => Promise.reject(((there = false), error('denied'))),
    });
    const a = resource(await explorer.children(group('fleet')), 'a');
    const remove = a.resourceKind.actions.find(({ name }) => name === 'delete') ?? assert.fail();
    await assert.rejects(explorer.perform({ node: a, actor: someone }, remove, {}, signal));
    await explorer.refresh(group('fleet'));
    assert.equal(a.gone, undefined);
    assert.match(present(a).description ?? '', /no longer listed/);
  });

  it('is checked with one list for all resources of a kind that can only be listed', async () => {
    let pairs = ['s1', 's2', 's3'];
    const { explorer, group, pass, calls, timers, inBackground } = exploreInTime({
      DescribeUsers: () => ({ Users: [{ UserName: 'u', AuthenticationType: 'USERPOOL', Enabled: true }] }),
      DescribeUserStackAssociations: () => ({ UserStackAssociations: pairs.map(StackName => ({ StackName })) }),
    });
    const [user] = await explorer.children(group('user'));
    const stacks = (user?.kind === 'resource' && user.groups[0]) || assert.fail();
    await explorer.children(stacks);
    pairs = ['s1'];
    await explorer.refresh(stacks);
    assert.deepEqual(names(explorer.shown(stacks)), ['s1', 's2', 's3']);
    calls();
    assert.deepEqual(inBackground(), [], 'who refreshes waits');
    await pass(60_000);
    assert.deepEqual(
      calls().map(call => call.split(' ')[0]),
      ['DescribeUserStackAssociations'],
    );
    assert.deepEqual(inBackground(), ['DescribeUserStackAssociations'], 'nobody waits for it');
    assert.deepEqual(names(explorer.shown(stacks)), ['s1']);
    assert.equal(timers.size, 0);
  });

  it('is checked in the foreground if the user loads more of a list that has grown', async () => {
    let pairs = ['s1', 's2', 's3'];
    const { explorer, group, pass, inBackground } = exploreInTime({
      DescribeUsers: () => ({ Users: [{ UserName: 'u', AuthenticationType: 'USERPOOL', Enabled: true }] }),
      DescribeUserStackAssociations: ({ NextToken }) => ({
        UserStackAssociations: (NextToken ? pairs.slice(4) : pairs.slice(0, 4)).map(StackName => ({ StackName })),
        ...(!NextToken && pairs.length > 4 && { NextToken: 'more' }),
      }),
    });
    const [user] = await explorer.children(group('user'));
    const stacks = (user?.kind === 'resource' && user.groups[0]) || assert.fail();
    await explorer.children(stacks);
    pairs = ['s1'];
    await explorer.refresh(stacks);
    pairs = ['s1', 's4', 's5', 's6', 's7', 's8'];
    await pass(60_000);
    assert.equal(explorer.list(stacks).hasMore, true);
    assert.equal(inBackground().length, 1);
    await explorer.loadMore(stacks);
    assert.deepEqual(names(explorer.shown(stacks)), pairs);
    assert.deepEqual(inBackground(), []);
  });

  it('is not shown if the list is not read to its end, which proves nothing', async () => {
    let there = ['a', 'b', 'c'];
    const { explorer, group, timers } = exploreInTime({ DescribeFleets: () => fleets(...there) });
    await explorer.children(group('fleet'));
    there = ['b', 'c', 'd', 'e'];
    await explorer.refresh(group('fleet'));
    assert.deepEqual(names(explorer.shown(group('fleet'))), ['b', 'c', 'd']);
    assert.equal(timers.size, 0);
  });

  it('is not checked while the view is hidden, and is checked when it is shown again', async () => {
    let there = ['a'];
    const { explorer, group, pass, calls, timers } = exploreInTime({ DescribeFleets: () => fleets(...there) });
    const a = resource(await explorer.children(group('fleet')), 'a');
    there = [];
    await explorer.refresh(group('fleet'));
    explorer.poller.pause();
    assert.equal(timers.size, 0);
    calls();
    await pass(60_000);
    assert.deepEqual(calls(), []);
    explorer.poller.resume();
    await pass(1_000);
    assert.equal(a.gone, true);
  });

  it('stays while the second check fails', async () => {
    let [there, fails] = [true, false];
    const { explorer, group, pass } = exploreInTime({
      DescribeFleets: () => (fails ? Promise.reject(error('denied')) : there ? fleets('a') : {}),
    });
    const a = resource(await explorer.children(group('fleet')), 'a');
    there = false;
    await explorer.refresh(group('fleet'));
    fails = true;
    await pass(60_000);
    assert.equal(a.gone, undefined);
    fails = false;
    await pass(300_000);
    assert.equal(a.gone, true);
  });

  it('is checked twice for a form, 5 s apart, and no timer is left if its profile is removed in between', async () => {
    let there = ['a'];
    const { explorer, group, pass, settle, calls, timers } = exploreInTime({ DescribeFleets: () => fleets(...there) });
    const a = resource(await explorer.children(group('fleet')), 'a');
    there = [];
    calls();
    const anew = explorer.describeAgain({ node: a, actor: someone }, signal);
    await settle();
    assert.equal(calls().length, 1);
    await pass(5_000);
    assert.equal(await anew, undefined);
    assert.equal(calls().length, 1);
    const again = explorer.describeAgain({ node: a, actor: someone }, signal);
    await settle();
    assert.equal(timers.size, 1);
    explorer.setRoots([]);
    await assert.rejects(again);
    assert.equal(timers.size, 0);
  });

  it('is an ApiError if the caller cancels between the two checks', async () => {
    let there = ['a'];
    const { explorer, group, settle, timers } = exploreInTime({ DescribeFleets: () => fleets(...there) });
    const a = resource(await explorer.children(group('fleet')), 'a');
    there = [];
    for (const reason of [undefined, new DOMException('Late', 'TimeoutError')]) {
      const abort = new AbortController();
      const anew = explorer.describeAgain({ node: a, actor: someone }, abort.signal);
      await settle();
      abort.abort(reason);
      await assert.rejects(anew, { name: 'ApiError', reason: 'cancelled', message: 'DescribeFleets was cancelled.' });
      assert.equal(timers.size, 0);
    }
  });

  it('does not end a wait before it is proven to be gone', async () => {
    let there = true;
    const { explorer, group, pass } = exploreInTime({
      DescribeImageBuilders: () => ({ ImageBuilders: there ? [{ Name: 'a', State: 'DELETING' }] : [] }),
    });
    const a = resource(await explorer.children(group('imageBuilder')), 'a');
    const told: boolean[] = [];
    const waiting = explorer.waiter.wait(a, signal, { told: ({ isMissing }) => told.push(isMissing) });
    let ended = false;
    void waiting.then(() => (ended = true));
    there = false;
    await pass(1_000);
    assert.deepEqual(told, [false, true]);
    await pass(4_000);
    assert.equal(ended, false);
    await pass(4_000);
    assert.deepEqual(await waiting, { kind: 'reached' });
  });
});
