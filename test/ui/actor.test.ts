// What a form, a dialog or a draft showed is who acts, also when the AWS files have come to say something else by then.
import * as assert from 'node:assert/strict';

import { type Demo, development, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('The account that was shown', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const at = (...path: string[]): string[] => [...region, ...path];
  const form = () => webview(workbench.page);
  const field = (name: string) => form().getByRole('textbox', { name, exact: true });
  const press = (name: string): Promise<void> => form().getByRole('button', { name, exact: true }).click();
  const tab = (title: string) => workbench.page.getByRole('tab', { name: new RegExp(`^${title}`) });
  const changes = (): string[] => demo.requests.filter(request => /^(Create|Update|Delete|Start|Stop)/.test(request));
  const bothAccounts =
    /opened for account 123456789012 \(hb-production\), but profile "production" now acts in account 210987654321/;

  /** Has the profile `production` come to have an account's key, as somebody does who edits the credentials file. */
  function edit(accessKeyId: string): void {
    const place = { region: 'eu-west-1', endpointUrl: demo.simulator.url };
    demo.aws.write({
      [production]: { ...place, accessKeyId },
      [development]: { ...place, accessKeyId: 'SANDBOXDEVELOPMENT' },
    });
  }

  async function backToProduction(): Promise<void> {
    edit('SANDBOXPRODUCTION');
    await rows.expand(at('Stacks'));
    await rows.row(at('Stacks', 'gis')).waitFor();
    demo.requests.splice(0);
  }

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1200, height: 1300 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });
  beforeEach(backToProduction);

  it('is shown in a form: if the account changes, the form sends nothing and opens for the other account with the same input', async () => {
    await rows.chooseMenu(at('Stacks'), 'Create Stack…');
    await form().locator('.subtitle', { hasText: 'Account 123456789012 (hb-production)' }).waitFor();
    await field('Name').fill('for-production');
    edit('SANDBOXDEVELOPMENT');
    // It says so by itself, and again when it is submitted all the same.
    await form().locator('.notice', { hasText: bothAccounts }).waitFor();
    await press('Create Stack');
    await form().locator('.summary', { hasText: bothAccounts }).waitFor();
    await form().locator('.summary', { hasText: 'Nothing was sent.' }).waitFor();
    await screenshot(workbench.page, 'form-other-account');
    assert.equal(await field('Name').inputValue(), 'for-production');
    assert.deepEqual(changes(), []);

    await press('Open for Account 210987654321');
    await form().locator('.subtitle', { hasText: 'Account 210987654321 (hb-development)' }).waitFor();
    assert.equal(await field('Name').inputValue(), 'for-production');
    assert.equal(await tab('Create Stack').count(), 1, 'the other one is gone');
    assert.deepEqual(changes(), []);
    await press('Create Stack');
    await rows.row(at('Stacks', 'for-production')).waitFor();
    assert.deepEqual(changes(), ['CreateStack eu-west-1 SANDBOXDEVELOPMENT']);
  });

  it('is the one whose fleet is updated; a resource that the other account lacks is not opened for it', async () => {
    await rows.expand(at('Fleets'));
    await rows.chooseMenu(at('Fleets', 'cad-workstations'), 'Update Fleet…');
    await field('Display name').fill('Not theirs');
    edit('SANDBOXDEVELOPMENT');
    await form().locator('.notice', { hasText: bothAccounts }).waitFor();
    await press('Open for Account 210987654321');
    await notifications(workbench.page).waitFor(/cad-workstations" wasn't found in this account/);
    assert.equal(await field('Display name').inputValue(), 'Not theirs');
    edit('SANDBOXPRODUCTION');
    await form().locator('.notice', { hasText: bothAccounts }).waitFor({ state: 'hidden' });
    assert.deepEqual(changes(), []);
    await press('Cancel');
    await dialog(workbench.page).press('Discard');
  });

  it('is shown in a dialog: if the account changes meanwhile, nothing is sent', async () => {
    await rows.chooseMenu(at('Stacks', 'archive-2024'), 'Delete Stack…');
    assert.match(await dialog(workbench.page).text(), /Account 123456789012 \(hb-production\)/);
    edit('SANDBOXDEVELOPMENT');
    await rows.row(at('Stacks', 'archive-2024')).waitFor({ state: 'hidden' });
    await dialog(workbench.page).press('Delete');
    const typed = quickInput(workbench.page);
    await typed.waitForTitle(/123456789012 \(hb-production\)/);
    await typed.fill('archive-2024');
    await typed.accept();
    await notifications(workbench.page).waitFor(bothAccounts);
    await screenshot(workbench.page, 'dialog-other-account');
    assert.deepEqual(changes(), []);
    await command(workbench.page, 'Notifications: Clear All Notifications');
  });

  it('owns a draft: another account uses it only if the user chooses to', async () => {
    await rows.chooseMenu(at('Stacks'), 'Create Stack…');
    await field('Name').fill('drafted');
    await tab('Create Stack ●').waitFor();
    edit('SANDBOXDEVELOPMENT');
    await form().locator('.notice', { hasText: bothAccounts }).waitFor();
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await notifications(workbench.page).waitFor(bothAccounts);
    await screenshot(workbench.page, 'draft-other-account');
    await notifications(workbench.page).press(bothAccounts, 'Open for Account 210987654321');
    await form().locator('.subtitle', { hasText: 'Account 210987654321 (hb-development)' }).waitFor();
    assert.equal(await field('Name').inputValue(), 'drafted');
    assert.deepEqual(changes(), []);
    await press('Cancel');
    await dialog(workbench.page).press('Discard');
    await openExplorer(workbench.page);
  });
});
