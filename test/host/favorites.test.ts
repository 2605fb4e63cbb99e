// Favorites: the commands, what is saved of them, and what they say when they can't be shown.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import { waitUntil } from '../support/waitUntil';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import type { Account } from './world';
import {
  below,
  connections,
  itemOf,
  labelOf,
  nextAccount,
  nodeAt,
  roots,
  setConnections,
  showAccount,
  world,
} from './world';

const run = (command: string, answers: readonly Answer[], ...nodes: unknown[]): Promise<Asked[]> =>
  answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, ...nodes));

/** The rows below Favorites, as VS Code gets them. */
async function favorites(): Promise<Node[]> {
  const [first] = await below();
  return first && labelOf(first) === 'Favorites' ? below(first) : [];
}

/** Waits until the words behind a favorite are as wanted. */
function says(label: string, words: RegExp): Promise<Node> {
  return waitUntil(`${label} with ${String(words)}`, async () => {
    const row = (await favorites()).find(one => labelOf(one) === label);
    return row && words.test(String(itemOf(row).description)) ? row : undefined;
  });
}

async function unpinAll(): Promise<void> {
  const rows = await favorites();
  if (rows.length) await run('removeFavorite', [], rows[0], rows);
  assert.deepEqual(await favorites(), []);
}

const pathOf = ({ profile }: Account, ...labels: string[]): string[] => [profile, 'eu-west-1', ...labels];

/** The operations that the extension had done for an account, with their input. */
const asked = ({ accessKeyId }: Account): string[] =>
  world()
    .requests.filter(entry => entry.accessKeyId === accessKeyId)
    .map(({ operation }) => operation);

