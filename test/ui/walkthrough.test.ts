// The walkthrough in the real workbench: what the user does completes its steps.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { startWorkbench, type Workbench } from '../support/workbench';

describe('The walkthrough', () => {
  let demo: Demo;
  let workbench: Workbench;

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: { 'appstream.connections': [{ profile: production, regions: ['eu-west-1'] }] },
    });
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  const mark = (id: string) => workbench.page.locator(`.codicon[data-done-step-id$="#${id}"]`);
  const done = (id: string): Promise<void> =>
    workbench.page.locator(`.codicon.complete[data-done-step-id$="#${id}"]`).waitFor();

  const picture = () =>
    workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('svg rect').first();

  it('has five steps, none of them done', async () => {
    await command(workbench.page, 'Welcome: Open Walkthrough...');
    await quickInput(workbench.page).pick('Get Started with AppStream Explorer');
    for (const id of ['view', 'sandbox', 'profile', 'find', 'stream']) await mark(id).waitFor();
    await picture().waitFor();
    await screenshot(workbench.page, 'walkthrough');
    assert.equal(await workbench.page.locator('.codicon[data-done-step-id*="appstream"]').count(), 5);
    for (const id of ['view', 'sandbox', 'find', 'stream']) {
      assert.equal(await mark(id).getAttribute('aria-checked'), 'false');
    }
  });

  it('counts the view as opened and the profile as added when the view shows them', async () => {
    await workbench.page.getByRole('button', { name: 'Open View' }).click();
    await done('view');
    await done('profile');
  });

  it('counts the sandbox as tried when it runs', async () => {
    await mark('sandbox').locator('xpath=ancestor::*[contains(@class, "getting-started-step")]').first().click();
    await workbench.page.getByRole('button', { name: 'Open Sandbox' }).first().click();
    await done('sandbox');
    await screenshot(workbench.page, 'walkthrough-sandbox');
  });

  it('counts a search and a stream when their commands are run', async () => {
    await command(workbench.page, 'AppStream: Go to Resource…');
    await quickInput(workbench.page).cancel();
    await done('find');
    await command(workbench.page, 'AppStream: Create Streaming URL…');
    await quickInput(workbench.page).cancel();
    await done('stream');
    await screenshot(workbench.page, 'walkthrough-done');
  });
});
