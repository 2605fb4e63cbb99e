// Lists with one row a value (switches, storage connectors), sections and the meanings of choices, in a form's page.
import assert from 'node:assert/strict';

import type { Browser, Page } from 'playwright-core';

import { fieldsOf } from '../../src/explorer/forms/formSpec';
import { formTexts } from '../../src/explorer/forms/formTexts';
import type { FieldProblem, Values } from '../../src/forms/field';
import type { Form } from '../../src/forms/protocol';
import { createStack, updateStack } from '../../src/kinds/parts/stackForm';
import { launchBrowser } from '../../tools/browser.mjs';
import { axeFindings, type FormPageOptions, type OpenForm, openForm, waitForInvalid } from '../support/formPage';
import { type ThemeKind, themes } from '../support/themes';

const create: Form = {
  key: 'create',
  title: 'Create Stack',
  fields: fieldsOf('CreateStack', createStack.form.hints, {
    UserSetting: { MaximumLength: 'How many characters.' },
    CreateStackRequest: { UserSettings: 'What users may do.' },
  }),
  rules: [],
  values: { Name: 'dev' },
  submitLabel: 'Create',
  texts: formTexts(),
};
const update = (values: Values): Form => ({
  ...create,
  fields: fieldsOf('UpdateStack', { ...updateStack.hints, hide: ['Name'] }),
  values,
});

const flip = (page: Page, name: string) => page.getByRole('switch', { name, exact: true }).click();
const unfold = (page: Page, title: string) => page.locator('summary', { hasText: title }).click();
const folded = (page: Page, title: string) => page.locator('summary', { hasText: title }).innerText();
const stateOf = (page: Page, name: string) =>
  page
    .locator('.eachSwitch')
    .filter({ has: page.getByRole('switch', { name, exact: true }) })
    .locator('.eachState')
    .innerText();

