// The resources that the user was at last, and the rows that show some of them.
import * as assert from 'node:assert/strict';

import { presentLack } from '../../../src/explorer/favorites/presentLack';
import { createRecent, recentInMemory } from '../../../src/explorer/find/recent';
import { present } from '../../../src/explorer/show/present';
import { presentFavorite } from '../../../src/explorer/show/presentFavorite';
import { presentFavorites, presentPending } from '../../../src/explorer/show/presentFavorites';
import { actionNamed } from '../../../src/explorer/tree/actions';
import type { Favorite } from '../../../src/explorer/tree/favorite';
import { createRecentRows, nonePinned, recentRow } from '../../../src/explorer/tree/favorite';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { regionOf } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { arn, fleetsNamed, pinned } from '../../support/favoritesWorld';
import { nodeOf } from '../../support/nodes';

const fleet = (Name: string): ResourceNode => nodeOf('fleet', { Name, State: 'STOPPED', Arn: arn(Name) });

describe('The recent resources', () => {
  it('are none at first', () => {
    const recent = createRecent({ get: () => undefined, set: () => assert.fail('nothing is kept') });
    assert.deepEqual(recent.ids(), []);
    assert.equal(recent.rankOf(fleet('dev')), Infinity);
    recent.add();
  });

  it('are 20 at most, each once, the last first', () => {
    const recent = createRecent(recentInMemory());
    const ids = Array.from({ length: 25 }, (_, index) => fleet(`dev-${index + 1}`)).map(node => {
      recent.add(node);
      return node.id;
    });
    assert.deepEqual([recent.ids().length, recent.ids()[0], recent.ids().at(-1)], [20, ids[24], ids[5]]);
    recent.add(fleet('dev-10'));
    assert.deepEqual(recent.ids().slice(0, 2), [ids[9], ids[24]]);
    assert.equal(recent.ids().filter(id => id === ids[9]).length, 1);
    assert.equal(recent.ids().length, 20);
  });

  it('rank themselves and what they stand below, the last first', () => {
    const recent = createRecent(recentInMemory());
    const [dev, test, other] = [fleet('dev'), fleet('test'), fleet('other')];
    recent.add(dev);
    recent.add(test);
    assert.deepEqual([test, dev, other].map(recent.rankOf), [0, 1, Infinity]);
    const region = regionOf(dev);
    assert.ok(region);
    assert.deepEqual([dev.parent, region].map(recent.rankOf), [0, 0]);
  });

  it('are kept with what describes them, and people only with the id of their row', () => {
    const kept = recentInMemory();
    const recent = createRecent(kept);
    const resource = { list: 'fleet', key: 'cad', name: 'cad', members: { Name: 'cad' } };
    const user = nodeOf('user', { UserName: 'ada@example.com', AuthenticationType: 'USERPOOL' });
    recent.add(user, fleet('cad'));
    assert.deepEqual(kept.get(), [user.id, pinned('fleet', 'cad', { resource })]);
    assert.ok(!JSON.stringify(kept.get()).includes('ada'));
  });

  it('are forgotten one by one or all at once', () => {
    const recent = createRecent(recentInMemory());
    const [dev, test] = [fleet('dev'), fleet('test')];
    recent.add(dev, test, fleet('other'));
    recent.remove([test.id]);
    assert.deepEqual(recent.ids(), [dev.id, fleet('other').id]);
    recent.remove();
    assert.deepEqual(recent.ids(), []);
  });

  it('are without what the user has deleted here', async () => {
    let names = ['mine', 'other'];
    const { explorer, rows } = explorerUnderTest({
      DescribeFleets: input => fleetsNamed(...names)(input),
      DeleteFleet: () => ((names = ['other']), {}),
    });
    const [mine, other] = (await rows('fleet')).filter(node => node.kind === 'resource');
    const remove = mine && actionNamed(mine, 'delete');
    assert.ok(mine && other && remove);
    explorer.recent.add(mine, other);
    const actor = await explorer.actor(mine);
    await explorer.perform({ node: mine, actor }, remove, {}, new AbortController().signal);
    assert.deepEqual(explorer.recent.ids(), [other.id]);
  });
});

describe('The rows of recent resources', () => {
  const names = ({ rows }: { rows: readonly { favorite?: Favorite }[] }): (string | undefined)[] =>
    rows.map(({ favorite }) => favorite?.resource?.name);
  const named = (...all: string[]): Favorite[] => all.map(name => pinned('fleet', name));

  it('are the last ones, as many as the setting says, without those that are pinned', () => {
    const has = (id: string): boolean => id.endsWith('/b');
    assert.deepEqual(
      names(
        createRecentRows(
          () => named('a', 'b', 'c', 'd'),
          { has },
          () => 2,
        ),
      ),
      ['a', 'c'],
    );
    assert.deepEqual(
      names(
        createRecentRows(
          () => named('a'),
          nonePinned,
          () => 0,
        ),
      ),
      [],
    );
  });

  it('keep their places in this window: only what comes or goes moves a row', () => {
    let kept = named('a', 'b', 'c');
    const recent = createRecentRows(
      () => kept,
      nonePinned,
      () => 3,
    );
    const [a, b] = recent.rows;
    kept = named('c', 'a', 'b');
    recent.read();
    assert.deepEqual(names(recent), ['a', 'b', 'c']);
    kept = named('d', 'b', 'a', 'c');
    recent.read();
    assert.deepEqual(names(recent), ['d', 'a', 'b']);
    assert.deepEqual(recent.rows.slice(1), [a, b], 'they are the same objects');
    assert.deepEqual(
      names(
        createRecentRows(
          () => kept,
          nonePinned,
          () => 3,
        ),
      ),
      ['d', 'b', 'a'],
      'in the next window',
    );
  });

  it('look as favorites do, and can be forgotten instead of unpinned', () => {
    const [row] = createRecentRows(
      () => named('cad'),
      nonePinned,
      () => 5,
    ).rows;
    assert.ok(row?.favorite);
    assert.equal(presentPending(row).tokens, ';favorite;recent;');
    const node = fleet('cad');
    const shown = presentFavorite(row, present(node), []);
    assert.match(shown.tokens, /;resource;.*;pinnable;.*;recent;$/);
    assert.doesNotMatch(shown.tokens, /;pinned;/);
    const gone = presentLack({ ...row, lack: 'gone' }, row.favorite, undefined);
    assert.deepEqual(
      [gone.description, gone.tokens, gone.notes],
      [
        'No longer exists · prod · eu-west-1',
        ';favorite;recent;recent.lost;',
        ['AWS no longer has this resource. Refresh to look again.'],
      ],
    );
    const other = presentLack({ ...row, lack: 'account' }, row.favorite, undefined);
    assert.deepEqual(other.notes, ['It is in account ?. Profile prod now belongs to another account.']);
  });

  it('stand below a row that is collapsed at first, so that nothing is read for them', () => {
    const { label, expandable, tokens, description } = presentFavorites(recentRow, '1 of 2');
    assert.deepEqual([label, expandable, tokens, description], ['Recent', 'collapsed', ';recents;', '1 of 2']);
  });
});
