// The page of an update form: what it marks, counts and sends.
import assert from 'node:assert/strict';

import { AppStream } from '@aws-sdk/client-appstream';
import * as fc from 'fast-check';
import type { Browser } from 'playwright-core';

import { pageForm } from '../../src/explorer/forms/pageForm';
import type { Values } from '../../src/forms/field';
import type { Form } from '../../src/forms/protocol';
import { launchBrowser } from '../../tools/browser.mjs';
import { answerOf, updates } from '../support/answersOf';
import { type Demo, production, startDemo } from '../support/demo';
import { axeFindings, type OpenForm, openForm } from '../support/formPage';
import { dialog, notifications } from '../support/messages';
import { command } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

const seed = Number(process.env['SEED'] ?? 20_261_126);

describe('the page of an update form', () => {
  let browser: Browser;
  let open: OpenForm | undefined;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  async function start(form: Form) {
    const sent: Values[] = [];
    open = await openForm(browser, { form, submit: input => (sent.push(input), Promise.resolve([])) });
    const { page } = open;
    const button = page.getByRole('button', { name: form.submitLabel, exact: true });
    const said = page.locator('footer').getByRole('status');
    return { page, sent, button, said, form: open };
  }

  for (const { name, of, form } of updates) {
    it(`of ${name} says that nothing was changed, even if the controls can't hold the answer`, async () => {
      for (const answer of fc.sample(answerOf(of), { seed, numRuns: 4 })) {
        const { page, sent, button, said } = await start(
          pageForm(form, answer, { title: 'Update', line: '', key: 'k' }, {}),
        );
        const about = JSON.stringify(answer);
        assert.equal(await page.locator('.field.changed').count(), 0, about);
        await button.click();
        await said.getByText('No changes to save').waitFor();
        assert.equal(await page.getByRole('alert').isVisible(), false, about);
        assert.deepEqual(sent, [], about);
        await open?.close();
      }
    });
  }

  it('looks the same when its tab is shown again, and shows in folded sections what was changed', async () => {
    const { form } = updates.find(({ name }) => name === 'stack.update') ?? assert.fail();
    const answer = { Name: 'dev', EmbedHostDomains: ['a.example', 'b.example'] };
    const { page } = await start(pageForm(form, answer, { title: 'Update', line: '', key: 'k' }, {}));
    const summary = (title: string) => page.locator('summary', { hasText: title });
    await page.setViewportSize({ width: 900, height: 400 });
    await summary('Access').click();
    const box = page.getByRole('combobox', { name: 'Embed host domains, entry 2', exact: true });
    await box.fill('c.example');
    await summary('User permissions').click();
    await page.getByRole('switch', { name: 'File upload', exact: true }).click();
    await summary('User permissions').click();
    assert.match(await summary('User permissions').innerText(), /1 changed/);
    await box.focus();
    const scroll = () => page.evaluate(() => Math.round(window.scrollY));
    const before = await scroll();
    assert.ok(before > 0);
    await page.waitForTimeout(300); // what is looked at is told when scrolling pauses
    await page.reload();
    await page.locator('.fields:not([aria-busy])').waitFor();
    await page.waitForFunction(top => Math.abs(window.scrollY - top) < 3, before);
    const open = await page.locator('details[open] > summary h2').allInnerTexts();
    assert.deepEqual(open, ['Access']);
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Embed host domains, entry 2',
    );
    assert.equal(await box.inputValue(), 'c.example');
    assert.match(await summary('User permissions').innerText(), /1 changed/);
    assert.deepEqual(await axeFindings(page), []);
  });
});

