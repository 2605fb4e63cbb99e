// Favorites: what is saved of what the user pins, and how they look.
import * as assert from 'node:assert/strict';

import { presentLack } from '../../../src/explorer/favorites/presentLack';
import { present } from '../../../src/explorer/show/present';
import { presentFavorite } from '../../../src/explorer/show/presentFavorite';
import { presentPending } from '../../../src/explorer/show/presentFavorites';
import type { Favorite, FavoriteRow } from '../../../src/explorer/tree/favorite';
import { createPins, favoritesIn, nodeIdOf } from '../../../src/explorer/tree/favorite';
import { favoriteOf, isPinnable, rowsBelow, rowsToDraw } from '../../../src/explorer/tree/favoriteRows';
import type { Node, ProfileNode } from '../../../src/explorer/tree/node';
import { kinds, rootKinds } from '../../../src/kinds/all';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { arn, denied, pinned } from '../../support/favoritesWorld';
import { nodeOf } from '../../support/nodes';
import { notEmpty } from '../../support/notEmpty';
import { scriptedApi } from '../../support/scriptedApi';

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
