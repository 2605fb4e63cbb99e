// Favorites: what is saved of what the user pins, and how its rows find what they show.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { createFavorites } from '../../../src/explorer/favorites/favorites';
import { presentLack } from '../../../src/explorer/favorites/presentLack';
import { present } from '../../../src/explorer/show/present';
import { presentFavorite } from '../../../src/explorer/show/presentFavorite';
import { presentPending } from '../../../src/explorer/show/presentFavorites';
import { actionNamed } from '../../../src/explorer/tree/actions';
import type { Favorite, FavoriteRow, Lack } from '../../../src/explorer/tree/favorite';
import { createPins, favoritesIn, nodeIdOf } from '../../../src/explorer/tree/favorite';
import { favoriteOf, isPinnable, rowsBelow, rowsToDraw } from '../../../src/explorer/tree/favoriteRows';
import type { Node, ProfileNode, ResourceNode } from '../../../src/explorer/tree/node';
import { isShown, nameOf } from '../../../src/explorer/tree/node';
import { kinds, rootKinds } from '../../../src/kinds/all';
import type { UnderTestOptions } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';
import { notEmpty } from '../../support/notEmpty';
import type { Script } from '../../support/scriptedApi';
import { connection, scriptedApi } from '../../support/scriptedApi';

const account = '123456789012';
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:${account}:thing/${name}`;

/** A favorite in the Region of `connection`. */
const pinned = (list: string, name: string, more: Partial<Favorite> = {}): Favorite => ({
  ...{ profile: 'prod', region: 'eu-west-1' },
  resource: { list, key: name, name, members: { Name: name, Arn: arn(name) } },
  ...more,
});

const soon = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('A favorite', () => {
  for (const kind of notEmpty(rootKinds.filter(({ namedBy }) => namedBy))) {
    const whole = { Name: 'cad', Arn: arn('cad'), DirectoryName: 'cad', State: 'STOPPED', Platform: 'WINDOWS' };
    it(`of a ${kind.name} is described by what is saved of it, and by nothing else`, async () => {
      const node = nodeOf(kind.name, whole);
      const favorite = favoriteOf(node) ?? assert.fail('it can be pinned');
      const { members = {}, key } = favorite.resource ?? {};
      assert.equal(nodeIdOf(favorite), node.id);
      assert.equal(kind.id(members), key, 'its id needs no other member');
      assert.deepEqual(Object.keys(members), Object.keys(kind.namedBy ?? {}));
      const operation = kind.list.operations[0] ?? 'DescribeFleets';
      const api = scriptedApi({ [operation]: () => ({}) });
      await kind.describe?.(api, [members], {}, new AbortController().signal);
      assert.equal(api.calls.length, 1, 'without a name, none would be sent');
      assert.match(api.calls[0] ?? '', /"(Names|Arns|DirectoryNames)":\["[^"]+"\]/);
    });

    it(`is not a ${kind.name} whose name AWS does not tell`, () => {
      assert.equal(favoriteOf(nodeOf(kind.name, {})), undefined);
    });
  }

  it('is never somebody: their names are not saved', () => {
    const ofPeople = kinds.filter(({ name, privateLabel }) => privateLabel || name === 'user' || name === 'session');
    for (const { name, namedBy } of notEmpty(ofPeople)) assert.equal(namedBy, undefined, name);
  });

  it('is not a resource that is listed below another one', async () => {
    const { row, explorer } = explorerUnderTest({
      DescribeStacks: () => ({ Stacks: [{ Name: 'office' }] }),
      ListAssociatedFleets: () => ({ Names: ['cad'] }),
      DescribeFleets: () => ({ Fleets: [{ Name: 'cad' }] }),
    });
    const [below] = await explorer.children((await row('stack')).groups[0] ?? assert.fail());
    assert.ok(below?.kind === 'resource' && !isPinnable(below));
    assert.match(present(below).tokens, /^(?!.*pinn)/);
  });

  it('can be a Region', () => {
    const { region } = explorerUnderTest({});
    assert.deepEqual(favoriteOf(region), { profile: 'prod', region: 'eu-west-1' });
    assert.equal(nodeIdOf({ profile: 'prod', region: 'eu-west-1' }), region.id);
  });

  for (const [what, saved] of Object.entries({
    'nothing of it': undefined,
    'a text': 'cad',
    'no Region': { profile: 'prod' },
    'half a character': { profile: 'prod', region: '\ud800' },
    'a resource without members': { ...pinned('fleet', 'cad'), resource: { list: 'fleet', key: 'cad', name: 'cad' } },
    'a resource with nothing to describe it by': {
      ...pinned('fleet', 'cad'),
      resource: { list: 'fleet', key: 'cad', name: 'cad', members: { Name: 1 } },
    },
  })) {
    it(`is left out if ${what} is saved`, () => {
      assert.deepEqual(favoritesIn([saved, pinned('fleet', 'gis')]), [pinned('fleet', 'gis')]);
    });
  }
});

describe('The rows of favorites', () => {
  function inMemory(...favorites: Favorite[]) {
    let kept: readonly Favorite[] = favorites;
    const store = { get: () => kept, set: (next: readonly Favorite[]) => void (kept = next) };
    return { pins: createPins(store), store, names: () => kept.map(({ resource }) => resource?.name) };
  }

  it('keep their order: what is pinned next comes last, and once', () => {
    const { pins, names } = inMemory(pinned('fleet', 'b'));
    pins.add([pinned('fleet', 'a'), pinned('fleet', 'b')]);
    assert.deepEqual(names(), ['b', 'a']);
    assert.deepEqual(
      pins.rows.map(({ favorite }) => favorite?.resource?.name),
      ['b', 'a'],
    );
    assert.ok(pins.has(nodeIdOf(pinned('fleet', 'a'))));
    pins.remove([nodeIdOf(pinned('fleet', 'b'))]);
    assert.deepEqual([names(), pins.has(nodeIdOf(pinned('fleet', 'b')))], [['a'], false]);
  });

  it('stay the same objects, so that VS Code keeps what is expanded', () => {
    const { pins } = inMemory(pinned('fleet', 'a'));
    const [row] = pins.rows;
    pins.add([pinned('fleet', 'b')]);
    assert.equal(pins.rows[0], row);
  });

  it('follow what another window has pinned when the view is drawn', () => {
    const { pins, store } = inMemory(pinned('fleet', 'a'));
    store.set([pinned('fleet', 'b')]);
    pins.read();
    assert.deepEqual(
      pins.rows.map(({ favorite }) => favorite?.resource?.name),
      ['b'],
    );
  });

  it('keep what another window has pinned meanwhile', () => {
    const { pins, store, names } = inMemory(pinned('fleet', 'a'));
    store.set([pinned('fleet', 'a'), pinned('fleet', 'other')]);
    pins.add([pinned('fleet', 'b')]);
    assert.deepEqual(names(), ['a', 'other', 'b']);
  });

  it('have ids of their own, at any depth, and are drawn again with their nodes', async () => {
    const {
      explorer,
      region,
      row: at,
      rows,
    } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: [{ Name: 'cad', State: 'STOPPED' }] }),
    });
    const fleet = await at('fleet');
    const { pins } = inMemory({ profile: 'prod', region: 'eu-west-1' }, pinned('fleet', 'cad'));
    const [ofRegion, ofFleet] = pins.rows;
    if (!ofRegion || !ofFleet) assert.fail();
    Object.assign(ofRegion, { node: region });
    Object.assign(ofFleet, { node: fleet });
    const lists = rowsBelow(ofRegion, await explorer.children(region));
    const [fleets] = lists;
    if (!fleets?.node) assert.fail();
    const [cad] = rowsBelow(fleets, await explorer.children(fleets.node));
    const all = [...pins.rows, ...lists, cad];
    assert.equal(new Set(all.map(one => one?.id)).size, all.length);
    assert.deepEqual(
      rowsBelow(fleets, await rows('fleet')),
      [cad],
      'they are the same objects when they are drawn again',
    );
    assert.deepEqual([...rowsToDraw(pins.rows, fleet)], [cad, ofFleet]);
    assert.deepEqual([...rowsToDraw(pins.rows, fleet.parent)], [fleets, ofFleet]);
    assert.deepEqual([...rowsToDraw(pins.rows, region.parent)], [ofRegion, ofFleet]);
  });
});

/** Rows of favorites over an explorer. */
function follow(script: Script, favorites: readonly Favorite[], options: UnderTestOptions = {}) {
  let time = 1_000_000;
  const setup = explorerUnderTest(script, { now: () => time, ...options });
  const pins = createPins({ get: () => favorites, set: () => undefined });
  const changed: FavoriteRow[] = [];
  const waits: (() => void)[] = [];
  const found = createFavorites({
    ...{ explorer: setup.explorer, rows: () => pins.rows, now: () => time, changed: row => changed.push(row) },
    schedule: callback => {
      waits.push(callback);
      return () => undefined;
    },
  });
  const row = (at = 0): FavoriteRow => pins.rows[at] ?? assert.fail();
  return {
    ...{ ...setup, found, pins, changed, row },
    node: (at = 0): ResourceNode => {
      const { node } = row(at);
      return node?.kind === 'resource' ? node : assert.fail(`${row(at).lack ?? node?.kind ?? 'nothing'}`);
    },
    /** Lets time pass, and fires what waits for it. */
    pass: async (ms: number) => {
      time += ms;
      for (const wait of waits.splice(0)) wait();
      await soon();
    },
  };
}

const fleetsNamed =
  (...names: string[]) =>
  ({ Names }: Record<string, unknown>) => ({
    Fleets: names
      .filter(name => !Names || (Names as string[]).includes(name))
      .map(Name => ({ Name, State: 'STOPPED', Arn: arn(Name) })),
  });

const denied = (operation: string): ApiError =>
  new ApiError('Not authorized.', {
    ...{ reason: 'denied', operation, code: 'AccessDeniedException', retryable: false, nextStep: 'Ask.' },
  });

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

describe('The row of a favorite', () => {
  const profile = (...names: string[]): ProfileNode[] =>
    names.map(name => ({
      ...{ kind: 'profile', id: name, name, sandbox: false, mark: undefined },
      regions: [explorerUnderTest({}).region],
    }));
  const rowOf = (favorite: Favorite, more: Partial<FavoriteRow> = {}): FavoriteRow => ({
    ...{ kind: 'favorite', id: 'favorites/x', parent: { kind: 'favorites', id: 'favorites' }, favorite },
    ...more,
  });
  const ownLooks = (node: Node) => present(node, 0, undefined, undefined, { has: () => true });
  const look = (favorite: Favorite, node: Node, several = true) =>
    presentFavorite(rowOf(favorite, { node }), ownLooks(node), several ? profile('prod', 'dev') : profile('prod'));
  const fleet = nodeOf('fleet', { Name: 'cad', State: 'STOPPED', Arn: arn('cad') });

  it('looks as the resource does, with an id of its own and its place', () => {
    const own = ownLooks(fleet);
    const shown = look(pinned('fleet', 'cad'), fleet);
    assert.deepEqual({ ...shown, id: own.id, description: own.description, accessibleLabel: own.accessibleLabel }, own);
    assert.equal(shown.id, 'favorites/x');
    assert.equal(shown.description, `${own.description} · prod · eu-west-1`);
    assert.equal(shown.accessibleLabel, `${own.accessibleLabel}, prod, eu-west-1`);
    assert.match(shown.tokens, /;fleet;.*;pinned;fleet\.start;/);
  });

  it('says no place if the view has only one', () => {
    assert.equal(look(pinned('fleet', 'cad'), fleet, false).description, present(fleet).description);
  });

  it('of a profile with a mark has the mark', () => {
    const marked = nodeOf('fleet', { Name: 'cad', State: 'STOPPED', Arn: arn('cad') });
    const { parent } = marked.parent;
    if (parent.kind !== 'region') assert.fail();
    parent.parent.mark = { word: 'PRODUCTION', color: 'red', readOnly: false };
    const shown = look(pinned('fleet', 'cad'), marked);
    assert.match(shown.description ?? '', / · PRODUCTION · prod · eu-west-1$/);
    assert.deepEqual(shown.decoration, { mark: parent.parent.mark });
  });

  for (const [lack, description, tokens] of [
    ['profile', 'Profile prod is not in the view · prod · eu-west-1', ';favorite;pinned;favorite.absent;'],
    ['region', 'Region is not in the view · prod · eu-west-1', ';favorite;pinned;favorite.absent;'],
    ['sandbox', 'The sandbox is not running · prod · eu-west-1', ';favorite;pinned;favorite.sandbox;'],
    ['account', 'Profile prod has another account · prod · eu-west-1', ';favorite;pinned;favorite.lost;'],
    ['gone', 'No longer exists · prod · eu-west-1', ';favorite;pinned;favorite.lost;'],
  ] as const) {
    it(`says “${description}”`, () => {
      const shown = presentLack(rowOf(pinned('fleet', 'cad'), { lack }), pinned('fleet', 'cad'), undefined);
      assert.deepEqual([shown.label, shown.description, shown.tokens], ['cad', description, tokens]);
      assert.deepEqual(
        shown.facts.map(({ value }) => value),
        [undefined, 'prod', 'eu-west-1'],
      );
    });
  }

  it('that is being read has its name', () => {
    const shown = presentPending(rowOf(pinned('fleet', 'cad')));
    assert.deepEqual([shown.label, shown.description, shown.tokens], ['cad', 'Loading…', ';favorite;pinned;']);
  });

  it('that is denied has its name, the usual words, and what its list would offer', () => {
    const node: Node = { kind: 'problem', id: 'x', parent: fleet.parent, error: denied('DescribeFleets') };
    const shown = presentLack(rowOf(pinned('fleet', 'cad'), { node }), pinned('fleet', 'cad'), ownLooks(node));
    assert.deepEqual([shown.label, shown.description], ['cad', 'Access denied · prod · eu-west-1']);
    assert.match(shown.tokens, /;problem\.retry;.*pinned;$/);
  });
});
