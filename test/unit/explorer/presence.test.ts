// What is absent from an answer is not gone yet, and a look that fails ends nothing: with a clock and a schedule of the
// test's own.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import { pagesOf } from '../../../src/api/core/paging';
import type { ActingApi, Api } from '../../../src/api/types';
import { createExplorer } from '../../../src/explorer/explorer';
import { present } from '../../../src/explorer/show/present';
import { takesAway } from '../../../src/explorer/tree/actions';
import type { GroupNode, Node, ResourceNode } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import { kinds } from '../../../src/kinds/all';
import type { Action } from '../../../src/kinds/kind';
import type { Script } from '../../support/scriptedApi';
import { connection, scriptedApi, someone } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

const elsewhere = { key: 'profile:other/eu-west-1', profile: 'other', region: 'eu-west-1' };
const { signal } = new AbortController();

const error = (reason: Reason, retryable = false): ApiError =>
  new ApiError('No.', { reason, operation: 'Describe', code: 'X', retryable, nextStep: '' });

/** An explorer whose time passes only when it is told to: what is due meanwhile is called back at its moment. */
function explore(scripts: Script | ((profile: string) => Script)) {
  let time = 1_000_000;
  const timers = new Set<{ at: number; callback: () => void }>();
  const apis = new Map<string, ReturnType<typeof scriptedApi>>();
  const apiOf = (profile: string): ReturnType<typeof scriptedApi> => {
    const api = apis.get(profile) ?? scriptedApi(typeof scripts === 'function' ? scripts(profile) : scripts);
    apis.set(profile, api);
    return api;
  };
  const inBackground: string[] = [];
  const explorer = createExplorer({
    api: to => Promise.resolve<ActingApi>(apiOf(to.profile)),
    background(to) {
      const api = apiOf(to.profile);
      const call: Api['call'] = (operation, ...rest) => {
        inBackground.push(operation);
        return api.call(operation, ...rest);
      };
      const pages: Api['pages'] = (operation, input, signal) =>
        pagesOf(operation, input, asked => call(operation, asked, signal));
      return Promise.resolve<Api>({ ...api, call, pages });
    },
    pageSize: () => 3,
    changed: () => undefined,
    now: () => time,
    schedule(callback, ms) {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  });
  explorer.setRoots([connection, elsewhere].map(one => ({ name: one.profile, sandbox: false, connections: [one] })));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn++) await new Promise(setImmediate);
  };
  return {
    explorer,
    timers,
    settle,
    /** The operations that were asked for with nobody waiting. */
    inBackground: () => inBackground.splice(0),
    calls: (profile = 'prod') => (apis.get(profile)?.calls ?? []).splice(0),
    group: (kind: string, profile = 'prod'): GroupNode => {
      const root = explorer.roots.find(node => node.kind === 'profile' && node.name === profile);
      const groups = root?.kind === 'profile' ? root.regions[0]?.groups : undefined;
      return groups?.find(({ resourceKind: of }) => of.name === kind) ?? assert.fail(kind);
    },
    pass: async (ms: number): Promise<void> => {
      const end = time + ms;
      await waitUntil(`${ms} ms of the test's time to pass`, async () => {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        time = next?.at ?? end;
        if (!next) return true;
        timers.delete(next);
        next.callback();
        await settle();
        return false;
      });
    },
  };
}

const names = (nodes: Iterable<Node>): string[] =>
  [...nodes].flatMap(node => (node.kind === 'resource' ? nameOf(node) : [])).sort();
const resource = (nodes: readonly Node[], name: string): ResourceNode => {
  const found = nodes.find(node => node.kind === 'resource' && nameOf(node) === name);
  return found?.kind === 'resource' ? found : assert.fail(name);
};
const fleets = (...all: string[]): object => ({ Fleets: all.map(Name => ({ Name, State: 'STOPPED' })) });
const asked = ({ Names }: Record<string, unknown>): string[] | undefined => Names as string[] | undefined;

