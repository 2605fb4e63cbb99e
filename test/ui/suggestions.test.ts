// What forms suggest, in the real workbench: from the account, while somebody types.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('Suggestions in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const form = () => webview(workbench.page);
  const field = (name: string) => form().getByRole('combobox', { name, exact: true });
  const option = (name: string | RegExp) => form().getByRole('option', { name });

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(fleets);
    await rows.chooseMenu(fleets, 'Create Fleet…');
    await field('Image').waitFor();
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('are the images, suitable and own ones first, listed once while the user types', async () => {
    demo.requests.splice(0);
    await field('Image').click();
    await option(/^hb-office-2026-09 ?Own · WINDOWS_SERVER_\d+ · \d{4}-\d\d-\d\d$/).waitFor();
    await option(/image\/AppStream-WinServer2025-12-18-2025 ?AppStream-WinServer2025-12-18-2025 · Public · /).waitFor();
    const all = await option(/./).allInnerTexts();
    const unfit = all.filter(text => text.includes('not for stream.standard.medium'));
    assert.ok(
      unfit.some(text => text.startsWith('hb-cad-2026-10')),
      'that is for graphics instances',
    );
    assert.deepEqual(all.slice(-unfit.length), unfit);
    assert.ok(!all.some(text => /FAILED|PENDING|DELETING/.test(text)));
    await screenshot(workbench.page, 'form-suggestions-images');
    const listed = demo.requests.filter(request => request.startsWith('DescribeImages')).length;
    await field('Image').pressSequentially('rhel8', { delay: 200 });
    await option(/image\/AppStream-RHEL8/).waitFor();
    await option(/^hb-office-2026-09/).waitFor({ state: 'detached' });
    assert.equal(demo.requests.filter(request => request.startsWith('DescribeImages')).length, listed);

    await field('Image').fill('structural');
    await option(/structural-suite-2026 · Shared/).click();
    assert.match(await field('Image').inputValue(), /:image\/structural-suite-2026$/);
  });

  it('are the subnets that fleets and builders use, with their names', async () => {
    await form().locator('summary', { hasText: 'Network' }).click();
    await form().getByRole('button', { name: 'Add: Subnet IDs' }).click();
    await field('Subnet IDs, entry 1').click();
    await option(/^subnet-0a11b22c33d44e55f ?Used by .+ and \d+ more$/).click();
    assert.equal(await field('Subnet IDs, entry 1').inputValue(), 'subnet-0a11b22c33d44e55f');
    await form().getByRole('button', { name: 'Add: Subnet IDs' }).click();
    await field('Subnet IDs, entry 2').press('ArrowDown');
    await option(/^subnet-/)
      .first()
      .waitFor();
    assert.equal(await option(/^subnet-0a11b22c33d44e55f/).count(), 0, 'it is there already');
    await field('Subnet IDs, entry 2').press('Escape');
  });

  it('are the directories, and the organizational units of the selected one', async () => {
    await field('Organizational unit distinguished name').click();
    await option(/^OU=Lab,/).waitFor();
    await option(/^OU=Streaming,/).waitFor();
    await field('Directory name').fill('corp');
    await option(/^corp\.haldenbrook\.example/).click();
    await field('Organizational unit distinguished name').click();
    await option(/^OU=Streaming,/).waitFor();
    assert.equal(await option(/^OU=Lab,/).count(), 0);
    await screenshot(workbench.page, 'form-suggestions-units');
    await option(/^OU=Builders,/).click();
  });

  it('can be used by keyboard alone, from the first field to the request', async () => {
    const { page } = workbench;
    await rows.expand([production, 'eu-west-1', 'Images', 'Private']);
    await rows.chooseMenu([production, 'eu-west-1', 'Images', 'Private', 'hb-cad-2026-10'], 'Copy Image…');
    const region = field('Destination Region');
    await region.waitFor();
    await region.focus();
    await page.keyboard.press('ArrowDown');
    await form().locator('[role=option][aria-selected=true]').waitFor();
    await screenshot(page, 'form-suggestions-regions');
    await page.keyboard.press('Escape');
    await region.fill('');
    await page.keyboard.type('us-west-');
    await option(/^us-west-2/).waitFor();
    await page.keyboard.type('2');
    await option(/^us-west-2/).waitFor({ state: 'detached' }); // it has been typed in full
    await page.keyboard.press('Tab');
    await form().locator('body:not(:focus) :focus').first().waitFor();
    assert.equal(await region.inputValue(), 'us-west-2');
    await page.keyboard.press('Control+Enter');
    await region.waitFor({ state: 'detached' });
    assert.ok(demo.requests.some(request => request.startsWith('CopyImage')));
  });

  it('say why if they can’t be listed, and any text can be entered', async () => {
    demo.simulator.faults.add({
      operation: 'DescribeStacks',
      outcome: { kind: 'error', type: 'AccessDeniedException', message: 'User is not authorized.' },
    });
    const stacks = [production, 'eu-west-1', 'Stacks'];
    await rows.chooseMenu(stacks, 'Create Stack…');
    await form().locator('summary', { hasText: 'Storage and settings' }).click();
    await field('Settings group').fill('team');
    await form()
      .getByText(/Suggestions are not available: .*not authorized/)
      .waitFor();
    assert.equal(await field('Settings group').inputValue(), 'team');
    demo.simulator.faults.clear();
    await field('Settings group').fill('');
    await option(/Used by/)
      .first()
      .waitFor();
  });
});
