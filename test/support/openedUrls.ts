import type { BrowserContext, Page, Request } from 'playwright-core';

import { waitUntil } from './waitUntil';

const patience = { every: 50, limit: 30_000 };

const seen = new WeakMap<BrowserContext, Request[]>();

/** Records what the workbench opens in the user's browser. `startWorkbench` calls it. */
export async function watchOpenedUrls(context: BrowserContext, workbench: Page): Promise<void> {
  const requests: Request[] = [];
  seen.set(context, requests);
  context.on('request', request => {
    // A new page's first request comes before its frame is known. Requests of the workbench's own frames don't count.
    if (!request.isNavigationRequest()) return;
    const page = context.pages().find(page => page.mainFrame() === frameOf(request));
    if (page !== workbench && (page || !frameOf(request))) requests.push(request);
  });
  // No other host can be reached, and a page that loads closes without the errors of one that fails.
  await context.route(
    url => !['127.0.0.1', 'localhost'].includes(url.hostname) && !url.hostname.endsWith('.vscode-cdn.net'),
    route =>
      route.fulfill({ contentType: 'text/html', body: '<title>Stands in for the page that was asked for</title>' }),
  );
}

function frameOf(request: Request) {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

/**
 * The addresses that `vscode.env.openExternal` really requested from the browser, byte for byte, oldest first. VS Code asks
 * before it opens one: `dialog(page).press('Open')` first.
 */
export function openedUrls(context: BrowserContext): readonly string[] {
  return (seen.get(context) ?? []).map(request => request.url());
}

/**
 * Waits until this many addresses have been opened and pages in `context.pages()` show them.
 *
 * @throws Error if that takes too long
 */
export async function waitForOpenedUrls(context: BrowserContext, count: number): Promise<readonly string[]> {
  await waitUntil(`${count} opened addresses`, () => openedUrls(context).length >= count, patience);
  for (const request of seen.get(context) ?? []) {
    const page = (await waitUntil('the page of what was opened', () => frameOf(request), patience)).page();
    if (!page.isClosed()) await page.waitForURL(url => url.protocol !== 'about:', { waitUntil: 'commit' });
  }
  return openedUrls(context);
}
