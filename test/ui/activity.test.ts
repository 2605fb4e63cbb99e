// Many at once in the real workbench: a batch with a failure, its rows in the Activity view, Retry, Reveal, and Cancel.
import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';

import { copied } from '../support/clipboard';
import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command } from '../support/palette';
import { retryUntil } from '../support/retryUntil';
import { pressRowButton, tooltipOf } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('The Activity view', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let activity: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const stopped = ['field-survey', 'finance-desktops', 'gis-analysis'];
  const running = ['cad-workstations', 'contractors-cad', 'office-desktops', 'site-apps', 'training-lab'];
  let failed = '';

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({
      aws: demo.aws,
      // Three changes at once.
      settings: { ...demo.settings, 'appstream.maxConcurrentRequests': 1 },
      viewport: { width: 1280, height: 1100 },
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

  const sent = (operation: string): number =>
    demo.requests.filter(request => request.startsWith(`${operation} `)).length;

  /** Selects rows of a list. */
  async function select(list: readonly string[], names: readonly string[]): Promise<void> {
    const [first = '', ...others] = names;
    await rows.row([...list, first]).click();
    // The first click also expands the row, which moves those below it.
    await rows.row([...list, first, 'Tags']).waitFor();
    for (const name of others) {
      const row = rows.row([...list, name]);
      await retryUntil(() => row.click({ modifiers: ['ControlOrMeta'] }), chosen(row));
    }
  }

  const chosen = (row: Locator): Locator => row.and(workbench.page.locator('[aria-selected=true]'));
  const selected = (row: Locator): Promise<void> => chosen(row).waitFor();

  it('is collapsed at first, and says what it is for while it is empty', async () => {
    const { page } = workbench;
    const header = page.locator('.part.sidebar .pane-header', { hasText: 'Activity' });
    assert.equal(await header.getAttribute('aria-expanded'), 'false');
    await header.click();
    await page.locator('.part.sidebar .welcome-view-content', { hasText: 'What you do in this window' }).waitFor();
    await screenshot(page, 'activity-empty');
  });

  it('has a row for a batch and for each of its items, with the reason why one failed (56, 58)', async () => {
    const { page } = workbench;
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    demo.simulator.faults.add({ operation: 'StartFleet', times: 1, outcome });
    await select(fleets, stopped);
    await rows.chooseMenu([...fleets, 'gis-analysis'], 'Start Fleet');
    await notifications(page).waitFor(/^Start Fleet: done for 2 of 3\. Failed: /);
    await command(page, 'Notifications: Clear All Notifications');
    const batch = 'Start Fleet: Fleets (3)';
    await activity.waitForDescription(batch, /^⚠ 1 of 3 failed/);
    await activity.expand(batch);
    const results = await Promise.all(stopped.map(name => activity.description([batch, name])));
    assert.equal(results.filter(text => text.startsWith('done · ')).length, 2);
    assert.equal(results.filter(text => text.startsWith('⚠ ResourceNotAvailableException · ')).length, 1);
    failed = stopped[results.findIndex(text => text.startsWith('⚠'))] ?? '';
    const words = await tooltipOf(page, activity.row([batch, failed]));
    for (const text of ['No capacity now', 'Request ID', production, 'eu-west-1']) {
      assert.ok(words.includes(text), `${text} in ${words}`);
    }
    await screenshot(page, 'activity-tooltip');
    await page.mouse.move(0, 0);
  });

  it('retries only what failed, and then no longer offers it', async () => {
    const batch = 'Start Fleet: Fleets (3)';
    assert.equal(sent('StartFleet'), 3);
    await pressRowButton(activity.row(batch), 'Retry Failed');
    await activity.waitForDescription(`Start Fleet: ${failed}`, /^done/);
    await activity.waitForDescription([batch, failed], /tried again/);
    assert.equal(sent('StartFleet'), 4);
    const offers = await activity.contextMenu(batch);
    assert.deepEqual(offers, ['Copy Request ID']);
  });

  it('reveals a resource: its row is selected in the tree, wherever it was scrolled or collapsed', async () => {
    const batch = 'Start Fleet: Fleets (3)';
    await rows.collapse(production);
    await pressRowButton(activity.row([batch, 'field-survey']), 'Reveal in Resources');
    await selected(rows.row([...fleets, 'field-survey']));
  });

  it('copies the request ID', async () => {
    const { page } = workbench;
    await activity.chooseMenu(['Start Fleet: Fleets (3)', 'field-survey'], 'Copy Request ID');
    await page.locator('.statusbar-item', { hasText: 'Copied' }).waitFor();
    await copied(page, /^[\da-f-]{36}$/);
  });

  it('shows how many have ended; Cancel sends nothing more, and tells what was sent and what was not (56)', async () => {
    const { page } = workbench;
    demo.simulator.faults.add({ operation: 'StopFleet', outcome: { kind: 'slow', ms: 3_000 } });
    await select(fleets, running);
    await rows.chooseMenu([...fleets, 'training-lab'], 'Stop Fleet');
    await dialog(page).press('Stop');
    const messages = notifications(page);
    await messages.waitFor(/Stop Fleet: \d of 5/);
    const batch = 'Stop Fleet: Fleets (5)';
    await activity.waitForDescription(batch, /^\d of 5 · \d+ s/);
    await activity.expand(batch);
    await activity.waitForDescription([batch, 'cad-workstations'], /^sent/);
    await activity.waitForDescription([batch, 'training-lab'], /^waiting/);
    await screenshot(page, 'activity-running');
    await messages.press(/Stop Fleet: \d of 5/, 'Cancel');
    await messages.waitFor('Stop Fleet: done for 3 of 5. Cancelled: 3 sent, 2 not sent.');
    assert.equal(sent('StopFleet'), 3);
    await activity.waitForDescription(batch, /^3 sent, 2 not sent/);
    const results = await Promise.all(running.map(name => activity.description([batch, name])));
    assert.equal(results.filter(text => text.startsWith('not sent · ')).length, 2);
    assert.equal(results.filter(text => text.startsWith('done · ')).length, 3);
  });

  for (const theme of ['dark', 'light', 'hc'] as const) {
    it(`shows its rows in ${theme}`, async () => {
      await setTheme(workbench.page, theme);
      await workbench.page.mouse.move(0, 0);
      await activity.row('Stop Fleet: Fleets (5)').waitFor();
      await screenshot(workbench.page, `activity-${theme}`);
    });
  }

  it('has no row after Clear Activity', async () => {
    const { page } = workbench;
    await command(page, 'AppStream: Clear Activity');
    await page.locator('.part.sidebar .welcome-view-content', { hasText: 'What you do in this window' }).waitFor();
  });
});
