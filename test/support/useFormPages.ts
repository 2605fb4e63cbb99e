// Opens the form that creates a fleet in a browser without VS Code, and finds parts of its page.
import assert from 'node:assert/strict';

import type { Browser, Page } from 'playwright-core';

import { fieldsOf } from '../../src/explorer/forms/formSpec';
import { formTexts } from '../../src/explorer/forms/formTexts';
import type { FieldProblem, Values } from '../../src/forms/field';
import type { Form } from '../../src/forms/protocol';
import { forbiddenWhen, is, isNot, oneOf, requiredWhen } from '../../src/forms/rules';
import { launchBrowser } from '../../tools/browser.mjs';
import { type FormPageOptions, type OpenForm, openForm, type PageHandlers } from './formPage';

const elastic = is('FleetType', 'ELASTIC');
const notElastic = isNot('FleetType', 'ELASTIC');

/** The form that creates a fleet. It has every kind of field except a secret one, and rules between them. */
export const fleet: Form = {
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

export const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
export const combo = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** A field's frame: the innermost one with this label. */
export const frame = (page: Page, label: string) =>
  page.locator('.field').filter({ has: page.locator('> .label', { hasText: new RegExp(`^${label}\\*?$`) }) });
export const problemOf = (page: Page, label: string) => frame(page, label).locator('> .problem').innerText();
/** The accessible name of the focused element. */
export const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

/** The hash of an empty text: the toolkit sets an empty `style` attribute, which the policy blocks without an effect. */
const isKnown = (complaint: string) => complaint.includes("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");

/** Starts a browser for the tests of a `describe`. Each test opens one form, which must report no problem and is closed after the test. */
export function useFormPages() {
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

  /** Opens a form. `sent` is the submitted input, `answer` the service's answer, `embedded` an older form in the page's HTML. */
  async function start(
    form: Form,
    { answer = [], embedded = form, ...options }: FormPageOptions & { answer?: FieldProblem[]; embedded?: Form } = {},
  ): Promise<{ page: Page; sent: Values[]; form: OpenForm }> {
    const sent: Values[] = [];
    const handlers: PageHandlers = {
      form,
      embedded,
      submit: input => (sent.push(input), Promise.resolve(answer)),
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

  return { start };
}