describe('What an answer is without', () => {
  it('stays, says so, is looked at again, and is gone when a second answer 5 s later is without it, too', async () => {
    let there = ['a', 'b'];
    const { explorer, group, pass, calls, timers } = explore({
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
    assert.ok(looks.notes.some(note => note.includes('counts as gone')));
    calls();
    await pass(4_900);
    assert.deepEqual(calls(), [], 'a look before that would prove nothing');
    await pass(100);
    assert.deepEqual(calls(), ['DescribeFleets {"Names":["b"]}']);
    assert.equal(b.gone, true);
    assert.deepEqual(names(explorer.shown(group('fleet'))), ['a']);
    assert.equal(timers.size, 0);
  });

  it('is not proven to be gone by answers with an entry that is not understood: that may be the thing itself', async () => {
    const good = { Name: 'a', State: 'STOPPED' };
    let answer: object[] = [good, { Name: 'b' }];
    const { explorer, group, pass } = explore({
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

  it('is there as before when it shows up again', async () => {
    let there = ['a', 'b'];
    const { explorer, group, pass, timers } = explore({ DescribeFleets: () => fleets(...there) });
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

  it('is gone at once when it is said that there is no such thing', async () => {
    let there = true;
    const { explorer, group, pass } = explore({
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

  it('is gone at once after it was deleted from here, and the answer said so', async () => {
    let there = true;
    const { explorer, group, timers } = explore({
      DescribeFleets: () => (there ? fleets('a') : fleets()),
      DeleteFleet: () => ((there = false), {}),
    });
    const a = resource(await explorer.children(group('fleet')), 'a');
    const remove = a.resourceKind.actions.find(({ name }) => name === 'delete') ?? assert.fail();
    await explorer.perform({ node: a, actor: someone }, remove, {}, signal);
    assert.equal(a.gone, true);
    assert.equal(timers.size, 0);
  });

  it('is not gone when it could not be deleted', async () => {
    let there = true;
    const { explorer, group } = explore({
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

  it('is proven by one list for all of a kind that can only be listed', async () => {
    let pairs = ['s1', 's2', 's3'];
    const { explorer, group, pass, calls, timers, inBackground } = explore({
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

  it('is listed again with a user who wants more waiting for it, where the list has grown meanwhile', async () => {
    let pairs = ['s1', 's2', 's3'];
    const { explorer, group, pass, inBackground } = explore({
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

  it('is dropped where the list is not read to its end, which proves nothing', async () => {
    let there = ['a', 'b', 'c'];
    const { explorer, group, timers } = explore({ DescribeFleets: () => fleets(...there) });
    await explorer.children(group('fleet'));
    there = ['b', 'c', 'd', 'e'];
    await explorer.refresh(group('fleet'));
    assert.deepEqual(names(explorer.shown(group('fleet'))), ['b', 'c', 'd']);
    assert.equal(timers.size, 0);
  });

  it('is not looked at while nobody looks, and again when somebody does', async () => {
    let there = ['a'];
    const { explorer, group, pass, calls, timers } = explore({ DescribeFleets: () => fleets(...there) });
    const a = resource(await explorer.children(group('fleet')), 'a');
    there = [];
    await explorer.refresh(group('fleet'));
    explorer.follower.pause();
    assert.equal(timers.size, 0);
    calls();
    await pass(60_000);
    assert.deepEqual(calls(), []);
    explorer.follower.resume();
    await pass(1_000);
    assert.equal(a.gone, true);
  });

  it('stays where the second look fails, until one does not', async () => {
    let [there, fails] = [true, false];
    const { explorer, group, pass } = explore({
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

  it('is looked for twice by a form, 5 s apart, and no timer is left when its profile is removed meanwhile', async () => {
    let there = ['a'];
    const { explorer, group, pass, settle, calls, timers } = explore({ DescribeFleets: () => fleets(...there) });
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

  it('is an ApiError when whoever looks gives up between the two looks', async () => {
    let there = ['a'];
    const { explorer, group, settle, timers } = explore({ DescribeFleets: () => fleets(...there) });
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

  it('does not end a wait before it is proven', async () => {
    let there = true;
    const { explorer, group, pass } = explore({
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

describe('What takes a thing away', () => {
  for (const { name, actions } of kinds) {
    for (const action of actions.filter(({ group }) => group === 'delete')) {
      it(`${name}.${action.name} is told by its operation, ${action.operations[0]}`, () =>
        assert.ok(takesAway(action)));
    }
  }
  it('is told by its operation in any service', () => {
    const operations = ['library:DeleteBook'] as unknown as Action['operations'];
    assert.ok(takesAway({ operations }));
  });
});

describe('A look that fails', () => {
  const many = Array.from({ length: 36 }, (_, at) => `f${at}`);
  const starting = { Fleets: many.map(Name => ({ Name, State: 'STARTING' })) };

  it('marks all that it was for, and a list or a look that succeeds takes all marks away', async () => {
    let fails = false;
    const { explorer, group, pass } = explore({
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
      explorer.follower.retry();
    }
  });

  it('that may pass is said from the third on', async () => {
    let fails = false;
    const { explorer, group, pass } = explore({
      DescribeFleets: () => (fails ? Promise.reject(error('timeout', true)) : starting),
    });
    const [first] = await explorer.children(group('fleet'));
    assert.ok(first);
    fails = true;
    await pass(1_000 + 1_500);
    assert.doesNotMatch(present(first).description ?? '', /not checked since/);
    await pass(2_250);
    assert.match(present(first).description ?? '', /^⚠ No answer · STARTING · not checked since/);
  });

  it('does not slow down what is asked elsewhere or of another kind', async () => {
    const { explorer, group, pass, calls } = explore(profile => ({
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

  it('and an action that fails do not end following', async () => {
    let state = 'STARTING';
    const { explorer, group, pass } = explore({
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
