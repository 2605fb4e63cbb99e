// How the explorer goes on asking for what settles, and what it drops when profiles change.
import * as assert from 'node:assert/strict';

import { present } from '../../../src/explorer/show/present';
import type { GroupNode } from '../../../src/explorer/tree/node';
import type { UnderTest } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { failure, fleet, labels, manyFleets, only } from '../../support/fleets';
import type { Script } from '../../support/scriptedApi';

describe('Polling', () => {
  it('sends one request per poll for all transient rows, at growing intervals, and none while the view is hidden', async () => {
    const { explorer, group, timers, api } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: [fleet('a', 'STARTING'), fleet('b', 'STOPPING')] }),
    });
    await explorer.children(group('fleet'));
    const delays: number[] = [];
    for (let tick = 0; tick < 12; tick++) {
      const timer = timers.pop();
      delays.push(timer?.ms ?? 0);
      timer?.callback();
      await new Promise(setImmediate);
    }
    assert.deepEqual(delays.slice(0, 3), [1000, 1500, 2250]);
    assert.equal(delays.at(-1), 30_000);
    assert.equal(api.calls.filter(call => call === 'DescribeFleets {"Names":["a","b"]}').length, 12);
    explorer.poller.pause();
    assert.equal(timers.length, 0);
    explorer.poller.resume();
    assert.equal(timers.length, 1);
    explorer.dispose();
    assert.equal(timers.length, 0);
  });

  for (const [count, requests] of [
    [1, 1],
    [50, 1],
    [500, 10],
  ] as const) {
    it(`sends ${count > 50 ? 'a request per page' : 'one request'} per poll for starting fleets: ${count}`, async () => {
      const names = Array.from({ length: count }, (_, at) => `fleet-${String(at).padStart(3, '0')}`);
      const { explorer, group, timers, api } = explorerUnderTest({
        DescribeFleets: ({ NextToken, Names }: { NextToken?: string; Names?: readonly string[] }) => {
          const start = Number(NextToken ?? 0);
          const asked = (Names ?? names).map(name => fleet(name, 'STARTING'));
          const next = start + 50;
          return { Fleets: asked.slice(start, next), ...(next < asked.length && { NextToken: String(next) }) };
        },
      });
      await explorer.children(group('fleet'));
      await explorer.loadAll(group('fleet'), new AbortController().signal);
      const before = api.calls.length;
      for (let poll = 0; poll < 3; poll++) {
        timers.pop()?.callback();
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      assert.equal(api.calls.length - before, 3 * requests);
    });
  }

  it('says where polls are denied, continues at growing intervals, and restarts with the next refresh', async () => {
    let denied = false;
    const { explorer, group, timers } = explorerUnderTest({
      DescribeFleets: () => {
        if (denied) throw failure('denied');
        return { Fleets: [fleet('a', 'STARTING')] };
      },
    });
    const a = only(await explorer.children(group('fleet')));
    denied = true;
    timers.pop()?.callback();
    await new Promise(setImmediate);
    assert.match(present(a).tokens, /;failed;/);
    const delays: (number | undefined)[] = [];
    for (let tick = 0; tick < 16; tick++) {
      const timer = timers.pop();
      delays.push(timer?.ms);
      timer?.callback();
      await new Promise(setImmediate);
    }
    assert.deepEqual(delays.slice(0, 2), [1500, 2250]);
    assert.equal(delays.at(-1), 300_000);
    explorer.poller.wake();
    assert.deepEqual(
      timers.map(({ ms }) => ms),
      [300_000],
      'other lists that are opened are no reason to ask sooner',
    );
    denied = false;
    await explorer.refresh(a);
    assert.deepEqual(
      timers.map(({ ms }) => ms),
      [1000],
    );
    assert.equal(present(a).description, 'STARTING');
  });
});

describe('When profiles have changed', () => {
  const roots = ['one', 'two'].map(name => ({
    name,
    sandbox: false,
    connections: [{ key: `profile:${name}/eu-west-1`, profile: name, region: 'eu-west-1' }],
  }));
  function two(script: Script): UnderTest & { fleets: (profile: string) => GroupNode } {
    const setup = explorerUnderTest(script);
    setup.explorer.setRoots(roots);
    return {
      ...setup,
      fleets(name) {
        const root = setup.explorer.roots.find(node => node.kind === 'profile' && node.name === name);
        const group =
          root?.kind === 'profile' && root.regions[0]?.groups.find(({ resourceKind }) => resourceKind.name === 'fleet');
        assert.ok(group);
        return group;
      },
    };
  }

  it('the view drops what was loaded with them, and keeps the other profiles', async () => {
    const { explorer, api, changed, fleets } = two(manyFleets(2, 10));
    await Promise.all(['one', 'two'].map(name => explorer.children(fleets(name))));
    const [kept] = await explorer.children(fleets('two'));
    changed.length = 0;
    explorer.forget(['one', 'gone']);
    assert.deepEqual(
      changed.map(node => node?.id),
      ['profile:one'],
    );
    await Promise.all(['one', 'two'].map(name => explorer.children(fleets(name))));
    assert.equal(api.calls.length, 3);
    assert.equal((await explorer.children(fleets('two')))[0], kept);
  });

  it('waiting callers get the new list, not the old one', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>(resolve => (release = resolve));
    let count = 0;
    const { explorer, fleets } = two({
      async DescribeFleets() {
        if (++count > 1) return { Fleets: [fleet('after')] };
        await held;
        return { Fleets: [fleet('before')] };
      },
    });
    const waiting = explorer.children(fleets('one'));
    await new Promise(setImmediate);
    explorer.forget(['one']);
    release();
    assert.deepEqual(labels(await waiting), ['after']);
  });

  it('the view asks again only for what failed, once they are signed in', async () => {
    let signedIn = false;
    const { explorer, api, fleets } = two({
      DescribeFleets: () => (signedIn ? { Fleets: [fleet('dev')] } : Promise.reject(failure('denied'))),
      DescribeStacks: () => ({ Stacks: [] }),
    });
    await explorer.children(fleets('one'));
    await explorer.children(fleets('two'));
    const region = fleets('one').parent;
    for (const other of region.kind === 'region' ? region.groups : []) {
      if (other.resourceKind.name === 'stack') await explorer.children(other);
    }
    signedIn = true;
    const before = api.calls.length;
    await explorer.recover(['one']);
    assert.equal(api.calls.length, before + 1);
    assert.deepEqual(labels(explorer.shown(fleets('one'))), ['dev']);
    assert.equal(explorer.shown(fleets('two'))[0]?.kind, 'problem');
  });
});
