import type { Page } from 'playwright-core';

import { waitUntil } from './waitUntil';

/**
 * What was copied. It waits until the clipboard has it. (Playwright's `waitForFunction` doesn't: it takes the promise of an async
 * function for a result, so a test would read what was copied before.)
 * @param holds what the text holds or matches
 * @returns the whole text of the clipboard
 */
export function copied(page: Page, holds: string | RegExp): Promise<string> {
  const fits = (text: string): boolean => (typeof holds === 'string' ? text.includes(holds) : holds.test(text));
  return waitUntil(
    'what was copied', // not the text: it can be a streaming URL
    async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      return fits(text) && text;
    },
    { every: 50 },
  );
}
