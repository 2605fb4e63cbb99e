// Plans in the real workbench: fleets are stopped in the order that the user chooses and started again by Undo, and a stack moves to
// another fleet.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('A plan over several things', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let activity: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const stacks = [production, 'eu-west-1', 'Stacks'];
  const stopping = 'Stop in Order: training-lab, office-desktops';
  const move = 'Move Stack: office → gis-analysis';

  before(async () => {
    demo = await startDemo(500);
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

  /** What was sent since the last call. */
  const sent = (): string[] => {
    const changes = demo.requests.splice(0).map(request => /^\w+/.exec(request)?.[0] ?? '');
    return changes.filter(operation => /^(?:Stop|Start|Associate|Disassociate)/.test(operation));
  };

  it('asks for the order, and says what stops, what waits and which sessions end', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    const last = [...fleets, 'training-lab'];
    await rows.row(last).click();
    await rows.children(last).first().waitFor(); // a click expands a row, and those below it move
    for (const name of ['office-desktops', 'gis-analysis']) {
      await rows.row([...fleets, name]).click({ modifiers: ['ControlOrMeta'] });
    }
    await rows.chooseMenu(last, ['More', 'Stop in Order…']);
    await input.entry('Use This Order').waitFor();
    assert.deepEqual((await input.items()).slice(1).sort(), ['office-desktops', 'training-lab']);
    await screenshot(page, 'in-order');
    await input.pick('training-lab');
    const words = await dialog(page).text();
    for (const text of [
      'Stop 2 resources one after the other?',
      '1. Stop Fleet: training-lab',
      '2. Stop Fleet: office-desktops',
      'Each waits until the one before it is STOPPED.',
      'gis-analysis (STOPPED)',
      'Sessions that end: ',
    ]) {
      assert.ok(words.includes(text), `${text} in ${words}`);
    }
    await screenshot(page, 'in-order-dialog');
    assert.deepEqual(sent(), []);
  });

  it('shows its steps in the Activity view as soon as it begins', async () => {
    const { page } = workbench;
    await dialog(page).press('Cancel');
    await command(page, 'AppStream: Focus on Activity View');
    await rows.chooseMenu([...fleets, 'training-lab'], ['More', 'Stop in Order…']);
    await quickInput(page).pick('training-lab');
    await dialog(page).box.waitFor();
    await screenshot(page, 'in-order-before');
    await dialog(page).press('Stop in Order');
    await activity.row([stopping, 'Stop Fleet: training-lab']).waitFor();
    await screenshot(page, 'in-order-running');
    await activity.waitForDescription(stopping, /^done/);
    assert.deepEqual(sent(), ['StopFleet', 'StopFleet']);
  });

  it('is taken back when it is done, the last first', async () => {
    const { page } = workbench;
    await notifications(page).press(`${stopping}: done.`, 'Undo…');
    const words = await dialog(page).text();
    assert.match(words, /1\. Start Fleet: office-desktops.*2\. Start Fleet: training-lab/s);
    await screenshot(page, 'in-order-undo');
    await dialog(page).press('Undo');
    await notifications(page).waitFor(`${stopping} was undone.`);
    assert.deepEqual(sent(), ['StartFleet', 'StartFleet']);
    await command(page, 'Notifications: Clear All Notifications');
  });

  it('moves a stack: it offers the fleets with their states, starts the new one first, and says what users notice', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    await setTheme(page, 'light');
    await rows.row([...fleets, 'cad-workstations']).click(); // VS Code counts hidden rows as selected
    await rows.collapse(fleets);
    await rows.expand(stacks);
    await rows.chooseMenu([...stacks, 'office'], ['Associations', 'Move Stack to Another Fleet…']);
    await input.entry('gis-analysis').waitFor();
    await screenshot(page, 'move-fleets');
    await input.pick('gis-analysis');
    await input.pick('Start the fleet first');
    const words = await dialog(page).text();
    for (const text of [
      'Move stack office from fleet office-desktops to fleet gis-analysis?',
      '1. Start Fleet: gis-analysis',
      '2. Disassociate Fleet from Stack: office, office-desktops',
      '3. Associate Fleet with Stack: office, gis-analysis',
      'No sessions are open now.',
    ]) {
      assert.ok(words.includes(text), `${text} in ${words}`);
    }
    await screenshot(page, 'move-dialog');
    await dialog(page).press('Move Stack');
    await notifications(page).waitFor(`${move}: done.`);
    assert.deepEqual(sent(), ['StartFleet', 'DisassociateFleet', 'AssociateFleet']);
    await rows.expand([...stacks, 'office', 'Associated Fleets']);
    const fleet = rows.row([...stacks, 'office', 'Associated Fleets', 'gis-analysis']);
    await waitUntil('the new fleet below the stack', () => fleet.isVisible());
    await screenshot(page, 'move-done');
  });
});
