// How long activation takes, and a click on the view's icon until the first row shows, beside other extensions in the same
// window: two of VS Code's own, and one of ten lines. Each round has a new window. Nothing here asserts a time.
import path from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';

import { temporaryFolder } from '../../tools/cleanup.mjs';
import { findRoot } from '../../tools/root.mjs';
import { payloadUrl } from '../../tools/server.mjs';
import { packFolder, packVsix } from '../../tools/vsix.mjs';
import { production, startDemo } from '../support/demo';
import { command } from '../support/palette';
import { waitUntil } from '../support/waitUntil';
import { startWorkbench } from '../support/workbench';
import { median, ms, row, target } from './table';

const rounds = 7;
const ours = 'appstream-explorer.appstream-explorer';
const tenLines = 'appstream-explorer.ten-lines';

/** VS Code draws the first row when it has the rows below all expanded ones, so a second level costs another round trip. */
const views = [
  { tab: 'Ten Lines', first: 'ten lines', name: 'an extension of ten lines, with one row' },
  { tab: 'Same Rows', first: 'production', name: 'a small extension with as many rows, in two levels' },
  { tab: 'AppStream', first: production, name: 'AppStream Explorer' },
];

/** The first activation includes start-up work of VS Code itself, so it isn't shown. */
const activated = ['vscode.merge-conflict', tenLines, 'vscode.simple-browser', 'vscode.references-view', ours];

async function main(): Promise<void> {
  await packVsix();
  const folder = temporaryFolder('appstream-bench-');
  const beside = ['tenLines', 'sameRows', 'timer'].map(name => ({
    name,
    file: path.join(folder.path, `${name}.vsix`),
  }));
  for (const { name, file } of beside) await packFolder(path.join(findRoot(), 'test/bench', name), file);
  const demo = await startDemo();
  const workbench = await startWorkbench({
    aws: demo.aws,
    settings: demo.settings,
    extensions: beside.map(({ file }) => file),
  });
  const { context, server } = workbench;
  /** Runs something in a window of a user who has never opened one. */
  const inNewWindow = async <T>(run: (page: Page) => Promise<T>): Promise<T> => {
    const user = await newUser(context);
    try {
      const page = await user.newPage();
      await page.goto(payloadUrl(server));
      await page
        .locator('.part.activitybar')
        .getByRole('tab', { name: /^AppStream/ })
        .waitFor();
      return await run(page);
    } finally {
      await user.close();
    }
  };
  const clicks = views.map((): number[] => []);
  const activations: Record<string, number>[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      activations.push(await inNewWindow(timeActivation));
      // The later views have an advantage, so the order alternates.
      const order = views.map((view, index) => ({ ...view, index }));
      if (round % 2) order.reverse();
      for (const { tab, first, index } of order) {
        clicks[index]?.push(await inNewWindow(page => timeFirstRow(page, tab, first)));
      }
    }
    const [ofTenLines = NaN, ofSameRows = NaN, own = NaN] = clicks.map(median);
    console.log(`\nFrom a click on the view's icon until its first row shows, median of ${rounds} windows`);
    for (const [index, { name }] of views.entries()) {
      const times = clicks[index] ?? [];
      row(name, ms(median(times)), `${(median(times) / ofTenLines).toFixed(2)} × ten lines; ${range(times)}`);
    }
    target("a click on the view's icon until its first row, beside an extension of ten lines", own / ofTenLines, {
      unit: '×',
      atMost: 1.25,
    });
    target(
      "a click on the view's icon until its first row, beside a small extension with as many rows",
      own / ofSameRows,
      {
        ...{ unit: '×', atMost: 1.25 },
      },
    );
    console.log(`\nLoading and activation, when nothing else happens, median of ${rounds} windows`);
    for (const id of activated.slice(1)) {
      const times = activations.map(round => round[id] ?? NaN);
      row(id, ms(median(times)), range(times));
    }
    const activation = (id: string): number => median(activations.map(round => round[id] ?? NaN));
    const beside = activation(ours) / activation('vscode.references-view');
    target('loading and activation', activation(ours), { unit: 'ms', atMost: 10 });
    target("loading and activation, beside VS Code's references-view", beside, { unit: '×', atMost: 2 });
  } finally {
    await workbench.close();
    await demo.close();
    folder.remove();
  }
}

async function newUser(context: BrowserContext): Promise<BrowserContext> {
  const user = await context.browser()?.newContext({
    viewport: { width: 1280, height: 1000 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (!user) throw new Error('The browser has ended.');
  return user;
}

/** The milliseconds that each extension took, by id. */
async function timeActivation(page: Page): Promise<Record<string, number>> {
  await page.evaluate(text => navigator.clipboard.writeText(text), JSON.stringify(activated));
  await command(page, 'Benchmark: Time Activation');
  const text = await waitUntil('the times in the clipboard', async () => {
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    return copied.startsWith('{') ? copied : undefined;
  });
  return (JSON.parse(text) as { times: Record<string, number> }).times;
}

/** The milliseconds from a click on a view's icon until a row shows, by the workbench's own clock. */
async function timeFirstRow(page: Page, tab: string, first: string): Promise<number> {
  await page.waitForTimeout(2000); // VS Code is still busy with its own start
  const shown = page.evaluate(
    first =>
      new Promise<number>(resolve => {
        let clicked: number | undefined;
        window.addEventListener('pointerdown', () => (clicked = performance.now()), { capture: true, once: true });
        new MutationObserver((_, observer) => {
          const rows = [...document.querySelectorAll('.part.sidebar .monaco-list-row')];
          if (clicked === undefined || !rows.some(row => row.textContent?.includes(first))) return;
          observer.disconnect();
          resolve(performance.now() - clicked);
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    first,
  );
  await page
    .locator('.part.activitybar')
    .getByRole('tab', { name: new RegExp(`^${tab}`) })
    .click();
  return shown;
}

function range(values: readonly number[]): string {
  return `${ms(Math.min(...values))} to ${ms(Math.max(...values))}`;
}

void main();
