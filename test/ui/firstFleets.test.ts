// From the empty view to the first fleets: how often the user presses something.
import { strict as assert } from 'node:assert';

import { type Demo, development, production, startDemo } from '../support/demo';
import { quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('What has just been added to the view', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const ok = () => workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' });
  const selected = (path: readonly string[]) => rows.row(path).and(workbench.page.locator('[aria-selected=true]'));

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws });
    rows = tree(workbench.page, 'Resources');
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('was nothing yet: the view asks to choose a profile, and offers the sandbox', async () => {
    const welcome = workbench.page.locator('.welcome-view');
    await welcome
      .getByText('Choose an AWS profile and its Regions to see their fleets, stacks, images and image builders.')
      .waitFor();
    await welcome.getByRole('button', { name: 'Add AWS Profile' }).waitFor();
    await welcome.getByRole('button', { name: 'Open Sandbox' }).waitFor();
    await welcome.getByText('It costs nothing and needs no AWS account.').waitFor();
  });

  it('shows the first fleets after three presses: the button, the profile, its Region', async () => {
    const { page } = workbench;
    await page.locator('.welcome-view').getByRole('button', { name: 'Add AWS Profile' }).click();
    await quickInput(page).pick(production);
    await quickInput(page).entry('eu-west-1').waitFor();
    await ok().click();
    const region = [production, 'eu-west-1'];
    await rows.row([...region, 'Fleets', 'office-desktops']).waitFor();
    await selected(region).waitFor();
    await screenshot(page, 'first-fleets');
  });

  it('is a second profile, and other profiles stay as they were', async () => {
    const { page } = workbench;
    await rows.collapse([production, 'eu-west-1', 'Fleets']);
    await page.locator('.part.sidebar').getByRole('button', { name: 'Add AWS Profile…' }).click();
    await quickInput(page).pick(development);
    await quickInput(page).entry('us-east-1').waitFor();
    await ok().click();
    await selected([development, 'us-east-1']).waitFor();
    await rows.children([development, 'us-east-1', 'Fleets']).first().waitFor();
    assert.equal(await rows.row([production, 'eu-west-1', 'Fleets']).getAttribute('aria-expanded'), 'false');
  });
});
