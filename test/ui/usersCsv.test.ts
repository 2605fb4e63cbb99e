// Users from CSV in VS Code: 300 users from a file of Excel are created and associated; the same file again changes nothing.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { temporaryFolder } from '../../tools/cleanup.mjs';
import { type Demo, development, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, setTheme, startWorkbench, webview, type Workbench } from '../support/workbench';

const rows = Array.from(
  { length: 300 },
  (_, at) => `student-${at}@example.com;Student;${at ? `No ${at}` : "O'Brien"};dev-latency\r\n`,
);
const csv = `\uFEFFE-Mail;Vorname;Nachname;Stack\r\n${rows.join('')}`;

describe('Users from CSV', () => {
  let demo: Demo;
  let workbench: Workbench;
  const folder = temporaryFolder('appstream-users-');
  const file = path.join(folder.path, 'students.csv');
  const page = () => webview(workbench.page);
  const button = (name: RegExp | string) => page().getByRole('button', { name });
  const entry = (text: string) => workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  const executed = (operation: string): number => demo.simulator.executed().get(operation) ?? 0;

  before(async () => {
    fs.writeFileSync(file, Buffer.from(csv, 'utf16le'));
    demo = await startDemo(200, { quotas: { users: 1_000 } });
    // In the folder, the dialogs for files begin where the file is.
    workbench = await startWorkbench({
      ...{ aws: demo.aws, settings: demo.settings, folder: folder.path },
      viewport: { width: 1500, height: 1000 },
    });
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
    folder.remove();
  });

  async function open(from: string): Promise<void> {
    await command(workbench.page, 'AppStream: Users from CSV…');
    await quickInput(workbench.page).input.fill(development);
    await entry('us-east-1').first().click();
    await entry(from).click();
    if (from === 'Open File…') await entry('students.csv').click();
    await page().getByRole('heading', { level: 1, name: 'Users from CSV' }).waitFor();
  }
  const says = (words: RegExp | string, timeout = 30_000) => page().getByText(words).first().waitFor({ timeout });
  const show = (value: string) => page().getByLabel('Show', { exact: true }).selectOption({ value });

  async function makeChanges(count: number): Promise<string> {
    await button(`Make Changes (${count})…`).click();
    const words = await dialog(workbench.page).text();
    await screenshot(workbench.page, 'users-csv-question');
    await dialog(workbench.page).press('Make Changes');
    return words;
  }

  it('compares a file of Excel with the user pool, and asks about names that AWS refuses', async () => {
    await open('Open File…');
    await says(/300 rows from students\.csv, read at/);
    const quota = page().getByLabel('Quota of users in the user pool');
    await quota.fill('1000');
    await quota.press('Enter');
    await says(/299 to do, 0 with nothing to do, 1 that need attention/);
    await show('attention');
    await says("AWS refuses ' in a name. Proposal: OBrien.");
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `users-csv-${theme}`);
    }
    await page().getByLabel('Take the proposals for names that AWS refuses').check();
    await says(/300 to do/);
  });

  it('makes the changes after one question until they are cancelled, though the file is edited meanwhile', async () => {
    fs.writeFileSync(file, 'email\nsomebody.else@example.com\n');
    const words = await makeChanges(300);
    for (const part of ['Create: 300', 'Associate with stacks: 300', 'e-mails that AWS sends: 300', 'us-east-1']) {
      assert.ok(words.includes(part), words);
    }
    await waitUntil('some users', () => executed('CreateUser') > 20);
    await show('all');
    await screenshot(workbench.page, 'users-csv-running');
    await button('Cancel').click();
    await says(/\d+ done, \d+ failed/);
    const made = executed('CreateUser');
    assert.ok(made < 300, 'the run was too fast to be cancelled');
    await show('failed');
    await says('You have cancelled.');
    await screenshot(workbench.page, 'users-csv-cancelled');
  });

  it('saves what failed', async () => {
    await button('Save What Failed…').click();
    assert.match(await dialog(workbench.page).text(), /e-mail addresses and names of users/);
    await dialog(workbench.page).press('Save as CSV');
    const { input, accept } = quickInput(workbench.page);
    await waitUntil('the proposal', async () => (await input.inputValue()).endsWith('users-failed.csv'));
    await entry('students.csv').waitFor();
    await accept();
    const saved = path.join(folder.path, 'users-failed.csv');
    await waitUntil('the file', () => fs.existsSync(saved) && fs.statSync(saved).size > 0);
    const [header = '', ...lines] = fs.readFileSync(saved, 'utf8').trim().split('\r\n');
    assert.match(header, /^\uFEFF?E-Mail,Vorname,Nachname,Stack,Explanation$/);
    assert.ok(lines.length > 0 && lines.every(line => line.endsWith('You have cancelled.')), lines[0]);
  });

  it('goes on with the rest, and creates nobody twice', async function () {
    this.timeout(300_000);
    const left = Number(/\d+/.exec((await button(/^Make Changes/).textContent()) ?? '')?.[0]);
    await makeChanges(left);
    await says(/ 300 done, 0 failed/, 240_000);
    assert.equal(executed('CreateUser'), 300);
    await show('all');
    await screenshot(workbench.page, 'users-csv-done');
  });

  it('changes nothing when the same rows are taken again, from the clipboard', async () => {
    await command(workbench.page, 'View: Close All Editors');
    await workbench.page.keyboard.press('F1'); // only a document with the focus may use the clipboard
    await quickInput(workbench.page).input.waitFor();
    await workbench.page.evaluate(text => navigator.clipboard.writeText(text), csv);
    await quickInput(workbench.page).cancel();
    const before = executed('BatchAssociateUserStack');
    await open('Clipboard');
    await says(/300 rows: 0 to do, 300 with nothing to do/);
    assert.ok(await button('Make Changes (0)…').isDisabled());
    assert.deepEqual([executed('CreateUser'), executed('BatchAssociateUserStack')], [300, before]);
  });

  it('shows nothing of it after a reload', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await openExplorer(workbench.page);
    assert.equal(await workbench.page.getByRole('tab', { name: /^Users from CSV/ }).count(), 0);
  });
});
