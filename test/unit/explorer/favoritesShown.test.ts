// How the rows of favorites find what they show.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { actionNamed } from '../../../src/explorer/tree/actions';
import type { Favorite, Lack } from '../../../src/explorer/tree/favorite';
import { isShown, nameOf } from '../../../src/explorer/tree/node';
import { account, denied, fleetsNamed, follow, pinned, soon } from '../../support/favoritesWorld';
import { connection } from '../../support/scriptedApi';

describe('What favorites show', () => {
  it('is described by name: one request for all of a kind in a Region, and no list', async () => {
    const { api, found, node, row, region } = follow(
      { DescribeFleets: fleetsNamed('a', 'b', 'c'), DescribeStacks: () => ({ Stacks: [{ Name: 'office' }] }) },
      [pinned('fleet', 'b'), pinned('stack', 'office'), pinned('fleet', 'a'), { profile: 'prod', region: 'eu-west-1' }],
    );
    await found.check();
    assert.deepEqual(api.calls, ['DescribeFleets {"Names":["b","a"]}', 'DescribeStacks {"Names":["office"]}']);
    assert.deepEqual(
      [0, 1, 2].map(at => nameOf(node(at))),
      ['b', 'office', 'a'],
    );
    assert.equal(row(3).node, region);
    await found.check();
    assert.equal(api.calls.length, 2, 'what is known is not read again');
  });

  it('is the node of the list, if that is loaded, without a request', async () => {
    const { api, found, node, rows } = follow({ DescribeFleets: fleetsNamed('a', 'b') }, [pinned('fleet', 'b')]);
    const [, b] = await rows('fleet');
    await found.check();
    assert.equal(node(), b);
    assert.equal(api.calls.length, 1);
  });

  it('is the same node when its list is loaded later, and stays when its list no longer reaches so far', async () => {
    const { found, node, rows, group, explorer } = follow(
      { DescribeFleets: fleetsNamed('a', 'b', 'z') },
      [pinned('fleet', 'z'), pinned('fleet', 'b')],
      { pageSize: 2 },
    );
    await found.check();
    const [z, b] = [node(0), node(1)];
    assert.deepEqual(explorer.list(group('fleet')).nodes.size, 0, 'the list does not count it');
    assert.deepEqual((await rows('fleet')).map(nameOf), ['a', 'b']);
    assert.equal((await rows('fleet'))[1], b);
    assert.ok(isShown(z) && isShown(b));
    await explorer.loadMore(group('fleet'));
    assert.equal((await rows('fleet'))[2], z);
    await found.check();
    assert.deepEqual([node(0), node(1)], [z, b]);
  });

  it('is let go when it is unpinned, unless its list has it', async () => {
    const { found, node, explorer, rows } = follow({ DescribeFleets: fleetsNamed('a') }, [pinned('fleet', 'a')]);
    await found.check();
    const a = node();
    explorer.list(a.parent).release(a);
    assert.ok(!isShown(a));
    await found.check();
    assert.ok(isShown(node()));
    await rows('fleet');
    explorer.list(a.parent).release(node());
    assert.ok(isShown(node()));
  });

  it('acts as the row of the list: the same node has the action, its progress and its failure', async () => {
    const { found, node, explorer, rows } = follow(
      {
        DescribeFleets: fleetsNamed('a'),
        StartFleet: () => {
          throw denied('StartFleet');
        },
      },
      [pinned('fleet', 'a')],
    );
    await found.check();
    const actor = await explorer.actor(node());
    const start = actionNamed(node(), 'start') ?? assert.fail();
    await explorer.perform({ node: node(), actor }, start, {}, new AbortController().signal).catch(() => undefined);
    assert.equal(node().failure?.action, 'start');
    assert.equal((await rows('fleet'))[0]?.failure?.action, 'start');
  });

  it('is polled while it is in a transient state, without its list', async () => {
    let State = 'STARTING';
    const { found, node, timers, tick, api, explorer } = follow(
      { DescribeFleets: () => ({ Fleets: [{ Name: 'a', State }] }) },
      [pinned('fleet', 'a')],
    );
    await found.check();
    explorer.poller.wake();
    assert.ok(timers.length > 0);
    State = 'RUNNING';
    tick();
    await soon();
    await soon();
    assert.deepEqual(api.calls, ['DescribeFleets {"Names":["a"]}', 'DescribeFleets {"Names":["a"]}']);
    assert.deepEqual((node().resource as { State: string }).State, 'RUNNING');
  });

  it('says that it is gone after two answers without it, some seconds apart', async () => {
    const { found, row, pass, node } = follow({ DescribeFleets: fleetsNamed('a') }, [
      pinned('fleet', 'gone'),
      pinned('fleet', 'a'),
    ]);
    const checked = found.check();
    await soon();
    await soon();
    assert.equal(nameOf(node(1)), 'a', 'the other does not wait');
    assert.deepEqual([row().node, row().lack], [undefined, undefined]);
    await pass(5_000);
    await checked;
    assert.deepEqual([row().node, row().lack], [undefined, 'gone']);
  });

  it('says that it is gone at once if AWS says so, and the others of the same request are there', async () => {
    const { found, row, node } = follow(
      {
        DescribeFleets: ({ Names }) => {
          const names = Names as string[];
          if (!names.includes('gone')) return { Fleets: names.map(Name => ({ Name })) };
          throw new ApiError('No such fleet.', {
            ...{ reason: 'notFound', operation: 'DescribeFleets', code: 'ResourceNotFoundException' },
            ...{ retryable: false, nextStep: '' },
          });
        },
      },
      [pinned('fleet', 'gone'), pinned('fleet', 'a')],
    );
    await found.check();
    assert.deepEqual([row().lack, nameOf(node(1))], ['gone', 'a']);
  });

  it('that was deleted from here says that it is gone, until the user refreshes', async () => {
    let names = ['a'];
    const { found, node, row, explorer } = follow({ DescribeFleets: input => fleetsNamed(...names)(input) }, [
      pinned('fleet', 'a'),
    ]);
    await found.check();
    const a = node();
    a.gone = true;
    explorer.list(a.parent).remove(a);
    names = [];
    await found.check();
    assert.equal(row().lack, 'gone');
    names = ['a'];
    await found.check();
    assert.equal(row().lack, 'gone', 'nobody looks again by themselves');
    await found.refresh();
    assert.equal(nameOf(node()), 'a');
  });

  it('that is denied has the error, leaves the others alone, and is read again when the user refreshes it', async () => {
    let isDenied = true;
    const { found, row, node } = follow(
      {
        DescribeStacks: () => {
          if (isDenied) throw denied('DescribeStacks');
          return { Stacks: [{ Name: 'office' }] };
        },
        DescribeFleets: fleetsNamed('a'),
      },
      [pinned('stack', 'office'), pinned('fleet', 'a')],
    );
    await found.check();
    const problem = row().node;
    assert.equal(problem?.kind, 'problem');
    assert.equal(nameOf(node(1)), 'a');
    isDenied = false;
    await found.check();
    assert.equal(row().node, problem);
    await found.refresh(problem);
    assert.equal(nameOf(node()), 'office');
  });

  it('does not wait for one that hangs', async () => {
    const { found, row, node } = follow(
      { DescribeStacks: () => new Promise(() => undefined), DescribeFleets: fleetsNamed('a') },
      [pinned('stack', 'office'), pinned('fleet', 'a')],
    );
    void found.check();
    await soon();
    await soon();
    assert.equal(nameOf(node(1)), 'a');
    assert.deepEqual([row().node, row().lack], [undefined, undefined]);
    found.dispose();
  });

  for (const [what, favorite, lack] of [
    ['its profile is not in the view', pinned('fleet', 'a', { profile: 'other' }), 'profile'],
    ['its Region is not in the view', pinned('fleet', 'a', { region: 'us-east-1' }), 'region'],
    ['its sandbox is not running', pinned('fleet', 'a', { sandbox: true }), 'sandbox'],
    ['this version does not know its kind', pinned('desktop', 'a'), 'unknown'],
  ] as const satisfies [string, Favorite, Lack][]) {
    it(`says so if ${what}, and asks nothing`, async () => {
      const { found, row, api } = follow({}, [favorite]);
      await found.check();
      assert.deepEqual([row().lack, row().node, api.calls], [lack, undefined, []]);
    });
  }

  it('is there again when its Region is added to the view, and lacks it when that is removed', async () => {
    const { found, row, node, explorer } = follow({ DescribeFleets: fleetsNamed('a') }, [pinned('fleet', 'a')]);
    await found.check();
    explorer.setRoots([{ name: 'prod', sandbox: false, connections: [] }]);
    await found.check();
    assert.equal(row().lack, 'region');
    explorer.setRoots([{ name: 'prod', sandbox: false, connections: [connection] }]);
    await found.check();
    assert.equal(nameOf(node()), 'a');
  });

  it('is never of another account than the one where it was pinned', async () => {
    const { found, row, region, api } = follow({ DescribeFleets: fleetsNamed('a') }, [
      pinned('fleet', 'a', { account: '210987654321' }),
    ]);
    region.parent.identity = { account };
    await found.check();
    assert.deepEqual([row().lack, api.calls], ['account', []]);
    region.parent.identity = { account: '210987654321' };
    await found.check();
    assert.equal(row().node?.kind, 'resource');
  });

  it('is read again with other credentials', async () => {
    const { found, node, explorer, api } = follow({ DescribeFleets: fleetsNamed('a') }, [pinned('fleet', 'a')]);
    await found.check();
    const before = node();
    explorer.forget(['prod']);
    await found.check();
    assert.notEqual(node(), before);
    assert.equal(api.calls.length, 2);
  });

  it('is described again when the user comes back after a minute, unless its list has it', async () => {
    const { found, api, pass, rows } = follow({ DescribeFleets: fleetsNamed('a') }, [pinned('fleet', 'a')]);
    await found.check();
    await found.renew();
    assert.equal(api.calls.length, 1);
    await pass(60_000);
    await found.renew();
    assert.deepEqual(api.calls.slice(1), ['DescribeFleets {"Names":["a"]}']);
    await rows('fleet');
    await pass(60_000);
    await found.renew();
    assert.equal(api.calls.length, 3);
  });

  it('is described again with what the user refreshes', async () => {
    const { found, api, region } = follow({ DescribeFleets: fleetsNamed('a') }, [pinned('fleet', 'a')]);
    await found.check();
    await found.refresh(region.parent);
    await found.refresh();
    assert.deepEqual(new Set(api.calls), new Set(['DescribeFleets {"Names":["a"]}']));
    assert.equal(api.calls.length, 3);
  });
});
