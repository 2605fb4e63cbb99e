// Makes the pictures of the README: node out/test/pictures/readme.pictures.js [NAME…]. Data and time are always the same. The fonts
// are those of this computer, so another one draws other bytes.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { findRoot } from '../../tools/root.mjs';
import { packFolder } from '../../tools/vsix.mjs';
import { type Demo, development, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { retryUntil } from '../support/retryUntil';
import { tooltipOf } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview } from '../support/workbench';
import { largestPicture, type PictureName, pictures } from './names';
import { type Picture, pictureOf } from './png';

/** The time at which each run begins, and how much slower it passes. */
const start = Date.UTC(2026, 10, 24, 9, 30);
const slower = 60;

const size = { width: 1060, height: 760 };

/** The simulator's port, which a streaming URL shows. */
const port = 48_080;

/** Between pictures in one: the color of VS Code's dark editor. */
const between = { gap: 8, background: '#1f1f1f' };

/** The width of the side bar, in pixels: most rows are read whole. */
const sideBar = 470;

/** A rectangle of the window, in pixels. */
interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Stage {
  readonly page: Page;
  readonly demo: Demo;
  readonly rows: ReturnType<typeof tree>;
  readonly activity: ReturnType<typeof tree>;
}

/** Brings about what the picture shows, takes it with `take`, and cleans up. What is taken later stands below. */
type Scene = (stage: Stage, take: (part: Part) => Promise<void>) => Promise<void>;

const region = [production, 'eu-west-1'];
const fleets = [...region, 'Fleets'];
const fleet = (name: string): string[] => [...fleets, name];

const scenes: Readonly<Record<PictureName, Scene>> = {
  async 'readme-view'({ page, rows }, take) {
    await rows.waitForDescription([production], 'hb-production');
    await rows.openMenu(fleet('finance-desktops'));
    await take(around([await partOf(page, '.part.sidebar'), await partOf(page, '.context-view .monaco-menu')]));
    await rows.closeMenu();
  },

  async 'readme-sessions'({ page, rows }, take) {
    const sessions = [...fleet('office-desktops'), 'Sessions'];
    await rows.expand(sessions);
    await tooltipOf(page, rows.children(sessions).nth(1));
    const last = await boxOf(rows.row([...fleets, 'visualisation']));
    const { x, y, width } = await partOf(page, '.part.sidebar');
    const shown = { x, y, width, height: last.y + last.height - y };
    await take(around([shown, await boxOf(page.locator('.workbench-hover').filter({ visible: true }))]));
    await page.mouse.move(0, 0);
    await rows.collapse(fleet('office-desktops'));
  },

  async 'readme-find'({ page }, take) {
    await command(page, 'AppStream: Go to Resource…');
    const input = quickInput(page);
    await input.waitForTitle('Go to Resource');
    await input.fill('cad');
    await input.waitForTitle(/^Go to Resource: \d+ found$/);
    await input.entry('cad-workstations').waitFor();
    await take(await partOf(page, '.quick-input-widget'));
    await input.cancel();
  },

  async 'readme-form'({ page, rows }, take) {
    await rows.chooseMenu(fleet('office-desktops'), 'Update Fleet…');
    const form = webview(page);
    await form.getByRole('button', { name: 'Unlock All Fields' }).waitFor();
    await form.getByRole('textbox', { name: 'Display name', exact: true }).fill('Office desktops (Dublin)');
    await form.getByText('Changes: 1').waitFor();
    await form.locator('html').evaluate(useSansSerif); // VS Code writes the page anew, without the script of the window
    await form.getByRole('heading').first().scrollIntoViewIfNeeded();
    await take(await partOf(page, '.part.editor'));
    await form.getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog(page).press('Discard');
  },

  async 'readme-dialog'({ page, rows }, take) {
    await rows.chooseMenu(fleet('office-desktops'), 'Stop Fleet');
    await dialog(page).text();
    await take(await partOf(page, '.monaco-dialog-box'));
    await dialog(page).press('Cancel');
  },

  async 'readme-stream'({ page, rows }, take) {
    await rows.expand([...region, 'Stacks']);
    await rows.chooseMenu([...region, 'Stacks', 'cad'], 'Create Streaming URL…');
    const input = quickInput(page);
    const takeStep = async (): Promise<void> => take(await partOf(page, '.quick-input-widget'));
    await input.waitForTitle(/1\/3/);
    await input.fill('a.user');
    await takeStep();
    await input.accept();
    await input.waitForTitle(/2\/3/);
    await input.pick('None');
    await input.waitForTitle(/3\/3/);
    await input.fill('300');
    await takeStep();
    await input.accept();
    await input.entry('Copy Streaming URL').waitFor();
    await takeStep();
    await input.cancel();
    await rows.collapse([...region, 'Stacks']);
  },

  async 'readme-activity'({ page, demo, rows, activity }, take) {
    // An error from another time would be tried again, with the time of the answer.
    const headers = { date: new Date(start).toUTCString() };
    const type = 'ResourceNotAvailableException';
    const outcome = { kind: 'error', type, message: 'No capacity now', headers } as const;
    demo.simulator.faults.add({ operation: 'StartFleet', times: 1, when: 'before', outcome });
    await page.locator('.part.sidebar .pane-header', { hasText: 'Activity' }).click();
    const names = ['field-survey', 'finance-desktops', 'gis-analysis'];
    await selectRows(rows, names.map(fleet));
    await rows.chooseMenu(fleet('gis-analysis'), 'Start Fleet');
    await notifications(page).waitFor(/^Start Fleet: done for 2 of 3\. Failed: /);
    await command(page, 'Notifications: Clear All Notifications');
    const batch = 'Start Fleet: Fleets (3)';
    await activity.expand(batch);
    await page.mouse.move(0, 0);
    await activity.row([batch, 'field-survey']).waitFor();
    await take(await boxOf(page.locator('.part.sidebar .pane').filter({ hasText: batch }).last()));
  },
};