describe('favorites', () => {
  before(async () => {
    await showAccount();
    await vscode.commands.executeCommand('appstream.explorer.focus');
  });
  afterEach(async () => {
    world().simulator.faults.clear();
    await vscode.commands.executeCommand('appstream.clearFilters');
    await unpinAll();
  });

  it('stand first, in the order in which they were pinned, and have no row when there are none', async () => {
    const account = await showAccount();
    assert.deepEqual(await roots(), [account.profile]);
    const [cad, gis] = [
      await nodeAt(pathOf(account, 'Fleets', 'cad-workstations')),
      await nodeAt(pathOf(account, 'Fleets', 'gis-analysis')),
    ];
    await run('addFavorite', [], gis, [gis, cad]);
    await run('addFavorite', [], await nodeAt(pathOf(account)));
    assert.deepEqual(await roots(), ['Favorites', account.profile]);
    await says('cad-workstations', /RUNNING/);
    assert.deepEqual((await favorites()).map(labelOf), ['gis-analysis', 'cad-workstations', 'eu-west-1']);
    await run('removeFavorite', [], cad);
    assert.deepEqual((await favorites()).map(labelOf), ['gis-analysis', 'eu-west-1']);
    assert.match(itemOf(gis).contextValue ?? '', /;pinned;/);
    assert.match(itemOf(cad).contextValue ?? '', /;pinnable;/);
  });

  it('have the icon, the words and the menu of the resource, and the rows below it', async () => {
    const account = await showAccount();
    const cad = await nodeAt(pathOf(account, 'Fleets', 'cad-workstations'));
    await run('addFavorite', [], cad);
    const row = await says('cad-workstations', /RUNNING/);
    const [own, shown] = [itemOf(cad), itemOf(row)];
    const tokens = ({ contextValue = '' }: vscode.TreeItem): string =>
      contextValue.slice(0, contextValue.lastIndexOf(';'));
    assert.notEqual(shown.id, own.id);
    assert.notEqual(shown.contextValue, own.contextValue, 'a menu can tell whether the row is selected');
    assert.deepEqual(
      [tokens(shown), shown.iconPath, shown.description, shown.tooltip, shown.collapsibleState],
      [tokens(own), own.iconPath, own.description, own.tooltip, own.collapsibleState],
    );
    assert.deepEqual((await below(row)).map(labelOf), (await below(cad)).map(labelOf));
    const stacks = await nodeAt(['Favorites', 'cad-workstations', 'Associated Stacks']);
    assert.ok((await below(stacks)).length > 0);
  });

  it('act as the resource does', async () => {
    const account = await showAccount();
    await run('addFavorite', [], await nodeAt(pathOf(account, 'Fleets', 'gis-analysis')));
    await run('fleet.start', [], await says('gis-analysis', /STOPPED/));
    await says('gis-analysis', /STARTING/);
    assert.deepEqual(account.changes(), ['StartFleet']);
    assert.match(String(itemOf(await nodeAt(pathOf(account, 'Fleets', 'gis-analysis'))).description), /STARTING/);
  });

  it('act once if the resource is selected here and there', async () => {
    const account = await showAccount();
    const there = await nodeAt(pathOf(account, 'Fleets', 'gis-analysis'));
    await run('addFavorite', [], there);
    const here = await says('gis-analysis', /STOPPED/);
    await run('fleet.start', [], here, [here, there]);
    assert.deepEqual(account.changes(), ['StartFleet']);
  });

  it('can be of a read-only profile', async () => {
    const account = await showAccount();
    await run('makeReadOnly', [], await nodeAt([account.profile]));
    await run('addFavorite', [], await nodeAt(pathOf(account, 'Fleets', 'gis-analysis')));
    const row = await says('gis-analysis', /STOPPED/);
    assert.doesNotMatch(itemOf(row).contextValue ?? '', /;fleet\.start;/);
    assert.deepEqual(account.changes(), []);
    await run('allowChanges', [{ press: 'Allow Changes' }], await nodeAt([account.profile]));
  });

  it('are described by name when their list is not loaded, and say where they are if the view has several Regions', async () => {
    const account = await showAccount();
    const { profile } = account;
    await run('addFavorite', [], await nodeAt(pathOf(account, 'Fleets', 'cad-workstations')));
    await setConnections([{ profile, regions: [] }]);
    await says('cad-workstations', /^Region is not in the view/);
    const before = asked(account).length;
    await setConnections([{ profile, regions: ['us-east-1', 'eu-west-1'] }]);
    await says('cad-workstations', new RegExp(`RUNNING.* · ${profile} · eu-west-1$`));
    const since = asked(account).slice(before);
    assert.deepEqual(
      since.filter(operation => operation.startsWith('Describe')),
      ['DescribeFleets'],
    );
  });

  it('say that the resource no longer exists, and can be removed beside that', async () => {
    const account = await showAccount();
    const gis = await nodeAt(pathOf(account, 'Fleets', 'gis-analysis'));
    await run('addFavorite', [], gis);
    await says('gis-analysis', /STOPPED/);
    const { Names = [] } = await account.api.call('ListAssociatedStacks', { FleetName: 'gis-analysis' });
    for (const StackName of Names) {
      await account.api.call('DisassociateFleet', { FleetName: 'gis-analysis', StackName });
    }
    await account.api.call('DeleteFleet', { Name: 'gis-analysis' });
    await run('refresh', [], gis);
    const row = await says('gis-analysis', /^No longer exists/);
    assert.match(itemOf(row).contextValue ?? '', /;favorite\.lost;/);
    await run('removeFavorite', [], row);
    assert.deepEqual(await roots(), [account.profile]);
  });

  it('that are denied say so in the usual words, leave the others alone, and are there again after Retry', async () => {
    const account = await showAccount();
    const { profile, accessKeyId } = account;
    const cad = await nodeAt(pathOf(account, 'Fleets', 'cad-workstations'));
    const [stack] = await below(await nodeAt(pathOf(account, 'Stacks')));
    assert.ok(stack);
    await run('addFavorite', [], cad, [cad, stack]);
    await setConnections([{ profile, regions: [] }]);
    await says('cad-workstations', /^Region is not in the view/);
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not.' } as const;
    world().simulator.faults.add({ operation: 'DescribeFleets', accessKeyId, outcome });
    await setConnections([{ profile, regions: ['eu-west-1'] }]);
    const row = await says('cad-workstations', /^Access denied/);
    await waitUntil('the stack', async () => (await below((await favorites())[1])).length > 0);
    world().simulator.faults.clear();
    await run('retry', [], row);
    await says('cad-workstations', /RUNNING/);
  });

  it('whose profile left the view name it, and Add to View brings it back', async () => {
    const account = await showAccount();
    await run('addFavorite', [], await nodeAt(pathOf(account, 'Fleets', 'cad-workstations')));
    const other = await showOther();
    const row = await says('cad-workstations', new RegExp(`^Profile ${account.profile} is not in the view`));
    await run('showFavorite', [], row);
    assert.deepEqual(connections(), [
      { profile: other.profile, regions: ['eu-west-1'] },
      { profile: account.profile, regions: ['eu-west-1'] },
    ]);
    await says('cad-workstations', /RUNNING/);
  });

  it('are filtered with the whole view', async () => {
    const account = await showAccount();
    const [cad, gis] = [
      await nodeAt(pathOf(account, 'Fleets', 'cad-workstations')),
      await nodeAt(pathOf(account, 'Fleets', 'gis-analysis')),
    ];
    await run('addFavorite', [], cad, [cad, gis]);
    await says('cad-workstations', /RUNNING/);
    await run('filter', [{ type: 'gis' }]);
    assert.deepEqual((await favorites()).map(labelOf), ['gis-analysis']);
    const [row] = await below();
    assert.ok(row);
    assert.equal(itemOf(row).description, '1 of 2');
    await run('clearFilters', []);
    assert.deepEqual((await favorites()).map(labelOf), ['cad-workstations', 'gis-analysis']);
  });

  it('are pinned and unpinned from the Command Palette', async () => {
    await showAccount();
    const [kinds, resources] = await run('addFavorite', [{ pick: 'Fleets' }, { pick: 'gis-analysis' }]);
    assert.equal(kinds?.offers[0], 'Regions');
    assert.ok(!kinds.offers.includes('Users') && !kinds.offers.includes('Sessions'));
    assert.ok(resources?.offers.includes('cad-workstations'));
    await run('addFavorite', [{ pick: 'Regions' }]);
    assert.deepEqual((await favorites()).map(labelOf), ['gis-analysis', 'eu-west-1']);
    await run('removeFavorite', [{ pick: 'gis-analysis' }]);
    assert.deepEqual((await favorites()).map(labelOf), ['eu-west-1']);
    await unpinAll();
    const [said] = await run('removeFavorite', []);
    assert.match(said?.text ?? '', /^There are no favorites yet/);
  });

  it('are offered of no people', async () => {
    const account = await showAccount();
    const [user] = await below(await nodeAt(pathOf(account, 'Users')));
    assert.ok(user);
    assert.doesNotMatch(itemOf(user).contextValue ?? '', /;pinn/);
    await run('addFavorite', [], user);
    assert.deepEqual(await roots(), [account.profile]);
  });

  /** Has the view show another account instead. */
  async function showOther(): Promise<Account> {
    const other = nextAccount();
    await setConnections([{ profile: other.profile, regions: ['eu-west-1'] }]);
    return other;
  }
});
