// A plan in the real workbench: a running fleet and its stack are deleted in one confirmed gesture, which a reload of the window
// interrupts.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { tooltipOf } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('A plan to delete a running fleet', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let activity: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const fleet = 'office-desktops';
  const plan = `Delete Fleet: ${fleet}`;

  before(async () => {
    // The fleet takes long enough to stop for a window to be reloaded meanwhile.
    demo = await startDemo(10);
    workbench = await startWorkbench({
      ...{ aws: demo.aws, settings: demo.settings, viewport: { width: 1280, height: 1100 } },
    });
    rows = tree(workbench.page, 'Resources');
    activity = tree(workbench.page, 'Activity');
    await openExplorer(workbench.page);
    await rows.expand(fleets);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  const changes = (): string[] =>
    demo.requests.flatMap(request => /^(?:Stop|Delete|Disassociate)\w+/.exec(request)?.[0] ?? []);

  it('names each step, the sessions that end and what else can be deleted, in one confirmed gesture (64)', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    await rows.chooseMenu([...fleets, fleet], 'Delete Fleet…');
    await input.pick('office');
    await screenshot(page, 'plan-also');
    await input.accept();
    const words = await dialog(page).text();
    for (const text of [
      `1. Stop Fleet: ${fleet} (usually within 20 minutes)`,
      `2. Disassociate Stack from Fleet: ${fleet}, office`,
      `3. Delete Fleet: ${fleet}`,
      '4. Delete Stack: office',
      'Sessions that end: ',
      'only while VS Code does',
    ]) {
      assert.ok(words.includes(text), `${text} in ${words}`);
    }
    await screenshot(page, 'plan-dialog');
    assert.deepEqual(changes(), []);
    await dialog(page).press('Delete');
    await input.fill(fleet);
    await input.accept();
  });

  it('shows its steps in the Activity view while they run', async () => {
    const { page } = workbench;
    await notifications(page).press(/^The plan has begun/, 'Show Activity');
    await activity.waitForDescription(plan, /^step 1 of 4/);
    await activity.waitForDescription([plan, `Stop Fleet: ${fleet}`], /^under way/);
    await activity.waitForDescription([plan, 'Delete Stack: office'], /^waiting/);
    await screenshot(page, 'plan-running');
  });

  it('is found after a reload of the window, goes on where it was, and does nothing twice (67)', async () => {
    const { page } = workbench;
    await command(page, 'Developer: Reload Window');
    await page.waitForEvent('load');
    await openExplorer(page);
    const found = new RegExp(`^A plan is not finished: ${plan} \\(paused, step 1 of 4\\)`);
    await notifications(page).waitFor(found);
    await activity.waitForDescription(plan, /^paused, step 1 of 4/);
    await screenshot(page, 'plan-found');
    const words = await tooltipOf(page, activity.row(plan));
    assert.ok(words.includes('The steps run only while VS Code does.'), words);
    await page.mouse.move(0, 0);
    await notifications(page).press(found, 'Go On');
    await notifications(page).waitFor(`${plan}: done.`);
    await activity.waitForDescription(plan, /^done/);
    assert.deepEqual(changes(), ['StopFleet', 'DisassociateFleet', 'DeleteFleet', 'DeleteStack']);
    await screenshot(page, 'plan-done');
    await rows.expand(fleets);
    await rows.row([...fleets, fleet]).waitFor({ state: 'detached' });
  });
});
