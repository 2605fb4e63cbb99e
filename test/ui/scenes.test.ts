// The main scenes in dark, light and high contrast: what must be there, whole and legible. To be looked at: out/screenshots.
import * as assert from 'node:assert/strict';

import { type Demo, development, production, startDemo } from '../support/demo';
import { assertLegible, contrastIn } from '../support/looks';
import { dialog } from '../support/messages';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Theme, webview, type Workbench } from '../support/workbench';

const rowsShown = [production, 'eu-west-1', 'Fleets', 'office-desktops', 'gis-analysis', 'Sessions', development];
const menuOfStopped = ['View Details', 'Start Fleet', 'Update Fleet…', 'Delete Fleet…', 'Copy'];
const fieldsShown = ['Display name', 'Desired instances', 'Disconnect timeout'];

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
      await screenshot(page, `fleet-menu-${theme}`);
      const labels = await assertLegible(page.locator('.part.sidebar .monaco-list-row .label-name'), contrastIn[theme]);
      assert.deepEqual(
        rowsShown.filter(label => !labels.includes(label)),
        [],
      );
      assert.match(await rows.description([production, 'eu-west-1', 'Fleets', 'gis-analysis']), /^STOPPED · /);
      const items = await assertLegible(
        page.locator('.context-view .monaco-menu .action-label:not(.separator)'),
        contrastIn[theme],
      );
      assert.deepEqual(items.filter(item => menuOfStopped.includes(item)).sort(), [...menuOfStopped].sort());
      assert.ok(!items.includes('Stop Fleet'), items.join());
      await rows.closeMenu();
    });

    it(`include a form in ${theme}, with sections unfolded and a problem`, async () => {
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
      const names = await assertLegible(form.locator('.field > .label'), contrastIn[theme]);
      assert.deepEqual(
        fieldsShown.filter(name => !names.some(shown => shown.startsWith(name))),
        [],
      );
      const [problem] = await assertLegible(form.locator('.problem').filter({ hasText: /./ }), contrastIn[theme]);
      assert.equal(problem, 'Enter a whole number.');
      await assertLegible(form.locator('summary, h1'), contrastIn[theme]);
      await form.getByRole('button', { name: 'Cancel', exact: true }).click();
      await dialog(page).press('Discard');
    });
  }
});
