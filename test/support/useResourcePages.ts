// The page of a resource or the sessions board in a browser, without VS Code. The page and its policy are the real ones; only what VS Code adds is
// replaced (its API object, its theme).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { contentElement } from '../../src/details/content';
import { pageHtml } from '../../src/explorer/forms/pageHtml';
import { launchBrowser } from '../../tools/browser.mjs';
import { findRoot } from '../../tools/root.mjs';
import { listen, standInForVscode } from './formPage';
import { lightHighContrast, type ThemeKind, themes } from './themes';

export interface OpenPage<Content, Said> {
  readonly page: Page;
  /** The page's messages so far. */
  readonly said: () => Promise<readonly Said[]>;
  /** Sends the page new content, and waits until it has drawn it. */
  readonly show: (content: Content) => Promise<void>;
}

/** What the tests of a `describe` use. */
export interface UsePages<Content, Said> {
  /** Opens a page with this content. */
  readonly start: (content: Content, options?: PageOptions) => Promise<OpenPage<Content, Said>>;
}

export interface PageOptions {
  readonly theme?: ThemeKind | 'vscode-high-contrast-light';
  readonly width?: number;
  /** Page zoom; 2 is 200 %. */
  readonly zoom?: number;
  /** The content of VS Code's webview state. */
  readonly state?: unknown;
}

/** The files of a page in `dist`, and the id of the element with its data. */
interface Parts {
  readonly script: string;
  readonly styles: readonly string[];
  readonly dataId: string;
}

/**
 * Starts a browser for the tests of a `describe`. Each test opens one page, which must report no problem and is closed after it.
 * @param bundle the name of its script and its style, or all its parts
 */
export function useResourcePages<Content extends object, Said>(
  bundle: 'page' | 'sessions' | Parts,
): UsePages<Content, Said> {
  const parts =
    typeof bundle === 'string' ? { script: `${bundle}.js`, styles: [`${bundle}.css`], dataId: contentElement } : bundle;
  let browser: Browser;
  let close: (() => Promise<void>) | undefined;
  let complaints: string[] = [];
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    await close?.();
    close = undefined;
    assert.deepEqual(complaints, []);
  });

  return {
    async start(content, options = {}) {
      const { theme = 'vscode-dark', width = 900, zoom = 1, state } = options;
      const server = await serve(content, parts);
      const viewport = { width: Math.round(width / zoom), height: Math.round(700 / zoom) };
      const context = await browser.newContext({ viewport, deviceScaleFactor: zoom, timezoneId: 'UTC' });
      close = async () => {
        await context.close();
        server.close();
      };
      const page = await context.newPage();
      complaints = [];
      page.on('pageerror', error => complaints.push(error.message));
      page.on('console', message => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      const said = await listen<Said>(page);
      const axe = path.join(findRoot(), 'node_modules/axe-core/axe.min.js');
      await page.addInitScript({ content: fs.readFileSync(axe, 'utf8') });
      await page.addInitScript(standInForVscode, { kind: theme, variables: variablesOf(theme), state });
      await page.goto(server.url);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return {
        ...{ page, said },
        show: next =>
          page.evaluate(
            data =>
              new Promise<void>(resolve => {
                addEventListener('message', () => resolve(), { once: true });
                window.postMessage({ kind: 'content', content: data });
              }),
            next as unknown,
          ),
      };
    },
  };
}

function variablesOf(theme: NonNullable<PageOptions['theme']>): Record<string, string> {
  return theme === 'vscode-high-contrast-light' ? lightHighContrast : themes[theme];
}

/** Serves a page locally. */
async function serve(data: object, { script, styles, dataId }: Parts): Promise<{ url: string; close(): void }> {
  const built = (name: string): string => fs.readFileSync(path.join(findRoot(), 'dist', name), 'utf8');
  const server = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    const parts = { nonce: 'bm9uY2U', script: built(script), style: styles.map(built).join('\n') };
    response.end(pageHtml({ ...parts, title: 'Page', lang: 'en', data, dataId }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
