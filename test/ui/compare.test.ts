// Two fleets of two accounts side by side, and a stack with what stands below it.
import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';

import { type Demo, production, startDemo } from '../support/demo';
import { quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Theme, type Workbench } from '../support/workbench';

describe('Comparing resources', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const theirs = [production, 'eu-west-1'];

  /** A side of the diff, as the words on the screen. */
  const side = (which: 'original' | 'modified'): Locator =>
    workbench.page.locator(`.monaco-diff-editor .editor.${which}`);
  const has = (which: 'original' | 'modified', words: string | RegExp): Promise<void> =>
    side(which).locator('.view-line').filter({ hasText: words }).first().waitFor();
  const action = (name: string): Locator =>
    workbench.page.locator('.editor-actions').getByRole('button', { name, exact: true });

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand([...theirs, 'Fleets']);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('shows a fleet in test against one in production, without state and capacity at first', async () => {
    const { page } = workbench;
    await rows.chooseMenu([...theirs, 'Fleets', 'cad-workstations'], ['More', 'Compare with…']);
    const picker = quickInput(page);
    await picker.fill('dev-cad');
    await screenshot(page, 'compare-picker');
    await picker.pick('dev-cad-test');
    await has('original', 'hb-cad-2026-10');
    await has('modified', '"Name": "dev-cad-test"');
    const tab = page.getByRole('tab', {
      name: 'cad-workstations (production · eu-west-1) ↔ dev-cad-test (development · eu-west-1)',
    });
    await tab.waitFor();
    assert.equal(await side('modified').locator('.view-line').filter({ hasText: '"State"' }).count(), 0);
    for (const theme of ['light', 'dark'] as Theme[]) {
      await setTheme(page, theme);
      await screenshot(page, `compare-${theme}`);
    }
    await action('Show State and Capacity').click();
    await has('modified', '"State":');
    await action('Hide State and Capacity').waitFor();
    await screenshot(page, 'compare-all');
  });

  it('shows a stack with its fleets, entitlements and theme as several files', async () => {
    const { page } = workbench;
    await rows.expand([...theirs, 'Stacks']);
    await rows.row([...theirs, 'Stacks', 'cad']).click();
    await rows.row([...theirs, 'Stacks', 'office']).click({ modifiers: ['ControlOrMeta'] });
    await rows.chooseMenu([...theirs, 'Stacks', 'office'], 'Compare Selected');
    await page.locator('.multiDiffEntry').nth(1).waitFor();
    await screenshot(page, 'compare-stacks');
    const files = await page.locator('.multiDiffEntry .title').allTextContents();
    assert.ok(
      files.some(file => file.includes('cad (Stack)')),
      String(files),
    );
    await action('Hide State and Capacity').click();
    await action('Show State and Capacity').waitFor();
    await setTheme(page, 'light');
    await screenshot(page, 'compare-stacks-light');
  });
});
