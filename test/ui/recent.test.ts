// The recent resources as a user sees them: what was opened stands at the top after a reload of the window, until it is cleared.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { command } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('A recent resource', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const fleets = [...region, 'Fleets'];
  const recent = ['Recent', 'cad-workstations'];

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

  it('is one whose details were opened: it stands below the favorites after a reload, and is read when it is looked at', async () => {
    await rows.chooseMenu([...fleets, 'gis-analysis'], 'View Details');
    await rows.chooseMenu([...fleets, 'cad-workstations'], 'View Details');
    assert.ok(!(await rows.labels()).includes('Recent'), 'no row has moved below the pointer');
    await rows.chooseMenu([...fleets, 'office-desktops'], ['More', 'Add to Favorites']);
    await command(workbench.page, 'View: Close All Editors');
    await rows.collapse(region);
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    const before = demo.requests.length;
    await openExplorer(workbench.page);
    await rows.waitForDescription(['Favorites', 'office-desktops'], /RUNNING/);
    assert.deepEqual((await rows.labels()).slice(0, 4), ['Favorites', 'office-desktops', 'Recent', production]);
    const described = (): number => demo.requests.slice(before).filter(one => one.startsWith('DescribeFleets')).length;
    assert.equal(described(), 1, 'only the favorite is read');
    await rows.expand(['Recent']);
    await rows.waitForDescription(recent, /RUNNING.* · production · eu-west-1$/);
    assert.deepEqual((await rows.labels()).slice(2, 5), ['Recent', 'cad-workstations', 'gis-analysis']);
    assert.equal(described(), 2, 'both with one request');
    for (const theme of ['hc', 'light', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `recent-${theme}`);
    }
  });

  it('moves to the favorites when it is pinned, and can be removed by itself', async () => {
    await rows.chooseMenu(recent, ['More', 'Add to Favorites']);
    await rows.row(['Favorites', 'cad-workstations']).waitFor();
    await rows.row(recent).waitFor({ state: 'hidden' });
    await rows.chooseMenu(['Favorites', 'cad-workstations'], ['More', 'Remove from Favorites']);
    await rows.waitForDescription(recent, /RUNNING/);
    await rows.chooseMenu(['Recent', 'gis-analysis'], ['More', 'Remove from Recent']);
    await rows.row(['Recent', 'gis-analysis']).waitFor({ state: 'hidden' });
  });

  it('is cleared with all others, and then there is no row for them', async () => {
    await rows.chooseMenu(['Recent'], 'Clear Recent Resources');
    await rows.row(['Recent']).waitFor({ state: 'hidden' });
    assert.deepEqual((await rows.labels()).slice(0, 3), ['Favorites', 'office-desktops', production]);
  });
});
