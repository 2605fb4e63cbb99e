// A list of resources: what it asks for and when, and what it keeps when a load fails, is cancelled or replaced.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { Api } from '../../../src/api/types';
import { resourceNode } from '../../../src/explorer/tree/makeNodes';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import type { ResourceListOptions } from '../../../src/explorer/tree/resourceList';
import { createResourceList } from '../../../src/explorer/tree/resourceList';
import { manyFleets } from '../../support/fleets';
import { groupOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const denied = new ApiError('No.', {
  ...{ reason: 'denied', operation: 'DescribeFleets', code: 'X', retryable: false, nextStep: '' },
});
const signal = new AbortController().signal;

/** A list of fleets, two at a time. */
function listOf(script: Script, more: Partial<ResourceListOptions> = {}) {
  const group = groupOf('fleet');
  const [api, background] = [scriptedApi(script), scriptedApi(script)];
  const counts = { left: 0 };
  let time = 100;
  const list = createResourceList({
    group,
    api: () => Promise.resolve<Api>(api),
    background: () => Promise.resolve<Api>(background),
    pageSize: () => 2,
    now: () => time,
    sortedBy: () => 'name',
    node: (id, resource) => resourceNode(id, group, resource),
    left: () => void counts.left++,
    ...more,
  });
  const names = (): string[] => [...list.nodes.keys()].map(id => id.slice(group.id.length + 1));
  const node = (name: string): ResourceNode => list.nodes.get(`${group.id}/${name}`) ?? assert.fail(name);
  return {
    list,
    group,
    counts,
    names,
    node,
    calls: api.calls,
    later: background.calls,
    at: (now: number) => (time = now),
  };
}

const fleets = (...names: string[]): object => ({ Fleets: names.map(Name => ({ Name, State: 'STOPPED' })) });

/** Answers that the test gives one by one. */
function slow() {
  const answers: ((answer: object) => void)[] = [];
  const script: Script = { DescribeFleets: () => new Promise(resolve => answers.push(resolve)) };
  const turn = (): Promise<void> => new Promise(setImmediate);
  return {
    script,
    turn,
    answer: async (...names: string[]): Promise<void> => {
      await turn();
      answers.shift()?.(fleets(...names));
      await turn();
    },
  };
}

describe('A list that is not loaded', () => {
  it('asks for nothing and has nothing', () => {
    const { list, names, calls } = listOf({});
    assert.deepEqual([names(), calls], [[], []]);
    assert.deepEqual([list.loaded, list.hasMore, list.problem, list.at, list.loading], [false, false, ...none(3)]);
  });

  it('is loaded with its next page, if it was never asked for the first', async () => {
    const { list, names } = listOf(manyFleets(5, 5));
    await list.more();
    assert.deepEqual([names(), list.loaded], [['f0', 'f1'], true]);
  });
});

const none = (count: number): undefined[] => Array.from({ length: count }, () => undefined);

describe('A list', () => {
  it('is loaded once, however often it is asked for', async () => {
    const { list, names, calls, at } = listOf(manyFleets(5, 5));
    at(7);
    await Promise.all([list.ensure(), list.ensure()]);
    await list.ensure();
    assert.equal(calls.length, 1);
    assert.deepEqual([names(), list.loaded, list.hasMore, list.at], [['f0', 'f1'], true, true, 7]);
  });

  const sizes = [
    { given: 'one less than a page', count: 1, hasMore: false },
    { given: 'as many as a page', count: 2, hasMore: false },
    { given: 'one more than a page', count: 3, hasMore: true },
  ];
  for (const { given, count, hasMore } of sizes) {
    it(`of ${given} has ${hasMore ? 'more' : 'no more'} to load`, async () => {
      const { list } = listOf(manyFleets(count, 1));
      await list.ensure();
      assert.equal(list.hasMore, hasMore);
    });
  }

  it('reads as many pages of the service as it needs, and keeps the rest for its own next page', async () => {
    const { list, names, calls, at } = listOf(manyFleets(5, 3));
    await list.ensure();
    assert.equal(calls.length, 1);
    at(200);
    await list.more();
    assert.deepEqual([names(), calls.length], [['f0', 'f1', 'f2', 'f3'], 2]);
    assert.equal(list.at, 100, 'its first part is as old as before');
    await list.more();
    assert.deepEqual([names().length, list.hasMore, calls.length], [5, false, 2]);
  });

  it('tells a load that somebody waits for from one that only refreshes what is shown', async () => {
    const { script, answer } = slow();
    const { list } = listOf(script);
    const [first, before] = [list.ensure(), list.loading];
    await answer('a', 'b', 'c');
    await first;
    const [second, refreshing] = [list.reload(), list.loading];
    await answer('a', 'b', 'c');
    await second;
    const [third, more] = [list.more(), list.loading];
    await third;
    const [fourth, inBackground] = [list.reloadInBackground(), list.loading];
    await answer('a');
    await fourth;
    assert.deepEqual(
      [before, refreshing, more, inBackground, list.loading],
      ['rows', 'again', 'rows', 'again', undefined],
    );
  });

  it('lists resources without a name by their position', async () => {
    const { list, names } = listOf({ DescribeFleets: () => ({ Fleets: [{}, { Name: 'b' }] }) });
    await list.ensure();
    assert.deepEqual(names(), ['%3F0', 'b']);
  });

  it('is reloaded in the background with the background requests', async () => {
    const { list, calls, later } = listOf(manyFleets(2, 2));
    await list.ensure();
    await list.reloadInBackground();
    assert.deepEqual([calls.length, later.length], [1, 1]);
  });

  it('loads more in the foreground, even after it was reloaded in the background', async () => {
    const { list, names, calls, later } = listOf(manyFleets(5, 5));
    await list.reloadInBackground();
    await list.more();
    assert.deepEqual([names().length, calls.length, later.length], [4, 1, 1]);
    await list.more();
    assert.deepEqual([names().length, calls.length, later.length], [5, 1, 1]);
  });

  it('is read to its end, or as far as it is wanted', async () => {
    const { list, names } = listOf(manyFleets(9, 3));
    await list.ensure();
    await list.all(AbortSignal.abort());
    assert.equal(names().length, 2);
    await list.all(signal);
    assert.equal(names().length, 9);
  });
});

describe('A list that is loaded again', () => {
  it('has as many rows as before, and tells when one has left', async () => {
    let there = ['a', 'b', 'c', 'd', 'e'];
    const { list, names, counts } = listOf({ DescribeFleets: () => fleets(...there) });
    await list.ensure();
    await list.more();
    await list.reload();
    assert.deepEqual([names(), counts.left], [['a', 'b', 'c', 'd'], 0]);
    there = ['a', 'c', 'd', 'e', 'f'];
    await list.reload();
    assert.deepEqual([names(), counts.left], [['a', 'c', 'd', 'e'], 1]);
  });

  it('keeps a missing row until it is proven gone, unless it was taken away here', async () => {
    let there = ['a', 'b'];
    const { list, names, node, counts } = listOf({ DescribeFleets: () => fleets(...there) });
    await list.ensure();
    const [a, b] = [node('a'), node('b')];
    there = [];
    await list.reload(one => one === a);
    assert.deepEqual([names(), counts.left], [['b'], 1]);
    assert.deepEqual([a.gone, b.gone, b.missingSince], [true, undefined, 100]);
  });

  it('replaces a load that is under way, whose answer is dropped', async () => {
    const { script, answer } = slow();
    const { list, names, calls } = listOf(script);
    const first = list.ensure();
    await new Promise(setImmediate);
    const second = list.reload();
    await answer('old');
    await first;
    assert.deepEqual(names(), []);
    await answer('new');
    await second;
    assert.deepEqual([names(), calls.length], [['new'], 2]);
  });
});

describe('A load that fails', () => {
  /** The second page fails as long as `fails` holds. */
  const failing = () => {
    const world = { fails: true, names: ['a', 'b'] };
    const script: Script = {
      DescribeFleets({ NextToken }) {
        if (!NextToken) return { ...fleets(...world.names), NextToken: 'x' };
        if (world.fails) throw denied;
        return fleets('c', 'd', 'e');
      },
    };
    return { world, script };
  };

  it('keeps what was read, says why, and offers no more', async () => {
    const { list, names } = listOf(failing().script);
    await list.ensure();
    assert.deepEqual([names(), list.loaded, list.hasMore, list.problem], [['a', 'b'], true, false, denied]);
    assert.equal(list.at, undefined);
  });

  it('is loaded anew by Load More and by Refresh, which somebody waits for', async () => {
    for (const load of ['more', 'reload'] as const) {
      const { world, script } = failing();
      const { list, names } = listOf(script);
      await list.ensure();
      world.fails = false;
      const loading = list[load]();
      assert.equal(list.loading, 'rows');
      await loading;
      assert.deepEqual([names(), list.problem, list.hasMore], [['a', 'b'], undefined, true]);
    }
  });

  it('adds what the failed page was to add, if that is read already', async () => {
    let reads = 0;
    const { list, names } = listOf({
      DescribeFleets() {
        if (++reads > 1) throw denied;
        return { ...fleets('a', 'b', 'c'), NextToken: 'x' };
      },
    });
    await list.ensure();
    assert.equal(list.problem, undefined);
    await list.more();
    assert.deepEqual([names(), list.problem], [['a', 'b', 'c'], denied]);
  });

  it('keeps the rows that were shown, with the newest of those that were read', async () => {
    const { world, script } = failing();
    world.fails = false;
    const { list, names } = listOf(script);
    await list.ensure();
    await list.more();
    assert.deepEqual(names(), ['a', 'b', 'c', 'd']);
    world.fails = true;
    world.names = ['a', 'z'];
    await list.reload();
    assert.deepEqual(names(), ['a', 'z', 'b', 'c', 'd']);
  });

  it('is an ApiError of the operation, whatever was thrown', async () => {
    for (const inMore of [false, true]) {
      let broken = !inMore;
      const { list } = listOf({
        DescribeFleets() {
          if (broken) throw new TypeError('oops');
          return { ...fleets('a', 'b', 'c'), NextToken: 'x' };
        },
      });
      await list.ensure();
      broken = true;
      if (inMore) await list.more();
      const { name, operation, message } = list.problem ?? assert.fail();
      assert.deepEqual([name, operation, message], ['ApiError', 'DescribeFleets', 'oops']);
    }
  });
});

describe('Cancelling a load', () => {
  it('says that it was cancelled and how to load it again, and keeps the rows', async () => {
    const { script, answer } = slow();
    const { list, names, group } = listOf(script);
    const first = list.ensure();
    await answer('a', 'b', 'c');
    await first;
    const again = list.reload();
    await list.cancel();
    await again;
    const { message, reason, operation, retryable, nextStep } = list.problem ?? assert.fail();
    assert.deepEqual(
      { message, reason, operation, retryable, nextStep },
      {
        ...{ message: 'Loading was cancelled.', reason: 'cancelled', operation: group.resourceKind.list.operations[0] },
        ...{ retryable: true, nextStep: 'Choose Retry to load it again.' },
      },
    );
    assert.deepEqual([names(), list.hasMore, list.loading], [['a', 'b'], false, undefined]);
  });

  it('does not wait for a sign-in, and counts as loaded', async () => {
    const { list, calls } = listOf({}, { api: () => new Promise<Api>(() => undefined) });
    void list.ensure();
    await list.cancel();
    assert.deepEqual([list.loaded, list.problem?.reason, calls], [true, 'cancelled', []]);
  });

  it('does nothing if there is no load', async () => {
    const { list } = listOf(manyFleets(1, 1));
    await list.cancel();
    assert.deepEqual([list.loaded, list.problem], [false, undefined]);
    await list.ensure();
    await list.cancel();
    assert.equal(list.problem, undefined);
  });
});

describe('Removing a row', () => {
  it('takes it out of the list, and tells that it has left', async () => {
    const { list, names, node, counts } = listOf(manyFleets(2, 2));
    await list.ensure();
    const f0 = node('f0');
    list.remove(f0);
    list.remove(f0);
    assert.deepEqual([names(), counts.left], [['f1'], 1]);
  });

  it('leaves a newer row of the same name', async () => {
    const { list, names, group, counts } = listOf(manyFleets(1, 1));
    await list.ensure();
    list.remove(resourceNode(`${group.id}/f0`, group, { Name: 'f0' }));
    assert.deepEqual([names(), counts.left], [['f0'], 0]);
  });
});

describe('A list that is dropped', () => {
  it('has nothing, and never loads again', async () => {
    const { list, names, calls, later } = listOf(manyFleets(5, 5));
    await list.ensure();
    list.dispose();
    await Promise.all([list.ensure(), list.more(), list.reload(), list.reloadInBackground(), list.all(signal)]);
    assert.deepEqual([names(), list.loaded, list.hasMore, list.loading], [[], false, false, undefined]);
    assert.deepEqual([calls.length, later.length], [1, 0]);
  });

  it('forgets why its last load failed', async () => {
    const { list } = listOf({ DescribeFleets: () => Promise.reject(denied) });
    await list.ensure();
    assert.equal(list.problem, denied);
    list.dispose();
    assert.equal(list.problem, undefined);
  });

  it('takes no late answer, and is not cancelled later', async () => {
    const { script, answer } = slow();
    const { list, names } = listOf(script);
    const loading = list.ensure();
    await new Promise(setImmediate);
    list.dispose();
    await list.cancel();
    await answer('late');
    await loading;
    assert.deepEqual([names(), list.problem], [[], undefined]);
  });
});
