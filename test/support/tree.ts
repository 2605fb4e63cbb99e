import { type Locator, type Page, selectors } from 'playwright-core';

import { retryUntil } from './retryUntil';

/** A row's label, or the labels that lead to it, outermost first; leading ones may be left out: `['eu-west-1', 'Fleets', 'dev']`. */
export type RowPath = string | readonly string[];

/** VS Code ignores an earlier click on a context menu that has just opened. Nothing on the screen shows when that ends. */
const menuDeafness = 250;

/** How often to open a context menu until it has the entry. */
const menuTries = 8;

/**
 * A tree of the side bar as a user sees it.
 *
 * @param view its name where the container shows several, as `'Resources'`
 */
export function tree(page: Page, view?: string) {
  const all = page.locator('.part.sidebar').getByRole('tree', view ? { name: new RegExp(`^${escape(view)}`) } : {});
  const root = all.first();
  const menuItems = page.locator(
    '.context-view .monaco-menu .action-item:not(.disabled) .action-label:not(.separator)',
  );

  /** A locator of the row. A test can wait for it before the row exists. */
  const row = (path: RowPath): Locator => root.locator(`treepath=${JSON.stringify([path].flat())}`);

  const children = (path: RowPath): Locator => root.locator(`treepath=${JSON.stringify([path, null].flat())}`);

  const toggle = (path: RowPath, from: 'true' | 'false', shown: Locator): Promise<void> =>
    retryUntil(async () => {
      if ((await row(path).getAttribute('aria-expanded')) === from) {
        await row(path).locator('.monaco-tl-twistie').click();
      }
    }, shown);

  // A load that takes long has a row of its own. Wait for the rows that replace it.
  const loaded = (path: RowPath): Locator =>
    children(path).filter({ hasNot: page.getByText('Loading…', { exact: true }) });

  const expandRow = (path: readonly string[]): Promise<void> => toggle(path, 'false', loaded(path).first());

  /** Opens the context menu and leaves it open. */
  const openMenu = async (path: RowPath): Promise<void> => {
    await retryUntil(async () => {
      if (!(await menuItems.first().isVisible())) await row(path).click({ button: 'right' });
    }, menuItems.first());
    await page.waitForTimeout(menuDeafness);
  };

  const closeMenu = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await menuItems.first().waitFor({ state: 'hidden' });
  };

  return {
    row,
    openMenu,
    closeMenu,
    /** The labels of all rows on screen, top to bottom. */
    labels: (): Promise<string[]> => root.locator('.monaco-list-row .label-name').allTextContents(),
    /** A locator of the rows directly below an expanded row. */
    children,
    /** The description behind the label; empty if there is none. */
    description: async (path: RowPath): Promise<string> =>
      (await row(path).locator('.label-description').allTextContents()).join(''),
    /** Waits until the description matches. */
    waitForDescription: (path: RowPath, words: string | RegExp): Promise<void> =>
      row(path).locator('.label-description').filter({ hasText: words }).waitFor(),
    /** Expands a row and its parents, and waits for a child. An empty list has a row that says so. */
    expand: async (path: RowPath): Promise<void> => {
      const labels = [path].flat();
      for (let length = 1; length <= labels.length; length++) await expandRow(labels.slice(0, length));
    },
    collapse: (path: RowPath): Promise<void> =>
      toggle(path, 'true', row(path).and(page.locator('[aria-expanded=false]'))),
    /** The entries of the context menu; a submenu by its name. */
    contextMenu: async (path: RowPath): Promise<string[]> => {
      await openMenu(path);
      const labels = await menuItems.allTextContents();
      await closeMenu();
      return labels.filter(label => label !== '');
    },
    /**
     * Picks from the context menu; of a submenu by both names: `['Copy', 'ARN']`. A menu that was opened while the item was
     * being drawn anew lacks what it offers a moment later, so it is opened again, as a user would.
     */
    chooseMenu: async (path: RowPath, item: string | readonly string[]): Promise<void> => {
      const [first = '', ...inner] = [item].flat();
      const entry = (name: string): Locator =>
        page.locator('.context-view .monaco-menu').getByRole('menuitem', { name, exact: true });
      await openMenu(path);
      for (let attempt = 1; attempt < menuTries && !(await entry(first).isVisible()); attempt++) {
        await closeMenu();
        await openMenu(path);
      }
      const names = [first, ...inner];
      const last = names.pop() ?? '';
      for (const name of names) {
        await entry(name).click(); // this also opens a submenu
        await entry(last).waitFor();
        await page.waitForTimeout(menuDeafness);
      }
      await retryUntil(
        async () => {
          if (!(await entry(last).isVisible())) return;
          // The window may close the menu before the click when it redraws. Then open it again.
          await entry(last)
            .click({ timeout: clickPatience })
            .catch(() => openMenu(path));
        },
        menuItems.first(),
        'hidden',
      );
      // The pointer rests on a row now. Its tooltip would cover what opens.
      await page.mouse.move(0, 0);
    },
  };
}

/** The time for a click on a menu entry, in milliseconds. */
const clickPatience = 5_000;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Teaches Playwright to find tree rows by their labels. A row's accessible name will not do: that is its tooltip.
 * `startWorkbench` calls it.
 */
export async function registerTreePath(): Promise<void> {
  // Each test file is a bundle with a copy of this module, while Playwright is one for all of them.
  const process = globalThis as { [registered]?: Promise<void> };
  await (process[registered] ??= selectors.register('treepath', treePathEngine));
}

const registered = Symbol.for('appstream-explorer treepath');

/** Runs in the page, from its own source: it can use nothing around it. */
function treePathEngine() {
  const queryAll = (root: Element | Document, selector: string): Element[] => {
    const path = JSON.parse(selector) as (string | null)[]; // null: whatever the label
    const rows = [...root.querySelectorAll('.monaco-list-row')].sort(
      (a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')),
    );
    const above: string[] = [];
    return rows.filter(row => {
      const level = Number(row.getAttribute('aria-level'));
      above.length = Math.max(level - 1, 0);
      above[level - 1] = row.querySelector('.label-name')?.textContent ?? '';
      return path.every((label, index) => {
        const found = above[level - path.length + index];
        return label === null ? found !== undefined : found === label;
      });
    });
  };
  return { queryAll, query: (root: Element | Document, selector: string) => queryAll(root, selector)[0] ?? null };
}
