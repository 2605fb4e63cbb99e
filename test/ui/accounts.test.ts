// Two profiles of different accounts in one window, with no way to take one for the other: accounts and marks wherever one
// looks, a read-only profile with which nothing can be changed, and the scan that finds where an account has anything.
import * as assert from 'node:assert/strict';

import { type Demo, development, production, startDemo } from '../support/demo';
import { assertLegible, contrastIn } from '../support/looks';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { tooltipOf } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Theme, webview, type Workbench } from '../support/workbench';

describe('Two accounts in one window', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const theirs = [production, 'eu-west-1', 'Fleets'];
  const ours = [development, 'us-east-1', 'Fleets'];
  const stopped = [...theirs, 'gis-analysis'];
  const probe = [...ours, 'dev-latency-probe'];
  /** What begins like this changes something. */
  const changing = /^(Start|Stop|Delete|Update|Associate|Disassociate|Add|Create|Copy Image|Enable|Share|Subscribe)/;
  const changes = (): string[] => demo.requests.filter(request => !/^(Describe|List|Get)/.test(request));

  const iconColor = (label: string): Promise<string> =>
    rows
      .row([label])
      .locator('.custom-view-tree-node-item-icon')
      .evaluate(icon => getComputedStyle(icon).color);

  /** What stands at the right end of a row. */
  const badgeOf = (label: string): Promise<string> =>
    rows
      .row([label])
      .locator('.monaco-icon-label')
      .evaluate(row => getComputedStyle(row, '::after').content);

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: {
        'appstream.connections': [
          { profile: production, regions: ['eu-west-1'] },
          { profile: development, regions: ['us-east-1'] },
        ],
        'appstream.profiles': {
          [production]: { word: 'PRODUCTION', color: 'red', readOnly: true },
          [development]: { word: 'DEV', color: 'green' },
        },
      },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(theirs);
    await rows.expand(ours);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('are told apart by account, alias and mark at the profile, and by the mark at each Region', async () => {
    await rows.waitForDescription([production], 'PRODUCTION · 123456789012 · hb-production · read-only');
    await rows.waitForDescription([development], 'DEV · 210987654321 · hb-development');
    await rows.waitForDescription([production, 'eu-west-1'], 'PRODUCTION · Europe (Ireland)');
    await rows.waitForDescription([development, 'us-east-1'], 'DEV · US East (N. Virginia)');
    const askedOnce = (key: string): number =>
      demo.requests.filter(request => request.startsWith('GetCallerIdentity') && request.endsWith(key)).length;
    assert.deepEqual([askedOnce('SANDBOXPRODUCTION'), askedOnce('SANDBOXDEVELOPMENT')], [1, 1]);
  });

  for (const theme of ['light', 'hc', 'dark'] as Theme[]) {
    it(`are drawn in ${theme}`, async () => {
      await setTheme(workbench.page, theme);
      await rows.row([development]).click({ button: 'right' });
      await workbench.page.getByRole('menuitem', { name: 'Mark Profile…' }).waitFor();
      await screenshot(workbench.page, `accounts-${theme}`);
      const labels = await assertLegible(
        workbench.page.locator('.part.sidebar .monaco-list-row .label-name'),
        contrastIn[theme],
      );
      const missing = [production, 'eu-west-1', development, 'us-east-1'].filter(label => !labels.includes(label));
      assert.deepEqual(missing, []);
      assert.match(await rows.description([production]), /^PRODUCTION · 123456789012/);
      assert.match(await rows.description([development]), /^DEV · 210987654321/);
      const [red, green] = await Promise.all([production, development].map(iconColor));
      assert.notEqual(red, green);
      const badges = await Promise.all([production, development].map(badgeOf));
      assert.deepEqual(badges, ['"P"', '"D"'], 'the first letters of their marks stand at the right');
      await rows.closeMenu();
    });
  }

  it('are named in the tooltips of all their rows', async () => {
    const words = await tooltipOf(workbench.page, rows.row(stopped));
    for (const part of [
      'Marked: PRODUCTION',
      'Account: 123456789012 (hb-production)',
      'Profile: production',
      'Read-only: yes',
    ]) {
      assert.ok(words.includes(part), `${part} in ${words}`);
    }
    const other = await tooltipOf(workbench.page, rows.row(probe));
    for (const part of ['Marked: DEV', 'Account: 210987654321 (hb-development)', 'Profile: development']) {
      assert.ok(other.includes(part), `${part} in ${other}`);
    }
  });

  it('are named in dialogs, after the mark', async () => {
    await workbench.page.mouse.move(0, 0); // a tooltip lies over the rows below its own
    await rows.chooseMenu([development, 'us-east-1', 'Usage Reports'], 'Subscribe to Usage Reports…');
    const words = await dialog(workbench.page).text();
    await screenshot(workbench.page, 'accounts-dialog');
    assert.match(
      words.replaceAll('\n\n', '\n'),
      /DEV: Subscribe to usage reports\?\s+Account 210987654321 \(hb-development\)\s+Profile development\s+Region us-east-1/,
    );
    await dialog(workbench.page).press('Cancel');
  });

  it('are named in forms, even in a create form of a list that was not loaded', async () => {
    await rows.chooseMenu([development, 'us-east-1', 'Directory Configs'], 'Create Directory Config…');
    const form = webview(workbench.page);
    await form
      .getByText('DEV · Account 210987654321 (hb-development) · Profile development · Region us-east-1')
      .waitFor();
    await screenshot(workbench.page, 'accounts-form');
    await form.getByRole('button', { name: 'Cancel' }).click();
  });

  it('have no menu entry that changes something if one is read-only', async () => {
    const menu = await rows.contextMenu(stopped);
    assert.ok(menu.includes('View Details') && menu.includes('Copy'), String(menu));
    assert.deepEqual(
      menu.filter(label => changing.test(label)),
      [],
    );
    const list = await rows.contextMenu(theirs);
    assert.deepEqual(
      list.filter(label => changing.test(label)),
      [],
    );
    await rows.row(stopped).hover();
    const buttons = await rows.row(stopped).locator('.actions .action-label').allTextContents();
    assert.deepEqual(buttons, []);
    const free = await rows.contextMenu(probe);
    assert.ok(free.includes('Start Fleet') && free.includes('Delete Fleet…'), String(free));
    assert.ok((await rows.contextMenu(ours)).includes('Create Fleet…'));
  });

  it('let the palette use the other one for a change, and refuse if there is none', async () => {
    await command(workbench.page, 'AppStream: Start Fleet');
    await quickInput(workbench.page).entry('dev-latency-probe').waitFor();
    await quickInput(workbench.page).cancel();
    await rows.chooseMenu([development], 'Make Read-Only');
    await rows.waitForDescription([development], 'DEV · 210987654321 · hb-development · read-only');
    for (const title of ['Start Fleet', 'Delete Fleet…', 'Create Fleet…']) {
      await command(workbench.page, `AppStream: ${title}`);
      await notifications(workbench.page).waitFor(/All profiles in the view are marked read-only/);
      await command(workbench.page, 'Notifications: Clear All Notifications');
    }
    assert.deepEqual(changes(), []);
  });

  it('allow changes again after a dialog that names the account', async () => {
    await rows.chooseMenu([development], 'Allow Changes…');
    const words = await dialog(workbench.page).text();
    assert.match(words, /DEV: Allow changes with profile development\?\s+Account 210987654321 \(hb-development\)/);
    await dialog(workbench.page).press('Allow Changes');
    await rows.waitForDescription([development], 'DEV · 210987654321 · hb-development');
    await rows.chooseMenu(probe, 'Start Fleet');
    await rows.waitForDescription(probe, /^RUNNING/);
    assert.deepEqual(changes(), ['StartFleet us-east-1 SANDBOXDEVELOPMENT']);
  });

  it('can be marked from the menu, with a word and a color', async () => {
    await rows.chooseMenu([development], 'Mark Profile…');
    await quickInput(workbench.page).fill('Playground');
    await quickInput(workbench.page).pick('Playground');
    await quickInput(workbench.page).waitForTitle('Mark profile development');
    await quickInput(workbench.page).entry('Purple').waitFor();
    await screenshot(workbench.page, 'accounts-colours');
    await quickInput(workbench.page).pick('Purple');
    await rows.waitForDescription([development], 'Playground · 210987654321 · hb-development');
  });

  it('are scanned: the list fills as Regions answer, names those that fail, and adds the selected ones together', async () => {
    const { faults } = demo.simulator;
    const accessKeyId = 'SANDBOXDEVELOPMENT';
    const unknown = { kind: 'error', type: 'UnrecognizedClientException', message: 'The token is invalid.' } as const;
    faults.add({ accessKeyId, region: 'ap-south-1', outcome: { kind: 'hang' } });
    faults.add({ accessKeyId, region: 'eu-south-1', outcome: unknown });
    await rows.chooseMenu([development], 'Find Resources in All Regions…');
    const picker = quickInput(workbench.page);
    await picker.waitForTitle('Profile development: 17 of 18 Regions searched');
    // Only what is on screen can be found: what is typed leaves little else.
    await picker.fill('eu-west-1');
    await picker.entry('eu-west-1').getByText('Fleets: 2').waitFor();
    await picker.fill('already');
    await picker.entry('us-east-1').getByText('already in the view').waitFor();
    await picker.fill("isn't enabled");
    await picker.entry('eu-south-1').getByText("this Region isn't enabled for the account").waitFor();
    await picker.fill('');
    await screenshot(workbench.page, 'scan');
    await picker.pick('Choose Regions to add…');
    await picker.waitForTitle('Add Regions of profile development');
    await screenshot(workbench.page, 'scan-regions');
    const ticked = (region: string) => picker.entry(region).getByRole('checkbox').isChecked();
    assert.ok(await ticked('eu-west-1'));
    assert.ok(!(await ticked('us-east-1')));
    await picker.entry('ca-central-1').scrollIntoViewIfNeeded();
    await picker.entry('ca-central-1').click();
    await picker.accept();
    await rows.row([development, 'eu-west-1']).waitFor();
    await rows.row([development, 'ca-central-1']).waitFor();
    await rows.row([development, 'us-east-1']).waitFor();
    faults.clear();
  });

  it('list their Regions by partition', async () => {
    await rows.chooseMenu([development], 'Add Region…');
    const picker = quickInput(workbench.page);
    await picker.waitForTitle('Regions of profile development');
    await picker.fill('gov');
    await picker.entry('us-gov-west-1').getByText('AWS GovCloud (US-West)').waitFor();
    await picker.fill('');
    await picker.entry('us-east-2').waitFor();
    await screenshot(workbench.page, 'regions-by-partition');
    await picker.cancel();
  });
});
