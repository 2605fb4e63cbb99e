// The whole way through, as a newcomer goes it: see, start, watch, stream.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';

import { copied } from '../support/clipboard';
import { type Demo, production, startDemo } from '../support/demo';
import { notifications } from '../support/messages';
import { openedUrls, waitForOpenedUrls } from '../support/openedUrls';
import { answerStreamingSteps, command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('From the side bar to the stream', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const fleets = [production, 'eu-west-1', 'Fleets'];
  const fleet = [...fleets, 'gis-analysis'];
  const unread = new Date(0);
  const files = (): string[] => [demo.aws.configFile, demo.aws.credentialsFile];
  const readFiles = (): string[] => files().filter(file => fs.statSync(file).atimeMs > 0);

  before(async () => {
    demo = await startDemo();
    // A read is noticed after this: most systems set the time of access of a file that was never read since it was written.
    for (const file of files()) fs.utimesSync(file, unread, new Date());
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('asks for nothing before the view is shown', () => {
    assert.deepEqual(demo.requests, []);
  });

  it('reads no AWS file before the view is shown', () => {
    assert.deepEqual(readFiles(), []);
  });

  it('shows fleets, stacks, images and image builders of a Region', async () => {
    await openExplorer(workbench.page);
    await rows.expand([production, 'eu-west-1']);
    assert.deepEqual(await rows.children([production, 'eu-west-1']).locator('.label-name').allTextContents(), [
      'Fleets',
      'Stacks',
      'Images',
      'Image Builders',
      'Applications',
      'App Blocks',
      'App Block Builders',
      'Users',
      'Directory Configs',
      'Usage Reports',
    ]);
    await rows.expand(fleets);
    await rows.row(fleet).waitFor();
    assert.deepEqual(readFiles(), files(), 'a read is noticed');
    assert.match(await rows.description(fleet), /^STOPPED · ⚠ \w+ · 0\/5 in use$/);
  });

  it('offers Start on a STOPPED fleet and Stop on a RUNNING one, and never both', async () => {
    const stopped = await rows.contextMenu(fleet);
    assert.ok(stopped.includes('Start Fleet') && stopped.includes('Delete Fleet…'), stopped.join());
    assert.ok(!stopped.includes('Stop Fleet'), stopped.join());
    const running = await rows.contextMenu([...fleets, 'office-desktops']);
    assert.ok(running.includes('Stop Fleet'), running.join());
    assert.ok(!running.includes('Start Fleet') && running.includes('Delete Fleet…'), running.join());
  });

  it('starts the fleet, and shows how it becomes RUNNING', async () => {
    await rows.chooseMenu(fleet, 'Start Fleet');
    await rows.waitForDescription(fleet, /STARTING|Starting/);
    await rows.waitForDescription(fleet, /RUNNING/);
  });

  it('says that the fleet runs, and offers to stream from it', async () => {
    await notifications(workbench.page).waitFor('Fleet "gis-analysis" is RUNNING.');
    await screenshot(workbench.page, 'started');
    await notifications(workbench.page).press('Fleet "gis-analysis" is RUNNING.', 'Stream…');
    await quickInput(workbench.page).waitForTitle(/Create Fleet Streaming URL: gis-analysis.*1\/2/);
    await quickInput(workbench.page).cancel();
  });

  const ofStack = [production, 'eu-west-1', 'Stacks', 'gis', 'Associated Fleets', 'gis-analysis'];

  it('asks who streams and for how long, refuses what AWS would refuse, and copies the streaming URL', async () => {
    const association = [...fleet, 'Associated Stacks', 'gis'];
    await rows.expand(association.slice(0, -1));
    await rows.row(association).waitFor();
    await rows.collapse(fleet);
    await rows.expand([production, 'eu-west-1', 'Stacks', 'gis', 'Associated Fleets']);
    await rows.chooseMenu(ofStack, 'Create Streaming URL…');
    const input = quickInput(workbench.page);
    await input.waitForTitle(/1\/3/);
    await input.fill('a');
    await input.accept();
    await input.waitForMessage(/at least 2 characters/);
    await input.fill('a.user');
    await input.accept();
    await input.waitForTitle(/2\/3/);
    await input.pick('None');
    await input.waitForTitle(/3\/3/);
    await input.fill('604801');
    await input.accept();
    await input.waitForMessage(/from 1 to 604800/);
    await input.fill('300');
    await input.accept();
    await input.pick('Copy Streaming URL');
    await notifications(workbench.page).waitFor(/Streaming URL copied. It can be opened until /);
    await copied(workbench.page, /\/authenticate\?parameters=[\w%]+&signature=[\w%]+$/);
  });

  it('opens the streaming URL of its stack in the browser, byte for byte as the API returned it', async () => {
    // The view is told of each change, and draws it a moment later.
    await rows.waitForDescription(ofStack, /RUNNING/);
    // The copied one is another: each call makes a new URL. So the one opened is compared with what the simulator saw.
    await rows.chooseMenu(ofStack, 'Create Streaming URL…');
    await answerStreamingSteps(workbench.page, 'a.user');
    await quickInput(workbench.page).pick('Open in Browser');
    const [opened = ''] = await waitForOpenedUrls(workbench.context, 1);
    assert.match(opened, /%2B/);
    assert.match(opened, /%2F/);
    assert.match(opened, /%3D/);
    const page = workbench.context.pages().find(other => other.url() === opened);
    assert.ok(page, 'the page was opened at the very URL');
    await page.getByText('gis-analysis').first().waitFor();
    await page.close();
  });

  it('starts from the fleet itself in two steps, and offers the last user again', async () => {
    await rows.chooseMenu(fleet, ['More', 'Create Fleet Streaming URL…']);
    const input = quickInput(workbench.page);
    await input.waitForTitle(/1\/2/);
    assert.equal(await input.input.inputValue(), 'a.user');
    await screenshot(workbench.page, 'stream-from-fleet');
    await input.accept();
    await input.waitForTitle(/2\/2/);
    await input.accept();
    await input.pick('Copy Streaming URL');
    await copied(workbench.page, /\/authenticate\?parameters=[\w%]+&signature=[\w%]+$/);
  });

  it('starts from the stack below the fleet', async () => {
    const stacks = [...fleet, 'Associated Stacks'];
    await rows.expand(stacks);
    await rows.chooseMenu([...stacks, 'gis'], 'Create Streaming URL…');
    await answerStreamingSteps(workbench.page, 'a.user');
    await quickInput(workbench.page).entry('Copy Streaming URL').waitFor();
    await quickInput(workbench.page).cancel();
  });

  it("says why a stack can't stream", async () => {
    await rows.expand([production, 'eu-west-1', 'Stacks']);
    await rows.chooseMenu([production, 'eu-west-1', 'Stacks', 'finance'], 'Create Streaming URL…');
    const input = quickInput(workbench.page);
    await input.fill('a.user');
    await input.accept();
    await notifications(workbench.page).waitFor(
      /Stack "finance" can't stream now: its fleet "finance-desktops" is STOPPED/,
    );
    assert.equal(openedUrls(workbench.context).length, 1);
  });

  it('has no URL, user or parameter of a stream in the log', async () => {
    await command(workbench.page, 'AppStream: Show Log');
    const output = workbench.page.locator('.output-view .view-lines, .panel .view-lines').first();
    await output.getByText('CreateStreamingURL').first().waitFor();
    const text = (await output.innerText()).replace(/\u00a0/g, ' ');
    assert.match(text, /CreateStreamingURL production eu-west-1 \d+ ms ok [\w-]+/);
    assert.doesNotMatch(text, /parameters|signature|a\.user|http/);
  });
});
