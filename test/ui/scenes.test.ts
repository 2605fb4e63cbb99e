// The main scenes in dark, light and high contrast, to be looked at: out/screenshots.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';

import { type Demo, development, production, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Theme, webview, type Workbench } from '../support/workbench';

describe('The main scenes', () => {
  let demo: Demo;
  let workbench: Workbench;

  before(async () => {
    demo = await startDemo(1);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1100, height: 900 },
    });
    await openExplorer(workbench.page);
    const rows = tree(workbench.page);
    await rows.expand([production, 'eu-west-1', 'Fleets']);
    await rows.expand([production, 'eu-west-1', 'Fleets', 'office-desktops', 'Sessions']);
    await rows.expand([development, 'us-east-1']);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  for (const theme of ['dark', 'light', 'hc'] as Theme[]) {
    it(`are drawn in ${theme}`, async () => {
      const { page } = workbench;
      const rows = tree(page);
      await setTheme(page, theme);
      await rows.openMenu([production, 'eu-west-1', 'Fleets', 'gis-analysis']);
      const file = await screenshot(page, `fleet-menu-${theme}`);
      await rows.closeMenu();
      assert.ok(fs.statSync(file).size > 10_000);
    });

    it(`a form is drawn in ${theme}, with sections folded out and something wrong`, async () => {
      const { page } = workbench;
      await tree(page).chooseMenu([production, 'eu-west-1', 'Fleets', 'office-desktops'], 'Update Fleet…');
      const form = webview(page);
      await form.getByRole('button', { name: 'Unlock All Fields' }).waitFor();
      await form.getByRole('textbox', { name: 'Desired instances', exact: true }).fill('many');
      await form.getByRole('button', { name: 'Update Fleet', exact: true }).click();
      await form.getByText('Enter a whole number.').waitFor();
      await form.locator('summary', { hasText: 'Sessions' }).click();
      await form.getByRole('textbox', { name: 'Disconnect timeout', exact: true }).waitFor();
      await screenshot(page, `form-${theme}`);
      await form.getByRole('button', { name: 'Cancel', exact: true }).click();
      await dialog(page).press('Discard');
    });
  }
});
