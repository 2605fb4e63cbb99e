// What somebody else does shows when one comes back, and a narrow side bar shows first what matters.
import * as assert from 'node:assert/strict';

import { AppStream } from '@aws-sdk/client-appstream';

import { type Demo, production, startDemo } from '../support/demo';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
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

  it('are not asked about what settles while the window has not the focus, and are when it has it again', async () => {
    const { page } = workbench;
    demo.simulator.faults.add({
      operation: 'DescribeFleets',
      outcome: {
        kind: 'edit',
        edit: output => {
          const listed = output['Fleets'] as { Name: string; State: string }[];
          for (const fleet of listed) if (fleet.Name === 'field-survey') fleet.State = 'STOPPING';
        },
      },
    });
    await rows.chooseMenu(fleets, 'Refresh');
    await rows.waitForDescription([...fleets, 'field-survey'], /^STOPPING/);
    demo.requests.splice(0);
    await waitUntil('two polls', () => lists() >= 2, { every: 50 });
    await setFocus(false);
    await page.waitForTimeout(1_000); // a request that was sent before
    demo.requests.splice(0);
    await page.waitForTimeout(8_000);
    assert.equal(lists(), 0);
    await setFocus(true);
    await waitUntil('the next poll', () => lists() > 0, { every: 50 });
    demo.simulator.faults.clear();
    await rows.waitForDescription([...fleets, 'field-survey'], /^RUNNING/);
  });

  /** Has the page think that its window has the focus, or not: a browser without a screen can't take it away. */
  function setFocus(has: boolean): Promise<void> {
    return workbench.page.evaluate(isFocused => {
      document.hasFocus = () => isFocused;
      window.dispatchEvent(new Event(isFocused ? 'focus' : 'blur'));
    }, has);
  }

  it('keep names and the beginning of states readable in a side bar of 250 pixels, and problems in one of 300', async () => {
    const labels = await rows.children(fleets).locator('.label-name').allTextContents();
    assert.ok(labels.length > 5);
    await setWidth(300);
    const problem = await seen([...fleets, 'gis-analysis']);
    assert.match(problem, /^gis-analysis · STOPPED · ⚠ SU/);
    await screenshot(workbench.page, 'side-bar-of-300');
    await setWidth(250);
    await screenshot(workbench.page, 'side-bar-of-250');
    for (const label of labels) {
      const path = [...fleets, label];
      const [state = ''] = /^[A-Z]+/.exec(await rows.description(path)) ?? [];
      assert.ok(state, label);
      assert.ok((await seen(path)).startsWith(`${label} · ${state.slice(0, 3)}`), `${label}: ${await seen(path)}`);
    }
  });

  /** Drags the edge of the side bar. */
  async function setWidth(pixels: number): Promise<void> {
    const { page } = workbench;
    const sash = page.locator('.monaco-sash.vertical:not(.disabled)').first();
    const sidebar = page.locator('.part.sidebar');
    const [{ x, y, width, height }, bar] = await Promise.all([box(sash), box(sidebar)]);
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(bar.x + pixels, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(bar.x + 600, y); // a row under the pointer shows buttons
    const now = (await box(sidebar)).width;
    assert.ok(Math.abs(now - pixels) < 15, String(now));
  }

  /** The letters of a row that the side bar does not cut off: its label, then its description. */
  function seen(path: readonly string[]): Promise<string> {
    return rows.row(path).evaluate(row => {
      const right = row.querySelector('.monaco-icon-label-container')?.getBoundingClientRect().right ?? 0;
      const parts = ['.label-name', '.label-description'].map(part => {
        const walker = document.createTreeWalker(row.querySelector(part) ?? row, NodeFilter.SHOW_TEXT);
        let words = '';
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const content = text.textContent ?? '';
          for (let at = 0; at < content.length; at++) {
            const letter = document.createRange();
            letter.setStart(text, at);
            letter.setEnd(text, at + 1);
            if (letter.getBoundingClientRect().right <= right + 0.5) words += content.charAt(at);
          }
        }
        return words;
      });
      return parts.join(' · ');
    });
  }
});

async function box(of: {
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
}): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await of.boundingBox()) ?? assert.fail('it is not on screen');
}
