// The pages of resources in VS Code: what they show, where their links lead, and what happens to them.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { command } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('The details of a resource', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const at = (...path: string[]): string[] => [production, 'eu-west-1', ...path];
  const page = () => webview(workbench.page);
  const heading = (name: string) => page().getByRole('heading', { name, level: 1, exact: true });
  const link = (name: string) => page().getByRole('link', { name, exact: true });
  const press = (name: string): Promise<void> => page().getByRole('button', { name, exact: true }).click();
  const tab = (title: string) => workbench.page.getByRole('tab', { name: new RegExp(`^${title}`) });

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1200, height: 1300 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(at('Fleets'));
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });
  afterEach(() => demo.simulator.faults.clear());

  it('are a page with its state, place, facts, settings and what belongs to it', async () => {
    await rows.chooseMenu(at('Fleets', 'office-desktops'), 'View Details');
    await heading('office-desktops').waitFor();
    await tab('office-desktops \\(Fleet\\)').waitFor();
    await page().getByRole('status').getByText('RUNNING').waitFor();
    await page()
      .getByText(/Profile .*production.* Region eu-west-1/)
      .waitFor();
    const headings = await page().getByRole('heading', { level: 2 }).allTextContents();
    for (const title of ['Overview', 'Sessions', 'Network', 'Associated Stacks', 'Tags']) {
      assert.ok(headings.includes(title), `${title} in ${headings.join()}`);
    }
    await page()
      .getByText(/seconds \(\d+ /)
      .first()
      .waitFor();
    await page().getByText('Loading…').first().waitFor({ state: 'detached' });
    for (const theme of ['light', 'hc', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `details-fleet-${theme}`);
    }
  });

  it('lead to the stack of a fleet and back, each in a tab of its own', async () => {
    await link('office').click();
    await heading('office').waitFor();
    await tab('office \\(Stack\\)').waitFor();
    await screenshot(workbench.page, 'details-stack');
    await link('office-desktops').click();
    await heading('office-desktops').waitFor();
    assert.equal(await workbench.page.getByRole('tab', { name: /\((Fleet|Stack)\)/ }).count(), 2);
  });

  it('start and stop a fleet, and show its state as it changes', async () => {
    await rows.chooseMenu(at('Fleets', 'finance-desktops'), 'View Details');
    await heading('finance-desktops').waitFor();
    await press('Start Fleet');
    await page().getByRole('status').getByText('STARTING').waitFor();
    await page().getByRole('status').getByText('RUNNING').waitFor();
    await press('Stop Fleet');
    await dialog(workbench.page).press('Stop');
    await page().getByRole('status').getByText('STOPPING').waitFor();
  });

  it('are JSON after one click', async () => {
    await link('View as JSON').click();
    await tab('finance-desktops \\(Fleet\\).json').waitFor();
    await command(workbench.page, 'View: Close Editor');
    await heading('finance-desktops').waitFor();
  });

  it('explain the errors of a resource', async () => {
    await rows.chooseMenu(at('Fleets', 'gis-analysis'), 'View Details');
    await heading('gis-analysis').waitFor();
    await page()
      .getByText(/^SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES/)
      .waitFor();
    await page().getByRole('link', { name: 'Open AWS Documentation' }).waitFor();
    await screenshot(workbench.page, 'details-errors');
  });

  it('say that they may be out of date when AWS refuses to describe the resource', async () => {
    await command(workbench.page, 'View: Close All Editors');
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not.' } as const;
    demo.simulator.faults.add({ operation: 'DescribeFleets', outcome });
    await rows.chooseMenu(at('Fleets', 'office-desktops'), 'View Details');
    await page().getByText("Can't bring this page up to date: Access denied.").waitFor();
    await heading('office-desktops').waitFor();
    await page().getByRole('status').getByText('RUNNING').waitFor();
    demo.simulator.faults.clear();
    await link('Refresh').first().click();
    await page().getByText("Can't bring this page up to date").waitFor({ state: 'detached' });
  });

  it('are restored after a reload of the window', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await heading('office-desktops').waitFor();
    await page().getByRole('status').getByText('RUNNING').waitFor();
    await openExplorer(workbench.page);
    await rows.expand(at('Fleets'));
  });

  it('say when the resource no longer exists', async () => {
    await rows.chooseMenu(at('Fleets', 'field-survey'), 'View Details');
    await heading('field-survey').waitFor();
    await press('Delete Fleet…');
    await workbench.page.keyboard.press('Escape');
    await heading('field-survey').waitFor();
  });
});
