// The sessions board in VS Code: every session of one user over two accounts is found and ended, with a reload in the middle.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { AppStream } from '@aws-sdk/client-appstream';

import { temporaryFolder } from '../../tools/cleanup.mjs';
import { type Demo, development, production, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, setTheme, startWorkbench, webview, type Workbench } from '../support/workbench';

/** Has a session in the development account from the start. */
const user = 'smoke-test';

describe('The sessions board', () => {
  let demo: Demo;
  let workbench: Workbench;
  const page = () => webview(workbench.page);
  const rows = () => page().locator('tr.row');
  const selected = (count: number) => page().getByText(`${count} selected`, { exact: true });
  const press = (name: string): Promise<void> => page().getByRole('button', { name, exact: true }).click();

  before(async () => {
    demo = await startDemo();
    const colleague = new AppStream({
      endpoint: demo.simulator.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    });
    const office = { StackName: 'office', FleetName: 'office-desktops' };
    const { StreamingURL = '' } = await colleague.createStreamingURL({ ...office, UserId: user });
    await fetch(StreamingURL);
    colleague.destroy();
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1700, height: 900 },
    });
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('shows the sessions of all chosen Regions, from the palette', async () => {
    await command(workbench.page, 'AppStream: Show All Sessions…');
    const picker = quickInput(workbench.page);
    await picker.waitForTitle('Show All Sessions');
    await picker.accept();
    await page()
      .getByText(/All \d+ fleet and stack pairs have been asked/)
      .waitFor();
    await workbench.page.getByRole('tab', { name: /^All Sessions/ }).waitFor();
    assert.ok((await rows().count()) > 10);
    for (const theme of ['light', 'hc', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `sessions-${theme}`);
    }
  });

  it('finds every session of one user over two accounts', async () => {
    await page().getByRole('searchbox', { name: 'Filter' }).fill(`user:${user}`);
    await page().getByText('2 sessions.').waitFor();
    assert.equal(await rows().count(), 2);
    const fleets = await rows().locator('td.column-fleet').allTextContents();
    assert.deepEqual(fleets.sort(), ['dev-office-test', 'office-desktops']);
  });

  it('asks AWS for the sessions of one user alone, and does not name the user in the tab', async () => {
    await command(workbench.page, 'AppStream: Show Sessions of a User…');
    const input = quickInput(workbench.page);
    await input.waitForTitle('Show Sessions of a User');
    await input.fill(user);
    await input.accept();
    await workbench.page.locator('.quick-input-list').getByText(production).first().waitFor();
    await input.accept();
    await page()
      .getByRole('heading', { name: `Sessions of ${user}` })
      .waitFor();
    await page().getByText('2 sessions.').waitFor();
    await screenshot(workbench.page, 'sessions-of-user');
    await workbench.page.getByRole('tab', { name: /^Sessions of a User/ }).waitFor();
    await command(workbench.page, 'View: Close Editor');
    await page().getByText('2 sessions.').waitFor();
    const filter = page().getByRole('searchbox', { name: 'Filter' });
    await waitUntil('the filter', async () => (await filter.inputValue()) === `user:${user}`);
  });

  it('saves them as CSV, after a question about personal data', async () => {
    await press('Save as CSV…');
    const words = await dialog(workbench.page).text();
    assert.ok(words.includes('The file will have personal data'), words);
    await dialog(workbench.page).press('Cancel');
    const folder = temporaryFolder('appstream-csv-');
    try {
      const file = path.join(folder.path, 'sessions.csv');
      await press('Save as CSV…');
      await dialog(workbench.page).press('Save as CSV');
      // VS Code fills in its own proposal first.
      const { input, accept } = quickInput(workbench.page);
      await waitUntil('the proposal', async () => (await input.inputValue()).endsWith('sessions.csv'));
      await input.fill(file);
      await workbench.page.locator('.quick-input-list').getByText('..', { exact: true }).waitFor();
      await waitUntil('the file', async () => {
        if (await input.isVisible()) await accept(); // VS Code ignores Enter while it looks into the folder
        return fs.existsSync(file) && fs.statSync(file).size > 0;
      });
      const [header = '', ...lines] = fs.readFileSync(file, 'utf8').trim().split('\r\n');
      assert.match(header, /^\uFEFF?User,Account,Region,Fleet,Stack,State,/);
      assert.equal(lines.length, 2, 'those that match the filter');
    } finally {
      folder.remove();
    }
  });

  it('selects them with the keyboard, and keeps the selection over a reload without the filter', async () => {
    await rows().first().getByRole('checkbox').focus();
    await workbench.page.keyboard.press('Control+a');
    await selected(2).waitFor();
    await screenshot(workbench.page, 'sessions-selected');
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await selected(2).waitFor();
    assert.ok((await rows().count()) > 10);
    assert.equal(await page().getByRole('searchbox', { name: 'Filter' }).inputValue(), '');
  });

  it('ends them after one confirmation, which names both accounts', async () => {
    await press('Expire Sessions…');
    const words = await dialog(workbench.page).text();
    assert.match(words, /Expire 2 sessions\?/);
    for (const profile of [development, production]) {
      assert.match(words, new RegExp(`${profile} · [a-z0-9-]+ \\(1\\): ${user}`));
    }
    await screenshot(workbench.page, 'sessions-confirm');
    // One account does not answer.
    demo.simulator.faults.add({
      ...{ operation: 'ExpireSession', accessKeyId: 'SANDBOXPRODUCTION' },
      outcome: { kind: 'hang' },
    });
    await dialog(workbench.page).press('Expire Session');
    await page().getByText('15 sessions.').waitFor();
    await page().getByText('Expiring…', { exact: true }).waitFor();
  });

  it('says after a reload in the middle what is still open, and selects it', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    demo.simulator.faults.clear();
    await page()
      .getByText(/Still open: 1 of 1\. They are selected/)
      .waitFor();
    await selected(1).waitFor();
    await screenshot(workbench.page, 'sessions-left');
    await press('Expire Sessions…');
    await dialog(workbench.page).press('Expire Session');
    await page().getByText('14 sessions.').waitFor();
    assert.equal(await page().getByText(user, { exact: true }).count(), 0);
    assert.equal(demo.simulator.executed().get('ExpireSession'), 2);
    await screenshot(workbench.page, 'sessions-ended');
  });
});
