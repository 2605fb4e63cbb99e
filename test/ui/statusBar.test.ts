// What is seen of AppStream while the user looks elsewhere: the status bar says what is under way, and the icon of the view counts
// failures that the user has not seen.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('What is seen from outside the view', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let activity: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const item = () => workbench.page.locator('.statusbar-item', { has: workbench.page.locator('.codicon-sync') });
  const badge = () =>
    workbench.page.locator('.activitybar .action-item', { hasText: /^\d+$/ }).locator('.badge-content');
  const header = () => workbench.page.locator('.part.sidebar .pane-header', { hasText: 'Activity' });

  before(async () => {
    demo = await startDemo(20);
    workbench = await startWorkbench({
      ...{ aws: demo.aws, settings: demo.settings },
      viewport: { width: 1280, height: 900 },
    });
    rows = tree(workbench.page, 'Resources');
    activity = tree(workbench.page, 'Activity');
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('is nothing while nothing is under way', async () => {
    await rows.expand([...fleets.slice(0, 2)]);
    assert.equal(await item().count(), 0);
    assert.equal(await badge().count(), 0);
  });

  it('is how many resources are in a transient state, and their names in the tooltip', async () => {
    const { page } = workbench;
    await rows.expand(fleets);
    await item().waitFor();
    const words = await item().innerText();
    assert.match(words, /^\s*\d STARTING/);
    assert.match((await item().getAttribute('aria-label')) ?? '', /Fleet contractors-cad: STARTING/);
    await item().hover();
    await page.locator('.workbench-hover', { hasText: 'Fleet contractors-cad: STARTING' }).waitFor();
    await screenshot(page, 'status-bar-under-way');
    await page.mouse.move(0, 0);
  });

  it('is gone when all have settled', async () => {
    await item().waitFor({ state: 'detached', timeout: 60_000 });
  });

  it('leads to the resource with a click', async () => {
    const { page } = workbench;
    await rows.chooseMenu([...fleets, 'gis-analysis'], 'Start Fleet');
    await item().filter({ hasText: '1 STARTING' }).waitFor();
    await rows.row([...fleets, 'cad-workstations']).click();
    await item().click();
    await rows
      .row([...fleets, 'gis-analysis'])
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
  });

  it('is the number of failures at the icon, until the Activity view is shown', async () => {
    const { page } = workbench;
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    demo.simulator.faults.add({ operation: 'StartFleet', times: 1, outcome });
    await rows.chooseMenu([...fleets, 'field-survey'], 'Start Fleet');
    await notifications(page).waitFor(/No capacity now/);
    await waitUntil('the badge', async () => (await badge().allInnerTexts()).includes('1'));
    await screenshot(page, 'badge');
    await command(page, 'Notifications: Clear All Notifications');
    await header().click();
    await activity.row('Start Fleet: field-survey').waitFor();
    await badge().waitFor({ state: 'detached' });
    await header().click();
  });

  it('is no number once what failed was done again', async () => {
    const { page } = workbench;
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    demo.simulator.faults.add({ operation: 'StartFleet', times: 1, outcome });
    const again = [...fleets, 'finance-desktops'];
    await rows.chooseMenu(again, 'Start Fleet');
    await waitUntil('the badge', async () => (await badge().allInnerTexts()).includes('1'));
    await command(page, 'Notifications: Clear All Notifications');
    await rows.chooseMenu(again, ['Errors', 'Retry']);
    await badge().waitFor({ state: 'detached' });
  });

  it('is how far a plan is, and a plan that has stopped counts until the Activity view is shown', async () => {
    const { page } = workbench;
    const fleet = 'office-desktops';
    const plan = `Delete Fleet: ${fleet}`;
    const outcome = { kind: 'error', type: 'OperationNotPermittedException', message: 'No.' } as const;
    demo.simulator.faults.add({ operation: 'DisassociateFleet', times: 1, outcome });
    await command(page, 'Notifications: Clear All Notifications');
    await rows.chooseMenu([...fleets, fleet], 'Delete Fleet…');
    const input = quickInput(page);
    await input.pick('office');
    await input.accept();
    await dialog(page).press('Delete');
    await input.fill(fleet);
    await input.accept();
    await waitUntil('the plan in the status bar', async () =>
      ((await item().getAttribute('aria-label')) ?? '').includes(`${plan}: step 1 of 4`),
    );
    await screenshot(page, 'status-bar-plan');
    await notifications(page).waitFor(new RegExp(`^${plan} has stopped:`));
    await waitUntil('the badge', async () => (await badge().allInnerTexts()).includes('1'));
    await screenshot(page, 'badge-plan');
    await command(page, 'Notifications: Clear All Notifications');
    await header().click();
    await activity.waitForDescription([plan, `Stop Fleet: ${fleet}`], /^done/);
    await badge().waitFor({ state: 'detached' });
    await header().click();
  });
});