/** Selects rows as with Ctrl. The first click expands a row, which moves those below it. */
async function selectRows(rows: ReturnType<typeof tree>, paths: readonly string[][]): Promise<void> {
  const [first = [], ...others] = paths;
  await rows.row(first).click();
  await rows.row([...first, 'Tags']).waitFor();
  for (const path of others) {
    const row = rows.row(path);
    const chosen = row.and(row.page().locator('[aria-selected=true]'));
    await retryUntil(() => row.click({ modifiers: ['ControlOrMeta'] }), chosen);
  }
}

const partOf = (page: Page, selector: string): Promise<Part> => boxOf(page.locator(selector).first());

async function boxOf(locator: Locator): Promise<Part> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('What the picture shows is not on the screen.');
  return box;
}

/** The smallest rectangle that has all of them. */
function around(parts: readonly Part[]): Part {
  const [x, y] = [Math.min(...parts.map(part => part.x)), Math.min(...parts.map(part => part.y))];
  const right = Math.max(...parts.map(part => part.x + part.width));
  const bottom = Math.max(...parts.map(part => part.y + part.height));
  return { x, y, width: right - x, height: bottom - y };
}

async function widenSideBar(page: Page): Promise<void> {
  const bar = await partOf(page, '.part.sidebar');
  const [edge, middle] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(bar.x + sideBar, middle, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(0, 0);
}

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter(name => !(name in pictures));
  if (unknown.length) {
    throw new Error(`There is no ${unknown.join(', ')}. The pictures: ${Object.keys(pictures).join(', ')}`);
  }
  // The simulator gives its sessions and answers such IDs.
  let last = 0;
  Object.assign(crypto, { randomUUID: () => `8f6d1c52-3b7e-4a90-9c1d-${(++last).toString(16).padStart(12, '0')}` });
  const began = Date.now();
  const demo = await startDemo(1, { port, now: () => start + (Date.now() - began) / slower });
  const clock = path.join(findRoot(), 'out', 'picture-clock.vsix');
  await packFolder(path.join(findRoot(), 'test/pictures/clock'), clock);
  const workbench = await startWorkbench({
    aws: demo.aws,
    settings: {
      ...demo.settings,
      'appstream.profiles': {
        [production]: { word: 'PRODUCTION', color: 'red' },
        [development]: { word: 'DEV', color: 'green' },
      },
    },
    env: {
      TZ: 'UTC',
      PICTURES_START: String(start),
      PICTURES_BEGAN: String(began),
      PICTURES_SLOWER: String(slower),
    },
    extensions: [clock],
    viewport: size,
  });
  const { page } = workbench;
  try {
    await workbench.context.addInitScript(useSansSerif);
    await page.reload();
    const stage = { page, demo, rows: tree(page, 'Resources'), activity: tree(page, 'Activity') };
    await openExplorer(page);
    await widenSideBar(page);
    await stage.rows.expand(fleets);
    for (const [name, scene] of Object.entries(scenes)) {
      if (asked.length && !asked.includes(name)) continue;
      const taken: Buffer[] = [];
      await scene(stage, async clip => {
        taken.push(await page.screenshot({ clip, animations: 'disabled', caret: 'hide' }));
      });
      write(name, await pictureOf(taken, between));
    }
  } catch (error) {
    console.error(`The window, as it was: ${await screenshot(page, 'failed-picture')}`);
    throw error;
  } finally {
    await workbench.close();
    await demo.close();
  }
}

/** Writes a picture into media/. @throws Error if it is too large */
function write(name: string, { png, width, height }: Picture): void {
  if (png.length > largestPicture) throw new Error(`${name} has ${png.length} bytes, more than ${largestPicture}.`);
  const file = path.join('media', `${name}.png`);
  fs.writeFileSync(path.join(findRoot(), file), png);
  console.log(`${file}  ${width} × ${height}, ${(png.length / 1000).toFixed(1)} kB`);
}

/** Runs in each page, from its own source. The system's font is another on each computer, and on some it has serifs. */
function useSansSerif(): void {
  const sheet = new CSSStyleSheet();
  const font = '"Noto Sans", "Segoe UI", "DejaVu Sans", sans-serif !important';
  sheet.replaceSync(`html, body, .monaco-workbench { font-family: ${font}; --vscode-font-family: ${font} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
