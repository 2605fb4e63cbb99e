// Forms in the real workbench, through to the simulator.
import * as assert from 'node:assert/strict';

import { type Demo, development, startDemo } from '../support/demo';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('Forms in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [development, 'us-east-1'];

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand([...region, 'Stacks']);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('create a stack, which is then revealed and selected', async () => {
    await rows.chooseMenu([...region, 'Stacks'], 'Create Stack…');
    const form = webview(workbench.page);
    await form.getByRole('heading', { name: 'Create Stack' }).waitFor();
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('made-by-form');
    await form.getByRole('textbox', { name: 'Display name' }).fill('Made by a form');
    await screenshot(workbench.page, 'form-create-stack');
    await form.getByRole('button', { name: 'Create Stack' }).click();
    await rows.row([...region, 'Stacks', 'made-by-form']).waitFor();
    await workbench.page.locator('.part.sidebar .monaco-list-row.selected', { hasText: 'made-by-form' }).waitFor();
  });

  it('show what the service refuses, and keep the entered values', async () => {
    await rows.chooseMenu([...region, 'Stacks'], 'Create Stack…');
    const form = webview(workbench.page);
    const name = form.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('made-by-form');
    await form.getByRole('button', { name: 'Create Stack' }).click();
    await form
      .getByText(/Choose another name/)
      .first()
      .waitFor();
    assert.equal(await name.inputValue(), 'made-by-form');
    await name.fill('made-by-form-2');
    await form.getByRole('button', { name: 'Create Stack' }).click();
    await rows.row([...region, 'Stacks', 'made-by-form-2']).waitFor();
  });

  it('update a stack, and send only what changed', async () => {
    await rows.chooseMenu([...region, 'Stacks', 'made-by-form'], 'Update Stack…');
    const form = webview(workbench.page);
    const displayName = form.getByRole('textbox', { name: 'Display name' });
    await displayName.waitFor();
    assert.equal(await displayName.inputValue(), 'Made by a form');
    await displayName.fill('Changed by a form');
    await form.getByRole('button', { name: 'Update Stack' }).click();
    await rows.waitForDescription([...region, 'Stacks', 'made-by-form'], 'Changed by a form');
  });

  it('create a fleet by its rules, with suggestions from the account', async () => {
    await rows.chooseMenu([...region, 'Fleets'], 'Create Fleet…');
    const form = webview(workbench.page);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('fleet-by-form');
    await screenshot(workbench.page, 'form-create-fleet');
    await form.getByRole('button', { name: 'Create Fleet' }).click();
    await form
      .getByRole('combobox', { name: 'Image', exact: true })
      .and(form.locator('[aria-invalid="true"]'))
      .waitFor();
    await form.getByRole('combobox', { name: 'Image', exact: true }).fill('AppStream-WinServer2025-12-18-2025');
    await form.getByRole('button', { name: 'Create Fleet' }).click();
    // What was made is revealed, which opens its list: a click on the twistie would close it again.
    await rows.waitForDescription([...region, 'Fleets', 'fleet-by-form'], /^STOPPED/);
    assert.ok(demo.requests.includes('CreateFleet us-east-1 SANDBOXDEVELOPMENT'));
  });

  it('update a fleet, and send only what changed', async () => {
    const fleet = [...region, 'Fleets', 'fleet-by-form'];
    await rows.chooseMenu(fleet, 'Update Fleet…');
    const form = webview(workbench.page);
    const instances = form.getByRole('textbox', { name: 'Desired instances' });
    await instances.waitFor();
    assert.equal(await instances.inputValue(), '1');
    await instances.fill('3');
    await form.getByRole('button', { name: 'Update Fleet' }).click();
    await rows.waitForDescription(fleet, /0\/3 in use/);
  });

  it('create an image builder from a public image', async () => {
    const builders = [...region, 'Image Builders'];
    await rows.chooseMenu(builders, 'Create Image Builder…');
    const form = webview(workbench.page);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('builder-by-form');
    await form.getByRole('combobox', { name: 'Image', exact: true }).fill('AppStream-WinServer2025-12-18-2025');
    await form.getByRole('button', { name: 'Create Image Builder' }).click();
    await rows.waitForDescription([...builders, 'builder-by-form'], /^(PENDING|RUNNING)/);
  });
});
