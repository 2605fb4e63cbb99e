// Boxes with suggestions, by keyboard, as the ARIA pattern of a combo box has it: in every form that has one, and wherever in
// the window they stand.
import assert from 'node:assert/strict';

import type { Browser, Page } from 'playwright-core';

import { fieldsOf } from '../../src/explorer/forms/formSpec';
import { formTexts } from '../../src/explorer/forms/formTexts';
import type { Field, Value, Values } from '../../src/forms/field';
import type { Form } from '../../src/forms/protocol';
import { kinds } from '../../src/kinds/all';
import { launchBrowser } from '../../tools/browser.mjs';
import { axeFindings, type FormPageOptions, type OpenForm, openForm, type PageHandlers } from '../support/formPage';
import { screenshot } from '../support/screenshot';
import { type ThemeKind, themes } from '../support/themes';

const fruits = Array.from({ length: 30 }, (_, at) => `a-suggestion-${String(at).padStart(2, '0')}`);

const formOf = (fields: readonly Field[], values: Values = {}): Form => ({
  key: 'form',
  title: 'Create Something',
  subtitle: 'Sandbox in eu-west-1',
  fields,
  rules: [],
  values,
  submitLabel: 'Create',
  texts: formTexts(),
});

/** One entry for each list, so that its box is there. */
function filled(field: Field): Value | undefined {
  if (field.kind === 'list') return field.each || field.item.kind === 'choice' ? undefined : [filled(field.item) ?? ''];
  if (field.kind !== 'group') return undefined;
  const inner = field.fields.map(part => [part.name, filled(part)] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(inner);
}

const suggests = (field: Field): boolean =>
  (field.kind === 'text' && field.suggest !== undefined) ||
  (field.kind === 'list' && suggests(field.item)) ||
  (field.kind === 'group' && field.fields.some(suggests));

/** Every form there is in which something is suggested. */
const forms = kinds.flatMap(({ name, create, actions }) =>
  [
    ...(create ? [{ does: `${name}.create`, form: create.form }] : []),
    ...actions.flatMap(({ name: action, form }) => (form ? [{ does: `${name}.${action}`, form }] : [])),
  ]
    .map(({ does, form: { operation, hints } }) => ({ does, fields: fieldsOf(operation, hints) }))
    .filter(({ fields }) => fields.some(suggests)),
);

describe('A box with suggestions', function () {
  let browser: Browser;
  let open: OpenForm | undefined;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  async function start(form: Form, options: FormPageOptions = {}): Promise<{ page: Page; sent: Values[] }> {
    const sent: Values[] = [];
    const handlers: PageHandlers = {
      form,
      submit: input => (sent.push(input), Promise.resolve([])),
      suggest: (_source, query) =>
        Promise.resolve(
          fruits.filter(fruit => fruit.includes(query)).map(value => ({ value, detail: 'Used by a fleet' })),
        ),
    };
    open = await openForm(browser, handlers, options);
    return { page: open.page, sent };
  }

  const text = (name: string, suggest?: string): Field => ({
    kind: 'text',
    name,
    label: name,
    ...(suggest && { suggest }),
  });
  const three = formOf([text('Before'), text('Box', 'any'), text('After')]);
  const box = (page: Page, name = 'Box') => page.getByRole('combobox', { name, exact: true });
  const options = (page: Page) => page.getByRole('option');
  /** The suggestion that the box points at. */
  const marked = (page: Page, name = 'Box') =>
    box(page, name).evaluate(input => {
      const id = input.getAttribute('aria-activedescendant');
      const found = id === null ? undefined : document.getElementById(id);
      return found?.ariaSelected === 'true' ? found.firstChild?.textContent : undefined;
    });
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName);

  async function press(page: Page, ...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }

  for (const { does, fields } of forms) {
    it(`of ${does} keeps the typed text, and Tab moves to the next control`, async () => {
      const values = Object.fromEntries(fields.map(field => [field.name, filled(field)]));
      const { page } = await start(formOf(fields, values), { height: 700 });
      for (const section of await page.locator('details > summary').all()) await section.click();
      const boxes = await page.locator('.combo input').all();
      assert.ok(boxes.length > 0);
      for (const input of boxes) {
        const name = (await input.getAttribute('aria-label')) ?? '';
        const mark = (as: string) =>
          page.evaluate(attribute => document.activeElement?.setAttribute(attribute, ''), `data-${as}`);
        await input.focus();
        await press(page, 'Tab');
        await mark('next');
        await press(page, 'Shift+Tab');
        assert.ok(await input.evaluate(element => element === document.activeElement), `${name}: back`);
        await input.pressSequentially('a-s');
        await options(page).first().waitFor();
        await press(page, 'Tab');
        const arrived = await page.evaluate(() => document.activeElement?.hasAttribute('data-next'));
        assert.ok(arrived, `${name}: the focus is on ${await focused(page)}`);
        assert.equal(await input.inputValue(), 'a-s', name);
        assert.equal(await options(page).count(), 0, name);
        await page.evaluate(() => document.querySelector('[data-next]')?.removeAttribute('data-next'));
      }
    });
  }

  it('lets the user submit the form with its list open and after Tab', async () => {
    const { page, sent } = await start(three);
    await box(page).pressSequentially('a-');
    await options(page).first().waitFor();
    await press(page, 'Control+Enter');
    await page.getByText('Done.').waitFor();
    await box(page).fill('a-s');
    await options(page).first().waitFor();
    await press(page, 'Tab', 'Control+Enter');
    await page.waitForFunction(() => document.querySelector('footer [role=status]')?.textContent === 'Done.');
    assert.deepEqual(sent, [{ Box: 'a-' }, { Box: 'a-s' }]);
  });

  it('opens with Down, with the first or the entered suggestion marked', async () => {
    const { page } = await start(three);
    await box(page).focus();
    await press(page, 'ArrowDown');
    await options(page).first().waitFor();
    assert.equal(await marked(page), fruits[0]);
    await press(page, 'ArrowDown', 'Enter');
    assert.equal(await box(page).inputValue(), fruits[1]);
    assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
    await press(page, 'ArrowDown');
    await options(page).first().waitFor();
    assert.deepEqual([await options(page).count(), await marked(page)], [30, fruits[1]]);
    await press(page, 'Escape', 'ArrowUp');
    await options(page).first().waitFor();
    assert.equal(await marked(page), fruits[1]);
    await box(page).fill('');
    await options(page).first().waitFor();
    await press(page, 'Escape', 'ArrowUp');
    await options(page).first().waitFor();
    assert.equal(await marked(page), fruits.at(-1));
  });

  it('moves its mark with the arrow keys, Home, End and the page keys, and scrolls it into view', async () => {
    const { page } = await start(three);
    await box(page).focus();
    await press(page, 'ArrowDown');
    await options(page).first().waitFor();
    for (const [key, at] of [
      ['ArrowUp', 29],
      ['ArrowDown', 0],
      ['End', 29],
      ['Home', 0],
      ['PageUp', 0],
    ] as const) {
      await press(page, key);
      assert.equal(await marked(page), fruits[at], key);
    }
    await press(page, 'PageDown');
    const place = fruits.indexOf((await marked(page)) ?? '');
    assert.ok(place > 2 && place < 15, String(place));
    await press(page, 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown');
    assert.equal(await marked(page), fruits[29]);
    const seen = await page.evaluate(() => {
      const option = document.querySelector('[role=option][aria-selected=true]')?.getBoundingClientRect();
      const list = document.querySelector('[role=listbox]')?.getBoundingClientRect();
      return option && list && option.top >= list.top && option.bottom <= list.bottom;
    });
    assert.ok(seen);
    assert.equal(await box(page).inputValue(), '', 'nothing is entered by looking');
  });

  it('leaves Home and End to the text while no suggestion is marked', async () => {
    const { page } = await start(three);
    await box(page).pressSequentially('a-s');
    await options(page).first().waitFor();
    await press(page, 'Home');
    await page.keyboard.type('x');
    assert.equal(await box(page).inputValue(), 'xa-s');
  });

  it('takes the marked suggestion when the focus moves on', async () => {
    const { page } = await start(three);
    await box(page).focus();
    await press(page, 'ArrowDown');
    await options(page).first().waitFor();
    await press(page, 'ArrowDown', 'Tab');
    assert.deepEqual([await box(page).inputValue(), await focused(page)], [fruits[1], 'After']);
  });

  it('closes with Escape, which does nothing else, and with Enter, which keeps the typed text', async () => {
    const { page, sent } = await start(three);
    for (const key of ['Escape', 'Enter', 'Alt+ArrowUp']) {
      await box(page).fill('');
      await box(page).pressSequentially('a-');
      await options(page).first().waitFor();
      await press(page, key);
      assert.deepEqual([await options(page).count(), await box(page).inputValue()], [0, 'a-'], key);
      assert.equal(await focused(page), 'Box');
    }
    assert.deepEqual(sent, []);
  });

  it('shows no list when the only suggestion is what was typed, so that the next field is not covered', async () => {
    const { page } = await start(three);
    await box(page).fill('a-suggestion-0');
    await options(page).nth(9).waitFor();
    await box(page).fill(fruits[7] ?? '');
    await options(page).first().waitFor({ state: 'detached' });
    assert.deepEqual([await options(page).count(), await focused(page)], [0, 'Box']);
    await press(page, 'ArrowDown');
    await options(page).nth(29).waitFor();
  });

  it('in a list does not suggest values of other entries', async () => {
    const list: Field = { kind: 'list', name: 'Subnets', label: 'Subnets', item: text('Subnet', 'any') };
    const { page } = await start(formOf([list], { Subnets: [fruits[0] ?? '', fruits[2] ?? '', ''] }));
    const third = box(page, 'Subnets, entry 3');
    await third.focus();
    await press(page, 'ArrowDown');
    await options(page).first().waitFor();
    assert.deepEqual([await options(page).count(), await marked(page, 'Subnets, entry 3')], [28, fruits[1]]);
    await press(page, 'Escape');
    await box(page, 'Subnets, entry 1').focus();
    await press(page, 'ArrowDown');
    await options(page).first().waitFor();
    assert.deepEqual(
      [await options(page).count(), await marked(page, 'Subnets, entry 1')],
      [29, fruits[0]],
      'its own is offered',
    );
  });

  for (const { given, size } of [
    { given: 'a usual window', size: { width: 900, height: 900 } },
    { given: 'a low window', size: { width: 900, height: 420 } },
    { given: 'a narrow window', size: { width: 380, height: 600 } },
    { given: 'a window at 200 %', size: { width: 800, height: 800, zoom: 2 } },
    { given: 'a window at 400 %', size: { width: 1280, height: 1000, zoom: 4 } },
  ]) {
    it(`opens inside ${given}, and does not cover the buttons`, async () => {
      const choice: Field = {
        kind: 'choice',
        name: 'Choice',
        label: 'Choice',
        options: fruits.map(value => ({ value, help: 'What it means.' })),
      };
      const many = Array.from({ length: 8 }, (_, at) => text(`Box ${at}`, 'any'));
      const { page } = await start(formOf([...many.slice(0, 4), choice, ...many.slice(4)]), size);
      const boxes = await page.getByRole('combobox').all();
      assert.equal(boxes.length, 9);
      for (const input of boxes) {
        const name = (await input.getAttribute('aria-label')) ?? '';
        await input.focus();
        await press(page, name === 'Choice' ? 'Space' : 'ArrowDown');
        await page.locator('[aria-selected=true]').filter({ visible: true }).first().waitFor();
        const found = await input.evaluate(element => {
          const list =
            element.shadowRoot?.querySelector('.listbox') ?? element.parentElement?.querySelector('[role=listbox]');
          const [a, b, buttons] = [list, element, document.querySelector('footer')].map(part => {
            const { top = 0, bottom = 0, left = 0, right = 0 } = part?.getBoundingClientRect() ?? {};
            return { top, bottom, left, right };
          });
          return { list: a, box: b, buttons, height: innerHeight, width: innerWidth };
        });
        const { list, box: around, buttons, height, width } = found;
        assert.ok(list && around && buttons);
        const shown = `${name}: ${JSON.stringify(found)}`;
        assert.ok(list.bottom - list.top >= 40, shown);
        assert.ok(list.top >= 0 && list.bottom <= height && list.left >= 0 && list.right <= width, shown);
        assert.ok(list.bottom <= around.top + 1 || list.top >= around.bottom - 1, `${shown} covers its own box`);
        if (height >= 400) assert.ok(list.bottom <= buttons.top || list.top >= buttons.bottom, shown);
        await press(page, 'Escape');
      }
    });
  }

  it('for a choice closes with Tab', async () => {
    const choice: Field = {
      kind: 'choice',
      name: 'Choice',
      label: 'Choice',
      options: [{ value: 'A' }, { value: 'B' }],
    };
    const { page, sent } = await start(formOf([choice, text('After')]));
    await box(page, 'Choice').focus();
    await press(page, 'Space');
    await page.locator('vscode-dropdown[open]').waitFor();
    await press(page, 'ArrowDown', 'Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'After');
    await press(page, 'Control+Enter');
    await page.getByText('Done.').waitFor();
    assert.deepEqual(sent, [{ Choice: 'A' }]);
  });

  for (const theme of Object.keys(themes) as ThemeKind[]) {
    it(`has no axe violations in ${theme}, with a suggestion marked above the box and below it`, async () => {
      const many = Array.from({ length: 12 }, (_, at) => text(`Box ${at}`, 'any'));
      const { page } = await start(formOf(many), { theme, height: 600 });
      for (const name of ['Box 0', 'Box 11']) {
        await box(page, name).focus();
        await press(page, 'ArrowDown', 'ArrowDown');
        await options(page).first().waitFor();
        assert.deepEqual(await axeFindings(page), []);
        await screenshot(page, `combo-${theme}-${name}`);
        await press(page, 'Escape');
      }
    });
  }
});
