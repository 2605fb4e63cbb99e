// The pages of resources in VS Code: what they show, where their links lead, and what happens to them.
import * as assert from 'node:assert/strict';

import { AppStream } from '@aws-sdk/client-appstream';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('The details of a resource', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let colleague: AppStream;
  const at = (...path: string[]): string[] => [production, 'eu-west-1', ...path];
  const page = () => webview(workbench.page);
  const heading = (name: string) => page().getByRole('heading', { name, level: 1, exact: true });
  const link = (name: string) => page().getByRole('link', { name, exact: true });
  const press = (name: string): Promise<void> => page().getByRole('button', { name, exact: true }).click();
  const tab = (title: string) => workbench.page.getByRole('tab', { name: new RegExp(`^${title}`) });

  before(async () => {
    demo = await startDemo(500);
    colleague = new AppStream({
      endpoint: demo.simulator.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    });
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
    colleague?.destroy();
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

  it('lead to a resource whose list is not loaded, or say why they can not', async () => {
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not.' } as const;
    demo.simulator.faults.add({ operation: 'DescribeImages', outcome });
    await link('hb-office-2026-09').click();
    await notifications(workbench.page).waitFor(/DescribeImages/);
    demo.simulator.faults.clear();
    await link('hb-office-2026-09').click();
    await heading('hb-office-2026-09').waitFor();
    await page().getByRole('heading', { name: 'Used in: Fleets' }).waitFor();
    await link('office-desktops').waitFor();
    await screenshot(workbench.page, 'details-image');
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

  it('show what is known, while AWS does not answer', async () => {
    await command(workbench.page, 'View: Close All Editors');
    demo.simulator.faults.add({ operation: 'DescribeFleets', outcome: { kind: 'hang' } });
    await rows.chooseMenu(at('Fleets', 'office-desktops'), 'View Details');
    await heading('office-desktops').waitFor();
    await page().getByRole('status').getByText('RUNNING').waitFor();
    assert.equal(await page().getByText("Can't bring this page up to date").count(), 0, 'nothing has failed yet');
  });

  it('are restored after a reload of the window', async () => {
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await heading('office-desktops').waitFor();
    await page().getByRole('status').getByText('RUNNING').waitFor();
    await openExplorer(workbench.page);
    await rows.expand(at('Fleets'));
  });

  it('follow their resource while the view is hidden', async () => {
    await rows.chooseMenu(at('Fleets', 'field-survey'), 'View Details');
    await heading('field-survey').waitFor();
    await command(workbench.page, 'View: Toggle Primary Side Bar Visibility');
    await workbench.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    await press('Start Fleet');
    await page().getByRole('status').getByText('RUNNING').waitFor();
    await command(workbench.page, 'View: Toggle Primary Side Bar Visibility');
    await workbench.page.locator('.part.sidebar').waitFor();
  });

  it('say when somebody has deleted the resource, and show what is known of it', async () => {
    await colleague.createStack({ Name: 'short-lived', Description: 'Soon gone' });
    await rows.expand(at('Stacks'));
    await command(workbench.page, 'AppStream: Refresh All');
    await rows.chooseMenu(at('Stacks', 'short-lived'), 'View Details');
    await heading('short-lived').waitFor();
    await page().getByText('Loading…').first().waitFor({ state: 'detached' });
    await colleague.deleteStack({ Name: 'short-lived' });
    await link('Refresh').click();
    await page().getByText('This resource no longer exists in AWS.').waitFor();
    await page().getByText('Soon gone').waitFor();
    assert.equal(await page().getByRole('button').count(), 0);
    await screenshot(workbench.page, 'details-gone');
  });

  it('name people on the page alone, not in the title of its tab', async () => {
    await rows.expand(at('Users'));
    const [user = ''] = await rows.children(at('Users')).locator('.label-name').allTextContents();
    await rows.chooseMenu(at('Users', user), 'View Details');
    await heading(user).waitFor();
    const title = await workbench.page.locator('.tab.active').getAttribute('data-resource-name');
    assert.match((await workbench.page.locator('.tab.active').textContent()) ?? '', /[0-9a-f]{12} \(User\)/);
    assert.ok(!`${title}${await workbench.page.title()}`.includes(user));
    await screenshot(workbench.page, 'details-user');
  });
});
