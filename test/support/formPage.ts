// A form's page in a browser, without VS Code. The page, its policy and the extension's side of the protocol are the real
// ones. Only the parts that VS Code adds (its API object, its theme) are replaced.
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type * as Axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';

import { answerPage, type FormHandlers } from '../../src/explorer/forms/formServer';
import { pageHtml } from '../../src/explorer/forms/pageHtml';
import { type Form, formElement, type ToHost } from '../../src/forms/protocol';
import { findRoot } from '../../tools/root.mjs';
import { type ThemeKind, themes } from './themes';

export interface OpenForm {
  readonly page: Page;
  /** The page's messages so far. */
  readonly said: () => Promise<readonly ToHost[]>;
  /** The problems that the browser reported: violations of the policy, and uncaught errors. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface FormPageOptions {
  readonly theme?: ThemeKind;
  readonly width?: number;
  readonly height?: number;
  /** The content of VS Code's webview state. */
  readonly state?: unknown;
  /** Page zoom; 2 is 200 %. */
  readonly zoom?: number;
}

/** The test's answers to the page: the form, the result of submitting it, and anything else that the test is about. */
export type PageHandlers = Pick<FormHandlers, 'form' | 'submit'> & Partial<FormHandlers>;

/** The handlers that a test does not replace do nothing. */
const idle: Omit<FormHandlers, 'form' | 'submit'> = {
  preview: () => Promise.resolve(),
  suggest: () => Promise.resolve([]),
  drafted: () => undefined,
  unlock: () => undefined,
  reopen: () => undefined,
  cancel: () => undefined,
  explain: error => (error as Error).message,
};

/** Opens a form in a new page and waits until it is drawn. */
export async function openForm(
  browser: Browser,
  handlers: PageHandlers,
  options: FormPageOptions = {},
): Promise<OpenForm> {
  const embedded = handlers.embedded ?? handlers.form;
  const server = await serve(embedded);
  // At a zoom of 200 %, a page has half as many pixels, each twice as large.
  const zoom = options.zoom ?? 1;
  const viewport = {
    width: Math.round((options.width ?? 900) / zoom),
    height: Math.round((options.height ?? 900) / zoom),
  };
  const context = await browser.newContext({ viewport, deviceScaleFactor: zoom });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const said = await listen<ToHost>(page, async message => {
    const answer = await answerPage(message, { ...idle, embedded, ...handlers });
    if (answer && !page.isClosed()) await page.evaluate((data: unknown) => window.postMessage(data), answer as unknown);
  });
  await page.addInitScript({
    content: fs.readFileSync(path.join(findRoot(), 'node_modules/axe-core/axe.min.js'), 'utf8'),
  });
  await page.addInitScript(standInForVscode, {
    kind: options.theme ?? 'vscode-dark',
    variables: themes[options.theme ?? 'vscode-dark'],
    state: options.state,
  });
  await page.goto(server.url);
  await page.locator('.fields:not([aria-busy])').waitFor();
  return {
    page,
    said,
    complaints,
    async close() {
      await context.close();
      server.close();
    },
  };
}

/**
 * Hears the messages of a page to the extension.
 * @param heard called with each
 * @returns waits for all that the page has sent so far, and gives all messages
 */
export async function listen<T>(
  page: Page,
  heard?: (message: T) => Promise<void>,
): Promise<() => Promise<readonly T[]>> {
  const said: T[] = [];
  await page.exposeFunction('tellHost', async (message: T | null) => {
    if (message === null) return;
    said.push(message);
    await heard?.(message);
  });
  return async () => {
    // Messages arrive in their order, so this comes last.
    await page.evaluate(() => (window as unknown as { tellHost(none: null): Promise<void> }).tellHost(null));
    return said;
  };
}

/** Waits until a box is marked as invalid. The toolkit's boxes are marked a moment later. */
export function waitForInvalid(box: Locator): Promise<void> {
  return box.locator('xpath=self::*[@aria-invalid="true"]').waitFor();
}

/** The axe violations of a page, one per line. */
export function axeFindings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
  });
}

/** Runs in the page, before its own script. */
export function standInForVscode(vscode: { kind: string; variables: Record<string, string>; state: unknown }): void {
  const kept = sessionStorage.getItem('state');
  let state = kept === null ? vscode.state : (JSON.parse(kept) as unknown);
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => (window as unknown as { tellHost(said: unknown): void }).tellHost(message),
      getState: () => state,
      setState(next: unknown) {
        state = next;
        sessionStorage.setItem('state', JSON.stringify(next));
      },
    }),
  });
  // The document has no element yet.
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(vscode.variables)) style.setProperty(`--vscode-${name}`, value);
    document.body.className = vscode.kind;
    document.body.dataset['vscodeThemeKind'] = vscode.kind;
  }).observe(document, { childList: true, subtree: true });
}

/** Serves the page locally. @param form the one in the page's HTML */
async function serve(form: Form): Promise<{ url: string; close(): void }> {
  const built = (file: string): string => fs.readFileSync(path.join(findRoot(), 'dist', file), 'utf8');
  const server = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    const parts = { nonce: 'bm9uY2U', script: built('webview.js'), style: built('form.css') };
    return response.end(pageHtml({ ...parts, title: 'Form', lang: 'en', data: form, dataId: formElement }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
