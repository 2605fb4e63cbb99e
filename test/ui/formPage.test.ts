// What people enter into the page of a form, and what it sends, refuses and keeps.
import assert from 'node:assert/strict';

import { fieldsOf } from '../../src/explorer/forms/formSpec';
import type { Form } from '../../src/forms/protocol';
import { axeFindings, waitForInvalid } from '../support/formPage';
import { combo, field, fleet, focused, frame, press, problemOf, useFormPages } from '../support/useFormPages';
import { waitUntil } from '../support/waitUntil';

describe('the page of a form', () => {
  const { start } = useFormPages();

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

  it('sends each kind of field as the API expects it, and no empty field', async () => {
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

  it('shows problems at their fields, moves to the first, and sends nothing until they are corrected', async () => {
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

  it('shows no problem at fields that the user has not visited', async () => {
    const { page } = await start(fleet);
    await field(page, 'Name').fill('not a name!');
    assert.equal(await page.locator('.problem:visible').count(), 0);
    await page.keyboard.press('Tab');
    assert.equal(await page.locator('.problem:visible').count(), 1);
  });

  it('shows what the service refuses at its field or on top, and keeps the entered values', async () => {
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

  it('hides what a rule forbids, marks what it requires, and never hides a field with a value', async () => {
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

  it('reports a duplicate key', async () => {
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

  it('keeps a draft over a reload, without sensitive values, and tells the extension about it', async () => {
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
    const said = JSON.stringify(await form.said());
    assert.ok(said.includes('corp.example.com') && said.includes('"dirty":true'));
    assert.doesNotMatch(said, /admin-user|S3cret/);
    assert.doesNotMatch(await page.evaluate(() => sessionStorage.getItem('state') ?? ''), /admin-user|S3cret/);
    await page.reload();
    await page.locator('.fields:not([aria-busy])').waitFor();
    assert.equal(await field(page, 'Directory name').inputValue(), 'corp.example.com');
    assert.equal(await field(page, 'Account password').inputValue(), '');
    const last = (await form.said()).findLast(message => message.kind === 'draft');
    assert.deepEqual(last?.draft.values, { DirectoryName: 'corp.example.com' });
    assert.deepEqual([last.draft.opened, last.dirty], [{}, true]);
  });

  const older = { ...fleet, title: 'Before' };
  const saved = { key: 'another form', values: {}, opened: {} };
  for (const { given, options, drawn } of [
    { given: 'from its HTML when it opens', options: {}, drawn: true },
    { given: 'as it is now when it opens, if its HTML has an older one', options: { embedded: older }, drawn: true },
    {
      given: 'as it is now when it is shown again',
      options: { embedded: older, state: saved },
      drawn: false,
    },
  ]) {
    it(`draws the form ${given}`, async () => {
      const { page, form } = await start(fleet, options);
      await page.getByRole('heading', { name: fleet.title }).waitFor();
      assert.deepEqual((await form.said())[0], { kind: 'ready', drawn });
    });
  }

  it('uses no draft of another form', async () => {
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

  it('marks what an update sends, shows how much that is, and removes the mark when a value is restored', async () => {
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
});
