// A rollout in the real workbench: an image for three fleets in two waves, a reload of the window between them, a fleet that refuses,
// and the way back.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('A rollout of an image', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let activity: ReturnType<typeof tree>;
  const images = [production, 'eu-west-1', 'Images', 'Private'];
  const image = 'hb-finance-2026-08';
  const plan = `Roll Out: ${image}`;
  const asIs = 'Roll out the image as it is';
  const updates = (): number => demo.requests.filter(request => request.startsWith('UpdateFleet')).length;

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({
      ...{ aws: demo.aws, settings: demo.settings, viewport: { width: 1280, height: 1100 } },
    });
    rows = tree(workbench.page, 'Resources');
    activity = tree(workbench.page, 'Activity');
    await openExplorer(workbench.page);
    await rows.expand(images);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('says what uses an image, and leads there', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    await rows.waitForDescription([...images, image], /^used by 1 fleet · /);
    await screenshot(page, 'image-rows');
    await rows.chooseMenu([...images, image], ['More', 'Show What Uses This Image…']);
    await input.entry('finance-desktops').waitFor();
    await screenshot(page, 'image-uses');
    await input.pick('finance-desktops');
    const row = rows.row([production, 'eu-west-1', 'Fleets', 'finance-desktops']);
    await row.and(page.locator('[aria-selected=true]')).waitFor();
    await rows.collapse([production, 'eu-west-1', 'Fleets']);
  });

  it('asks for the fleets and the waves, and names each step in one question', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    await rows.chooseMenu([...images, image], 'Roll Out to Fleets…');
    await input.entry('Update the image first').waitFor();
    await screenshot(page, 'rollout-update-first');
    await input.pick(asIs);
    await input.waitForTitle(`Roll Out ${image}`);
    for (const fleet of ['office-desktops', 'training-lab', 'gis-analysis']) await input.pick(fleet);
    await screenshot(page, 'rollout-fleets');
    await input.accept();
    await input.waitForTitle(`Roll Out ${image}`);
    await input.entry('One fleet first, then the others').waitFor();
    await screenshot(page, 'rollout-waves');
    await input.pick('One fleet first, then the others');
    await input.entry('Ask before the next wave').waitFor();
    await screenshot(page, 'rollout-between');
    await input.pick('Ask before the next wave');
    const words = await dialog(page).text();
    for (const text of [`Roll out image ${image} to 3 fleets?`, '(wave 1)', '(wave 2)', 'Sessions go on.']) {
      assert.ok(words.includes(text), `${text} in ${words}`);
    }
    await screenshot(page, 'rollout-dialog');
    assert.equal(updates(), 0);
    await dialog(page).press('Roll Out');
  });

  it('pauses after the first wave, when its instances run', async () => {
    const { page } = workbench;
    await notifications(page).press(/^The plan has begun/, 'Show Activity');
    await notifications(page).waitFor(/a wave is done, and its instances run/);
    await activity.waitForDescription(plan, /^wave done, paused, step 2 of 3/);
    await screenshot(page, 'rollout-paused');
    assert.equal(updates(), 1);
  });

  it('goes on after a reload of the window, and stops when a fleet refuses', async () => {
    const { page } = workbench;
    await command(page, 'Developer: Reload Window');
    await page.waitForEvent('load');
    await openExplorer(page);
    const outcome = { kind: 'error', type: 'OperationNotPermittedException', message: 'No.' } as const;
    demo.simulator.faults.add({ operation: 'UpdateFleet', times: 1, outcome });
    await notifications(page).press(new RegExp(`^A plan is not finished: ${plan}`), 'Go On');
    await notifications(page).waitFor(new RegExp(`^${plan} has stopped:`));
    await screenshot(page, 'rollout-stopped');
  });

  it('goes back to the images that the fleets had', async () => {
    const { page } = workbench;
    await notifications(page).press(new RegExp(`^${plan} has stopped:`), 'Undo…');
    const words = await dialog(page).text();
    assert.ok(words.includes('Update Fleet: '), words);
    await screenshot(page, 'rollout-undo');
    await dialog(page).press('Undo');
    await notifications(page).waitFor(`${plan} was undone.`);
    await activity.waitForDescription(plan, /^undone/);
    await rows.expand(images);
    await rows.chooseMenu([...images, image], 'Roll Out to Fleets…');
    const input = quickInput(page);
    await input.pick(asIs);
    await input.entry('office-desktops').waitFor();
    // All three could be given the image again: none has it.
    for (const fleet of ['office-desktops', 'training-lab', 'gis-analysis']) await input.entry(fleet).waitFor();
    await input.cancel();
  });

  it('finds the newest image of a pattern, and orders the waves by a tag; another platform means stopping first', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    await rows.chooseMenu([production, 'eu-west-1', 'Images'], 'Roll Out Newest Image…');
    await input.waitForTitle('Roll Out Newest Image');
    await input.fill('HB-cad-*-10');
    await input.accept();
    await input.waitForTitle('Roll Out hb-cad-2026-10');
    // The one that has another version of the image is chosen at first.
    for (const fleet of ['contractors-cad', 'office-desktops', 'training-lab']) await input.pick(fleet);
    await screenshot(page, 'rollout-platforms');
    await input.accept();
    await input.pick('By a Tag…');
    await input.entry('Department').waitFor();
    await screenshot(page, 'rollout-tags');
    await input.pick('Department');
    await input.entry('People').waitFor();
    await screenshot(page, 'rollout-tag-values');
    await input.pick('People');
    await input.pick('Ask before the next wave');
    const words = await dialog(page).text();
    for (const text of [
      '1. Stop Fleet: training-lab (wave 1)',
      '3. Start Fleet: training-lab (wave 1)',
      '5. Update Fleet: office-desktops (wave 2)',
      'The image has another platform',
      'These fleets are stopped and started again: office-desktops, training-lab.',
    ]) {
      assert.ok(words.includes(text), `${text} in ${words}`);
    }
    await screenshot(page, 'rollout-platform-dialog');
    await dialog(page).press('Cancel');
  });

  it('waits for the instances of a running fleet, and Roll Back… leads back once it is done', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    const changed = updates();
    await rows.chooseMenu([...images, image], 'Roll Out to Fleets…');
    await input.pick(asIs);
    await input.pick('training-lab');
    await input.accept();
    await dialog(page).press('Roll Out');
    // The plan looks every ten seconds, until three looks in a row find all instances.
    const isDone = async (): Promise<boolean> => (await activity.description(plan)).startsWith('done');
    await waitUntil('the end of the rollout', isDone, { every: 500, limit: 90_000 });
    await setTheme(page, 'light');
    await command(page, 'AppStream: Roll Back…');
    await input.entry(plan).waitFor();
    await screenshot(page, 'rollout-roll-back');
    await input.pick(plan);
    await screenshot(page, 'rollout-roll-back-dialog');
    await dialog(page).press('Undo');
    await notifications(page).waitFor(`${plan} was undone.`);
    await screenshot(page, 'rollout-rolled-back');
    assert.equal(updates() - changed, 2);
  });
});