describe('the page of a form with rows for values', () => {
  let browser: Browser;
  let open: OpenForm | undefined;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  async function start(form: Form, answer: FieldProblem[] = [], options: FormPageOptions = {}) {
    const sent: Values[] = [];
    const handlers = { form, submit: (input: Values) => (sent.push(input), Promise.resolve(answer)) };
    open = await openForm(browser, handlers, options);
    const { page } = open;
    const submit = async (): Promise<Values | undefined> => {
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      if (!answer.length) await page.getByText('Done.').waitFor();
      return sent.at(-1);
    };
    return { page, submit };
  }

  it('says what the service does with switches that are not set, and sends none of them', async () => {
    const { page, submit } = await start(create);
    await unfold(page, 'User permissions');
    assert.equal(await page.getByRole('switch', { name: 'File upload' }).getAttribute('aria-checked'), 'true');
    assert.equal(await stateOf(page, 'File upload'), 'Enabled by default');
    assert.equal(await stateOf(page, 'Domain smart card sign-in'), 'Disabled by default');
    assert.deepEqual(await submit(), { Name: 'dev' });
  });

  it('sends the switches that were set as the list that the API expects, with the values of the one that is on', async () => {
    const { page, submit } = await start(create);
    await unfold(page, 'User permissions');
    await flip(page, 'File upload');
    assert.equal(await stateOf(page, 'File upload'), 'Disabled');
    await page.getByRole('switch', { name: 'Auto time zone redirection' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('textbox', { name: 'Clipboard copy to local device: Maximum length' }).fill('500');
    assert.equal(await page.getByRole('textbox', { name: 'File download: Maximum length' }).count(), 0);
    await page.getByRole('textbox', { name: 'Clipboard copy from local device: Maximum length' }).fill('9');
    await flip(page, 'Clipboard copy from local device');
    assert.deepEqual(await submit(), {
      Name: 'dev',
      UserSettings: [
        { Action: 'CLIPBOARD_COPY_FROM_LOCAL_DEVICE', Permission: 'DISABLED' },
        { Action: 'CLIPBOARD_COPY_TO_LOCAL_DEVICE', Permission: 'ENABLED', MaximumLength: 500 },
        { Action: 'FILE_UPLOAD', Permission: 'DISABLED' },
        { Action: 'AUTO_TIME_ZONE_REDIRECTION', Permission: 'ENABLED' },
      ],
    });
  });

  it('keeps what a newer service returns: actions, permissions and their order', async () => {
    const UserSettings = [
      { Action: 'WEBCAM', Permission: 'ENABLED' },
      { Action: 'FILE_UPLOAD', Permission: 'ASK' },
      { Action: 'FILE_DOWNLOAD', Permission: 'ENABLED' },
    ];
    const { page, submit } = await start(update({ UserSettings }));
    await unfold(page, 'User permissions');
    assert.equal(await stateOf(page, 'File upload'), 'ASK');
    assert.equal(await stateOf(page, 'WEBCAM'), 'Enabled');
    assert.deepEqual(await submit(), { UserSettings });
    await flip(page, 'File download');
    const [webcam, upload] = UserSettings;
    const changed = [webcam, upload, { Action: 'FILE_DOWNLOAD', Permission: 'DISABLED' }];
    assert.deepEqual(await submit(), { UserSettings: changed });
  });

  it('shows a problem at its row, in a section that was folded', async () => {
    const values = { UserSettings: [{ Action: 'CLIPBOARD_COPY_TO_LOCAL_DEVICE', Permission: 'ENABLED' }] };
    const answer = [{ path: ['UserSettings', 0, 'MaximumLength'], message: 'Too long.' }];
    const { page, submit } = await start(update(values), answer);
    await submit();
    await page.getByText('Too long.').waitFor();
    const field = page.getByRole('textbox', { name: 'Clipboard copy to local device: Maximum length' });
    await waitForInvalid(field);
    await field.and(page.locator(':focus')).waitFor();
    await field.fill('soon');
    assert.equal(await page.getByText('Enter a whole number.').count(), 1);
  });

  it('connects storage with check boxes that open its fields', async () => {
    const given = { ConnectorType: 'HOMEFOLDERS', ResourceIdentifier: 'bucket' };
    const { page, submit } = await start(update({ StorageConnectors: [given] }));
    await unfold(page, 'Storage and settings');
    const home = page.getByRole('group', { name: 'Home folders' });
    assert.equal(await home.getByRole('textbox', { name: 'Resource identifier' }).inputValue(), 'bucket');
    const drive = page.getByRole('group', { name: 'Google Drive' });
    assert.equal(await drive.count(), 0);
    await page.getByRole('checkbox', { name: 'Google Drive' }).click();
    assert.equal(await drive.getByText('an administrator must consent').count(), 0);
    await drive.getByRole('button', { name: 'Add: Domains' }).click();
    await page.keyboard.type('example.com');
    const StorageConnectors = [given, { ConnectorType: 'GOOGLE_DRIVE', Domains: ['example.com'] }];
    assert.deepEqual(await submit(), { StorageConnectors });
    await page.getByRole('checkbox', { name: 'Home folders' }).click();
    assert.deepEqual(await submit(), { StorageConnectors: StorageConnectors.slice(1) });
  });

  it('locks the rows of a locked list, and gives the reason once', async () => {
    const fields = update({}).fields.map(field =>
      field.name === 'UserSettings' ? { ...field, locked: 'Not now.' } : field,
    );
    const { page } = await start({ ...create, fields, values: {} });
    await unfold(page, 'User permissions');
    assert.equal(await page.getByRole('switch', { name: 'File upload' }).isDisabled(), true);
    assert.equal(await page.getByText('Not now.').count(), 1);
  });

  it('shows how much is set in a folded section, by keyboard and pointer alike', async () => {
    const { page } = await start(create);
    assert.equal(await folded(page, 'Access'), 'Access');
    await page.locator('summary', { hasText: 'Access' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Redirect URL' }).fill('https://example.com');
    await page.locator('summary', { hasText: 'Access' }).click();
    assert.match(await folded(page, 'Access'), /^Access\s+1 set$/);
    assert.equal(await page.getByRole('textbox', { name: 'Redirect URL' }).isVisible(), false);
  });

  it('hides a section with no field to fill in', async () => {
    const form: Form = { ...create, rules: [{ kind: 'forbidden', member: 'AgentAccessConfig' }] };
    const { page } = await start(form);
    assert.equal(await page.locator('summary', { hasText: 'Agents' }).count(), 1);
    assert.equal(await page.locator('summary', { hasText: 'Agents' }).isVisible(), false);
  });

  it('marks required fields of a group once the group is used', async () => {
    const { page } = await start(create);
    await unfold(page, 'Agents');
    const star = page.getByRole('group', { name: 'Agent permissions' }).locator('> .label > .star');
    assert.equal(await star.isVisible(), false);
    await page.getByRole('combobox', { name: 'S3 bucket ARN' }).fill('arn');
    assert.equal(await star.isVisible(), true);
  });

  it('shows what choices mean while one is selected, and what the selected one means below it', async () => {
    const fields = fieldsOf(
      'CreateFleet',
      { order: ['FleetType'] },
      { CreateFleetRequest: { FleetType: 'The type.\n• ALWAYS_ON: At once.\n• ON_DEMAND: In a minute.' } },
    );
    const { page } = await start({ ...create, fields });
    await page.getByRole('combobox', { name: 'Fleet type' }).click();
    const option = page.getByRole('option', { name: 'ON_DEMAND', exact: true });
    await option.getByText('In a minute.').waitFor();
    assert.equal(await option.getAttribute('aria-description'), 'In a minute.');
    await option.click();
    const field = page.locator('.field.choice').filter({ has: page.getByRole('combobox', { name: 'Fleet type' }) });
    assert.equal(await field.locator('.note').innerText(), 'In a minute.');
    assert.equal(await field.locator('.selectedValue').innerText(), 'ON_DEMAND');
  });

  for (const theme of Object.keys(themes) as ThemeKind[]) {
    it(`has no axe violations in ${theme}`, async () => {
      const { page } = await start(create, [], { theme });
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('checkbox', { name: 'OneDrive for Business' }).click();
      await flip(page, 'Computer vision');
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('alert').waitFor();
      assert.deepEqual(await axeFindings(page), []);
    });
  }

  for (const { given, options } of [
    { given: 'in a column of 400 pixels', options: { width: 400 } },
    { given: 'at 200 %', options: { width: 800, zoom: 2 } },
  ]) {
    it(`needs no horizontal scrolling ${given}`, async () => {
      const { page } = await start(create, [], options);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('checkbox', { name: 'OneDrive for Business' }).click();
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(Number(content) <= Number(window), `${content} > ${window}`);
    });
  }
});
