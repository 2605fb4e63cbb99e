// What the page of a form shows: suggestions, buttons that stay where they are, hostile texts, themes, little room.
import assert from 'node:assert/strict';

import type { Field } from '../../src/forms/field';
import type { Form } from '../../src/forms/protocol';
import { axeFindings } from '../support/formPage';
import { type ThemeKind, themes } from '../support/themes';
import { combo, fleet, frame, press, useFormPages } from '../support/useFormPages';

describe("the look of a form's page:", () => {
  const { start } = useFormPages();

  it('says why there are no suggestions, and accepts any text', async () => {
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
    it(`keeps a button under the pointer while it is pressed, ${after}`, async () => {
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
    it(`moves no button from under the pointer, whichever field with ${entered} loses the focus`, async () => {
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

  it('closes suggestions and their message with Escape', async () => {
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

  it('shows hostile labels, help, values and suggestions as plain text', async () => {
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
    it(`has no axe violations in ${theme}, with problems, suggestions and all sections shown`, async () => {
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
    it(`needs no horizontal scrolling ${given}`, async () => {
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
