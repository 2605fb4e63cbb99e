// The pages of resources, each in an editor tab. A page shows at once what is known, and then follows its resource.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import { lazy } from '../../api/core/lazy';
import { contentElement, type ToPage } from '../../details/content';
import { messageFromPage, type ResourcePage, savedPage } from '../../details/page';
import { detailsViewType } from '../../explorer/contributed';
import { findNamed, listsNaming } from '../../explorer/details/references';
import type { Drawn, Effect } from '../../explorer/details/resourcePage';
import { emptyPage, resourcePage } from '../../explorer/details/resourcePage';
import type { Explorer } from '../../explorer/explorerTypes';
import { pageHtml } from '../../explorer/forms/pageHtml';
import { sentence } from '../../explorer/show/messages';
import { pageTab } from '../../explorer/show/stored';
import { findNode } from '../../explorer/tree/findNode';
import type { ResourceNode } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import { openInBrowser } from '../base/browser';
import { showErrorMessage, showInformationMessage } from '../base/door';
import type { View } from '../view/view';

export interface Pages {
  /** Opens the page of a resource, or shows the one that is open. */
  open(node: ResourceNode): Promise<void>;
  /** Draws a page again in the tab that VS Code has restored. @param state what the page has kept */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Resources or their rows changed. The pages concerned show it. */
  changed(): void;
  /** Whether a page is visible. */
  readonly isPageShown: () => boolean;
}

export interface PagesOptions {
  readonly extensionUri: vscode.Uri;
  readonly explorer: Explorer;
  readonly reveal: View['reveal'];
  /** How far the clock of the sandbox is ahead of this computer's, in milliseconds. */
  readonly sandboxAhead: () => number;
  /** Called when a page was shown or hidden. */
  readonly pagesChanged: () => void;
  /** Returns the loaded resource with a node id. */
  readonly find: (id: string) => ResourceNode | undefined;
}

/** An open page. */
interface Page {
  readonly panel: vscode.WebviewPanel;
  /** Shows what is known now. */
  update(): void;
}

/** How long changes are collected before a page shows them: milliseconds. A load changes many rows at once. */
const pause = 30;

/** Makes the pages of resources, with none open. A resource has one page at most: opening it again shows that page. */
export function createPages(options: PagesOptions): Pages {
  /** The open pages, by the ids of their resources. */
  const pages = new Map<string, Page>();
  let timer: NodeJS.Timeout | undefined;

  const inDist = (file: string): Promise<string> =>
    readFile(vscode.Uri.joinPath(options.extensionUri, 'dist', file).fsPath, 'utf8');
  const files = lazy(async () => {
    const [script, style] = await Promise.all([inDist('page.js'), inDist('page.css')]);
    return { script, style };
  });

  const start = (panel: vscode.WebviewPanel, id: string, html: PageFiles, node?: ResourceNode): void => {
    const page = startPage(options, { panel, id, node, html, open });
    pages.set(id, page);
    options.pagesChanged();
    panel.onDidChangeViewState(options.pagesChanged);
    panel.onDidDispose(() => {
      if (pages.get(id) === page) pages.delete(id);
      options.pagesChanged();
    });
  };

  const open = async (node: ResourceNode): Promise<void> => {
    options.explorer.recent.add(node);
    const html = await files.get(); // from here on nothing waits, so that two presses open one page
    const known = pages.get(node.id);
    if (known) return known.panel.reveal();
    const tab = pageTab(node);
    const panel = vscode.window.createWebviewPanel(detailsViewType, tab, vscode.ViewColumn.Active);
    start(panel, node.id, html, node);
  };

  return {
    open,
    async restore(panel, state) {
      const saved = savedPage(state);
      if (!saved) {
        panel.dispose();
        return;
      }
      let isClosed = false;
      panel.onDidDispose(() => (isClosed = true));
      const html = await files.get();
      if (!isClosed) start(panel, saved.id, html, options.find(saved.id));
    },
    changed() {
      if (!pages.size) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const page of pages.values()) page.update();
      }, pause);
    },
    isPageShown: () => [...pages.values()].some(({ panel }) => panel.visible),
  };
}

/** What the page's HTML contains. */
interface PageFiles {
  readonly script: string;
  readonly style: string;
}