describe('an update form in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const at = (...path: string[]): string[] => [production, 'eu-west-1', ...path];
  const form = () => webview(workbench.page);
  const field = (name: string) => form().getByRole('textbox', { name, exact: true });
  const press = (name: string): Promise<void> => form().getByRole('button', { name, exact: true }).click();
  const tab = (title: string) => workbench.page.getByRole('tab', { name: new RegExp(`^${title}`) });
  const sent = (): string[] => demo.requests.filter(request => request.startsWith('Update'));
  /** What a colleague does, past the explorer. */
  let colleague: AppStream;

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1200, height: 1300 },
    });
    colleague = new AppStream({
      endpoint: demo.simulator.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(at('Stacks'));
  });
  after(async () => {
    colleague?.destroy();
    await workbench?.close();
    await demo?.close();
  });
  beforeEach(() => void demo.requests.splice(0));
  afterEach(() => demo.simulator.faults.clear());

  async function openUpdate(stack: string): Promise<void> {
    await rows.chooseMenu(at('Stacks', stack), 'Update Stack…');
    await field('Display name').waitFor();
    await form().locator('.fields:not([aria-busy])').waitFor();
  }

  const stackNamed = async (name: string) => (await colleague.describeStacks({ Names: [name] })).Stacks?.[0];

  const changedMeanwhile = () => form().getByRole('group', { name: /^Changed in AWS since you opened this form/ });
  let byColleague: Awaited<ReturnType<typeof stackNamed>>;

  it('shows what a colleague has changed before it sends', async () => {
    await openUpdate('gis');
    await field('Display name').fill('GIS for all');
    await form().locator('summary', { hasText: 'User permissions' }).click();
    await form().getByRole('switch', { name: 'Printing to local device', exact: true }).click();
    await colleague.updateStack({
      Name: 'gis',
      DisplayName: 'GIS by a colleague',
      Description: 'Told by a colleague',
      UserSettings: [{ Action: 'FILE_UPLOAD', Permission: 'DISABLED' }],
    });
    byColleague = await stackNamed('gis');
    demo.requests.splice(0);
    await press('Update Stack');
    const notice = changedMeanwhile();
    await notice.waitFor();
    assert.deepEqual(sent(), [], 'nothing is sent before it is shown');
    const text = await notice.innerText();
    assert.match(text, /Display name: was .*, now GIS by a colleague/);
    assert.match(text, /Description: was .*, now Told by a colleague/);
    assert.match(text, /User settings › File upload/);
    assert.equal(
      await form().getByRole('textbox', { name: 'Description', exact: true }).inputValue(),
      'Told by a colleague',
    );
    assert.equal(await field('Display name').inputValue(), 'GIS for all');
    await screenshot(workbench.page, 'form-meanwhile');
  });

  it('sends what the user then chooses, and overwrites nothing else that the colleague has changed', async () => {
    const notice = changedMeanwhile();
    await notice.getByRole('radio', { name: 'Use the AWS value: GIS by a colleague' }).check();
    assert.equal(await field('Display name').inputValue(), 'GIS by a colleague');
    await notice.getByRole('radio', { name: 'Keep yours: GIS for all' }).check();
    assert.equal(await field('Display name').inputValue(), 'GIS for all');
    await press('Update Stack');
    await tab('Update Stack').waitFor({ state: 'hidden' });
    const after = await stackNamed('gis');
    const permission = (action: string) => after?.UserSettings?.find(({ Action }) => Action === action)?.Permission;
    assert.equal(after?.DisplayName, 'GIS for all');
    assert.equal(after?.Description, 'Told by a colleague');
    assert.equal(permission('FILE_UPLOAD'), 'DISABLED');
    const printing = byColleague?.UserSettings?.find(({ Action }) => Action === 'PRINTING_TO_LOCAL_DEVICE')?.Permission;
    assert.equal(permission('PRINTING_TO_LOCAL_DEVICE'), printing === 'ENABLED' ? 'DISABLED' : 'ENABLED');
  });

  const said = (): ReturnType<typeof notifications> => notifications(workbench.page);

  it('can be taken back with Undo, until somebody else changes the same', async () => {
    await command(workbench.page, 'Notifications: Clear All Notifications');
    const before = (await stackNamed('gis'))?.DisplayName;
    await openUpdate('gis');
    await field('Display name').fill('Soon undone');
    await press('Update Stack');
    await said().waitFor('Updated Stack "gis".');
    assert.equal((await stackNamed('gis'))?.DisplayName, 'Soon undone');
    await screenshot(workbench.page, 'form-undo');
    await said().press('Updated Stack "gis".', 'Undo');
    await said().waitFor('Stack "gis" has its earlier values again.');
    assert.equal((await stackNamed('gis'))?.DisplayName, before);
    assert.equal(sent().length, 2);
  });

  it('is not taken back over the change of a colleague: the form opens with it', async () => {
    await command(workbench.page, 'Notifications: Clear All Notifications');
    await openUpdate('gis');
    await field('Display name').fill('Mine');
    await press('Update Stack');
    await said().waitFor('Updated Stack "gis".');
    await colleague.updateStack({ Name: 'gis', DisplayName: 'Theirs' });
    demo.requests.splice(0);
    await said().press('Updated Stack "gis".', 'Undo');
    await said().waitFor('Stack "gis" has changed since your update. Nothing was undone.');
    await field('Display name').waitFor();
    assert.equal(await field('Display name').inputValue(), 'Theirs');
    assert.deepEqual(sent(), []);
    await press('Cancel');
  });

  it("asks whether to send if the resource can't be described", async () => {
    await openUpdate('gis');
    await field('Display name').fill('Unseen');
    demo.simulator.faults.add({
      operation: 'DescribeStacks',
      outcome: { kind: 'error', type: 'AccessDeniedException', message: 'No.' },
    });
    await press('Update Stack');
    assert.match(await dialog(workbench.page).text(), /Can't check whether somebody else has made changes/);
    await dialog(workbench.page).press('Cancel');
    await form().getByText('Nothing has been sent.').waitFor();
    assert.deepEqual(sent(), []);
    await press('Update Stack');
    await dialog(workbench.page).press('Send Anyway');
    await tab('Update Stack').waitFor({ state: 'hidden' });
    assert.equal(sent().length, 1);
  });

  it('says so if a colleague has deleted the resource', async () => {
    await colleague.createStack({ Name: 'short-lived' });
    await command(workbench.page, 'AppStream: Refresh All');
    await rows.row(at('Stacks', 'short-lived')).waitFor();
    await openUpdate('short-lived');
    await field('Display name').fill('x');
    await colleague.deleteStack({ Name: 'short-lived' });
    await press('Update Stack');
    await form()
      .getByRole('alert')
      .getByText(/The resource no longer exists/)
      .waitFor();
    assert.deepEqual(sent(), []);
    await press('Cancel');
    await dialog(workbench.page).press('Discard');
  });

  it('shows in a document that nothing would be sent while nothing is changed', async () => {
    await openUpdate('gis');
    await press('Show Request');
    const shown = workbench.page.locator('.editor-instance .view-lines').filter({ hasText: 'Nothing' });
    await shown.waitFor();
    assert.match(
      (await shown.innerText()).replaceAll('\u00a0', ' '),
      /Nothing would be sent\.[\s\S]*There are no changes to save\./,
    );
    assert.equal(await workbench.page.locator('.squiggly-error').count(), 0);
  });
});
