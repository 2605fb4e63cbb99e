// Measures in a real workbench how long a form takes from the opening of its panel until the user can type, and the page of a
// resource until its text shows, compared with the lower limit: another extension's page with a single input. It asserts no time.
import path from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';

import { temporaryFolder } from '../../tools/cleanup.mjs';
import { findRoot } from '../../tools/root.mjs';
import { packFolder, packVsix } from '../../tools/vsix.mjs';
import { production, startDemo } from '../support/demo';
import { command } from '../support/palette';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench } from '../support/workbench';
import { median, ms, row, target } from './table';

const rounds = 7;

/** The tab of the page of a resource. */
const details = 'office-desktops (Fleet)';

interface Measured {
  /** From the command until the panel's tab is shown, and from there until the first field has the focus. */
  readonly panel: number;
  readonly field: number;
}

async function main(): Promise<void> {
  await packVsix();
  const folder = temporaryFolder('appstream-bench-');
  const emptyPage = path.join(folder.path, 'empty-page.vsix');
  await packFolder(path.join(findRoot(), 'test/bench/emptyPage'), emptyPage);
  const demo = await startDemo();
  const workbench = await startWorkbench({
    aws: demo.aws,
    settings: demo.settings,
    extensions: [emptyPage],
  });
  const { page, context } = workbench;
  try {
    const typable = await watchFields(context);
    await page.reload(); // Watch frames from their start.
    await openExplorer(page);
    const rows = tree(page);
    const region = [production, 'eu-west-1'];
    await rows.expand([...region, 'Fleets']);
    const forms = [
      ...[
        ['Fleets', 'Create Fleet'],
        ['Stacks', 'Create Stack'],
        ['Users', 'Create User'],
      ].map(([list = '', title = '']) => ({
        name: `${title} of AppStream Explorer`,
        title,
        open: () => rows.chooseMenu([...region, list], `${title}…`),
      })),
      {
        name: 'the page of a fleet',
        title: details,
        open: () => rows.chooseMenu([...region, 'Fleets', 'office-desktops'], 'View Details'),
      },
      {
        name: 'a page with one input and nothing else',
        title: 'Empty Page',
        open: () => command(page, 'Benchmark: Open Empty Page'),
      },
    ];
    const measured = forms.map((): Measured[] => []);
    for (let round = 0; round <= rounds; round++) {
      for (const [index, form] of forms.entries()) {
        const result = await measure(page, typable, form.title, form.open);
        if (round > 0) measured[index]?.push(result); // The first one also loads what is loaded only once.
        await command(page, 'View: Close Editor');
        await page.locator('.tabs-container .tab', { hasText: form.title }).waitFor({ state: 'detached' });
      }
    }
    console.log(
      `\nFrom the opening of a panel until its first field can be typed in or its text shows, median of ${rounds}`,
    );
    for (const [index, { name }] of forms.entries()) {
      const results = measured[index] ?? [];
      const panel = median(results.map(result => result.panel));
      const fields = results.map(result => result.field);
      row(
        name,
        ms(median(fields)),
        `${ms(Math.min(...fields))} at best; the panel shows ${ms(panel)} after the command`,
      );
    }
    const times = measured.map(results => median(results.map(({ field }) => field)));
    const empty = times.at(-1) ?? NaN;
    for (const [index, { title }] of forms.slice(0, -1).entries()) {
      const what = title === details ? 'a page until its text shows' : 'a form until it can be typed in';
      target(`${title}: ${what}, beside an empty page`, (times[index] ?? NaN) / empty, {
        ...{ unit: '×', atMost: 1.4 },
      });
    }
  } finally {
    await workbench.close();
    await demo.close();
    folder.remove();
  }
}

/** @returns a function that waits until a field of a page opened later has the focus, or a resource's name shows, and returns the time */
async function watchFields(context: BrowserContext): Promise<() => Promise<number>> {
  let tell: (time: number) => void = () => undefined;
  await context.exposeFunction('fieldHasFocus', (time: number) => tell(time));
  // The frame's document is rewritten. That removes its listeners, but keeps its timers and its window.
  await context.addInitScript(() => {
    if (window === window.top) return;
    let focused: number | undefined;
    const timer = setInterval(() => {
      const isTypable = /^(INPUT|VSCODE-TEXT-FIELD)$/.test(document.activeElement?.tagName ?? '');
      if (!isTypable && !document.querySelector('main > header[data-part] h1')) return;
      focused ??= performance.timeOrigin + performance.now();
      const { fieldHasFocus } = window as unknown as { fieldHasFocus?: (time: number) => Promise<void> };
      // Repeat this until there is an answer: a new frame may not listen yet.
      void fieldHasFocus?.(focused).then(() => clearInterval(timer));
    }, 1);
  });
  return () => {
    const start = Date.now();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('No field had the focus within a minute.')), 60_000);
      tell = time => {
        if (time < start) return; // of the page before
        clearTimeout(late);
        resolve(time);
      };
    });
  };
}

async function measure(
  page: Page,
  typable: () => Promise<number>,
  title: string,
  open: () => Promise<void>,
): Promise<Measured> {
  const focused = typable();
  // Use the workbench's clock, so that the delay of the browser's driver is not measured.
  const shown = page.evaluate(
    title =>
      new Promise<{ chosen: number; shown: number }>(resolve => {
        let chosen = 0;
        const now = (): number => performance.timeOrigin + performance.now();
        const note = (): void => void (chosen = now());
        window.addEventListener('pointerup', note, true);
        new MutationObserver((_, observer) => {
          const tabs = [...document.querySelectorAll('.tabs-container .tab')];
          if (!tabs.some(tab => tab.textContent?.includes(title))) return;
          observer.disconnect();
          window.removeEventListener('pointerup', note, true);
          resolve({ chosen, shown: now() });
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    title,
  );
  await open();
  const [panel, field] = await Promise.all([shown, focused]);
  return { panel: panel.shown - panel.chosen, field: field - panel.shown };
}

void main();
