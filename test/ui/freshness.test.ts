// What somebody else does shows when one comes back, and a narrow side bar shows first what matters.
import * as assert from 'node:assert/strict';

import { AppStream } from '@aws-sdk/client-appstream';

import { type Demo, production, startDemo } from '../support/demo';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('Old lists', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let colleague: AppStream;
  const region = [production, 'eu-west-1'];
  const fleets = [...region, 'Fleets'];
  const lists = (): number => demo.requests.filter(request => request.startsWith('DescribeFleets')).length;

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    colleague = new AppStream({
      endpoint: demo.simulator.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(fleets);
  });
  after(async () => {
    colleague?.destroy();
    await workbench?.close();
    await demo?.close();
  });

  it('are reloaded when their view is opened again, and not before', async () => {
    const fleet = [...fleets, 'field-survey'];
    await rows.waitForDescription(fleet, /^STOPPED/);
    await colleague.startFleet({ Name: 'field-survey' });
    await workbench.page.waitForTimeout(61_000);
    assert.match(await rows.description(fleet), /^STOPPED/);
    demo.requests.splice(0);
    await workbench.page.keyboard.press('Control+Shift+E');
    await workbench.page.waitForTimeout(500);
    assert.equal(lists(), 0, 'no timer asks');
    await openExplorer(workbench.page);
    await rows.waitForDescription(fleet, /^RUNNING/);
    await screenshot(workbench.page, 'lists-asked-again');
  });

  it('keep the important text visible in a side bar of 250 pixels', async () => {
    const sash = workbench.page.locator('.monaco-sash.vertical:not(.disabled)').first();
    const sidebar = workbench.page.locator('.part.sidebar');
    const [{ x, y, width, height }, bar] = await Promise.all([box(sash), box(sidebar)]);
    await workbench.page.mouse.move(x + width / 2, y + height / 2);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(bar.x + 250, y + height / 2, { steps: 5 });
    await workbench.page.mouse.up();
    assert.ok(Math.abs((await box(sidebar)).width - 250) < 15, String((await box(sidebar)).width));
    const row = rows.row([...fleets, 'gis-analysis']);
    const words = row.locator('.label-description');
    const shown = await words.evaluate(element => {
      const range = element.ownerDocument.createRange();
      range.selectNodeContents(element);
      return { right: element.getBoundingClientRect().right, left: range.getBoundingClientRect().left };
    });
    assert.match((await words.textContent()) ?? '', /^⚠ SUBNET/);
    assert.ok(shown.right - shown.left > 40, 'the mark and the beginning of the reason are seen');
    await screenshot(workbench.page, 'narrow-side-bar');
  });
});

async function box(of: {
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
}): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await of.boundingBox()) ?? assert.fail('it is not on screen');
}
