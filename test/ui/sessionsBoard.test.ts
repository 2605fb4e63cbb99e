// The sessions board in VS Code: every session of one user over two accounts is found and ended, with a reload in the middle.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('The sessions board', () => {
  let demo: Demo;
  let workbench: Workbench;
  const page = () => webview(workbench.page);
  const rows = () => page().locator('tr.row');
  const press = (name: string): Promise<void> => page().getByRole('button', { name, exact: true }).click();
  const ended = (): number => demo.requests.filter(request => request.startsWith('ExpireSession')).length;

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1500, height: 900 },
    });
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('shows the sessions of all chosen Regions, from the palette', async () => {
    await command(workbench.page, 'AppStream: Show All Sessions…');
    await quickInput(workbench.page).accept();
    await page()
      .getByText(/All \d+ lists of sessions have been asked/)
      .waitFor();
    await workbench.page.getByRole('tab', { name: /^All Sessions/ }).waitFor();
    assert.ok((await rows().count()) > 3);
    for (const theme of ['light', 'hc', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `sessions-${theme}`);
    }
  });
});
