// A filter as a user types it: the rows follow each key, the view says what is on, and one press clears it.
import * as assert from 'node:assert/strict';

import { type Demo, development, production, startDemo } from '../support/demo';
import { command, quickInput } from '../support/palette';
import { pressRowButton } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('A filter', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const fleets = [...region, 'Fleets'];
  const cad = [...fleets, 'cad-workstations'];
  const other = [...fleets, 'gis-analysis'];

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(fleets);
    await rows.expand([...region, 'Stacks']);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  const message = (words: string | RegExp): Promise<void> =>
    workbench.page.locator('.part.sidebar .message').filter({ hasText: words }).waitFor();
  const titleButton = (name: string) => workbench.page.locator('.part.sidebar').getByRole('button', { name }).first();

  it('of a list shows what matches with each key, and goes on Escape', async () => {
    const input = quickInput(workbench.page);
    await rows.chooseMenu(fleets, 'Filter…');
    await input.waitForTitle('Filter Fleets in eu-west-1 of production');
    await workbench.page.keyboard.type('workst');
    await rows.row(other).waitFor({ state: 'detached' });
    await input.waitForMessage(/^1 of \d+ match/);
    await message(/^Filter: workst – 1 of \d+ Fleets\.$/);
    await screenshot(workbench.page, 'filter-typing');
    await rows.row(cad).waitFor();
    await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.press('Escape');
    await rows.row(other).waitFor();
  });

  it('stays when Enter is pressed, and rows below what matches can be expanded', async () => {
    await rows.chooseMenu(fleets, 'Filter…');
    await quickInput(workbench.page).fill('state:running workst');
    await quickInput(workbench.page).accept();
    await rows.waitForDescription(fleets, /^1 of \d+ · state:running workst/);
    await rows.expand([...cad, 'Associated Stacks']);
    await rows.row([...region, 'Stacks', 'cad']).waitFor();
  });

  it('is still on after a reload of the window', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await openExplorer(workbench.page);
    await rows.expand(fleets);
    await rows.row(cad).waitFor();
    assert.deepEqual(await rows.children(fleets).locator('.label-name').allTextContents(), ['cad-workstations']);
    await message(/^Filter: state:running workst – 1 of/);
  });

  it('is cleared by the button in its row', async () => {
    await pressRowButton(rows.row(fleets), 'Clear Filter');
    await rows.row(other).waitFor();
    await workbench.page.locator('.part.sidebar .message').filter({ hasText: 'Filter' }).waitFor({ state: 'hidden' });
  });

  it('of the whole view is typed from the title bar, and cleared there in one press', async () => {
    await titleButton('Filter…').click();
    await quickInput(workbench.page).waitForTitle('Filter the lists of all Regions');
    await quickInput(workbench.page).fill('state:running');
    await quickInput(workbench.page).accept();
    await rows.expand([...region, 'Stacks']);
    await rows.row([...region, 'Stacks', 'Nothing matches']).waitFor();
    await rows.waitForDescription([...region, 'Stacks'], /^0 of 9/);
    await message(/^Filter: state:running – 5 of 18 loaded resources\.$/);
    for (const theme of ['dark', 'light', 'hc'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `filter-view-${theme}`);
    }
    await titleButton('Clear All Filters').click();
    await titleButton('Filter…').click();
    await quickInput(workbench.page).fill('zebra');
    await quickInput(workbench.page).accept();
    await message(
      /^Filter: zebra – none of the 18 loaded resources matches\. Choose Clear All Filters above to see them\.$/,
    );
    await rows.row([...fleets, 'Nothing matches']).waitFor();
    await screenshot(workbench.page, 'filter-hides-everything');
    await titleButton('Clear All Filters').click();
    await rows.row([...region, 'Stacks', 'cad']).waitFor();
    await titleButton('Filter…').waitFor();
  });

  it('is cleared if it hides the row that the user goes to, from a Region that nobody expanded', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    await titleButton('Filter…').click();
    await input.fill('state:stopped');
    await input.accept();
    await message(/^Filter: state:stopped/);
    for (const theme of ['hc', 'light', 'dark'] as const) {
      if (theme !== 'hc') await input.cancel();
      await setTheme(page, theme);
      await command(page, 'AppStream: Go to Resource…');
      await input.waitForTitle('Go to Resource');
      await input.fill('cad');
      await input.waitForTitle(/^Go to Resource: \d+ found$/);
      await input.entry('cad-workstations').waitFor();
      await screenshot(page, `go-to-resource-${theme}`);
    }
    await input.fill('no such thing');
    await input.entry('Find Resources in All Regions of production…').waitFor();
    await screenshot(page, 'go-to-resource-nothing');
    await input.fill('workst');
    await input.pick('cad-workstations');
    // It is drawn before it is selected.
    await rows.row(cad).and(page.locator('[aria-selected="true"]')).waitFor();
    await titleButton('Filter…').waitFor();
  });

  it('of the whole view opens the view, and does not hide the welcome text of an empty one', async () => {
    const { page } = workbench;
    await command(page, 'View: Show Explorer');
    await rows.row(region).waitFor({ state: 'hidden' });
    await command(page, 'AppStream: Filter…');
    await quickInput(page).waitForTitle('Filter the lists of all Regions');
    await rows.row(region).waitFor();
    await quickInput(page).fill('state:running');
    await quickInput(page).accept();
    await message(/^Filter: state:running/);
    for (const profile of [production, development]) {
      await rows.chooseMenu([profile], 'Remove Profile from View');
    }
    await page.locator('.part.sidebar .welcome-view').getByRole('button').first().waitFor();
  });
});
