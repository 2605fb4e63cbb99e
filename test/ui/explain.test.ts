// Explained errors in the real workbench: the tooltip, Explain Error by mouse and by keyboard, and the IAM statement.
import * as assert from 'node:assert/strict';

import { explanations } from '../../src/kinds/parts/explanations';
import { copied } from '../support/clipboard';
import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { tooltipOf } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('Explained errors', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const gis = [...fleets, 'gis-analysis'];
  const code = 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES';
  const { cause, remedy } = explanations.FleetErrorCode[code];

  before(async () => {
    demo = await startDemo(1);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1280, height: 900 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(fleets);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('stand in the tooltip of the row', async () => {
    const words = await tooltipOf(workbench.page, rows.row(gis));
    await screenshot(workbench.page, 'explained-tooltip');
    for (const text of [code, cause, remedy]) assert.ok(words.includes(text), `${text} in ${words}`);
    await workbench.page.mouse.move(0, 0);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`are a dialog that shows every word, in ${theme}`, async () => {
      const { page } = workbench;
      await setTheme(page, theme);
      await rows.chooseMenu(gis, ['Errors', 'Explain Error…']);
      const text = await dialog(page).text();
      await screenshot(page, `explain-error-${theme}`);
      for (const part of [code, cause, remedy, 'Update Fleet…', 'Open AWS Documentation', 'Copy Error']) {
        assert.ok(text.includes(part), `${part} in ${text}`);
      }
      const { box } = dialog(page);
      const cut = await box.evaluate(element =>
        [element, ...element.querySelectorAll('*')].some(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1,
        ),
      );
      assert.ok(!cut, 'no text is cut off');
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
    });
  }

  it('lead to the action that helps, by keyboard alone', async () => {
    const { page } = workbench;
    await command(page, 'AppStream: Explain Error…');
    const input = quickInput(page);
    for (const label of ['Fleets', 'eu-west-1', 'gis-analysis']) {
      await input.entry(label).waitFor();
      await input.fill(label);
      await input.accept();
    }
    const { box } = dialog(page);
    await box.waitFor();
    await page.keyboard.press('Enter'); // the first button has the focus
    await webview(page).getByRole('button', { name: 'Update Fleet', exact: true }).waitFor();
  });

  it('include the IAM statement of what AWS has refused', async () => {
    const { page } = workbench;
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not.' } as const;
    demo.simulator.faults.add({ operation: 'DescribeStacks', outcome });
    const stacks = [production, 'eu-west-1', 'Stacks'];
    await rows.expand(stacks);
    const problem = [...stacks, "Can't list Stacks: Access denied"];
    await rows.openMenu(problem);
    await screenshot(page, 'iam-statement-menu');
    await rows.closeMenu();
    await rows.chooseMenu(problem, 'Copy IAM Statement');
    await page.locator('.statusbar-item', { hasText: 'Copied' }).waitFor();
    const expected = { Effect: 'Allow', Action: 'appstream:DescribeStacks', Resource: '*' };
    assert.deepEqual(JSON.parse(await copied(page, 'appstream:DescribeStacks')), expected);

    demo.simulator.faults.add({ operation: 'StopFleet', outcome });
    await rows.chooseMenu([...fleets, 'office-desktops'], 'Stop Fleet');
    await dialog(page).press('Stop');
    const messages = notifications(page);
    await messages.waitFor(/Stop Fleet failed for office-desktops/);
    await screenshot(page, 'iam-statement-message');
    await messages.press(/Stop Fleet failed for office-desktops/, 'Copy IAM Statement');
    const statement = JSON.parse(await copied(page, 'appstream:StopFleet')) as Record<string, string>;
    assert.match(statement['Resource'] ?? '', /^arn:aws:appstream:eu-west-1:\d{12}:fleet\/office-desktops$/);
  });

  it('include the IAM statement for a form that AWS has refused', async () => {
    const { page } = workbench;
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not.' } as const;
    demo.simulator.faults.add({ operation: 'UpdateFleet', outcome });
    const form = webview(page);
    await form.getByRole('textbox', { name: 'Display name', exact: true }).fill('Maps');
    await form.getByRole('button', { name: 'Update Fleet', exact: true }).click();
    const message = /Update Fleet: gis-analysis: missing permission appstream:UpdateFleet\./;
    await notifications(page).waitFor(message);
    await screenshot(page, 'iam-statement-form');
    await notifications(page).press(message, 'Copy IAM Statement');
    const statement = JSON.parse(await copied(page, 'appstream:UpdateFleet')) as Record<string, string>;
    assert.match(statement['Resource'] ?? '', /:fleet\/gis-analysis$/);
  });
});
