// For whoever has no AWS account at hand.
import * as assert from 'node:assert/strict';

import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('The sandbox', () => {
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const fleets = ['Sandbox', 'production', 'eu-west-1', 'Fleets'];

  before(async () => {
    workbench = await startWorkbench({ settings: { 'appstream.sandbox.speed': 500 } });
    rows = tree(workbench.page);
  });
  after(() => workbench?.close());

  it('is one click away while no profile is shown', async () => {
    await openExplorer(workbench.page);
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Open Sandbox' }).waitFor();
    await screenshot(workbench.page, 'welcome');
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Open Sandbox' }).click();
    await rows.row(['Sandbox', 'production']).waitFor();
  });

  it('starts fleets, and deletes them only after their name is typed', async () => {
    await rows.expand(fleets);
    const name = 'field-survey'; // of no stack: nothing stands in the way
    await rows.waitForDescription([...fleets, name], /^STOPPED/);
    await rows.chooseMenu([...fleets, name], 'Delete Fleet…');
    const asked = dialog(workbench.page);
    const words = await asked.text();
    for (const expected of [
      `Delete fleet ${name}?`,
      'Sandbox account 123456789012',
      'Profile production',
      'Region eu-west-1 (Europe (Ireland))',
    ]) {
      assert.ok(words.includes(expected), `${expected} in ${words}`);
    }
    await screenshot(workbench.page, 'delete-fleet');
    await asked.press('Delete');
    await quickInput(workbench.page).fill(`${name}x`);
    await quickInput(workbench.page).accept();
    await quickInput(workbench.page).waitForMessage(/This text doesn't match/);
    await quickInput(workbench.page).cancel();
    await rows.row([...fleets, name]).waitFor();
    await rows.chooseMenu([...fleets, name], 'Start Fleet');
    await rows.waitForDescription([...fleets, name], /^RUNNING/);
  });

  it('creates an image from a running builder, like Image Assistant inside a real one', async () => {
    const region = ['Sandbox', 'production', 'eu-west-1'];
    await rows.collapse(['Sandbox', 'development']);
    await rows.expand([...region, 'Image Builders']);
    await rows.chooseMenu(
      [...region, 'Image Builders', 'office-builder'],
      ['More', 'Create Image from Builder in Sandbox…'],
    );
    const input = quickInput(workbench.page);
    await input.waitForTitle(/office-builder/);
    await input.fill('not a name');
    await input.accept();
    await input.waitForMessage(/Use up to 101 letters/);
    await input.fill('made-in-the-sandbox');
    await input.accept();
    await rows.expand([...region, 'Images', 'Private']);
    await rows.waitForDescription([...region, 'Images', 'Private', 'made-in-the-sandbox'], /AVAILABLE/);
    await rows.collapse(['Sandbox', 'production']);
  });

  it('has a clock that the user moves forward, and pages with the ages of its time', async () => {
    await rows.chooseMenu(['Sandbox'], 'Sandbox: Advance Clock…');
    const input = quickInput(workbench.page);
    await input.entry('1 day').waitFor();
    await screenshot(workbench.page, 'advance-clock');
    await input.pick('1 day');
    await notifications(workbench.page).waitFor(/In the sandbox, it is now /);
    await rows.expand(['Sandbox', 'production', 'eu-west-1', 'Images', 'Private']);
    await rows.chooseMenu(
      ['Sandbox', 'production', 'eu-west-1', 'Images', 'Private', 'made-in-the-sandbox'],
      'View Details',
    );
    await webview(workbench.page)
      .getByText(/\((yesterday|1 day ago|2[34] hours ago)\)/)
      .first()
      .waitFor();
    await screenshot(workbench.page, 'advanced-clock');
    await command(workbench.page, 'View: Close Editor');
    await rows.collapse(['Sandbox', 'production']);
  });

  it('is also available from the palette, step by step', async () => {
    await command(workbench.page, 'AppStream: View Details');
    const input = quickInput(workbench.page);
    await input.pick('Stacks');
    await input.fill('us-east-1');
    await input.entry('us-east-1').waitFor();
    await input.accept();
    await input.fill('');
    const [first = ''] = await input.items();
    await input.pick(first);
    await workbench.page.locator('.tab', { hasText: '(Stack)' }).waitFor();
    await screenshot(workbench.page, 'details');
  });

  it('ends when it is stopped', async () => {
    await rows.chooseMenu(['Sandbox'], 'Stop Sandbox');
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Open Sandbox' }).waitFor();
  });

  it('receives nothing after it has stopped: its forms say so, and continue in the next one', async () => {
    const stacks = ['Sandbox', 'development', 'us-east-1', 'Stacks'];
    const form = webview(workbench.page);
    const name = form.getByRole('textbox', { name: 'Name', exact: true });
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Open Sandbox' }).click();
    await rows.expand(['Sandbox', 'development', 'us-east-1']);
    await rows.chooseMenu(stacks, 'Create Stack…');
    await form.getByText('Sandbox account 210987654321 (hb-development)').waitFor();
    await name.fill('survivor');
    await command(workbench.page, 'AppStream: Stop Sandbox');
    const stopped = form.locator('.notice', { hasText: 'This was opened in a sandbox that has stopped' });
    await stopped.waitFor();
    await form.getByRole('button', { name: 'Create Stack', exact: true }).click();
    await form.getByText('The sandbox has stopped. Nothing was sent.').waitFor();
    await screenshot(workbench.page, 'sandbox-stopped');
    await command(workbench.page, 'AppStream: Open Sandbox');
    await rows.expand(['Sandbox', 'development', 'us-east-1']);
    await stopped.getByRole('button', { name: 'Open in the Running Sandbox' }).click();
    await stopped.waitFor({ state: 'hidden' });
    assert.equal(await name.inputValue(), 'survivor');
    await form.getByRole('button', { name: 'Create Stack', exact: true }).click();
    await rows.row([...stacks, 'survivor']).waitFor();
  });
});
