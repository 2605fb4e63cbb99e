// Which lists a change brings up to date besides its own resource, and which rows it is expected to remove.
import * as assert from 'node:assert/strict';

import { createReloadTouched, takenBy } from '../../../src/explorer/acting/touched';
import type { Expected, Node, ResourceList, ResourceNode } from '../../../src/explorer/tree/node';
import type { Answers } from '../../../src/kinds/action';
import type { ActionName, KindName } from '../../../src/kinds/names';
import { actionOf } from '../../support/actionOf';
import { groupOf, nodeOf } from '../../support/nodes';
import { connection } from '../../support/scriptedApi';

const elsewhere = { ...connection, key: 'profile:prod/eu-west-2', region: 'eu-west-2' };
const other = { ...connection, key: 'profile:other/eu-west-1', profile: 'other' };

function touched() {
  const reloaded: string[] = [];
  const expected: (Expected | undefined)[] = [];
  const redrawn: (Node | undefined)[] = [];
  const list = (name: string, kind: KindName, at = connection, loaded = true) => ({
    ...{ group: groupOf(kind, {}, at), loaded },
    reload(rows?: Expected) {
      reloaded.push(name);
      expected.push(rows);
      return Promise.resolve();
    },
  });
  const lists = [
    list('fleets', 'fleet'),
    list('stacks', 'stack'),
    list('images', 'image'),
    list('users, not loaded', 'user', connection, false),
    list('fleets elsewhere', 'fleet', elsewhere),
    list('images elsewhere', 'image', elsewhere),
    list('fleets of another profile', 'fleet', other),
  ] as unknown as ResourceList[];
  const reload = createReloadTouched({ lists: () => lists, changed: node => redrawn.push(node) });
  return { reload, reloaded, expected, redrawn };
}

describe('A change brings up to date', () => {
  const cases: readonly { what: string; kinds?: KindName[]; region?: string; lists: string[] }[] = [
    {
      what: 'the loaded lists of the kinds that it touches',
      kinds: ['fleet', 'stack', 'user'],
      lists: ['fleets', 'stacks'],
    },
    {
      what: 'those in another Region, too, if it acts there',
      kinds: ['image'],
      region: 'eu-west-2',
      lists: ['images', 'images elsewhere'],
    },
    { what: 'nothing if it touches no kind', lists: [] },
  ];
  for (const { what, kinds, region, lists } of cases) {
    it(what, async () => {
      const { reload, reloaded } = touched();
      await reload(nodeOf('fleet', { Name: 'a' }), kinds, region);
      assert.deepEqual(reloaded, lists);
    });
  }

  it('its Region, or the whole tree if it acts in another Region, and redraws nothing if no list was loaded', async () => {
    const { reload, redrawn } = touched();
    const node = nodeOf('fleet', { Name: 'a' });
    await reload(node, ['user']);
    assert.deepEqual(redrawn, []);
    await reload(node, ['fleet']);
    await reload(node, ['image'], 'eu-west-2');
    assert.deepEqual(redrawn, [node.parent.parent, undefined]);
  });

  it('and tells the lists which rows it removes', async () => {
    const { reload, expected } = touched();
    const rows: Expected = () => true;
    await reload(nodeOf('fleet', { Name: 'a' }), ['fleet', 'stack'], undefined, rows);
    assert.deepEqual(expected, [rows, rows]);
  });
});

describe('A change removes', () => {
  const cases: readonly { kind: KindName; action: ActionName; answers?: Answers; row: ResourceNode; taken: boolean }[] =
    [
      { kind: 'fleet', action: 'delete', row: nodeOf('fleet', { Name: 'a' }), taken: true },
      { kind: 'fleet', action: 'delete', row: nodeOf('fleet', { Name: 'b' }), taken: false },
      { kind: 'fleet', action: 'delete', row: nodeOf('fleet', {}), taken: false },
      {
        ...{ kind: 'fleet', action: 'disassociate', answers: { StackName: 's' } },
        ...{ row: nodeOf('associatedStack', { Name: 's' }), taken: true },
      },
      {
        ...{ kind: 'fleet', action: 'disassociate', answers: { StackName: 's' } },
        ...{ row: nodeOf('associatedStack', { Name: 't' }), taken: false },
      },
    ];
  for (const { kind, action, answers = {}, row, taken } of cases) {
    it(`${taken ? '' : 'no '}${row.resourceKind.title} ${JSON.stringify(row.resource)} by ${kind}.${action} of a`, () => {
      const isTaken = takenBy(nodeOf(kind, { Name: 'a' }), actionOf(kind, action), answers) ?? assert.fail();
      assert.equal(isTaken(row), taken);
    });
  }

  it('no row if it takes nothing away', () => {
    assert.equal(takenBy(nodeOf('fleet', { Name: 'a' }), actionOf('fleet', 'start'), {}), undefined);
  });
});
