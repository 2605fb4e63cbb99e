// Tags as a user filters, searches and groups by them. AWS is asked for the tags of a Region once.
import * as assert from 'node:assert/strict';

import { type Demo, development, production, startDemo } from '../support/demo';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('Tags of resources', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const ireland = [production, 'eu-west-1', 'Fleets'];
  const virginia = [production, 'us-east-1', 'Fleets'];
  const others = [development, 'eu-west-1', 'Fleets'];

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page, 'Resources');
    await openExplorer(workbench.page);
    await rows.expand(ireland);
    await rows.expand(virginia);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  const message = (words: string | RegExp): Promise<void> =>
    workbench.page.locator('.part.sidebar .message').filter({ hasText: words }).waitFor();
  const titleButton = (name: string) => workbench.page.locator('.part.sidebar').getByRole('button', { name }).first();
  const asked = (operation = 'GetResources'): string[] =>
    demo.requests.filter(request => request.startsWith(`${operation} `));

  it('filter the lists of two Regions, and each Region is asked once', async () => {
    assert.deepEqual(asked(), []);
    await titleButton('Filter…').click();
    const input = quickInput(workbench.page);
    await input.fill('tag:department=d');
    await rows.waitForDescription(virginia, /^0 of 2/);
    await rows.row([...ireland, 'cad-workstations']).waitFor();
    await rows.row([...ireland, 'gis-analysis']).waitFor({ state: 'detached' });
    await screenshot(workbench.page, 'tags-typing');
    await input.fill('tag:office="new york"');
    await rows.row([...virginia, 'newyork-desktops']).waitFor();
    await rows.waitForDescription(ireland, /^0 of 9/);
    await input.accept();
    await message(/^Filter: tag:office="new york" – 1 of 11 loaded resources\.$/);
    await screenshot(workbench.page, 'tags-filter');
    assert.deepEqual(asked().sort(), [
      'GetResources eu-west-1 SANDBOXPRODUCTION',
      'GetResources us-east-1 SANDBOXPRODUCTION',
    ]);
    await titleButton('Clear All Filters').click();
    await rows.row([...ireland, 'gis-analysis']).waitFor();
  });

  it('group a list by a key that the user chooses', async () => {
    const input = quickInput(workbench.page);
    await rows.chooseMenu(ireland, 'Sort and Group…');
    await input.waitForTitle('Sort and Group Fleets');
    await input.entry('Group by Tag…').click();
    await input.waitForTitle('Group Fleets by a Tag');
    await input.entry('CostCentre').waitFor();
    await screenshot(workbench.page, 'tags-keys');
    await input.entry('Department').click();
    await rows.row([...ireland, 'Design', 'cad-workstations']).waitFor();
    await rows.row([...ireland, 'No tag Department', 'gis-analysis']).waitFor();
    await rows.waitForDescription(ireland, /grouped by tag Department$/);
    await screenshot(workbench.page, 'tags-grouped');
    assert.equal(asked().length, 2);
  });

  it('are still what the list is grouped by after a reload of the window', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await openExplorer(workbench.page);
    await rows.expand(ireland);
    await rows.row([...ireland, 'Design', 'cad-workstations']).waitFor();
  });

  it('that may not be read say how many are known, and which permission is missing', async () => {
    for (const operation of ['GetResources', 'ListTagsForResource']) {
      demo.simulator.faults.add({
        ...{ operation, accessKeyId: 'SANDBOXDEVELOPMENT' },
        outcome: { kind: 'error', type: 'AccessDeniedException', message: 'Not allowed.' },
      });
    }
    await rows.expand(others);
    await rows.chooseMenu(others, 'Filter…');
    const input = quickInput(workbench.page);
    await input.fill('tag:team');
    await input.accept();
    const needed = `Profile "${development}" needs the permission tag:GetResources.`;
    await message(`Tags of 0 of 2 resources are known. ${needed}`);
    await rows.row([...others, 'Nothing matches']).waitFor();
    await screenshot(workbench.page, 'tags-denied');
  });

  it('are read one by one if only the Tagging API refuses', async () => {
    demo.simulator.faults.clear();
    demo.simulator.faults.add({
      ...{ operation: 'GetResources', accessKeyId: 'SANDBOXDEVELOPMENT' },
      outcome: { kind: 'error', type: 'AccessDeniedException', message: 'Not allowed.' },
    });
    const before = asked('ListTagsForResource').length;
    await rows.chooseMenu(others, 'Refresh');
    await message(/^Filter: tag:team – 0 of 2 Fleets\.$/);
    assert.equal(asked('ListTagsForResource').length, before + 2);
  });

  it('find a resource by Go to Resource', async () => {
    const input = quickInput(workbench.page);
    await command(workbench.page, 'AppStream: Go to Resource…');
    await input.waitForTitle('Go to Resource');
    await input.fill('tag:office=new');
    await input.pick('newyork-desktops');
    // Sticky rows cover those above it.
    const selected = workbench.page.locator('.part.sidebar .monaco-list-row.selected');
    await selected.filter({ hasText: 'newyork-desktops' }).waitFor();
  });
});
