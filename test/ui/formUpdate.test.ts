// The page of an update form: what it marks, counts and sends.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Browser } from 'playwright-core';

import { pageForm } from '../../src/explorer/openForm';
import type { FormHandlers } from '../../src/explorer/formServer';
import type { Values } from '../../src/forms/field';
import type { Form } from '../../src/forms/protocol';
import { answerOf, updates } from '../support/answersOf';
import { openForm, type OpenForm } from '../support/formPage';
import { launchBrowser } from '../workbench/browser.mjs';

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
    const handlers: FormHandlers = {
      form,
      submit: input => (sent.push(input), Promise.resolve([])),
      preview: () => Promise.resolve(),
      drafted: () => undefined,
      unlock: () => undefined,
      reopen: () => undefined,
      cancel: () => undefined,
      explain: error => (error as Error).message,
      suggest: () => Promise.resolve([]),
    };
    open = await openForm(browser, handlers);
    const { page } = open;
    const button = page.getByRole('button', { name: form.submitLabel, exact: true });
    const said = page.locator('footer').getByRole('status');
    return { page, sent, button, said, form: open };
  }

  for (const { name, of, form } of updates)
    it(`of ${name} says that nothing was changed, whatever the answer has that the controls can't hold`, async () => {
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
});
