import path from 'node:path';

import type { Page } from 'playwright-core';

import { findRoot } from '../../tools/root.mjs';

/**
 * Writes a screenshot of the page to out/screenshots, which git ignores.
 *
 * @param name any words; they become the file's name
 * @returns the file
 */
export async function screenshot(page: Page, name: string): Promise<string> {
  const words = name.replace(/[^\w.]+/g, '-').slice(0, 120);
  const file = path.join(findRoot(), 'out', 'screenshots', `${words}.png`);
  await page.screenshot({ path: file });
  return file;
}