interface Starting {
  readonly panel: vscode.WebviewPanel;
  readonly id: string;
  /** Absent: it has to be found. */
  readonly node: ResourceNode | undefined;
  readonly html: PageFiles;
  /** Opens the page of another resource. */
  readonly open: (node: ResourceNode) => Promise<void>;
}

/** Draws a page in its tab, and follows its resource from then on. */
function startPage(options: PagesOptions, { panel, id, html, open, ...starting }: Starting): Page {
  const { explorer, find, reveal } = options;
  let { node } = starting;
  /** Why the resource could not be described. */
  let stale: ApiError | undefined;
  /** Why the resource was not found. */
  let failed: { readonly title: string; readonly lines: readonly string[] } | undefined;
  let isClosed = false;
  let shown = '';

  const draw = (): Drawn => {
    // A list that was loaded anew has other nodes.
    if (!node || !isShown(node)) node = find(id) ?? node;
    if (!node) return emptyPage(id, panel.title, failed);
    const { page, effects } = resourcePage(node, { stale });
    const ahead = Math.round(options.sandboxAhead() / 1000) * 1000; // to the second, so that the same page is the same
    return { page: { ...page, ...(node.connection.sandbox && { ahead }) }, effects };
  };
  let drawn = draw();

  const post = (): void => {
    const message: ToPage<ResourcePage> = { kind: 'content', content: drawn.page };
    void panel.webview.postMessage(message);
  };
  const update = (): void => {
    if (isClosed || !panel.visible) return;
    drawn = draw();
    const now = JSON.stringify(drawn.page);
    if (now === shown) return;
    shown = now;
    post();
  };

  /** Asks AWS for the resource and for the lists that the page shows. In the background: it asks nobody to sign in. */
  const bringUpToDate = async (): Promise<void> => {
    if (!node || !isShown(node)) return;
    for (const group of [...node.groups.flatMap(group => group.sections ?? [group]), ...listsNaming(node)]) {
      const list = explorer.list(group);
      if (list.loaded && !list.problem) continue;
      void list.reloadInBackground().then(update);
    }
    stale = await explorer.describeInBackground(node);
    update();
  };

  const findAgain = async (): Promise<void> => {
    failed = undefined;
    update();
    try {
      const found = await findNode(explorer, id);
      if (found?.kind === 'resource') {
        node = found;
        panel.title = pageTab(found);
      } else {
        failed = { title: l10n.t('The AppStream view no longer has this resource.'), lines: [] };
      }
    } catch (error) {
      const { message, nextStep } = toApiError(error, 'Find');
      failed = { title: sentence(message), lines: [nextStep].filter(Boolean) };
    }
    update();
    await bringUpToDate();
  };

  const follow = async ({ reference, from }: Extract<Effect, { kind: 'follow' }>): Promise<void> => {
    const found = await findNamed(explorer, from, reference);
    if (found) return open(found);
    void showInformationMessage(l10n.t('"{0}" is not in this Region, or was deleted.', reference.value));
  };

  const perform = async (effect: Effect): Promise<void> => {
    switch (effect.kind) {
      case 'command':
        await vscode.commands.executeCommand(`appstream.${effect.command}`, effect.node);
        return effect.command === 'refresh' ? bringUpToDate() : update();
      case 'open':
        return open(effect.node);
      case 'follow':
        return follow(effect);
      case 'reveal':
        return reveal(effect.node);
      case 'browse':
        return void (await openInBrowser(effect.address));
      case 'again':
        return findAgain();
    }
  };

  panel.onDidDispose(() => (isClosed = true));
  panel.onDidChangeViewState(update);
  panel.webview.onDidReceiveMessage(async (received: unknown) => {
    const said = messageFromPage(received);
    if (said?.kind === 'ready') return post();
    const effect = said && drawn.effects.get(said.key);
    if (!effect) return;
    try {
      await perform(effect);
    } catch (error) {
      const { message, nextStep } = toApiError(error, 'Open');
      void showErrorMessage([sentence(message), nextStep].filter(Boolean).join(' '));
    }
  });
  panel.webview.options = { enableScripts: true, localResourceRoots: [] };
  drawn = draw();
  shown = JSON.stringify(drawn.page);
  panel.webview.html = pageHtml({
    ...{ ...html, nonce: randomBytes(16).toString('base64url'), title: panel.title, lang: vscode.env.language },
    ...{ data: drawn.page, dataId: contentElement },
  });
  void (node ? bringUpToDate() : findAgain());
  return { panel, update };
}
