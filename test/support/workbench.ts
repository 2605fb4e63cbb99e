// A VS Code with the packaged extension, driven in a browser like a user's.
//
//   const files = awsFiles({ dev: { accessKeyId: 'SANDBOXDEV', region: 'eu-west-1', endpointUrl: simulator.url } });
//   const workbench = await startWorkbench({ aws: files, settings: { 'appstream.connections': [ … ] } });
//   await openExplorer(workbench.page);
//   await tree(workbench.page).expand(['dev', 'eu-west-1', 'Fleets']);
//   …
//   await workbench.close();
//
// A test that fails leaves a picture of each open workbench in out/screenshots/failed-….png.
import path from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';

import { launchBrowser } from '../../tools/browser.mjs';
import { own } from '../../tools/cleanup.mjs';
import { findRoot } from '../../tools/root.mjs';
import { payloadUrl, type Server, startServer } from '../../tools/server.mjs';
import { themes } from '../../tools/settings.mjs';
import { vsixFile } from '../../tools/vsix.mjs';
import { type AwsFiles, awsFiles } from './awsFiles.mjs';
import { watchOpenedUrls } from './openedUrls';
import { command, quickInput } from './palette';
import { pseudoLanguage } from './pseudoLocale';
import { installLanguage, installPseudoLanguage } from './pseudoWorkbench';
import { retryUntil } from './retryUntil';
import { screenshot } from './screenshot';
import { watchSubmittedForms } from './submittedForms';
import { registerTreePath } from './tree';

export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The AWS files the extension finds. Default: two empty files, removed by `close`. Files passed in stay the caller's. */
  readonly aws?: AwsFiles;
  /** Default `dark`. */
  readonly theme?: Theme;
  /** The workspace folder to open; none by default. */
  readonly folder?: string;
  /** Machine settings of VS Code's server, such as those of a container. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Whether folders must be trusted first. The opened one is then not trusted. */
  readonly restricted?: boolean;
  /** Default 1280 × 1000. It is tall because tests find only what is on the screen. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The extension. Default: the VSIX of `npm run package`. */
  readonly vsix?: string;
  /** More VSIX files to install. */
  readonly extensions?: readonly string[];
  /** Whether the extension speaks the pseudo-language. VS Code's own texts stay English. */
  readonly pseudo?: boolean;
  /** The language that the extension speaks, as VS Code names it: `de`. VS Code's own texts stay English. */
  readonly language?: string;
}

export interface Workbench {
  readonly page: Page;
  /** A browser context that may use the clipboard. */
  readonly context: BrowserContext;
  readonly server: Server;
  /** Ends the browser and VS Code, and removes their files. */
  close(): Promise<void>;
}

const open = new Map<Page, Workbench>();

/** Starts VS Code and opens its workbench. Takes about eight seconds: share one in a file's `before`. */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const {
    settings = {},
    env = {},
    theme = 'dark',
    folder,
    restricted = false,
    pseudo = false,
    language = pseudo ? pseudoLanguage : undefined,
    viewport = { width: 1280, height: 1000 },
  } = options;
  const aws = options.aws ?? awsFiles();
  const server = await startServer({
    settings: {
      'workbench.colorTheme': themes[theme].id,
      'security.workspace.trust.enabled': restricted,
      'security.workspace.trust.startupPrompt': 'never',
      ...settings,
    },
    trust: restricted,
    machineSettings: options.machineSettings ?? {},
    env: { ...aws.env, ...env },
    extensions: [options.vsix ?? vsixFile(), ...(options.extensions ?? [])],
    ...(language !== undefined && { locale: language }),
  });
  if (pseudo) installPseudoLanguage(server.folder);
  else if (language !== undefined) installLanguage(server.folder, language);
  await registerTreePath();
  const browser = await launchBrowser();
  const release = own({ stop: () => browser.close(), kill() {} });
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const workbench: Workbench = {
    page,
    context,
    server,
    async close() {
      open.delete(page);
      await browser.close();
      release();
      await server.stop();
      if (!options.aws) aws.remove();
    },
  };
  open.set(page, workbench);
  try {
    await watchOpenedUrls(context, page);
    await watchSubmittedForms(context);
    await page.goto(payloadUrl(server, folder ? { folder } : {}));
    await page.locator('.monaco-workbench .part.activitybar').waitFor();
    return workbench;
  } catch (error) {
    await screenshot(page, 'failed-start');
    await workbench.close();
    throw error;
  }
}

/** Opens the extension's view container in the side bar. */
export async function openExplorer(page: Page): Promise<void> {
  const tab = page.locator('.part.activitybar').getByRole('tab', { name: /^AppStream/ });
  const open = async (): Promise<void> => {
    // A click on the icon of the open container closes it. After a reload, VS Code may open it between the look and the click.
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  };
  await retryUntil(open, page.locator('.part.sidebar .pane-body').first());
}

/** Switches the color theme like a user, and waits until it is active. (VS Code's server does not react to an edited settings file.) */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  const { label, className } = themes[theme];
  await command(page, 'Preferences: Color Theme');
  await quickInput(page).fill(label);
  await quickInput(page).pick(label);
  await page.locator(`.monaco-workbench.${className}`).waitFor();
}

/** The page of the visible webview. */
export function webview(page: Page) {
  const shown = page.locator('iframe.webview.ready').filter({ visible: true });
  return shown.contentFrame().frameLocator('#active-frame');
}

// Root hooks apply to each test file that imports this one. Outside Mocha, there are none.
if (typeof afterEach === 'function') {
  afterEach('picture of what failed', async function () {
    if (this.currentTest?.state !== 'failed') return;
    const title = this.currentTest.fullTitle();
    for (const page of open.keys()) {
      console.log(`      ${path.relative(findRoot(), await screenshot(page, `failed-${title}`))}`);
    }
  });
  after('workbenches that a test left open', async () => {
    for (const workbench of [...open.values()]) await workbench.close();
  });
}
