import assert from 'node:assert/strict';

import type { Browser, Page } from 'playwright-core';

import type { FormHandlers } from '../../src/explorer/forms/formServer';
import { fieldsOf } from '../../src/explorer/forms/formSpec';
import { formTexts } from '../../src/explorer/forms/formTexts';
import type { Field, FieldProblem, Values } from '../../src/forms/field';
import type { Form } from '../../src/forms/protocol';
import { forbiddenWhen, is, isNot, oneOf, requiredWhen } from '../../src/forms/rules';
import { launchBrowser } from '../../tools/browser.mjs';
import { axeFindings, type FormPageOptions, type OpenForm, openForm, waitForInvalid } from '../support/formPage';
import { type ThemeKind, themes } from '../support/themes';
import { waitUntil } from '../support/waitUntil';

const elastic = is('FleetType', 'ELASTIC');
const notElastic = isNot('FleetType', 'ELASTIC');

/** The form that creates a fleet: every kind of field but a secret one, and rules between them. */
const fleet: Form = {
  key: 'fleet',
  title: 'Create Fleet',
  subtitle: 'Sandbox in eu-west-1',
  fields: fieldsOf('CreateFleet', {
    order: ['FleetType', 'ImageName', 'MaxConcurrentSessions', 'DisconnectTimeoutInSeconds'],
    sections: [{ title: 'Network', members: ['VpcConfig', 'EnableDefaultInternetAccess'] }],
    members: { ImageName: { suggest: 'image' }, InstanceType: { suggest: 'broken' } },
  }),
  rules: [
    oneOf(['ImageName', 'ImageArn'], notElastic),
    forbiddenWhen('ImageName', elastic),
    requiredWhen('MaxConcurrentSessions', elastic),
    forbiddenWhen('MaxConcurrentSessions', notElastic),
  ],
  values: {},
  submitLabel: 'Create',
  texts: formTexts(),
};

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const combo = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** A field's frame: the innermost that holds this label. */
const frame = (page: Page, label: string) =>
  page.locator('.field').filter({ has: page.locator('> .label', { hasText: new RegExp(`^${label}\\*?$`) }) });
