// Favorites as a user sees them: pinned from the menus, first after a reload of the window, and unpinned.
import * as assert from 'node:assert/strict';

import { type Demo, development, production, startDemo } from '../support/demo';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('A favorite', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const fleets = [...region, 'Fleets'];
  const favorite = ['Favorites', 'cad-workstations'];

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page, 'Resources');
    await openExplorer(workbench.page);
    await rows.expand(fleets);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('is pinned from the menu of a resource and of a Region, and stands first', async () => {
    await rows.chooseMenu([...fleets, 'cad-workstations'], ['More', 'Add to Favorites']);
    await rows.waitForDescription(favorite, / · production · eu-west-1$/);
    await rows.chooseMenu([development, 'us-east-1'], 'Add to Favorites');
    await rows.row(['Favorites', 'us-east-1']).waitFor();
    const labels = await rows.labels();
    assert.deepEqual(labels.slice(0, 4), ['Favorites', 'cad-workstations', 'us-east-1', production]);
    for (const theme of ['hc', 'light', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `favorites-${theme}`);
    }
  });

  it('has the menu of the resource', async () => {
    const menu = async (path: string[]): Promise<string[]> => rows.contextMenu(path);
    assert.deepEqual(await menu(favorite), await menu([...fleets, 'cad-workstations']));
  });

  it('expands as the resource and the Region do', async () => {
    await rows.expand([...favorite, 'Associated Stacks']);
    await rows.expand(['Favorites', 'us-east-1', 'Fleets']);
    assert.ok((await rows.children(['Favorites', 'us-east-1', 'Fleets']).count()) > 0);
    await screenshot(workbench.page, 'favorites-expanded');
    await rows.collapse(['Favorites', 'us-east-1']);
    await rows.collapse(favorite);
    await rows.collapse(region);
  });

  it('stands first after a reload of the window, read by name', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    const before = demo.requests.length;
    await openExplorer(workbench.page);
    await rows.waitForDescription(favorite, /RUNNING.* · production · eu-west-1$/);
    assert.deepEqual((await rows.labels()).slice(0, 4), ['Favorites', 'cad-workstations', 'us-east-1', production]);
    const described = demo.requests.slice(before).filter(request => request.startsWith('Describe'));
    assert.deepEqual(described, ['DescribeFleets eu-west-1 SANDBOXPRODUCTION']);
  });

  it('is of a profile that left the view: it says so, and Add to View brings the profile back', async () => {
    await rows.chooseMenu([production], 'Remove Profile from View');
    await rows.waitForDescription(favorite, /^Profile production is not in the view/);
    await screenshot(workbench.page, 'favorites-absent');
    await rows.chooseMenu(favorite, 'Add to View');
    await rows.waitForDescription(favorite, /RUNNING/);
  });

  it('is unpinned from its own menu and from the Command Palette, and then there is no row for favorites', async () => {
    await rows.chooseMenu(favorite, ['More', 'Remove from Favorites']);
    await rows.row(favorite).waitFor({ state: 'hidden' });
    await command(workbench.page, 'AppStream: Remove from Favorites');
    const input = quickInput(workbench.page);
    await input.entry('us-east-1').click();
    await rows.row('Favorites').waitFor({ state: 'hidden' });
  });
});
