// Sort and Group… as a user chooses it: the rows move, the list's row says so, and it is kept over a reload.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('An arranged list', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const names = (path: string[]): Promise<string[]> => rows.children(path).locator('.label-name').allTextContents();

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

  async function arrange(choice: string): Promise<void> {
    await rows.chooseMenu(fleets, 'Sort and Group…');
    const input = quickInput(workbench.page);
    await input.waitForTitle('Sort and Group Fleets');
    await input.entry(choice).click();
  }

  it('says how many resources it has and how many run', async () => {
    await rows.waitForDescription(fleets, /^\d+ · \d+ RUNNING/);
  });

  it('is grouped by state, and each group has its resources', async () => {
    await arrange('Group by State');
    await rows.row([...fleets, 'RUNNING']).waitFor();
    await rows.row([...fleets, 'RUNNING', 'cad-workstations']).waitFor();
    await rows.waitForDescription(fleets, /grouped by state$/);
    for (const theme of ['hc', 'light', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `arranged-${theme}`);
    }
  });

  it('is still grouped after a reload of the window, and shows there what the user goes to', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await openExplorer(workbench.page);
    await command(workbench.page, 'AppStream: Go to Resource…');
    const input = quickInput(workbench.page);
    await input.fill('gis-analysis');
    await input.entry('gis-analysis').click();
    await rows
      .row([...fleets, 'STOPPED', 'gis-analysis'])
      .and(workbench.page.locator('.focused'))
      .waitFor();
  });

  it('is sorted by state, without groups', async () => {
    await arrange("Don't Group");
    await rows.row([...fleets, 'cad-workstations']).waitFor();
    const byName = await names(fleets);
    await arrange('Sort by State');
    await rows.waitForDescription(fleets, /sorted by state$/);
    const byState = await names(fleets);
    assert.notDeepEqual(byState, byName);
    assert.deepEqual([...byState].sort(), [...byName].sort());
  });
});