const problemOf = (page: Page, label: string) => frame(page, label).locator('> .problem').innerText();
/** What the keyboard's focus is on, by its accessible name. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

describe('the page of a form', function () {
  let browser: Browser;
  let open: OpenForm | undefined;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const complaints = open?.complaints.filter(complaint => !isKnown(complaint)) ?? [];
    await open?.close();
    open = undefined;
    assert.deepEqual(complaints, []);
  });

  /** The toolkit sets an empty `style` attribute, which the policy blocks and nobody misses: this is the hash of nothing. */
  const isKnown = (complaint: string) => complaint.includes("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");

  /** Opens a form. `sent` is what was submitted; `answer` what the service says to it. */
  async function start(
    form: Form,
    { answer = [], ...options }: FormPageOptions & { answer?: FieldProblem[] } = {},
  ): Promise<{ page: Page; sent: Values[]; form: OpenForm }> {
    const sent: Values[] = [];
    const handlers: FormHandlers = {
      form,
      submit: input => (sent.push(input), Promise.resolve(answer)),
      preview: () => Promise.resolve(),
      drafted: () => undefined,
      unlock: () => undefined,
      reopen: () => undefined,
      cancel: () => undefined,
      explain: error => (error as Error).message,
      suggest: (source, query) =>
        source === 'broken'
          ? Promise.reject(new Error('Access denied.'))
          : Promise.resolve(
              ['win-2022', 'win-2025', 'rhel'].filter(name => name.includes(query)).map(value => ({ value })),
            ),
    };
    open = await openForm(browser, handlers, options);
    return { page: open.page, sent, form: open };
  }

  it('is filled in and submitted with the keyboard alone', async () => {
    const { page, sent } = await start(fleet);
    assert.equal(await focused(page), 'Name');
    await page.keyboard.type('dev');
    await page.keyboard.press('Tab');
    await page.keyboard.type('stream.standard.medium');
    await page.keyboard.press('Tab'); // the help's "Show more"
    await waitUntil('the keyboard to come to Image name', async () => {
      if ((await focused(page)) === 'Image name') return true;
      await page.keyboard.press('Tab');
      return false;
    });
    await page.keyboard.type('win');
    await page.getByRole('option', { name: 'win-2025' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await combo(page, 'Image name').inputValue(), 'win-2025');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Done.').waitFor();
    assert.deepEqual(sent, [{ Name: 'dev', InstanceType: 'stream.standard.medium', ImageName: 'win-2025' }]);
  });

  it('sends each kind of field as the API takes it, and nothing that was left empty', async () => {
    const { page, sent } = await start({ ...fleet, values: { FleetType: 'ALWAYS_ON', ImageName: 'img' } });
    await field(page, 'Name').fill('dev');
    await combo(page, 'Instance type').fill('stream.standard.medium');
    await combo(page, 'Fleet type').click();
    await page.getByRole('option', { name: 'ON_DEMAND' }).click();
    await field(page, 'Disconnect timeout').fill('900');
    assert.equal(await frame(page, 'Disconnect timeout').locator('.note').innerText(), 'seconds (15 min)');
    for (const section of ['Network', 'More options']) await page.locator('summary', { hasText: section }).click();
    for (const subnet of ['subnet-1', 'unwanted', 'subnet-2']) {
      await press(page, 'Add: Subnet IDs');
      await page.keyboard.type(subnet); // the focus goes to the new entry
    }
    await press(page, 'Remove Subnet IDs, entry 2');
    await page.getByRole('checkbox', { name: 'Enable default internet access' }).click();
    await press(page, 'Add: Tags');
    await page.keyboard.type('env');
    await press(page, 'Create');
    await page.getByText('Done.').waitFor();
    assert.deepEqual(sent, [
      {
        Name: 'dev',
        InstanceType: 'stream.standard.medium',
        FleetType: 'ON_DEMAND',
        ImageName: 'img',
        DisconnectTimeoutInSeconds: 900,
        VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
        EnableDefaultInternetAccess: true,
        Tags: { env: '' },
      },
    ]);
  });

  it('says what is wrong at the fields, leads to the first, and sends nothing until it is right', async () => {
    const { page, sent } = await start(fleet);
    await field(page, 'Disconnect timeout').fill('soon');
    await press(page, 'Create');
    assert.equal(await problemOf(page, 'Name'), 'This is required.');
    assert.equal(await problemOf(page, 'Image name'), 'Enter one of these: Image name, Image ARN.');
    assert.equal(await problemOf(page, 'Disconnect timeout'), 'Enter a whole number.');
    assert.equal(await page.getByRole('alert').innerText(), 'Problems to correct: 4');
    assert.equal(await focused(page), 'Name');
    await waitForInvalid(field(page, 'Name'));
    assert.match((await field(page, 'Name').getAttribute('aria-description')) ?? '', /This is required\.$/);
    await page.keyboard.type('dev');
    assert.equal(await frame(page, 'Name').locator('> .problem').isVisible(), false);
    assert.equal(await page.getByRole('alert').innerText(), 'Problems to correct: 3');
    assert.deepEqual(sent, []);
  });

  it('is quiet about fields that nobody has been in', async () => {
    const { page } = await start(fleet);
    await field(page, 'Name').fill('not a name!');
    assert.equal(await page.locator('.problem:visible').count(), 0);
    await page.keyboard.press('Tab');
    assert.equal(await page.locator('.problem:visible').count(), 1);
  });

  it('shows what the service refuses at its field or on top, and keeps what was entered', async () => {
    const answer = [
      { path: ['VpcConfig', 'SubnetIds', 0], message: 'No such subnet.' },
      { path: [], message: 'The quota is reached.' },
    ];
    const values = { Name: 'dev', InstanceType: 'x', ImageName: 'img', VpcConfig: { SubnetIds: ['subnet-1'] } };
    const { page, sent } = await start({ ...fleet, values }, { answer });
    await press(page, 'Create');
    await page.getByRole('alert').getByText('The quota is reached.').waitFor();
    assert.equal(await page.locator('.problem:visible').innerText(), 'No such subnet.');
    assert.equal(await focused(page), 'Subnet IDs, entry 1'); // its section was folded
    assert.equal(await field(page, 'Name').inputValue(), 'dev');
    await page.keyboard.type('2');
    assert.equal(await page.locator('.problem:visible').count(), 0);
    await press(page, 'Create');
    await page.getByText('No such subnet.').waitFor();
    assert.equal(sent.length, 2);
  });

  it('hides what a rule forbids, marks what it requires, and never hides what holds a value', async () => {
    const { page } = await start(fleet);
    const sessions = frame(page, 'Max concurrent sessions');
    assert.equal(await sessions.isVisible(), false);
    await combo(page, 'Fleet type').click();
    await page.getByRole('option', { name: 'ELASTIC' }).click();
    await sessions.locator('.star').waitFor();
    assert.equal(await frame(page, 'Image name').isVisible(), false);
    await field(page, 'Max concurrent sessions').fill('5');
    await combo(page, 'Fleet type').click();
    await page.getByRole('option', { name: 'ALWAYS_ON' }).click();
    assert.equal(await sessions.isVisible(), true);
    assert.equal(await problemOf(page, 'Max concurrent sessions'), 'Leave this empty unless Fleet type is ELASTIC.');
  });

  it('says why there are no suggestions, and takes any text', async () => {
    const { page } = await start(fleet);
    await combo(page, 'Instance type').click();
    const status = frame(page, 'Instance type').getByRole('status');
    await status.getByText('Suggestions are not available: Access denied. You can enter any value.').waitFor();
    await combo(page, 'Instance type').fill('stream.new.huge');
    assert.equal(await combo(page, 'Instance type').inputValue(), 'stream.new.huge');
  });

  for (const { after, label, enter } of [
    { after: 'suggestions were found', label: 'Image name', enter: 'win' },
    { after: 'nothing was found to suggest', label: 'Image name', enter: 'mine' },
    { after: 'nothing could be looked up', label: 'Instance type', enter: 'stream.new.huge' },
  ]) {
    it(`stays under the pointer while a button is pressed, ${after}`, async () => {
      const few: Form = {
        ...fleet,
        fields: fleet.fields.filter(({ name }) => name === 'ImageName' || name === 'InstanceType'),
      };
      const values = { ImageName: 'img', InstanceType: 'x' };
      const { page, sent } = await start({ ...few, rules: [], values });
      await combo(page, label).fill(enter);
      await frame(page, label).getByRole('status').getByText(/./).waitFor();
      const button = page.getByRole('button', { name: 'Create', exact: true });
      const { x = 0, y = 0, height = 0 } = (await button.boundingBox()) ?? {};
      await page.mouse.move(x + 5, y + height - 3);
      await page.mouse.down();
      await page.evaluate(() => new Promise(requestAnimationFrame));
      await page.mouse.up();
      await page.getByText('Done.').waitFor();
      assert.deepEqual(sent, [{ ...values, [label === 'Image name' ? 'ImageName' : 'InstanceType']: enter }]);
    });
  }

  for (const { entered, problems } of [
    { entered: 'what is right', problems: false },
    { entered: 'what is wrong', problems: true },
  ]) {
    it(`moves no button from under the pointer, whichever field with ${entered} the press takes the focus from`, async () => {
      const values = { VpcConfig: { SubnetIds: ['subnet'] }, Tags: { env: 'prod' }, MaxUserDurationInSeconds: 600 };
      const { page, sent } = await start({ ...fleet, values });
      await page.setViewportSize({ width: 900, height: 6000 }); // the buttons stand below the fields, where they can be moved
      for (const section of ['Network', 'More options']) await page.locator('summary', { hasText: section }).click();
      const button = page.getByRole('button', { name: 'Create', exact: true });
      const said = page.locator('.field:focus-within [role=status]'); // of suggestions
      const boxes = await page.locator('input, textarea').filter({ visible: true }).all();
      assert.ok(boxes.length > 15, String(boxes.length));
      for (const box of boxes) {
        if ((await box.getAttribute('type')) === 'checkbox' || (await box.isDisabled())) continue;
        await box.fill(problems ? '!' : '600');
        if ((await box.getAttribute('role')) === 'combobox') {
          await said.filter({ hasText: /found|Suggestions/ }).waitFor();
        }
        const before = await button.boundingBox();
        await page.mouse.move((before?.x ?? 0) + 5, (before?.y ?? 0) + 5);
        await page.mouse.down();
        await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        assert.deepEqual(await button.boundingBox(), before, (await box.getAttribute('aria-label')) ?? '');
        await page.mouse.move(5, 5);
        await page.mouse.up();
      }
      assert.deepEqual(sent, []);
    });
  }

  it('is rid of suggestions, and of what is said of them, by Escape', async () => {
    const { page } = await start(fleet);
    const status = frame(page, 'Image name').locator('[role=status]');
    for (const { typed, said } of [
      { typed: 'win', said: 'Suggestions: 2' },
      { typed: 'mine', said: 'Nothing found. You can enter any value.' },
    ]) {
      await combo(page, 'Image name').fill(typed);
      await status.getByText(said).waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await page.getByRole('listbox').count(), 0);
      assert.equal(await status.textContent(), '');
      assert.equal(await combo(page, 'Image name').inputValue(), typed);
    }
  });

  it('sees that a key stands twice', async () => {
    const { page, sent } = await start({
      ...fleet,
      values: { Name: 'a', InstanceType: 'x', ImageName: 'i', Tags: { env: 'a' } },
    });
    await page.locator('summary', { hasText: 'More options' }).click();
    await press(page, 'Add: Tags');
    await page.keyboard.type('env');
    await press(page, 'Create');
    assert.equal(await page.locator('.problem:visible').first().innerText(), 'This key already exists.');
    assert.deepEqual(sent, []);
  });

  it('keeps a draft over a reload, without anything sensitive, and tells the extension so', async () => {
    const directory: Form = {
      ...fleet,
      key: 'directory',
      fields: fieldsOf('CreateDirectoryConfig'),
      rules: [],
      values: {},
    };
    const { page, form } = await start(directory);
    await field(page, 'Directory name').fill('corp.example.com');
    await field(page, 'Account name').fill('admin-user');
    await field(page, 'Account password').fill('S3cret!');
    assert.equal(await field(page, 'Account password').getAttribute('type'), 'password');
    const said = JSON.stringify(form.said);
    assert.ok(said.includes('corp.example.com') && said.includes('"dirty":true'));
    assert.doesNotMatch(said, /admin-user|S3cret/);
    assert.doesNotMatch(await page.evaluate(() => sessionStorage.getItem('state') ?? ''), /admin-user|S3cret/);
    await page.reload();
    await page.locator('.fields:not([aria-busy])').waitFor();
    assert.equal(await field(page, 'Directory name').inputValue(), 'corp.example.com');
    assert.equal(await field(page, 'Account password').inputValue(), '');
    const last = form.said.findLast(message => message.kind === 'draft');
    assert.deepEqual(last?.draft.values, { DirectoryName: 'corp.example.com' });
    assert.deepEqual([last.draft.opened, last.dirty], [{}, true]);
  });

  it('takes up no draft of another form', async () => {
    const { page } = await start(fleet, { state: { key: 'other', values: { Name: 'theirs' } } });
    assert.equal(await field(page, 'Name').inputValue(), '');
  });

  it('shows a locked field with the reason and keeps its value', async () => {
    const fields = fieldsOf('UpdateStack', { members: { Name: { locked: 'A stack keeps its name.' } } });
    const { page, sent } = await start({ ...fleet, fields, rules: [], values: { Name: 'dev' }, submitLabel: 'Save' });
    assert.equal(await field(page, 'Name').isDisabled(), true);
    assert.equal(await frame(page, 'Name').locator('.locked').innerText(), 'A stack keeps its name.');
    await press(page, 'Save');
    await page.getByText('Done.').waitFor();
    assert.deepEqual(sent, [{ Name: 'dev' }]);
  });

  it('marks what an update sends, says how much that is, and forgets what was put back', async () => {
    const values = { Name: 'dev', InstanceType: 'x', ImageName: 'img', VpcConfig: { SubnetIds: ['subnet-1'] } };
    const { page } = await start({ ...fleet, values, changesOnly: true });
    const marked = () => page.locator('.field.changed > .label').allInnerTexts();
    const said = () => page.locator('footer').getByRole('status').innerText();
    assert.deepEqual([await marked(), await said()], [[], '']);
    await combo(page, 'Image name').fill('');
    await page.locator('summary', { hasText: 'Network' }).click();
    await field(page, 'Subnet IDs, entry 1').fill('subnet-2');
    assert.deepEqual([await marked(), await said()], [['Image name', 'VPC'], 'Changes: 2']);
    assert.deepEqual(await axeFindings(page), []);
    await combo(page, 'Image name').fill('img');
    await field(page, 'Subnet IDs, entry 1').fill('subnet-1');
    assert.deepEqual([await marked(), await said()], [[], '']);
  });

  it('renders hostile labels, help, values and suggestions inert', async () => {
    const hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>"\'>‮';
    const fields: Field[] = [
      { kind: 'text', name: 'A', label: hostile, help: `${hostile}\n${hostile}`, suggest: 'image', locked: hostile },
      {
        kind: 'choice',
        name: 'B',
        label: `B${hostile}`,
        options: [{ value: hostile, help: hostile }],
        section: hostile,
      },
      { kind: 'list', name: 'C', label: `C${hostile}`, item: { kind: 'text', name: 'x', label: hostile } },
      { kind: 'flag', name: 'D', label: `D${hostile}`, help: 'x'.repeat(10_000) },
    ];
    const values = { A: hostile, B: hostile, C: [hostile] };
    const problems = ['A', 'B', 'C'].map(name => ({ path: [name], message: hostile }));
    const form = { ...fleet, title: hostile, subtitle: hostile, fields, rules: [], values, submitLabel: hostile };
    const { page, sent } = await start(form, { answer: [...problems, { path: [], message: hostile }] });
    await page.locator('footer vscode-button').first().click();
    await page.getByRole('alert').getByRole('listitem').waitFor();
    assert.deepEqual(sent, [values]);
    assert.equal(await page.locator('img, main script').count(), 0);
    assert.equal(await page.evaluate(() => 'hurt' in window), false);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), hostile);
  });

  for (const theme of Object.keys(themes) as ThemeKind[]) {
    it(`has nothing that axe objects to in ${theme}, with problems and suggestions shown and all unfolded`, async () => {
      const values = { Tags: { env: 'prod' }, VpcConfig: { SubnetIds: [''] } };
      const { page } = await start({ ...fleet, values }, { theme });
      await press(page, 'Create');
      for (const section of ['Network', 'More options']) await page.locator('summary', { hasText: section }).click();
      await combo(page, 'Image name').click();
      await page.getByRole('option').first().waitFor();
      assert.deepEqual(await axeFindings(page), []);
    });
  }

  for (const { given, options } of [
    { given: 'in a column of 400 pixels', options: { width: 400 } },
    { given: 'at 200 %', options: { width: 800, zoom: 2 } },
  ]) {
    it(`needs no sideways scrolling ${given}`, async () => {
      const values = { Tags: { environment: 'x'.repeat(200) }, VpcConfig: { SubnetIds: ['subnet'] } };
      const { page } = await start({ ...fleet, values }, options);
      for (const section of ['Network', 'More options']) await page.locator('summary', { hasText: section }).click();
      await press(page, 'Create');
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(Number(content) <= Number(window), `${content} > ${window}`);
      assert.deepEqual(await axeFindings(page), []);
    });
  }
});
