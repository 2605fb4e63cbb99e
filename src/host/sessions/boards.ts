// The sessions boards, each in an editor tab. A board shows its rows while lists answer, and acts on those that the user selects.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { toApiError } from '../../api/core/errors';
import { lazy } from '../../api/core/lazy';
import { contentElement, type ToPage } from '../../details/content';
import { sessionsViewType } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import { pageHtml } from '../../explorer/forms/pageHtml';
import type { Endings } from '../../explorer/sessions/board';
import { boardTitle, drawBoard, firstView } from '../../explorer/sessions/board';
import { tsvOf } from '../../explorer/sessions/csv';
import type { Reading } from '../../explorer/sessions/reading';
import { createReading } from '../../explorer/sessions/reading';
import { chosen } from '../../explorer/sessions/rows';
import { sentence } from '../../explorer/show/messages';
import { findNode } from '../../explorer/tree/findNode';
import type { Node, RegionNode, ResourceNode } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import { type Board, type Deed, messageFromBoard, savedBoard, type View } from '../../sessions/page';
import { setStatusBarMessage, showErrorMessage, showInformationMessage } from '../base/door';
import { chooseRegions } from './chooseRegions';
import { saveCsv } from './saveCsv';

export interface Boards {
  /**
   * Opens a board, or shows the one that is open.
   * @param nodes what to show the sessions of; none: the user chooses Regions
   */
  open(nodes: readonly Node[]): Promise<void>;
  /** Draws a board again in the tab that VS Code has restored. @param state what the page has kept */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Resources or their rows changed. The boards show it. */
  changed(): void;
  /** Whether a board is visible. */
  readonly isPageShown: () => boolean;
}

export interface BoardsOptions {
  readonly extensionUri: vscode.Uri;
  readonly explorer: Explorer;
  /** Called when a board was shown or hidden. */
  readonly pagesChanged: () => void;
}

type Scope = readonly (RegionNode | ResourceNode)[];

/** An open board. */
interface OpenBoard {
  readonly panel: vscode.WebviewPanel;
  update(): void;
}

/** How long changes are collected before a board shows them: milliseconds. Lists answer one after the other. */
const pause = 100;

/** How often a board that reads says how far it is: milliseconds. */
const tick = 1_000;

/** How often a visible board in a focused window reads anew: milliseconds. */
const interval = 60_000;

/** Makes the boards, with none open. */
export function createBoards(options: BoardsOptions): Boards {
  const { explorer, extensionUri, pagesChanged } = options;
  /** The open boards, by the ids of their scopes. */
  const boards = new Map<string, OpenBoard>();
  const inDist = (file: string): Promise<string> =>
    readFile(vscode.Uri.joinPath(extensionUri, 'dist', file).fsPath, 'utf8');
  const files = lazy(async () => {
    const [script, style] = await Promise.all([inDist('sessions.js'), inDist('sessions.css')]);
    return { script, style };
  });

  async function start(
    panel: vscode.WebviewPanel,
    ids: readonly string[],
    given: { readonly scope?: Scope; readonly left?: readonly string[] },
  ): Promise<void> {
    const key = keyOf(ids);
    const board = startBoard(explorer, panel, await files.get(), ids, given);
    boards.set(key, board);
    pagesChanged();
    panel.onDidChangeViewState(pagesChanged);
    panel.onDidDispose(() => {
      if (boards.get(key) === board) boards.delete(key);
      pagesChanged();
    });
  }

  return {
    async open(nodes) {
      const scope = nodes.length ? nodes.flatMap(scopeOf) : await chooseRegions(explorer);
      if (!scope.length) return;
      await files.get(); // from here on nothing waits, so that two presses open one board
      const ids = scope.map(({ id }) => id);
      const known = boards.get(keyOf(ids));
      if (known) return known.panel.reveal();
      const panel = vscode.window.createWebviewPanel(sessionsViewType, boardTitle(scope), vscode.ViewColumn.Active);
      await start(panel, ids, { scope });
    },
    async restore(panel, state) {
      const saved = savedBoard(state);
      if (saved) await start(panel, saved.scope, { left: saved.ending });
      else panel.dispose();
    },
    changed() {
      for (const board of boards.values()) board.update();
    },
    isPageShown: () => [...boards.values()].some(({ panel }) => panel.visible),
  };
}

const keyOf = (ids: readonly string[]): string => JSON.stringify([...ids].sort());

/** What a row of the view stands for: its Regions, or itself. */
function scopeOf(node: Node): Scope {
  if (node.kind === 'profile') return node.regions;
  return node.kind === 'region' || node.kind === 'resource' ? [node] : [];
}

/**
 * Draws a board in its tab, and reads its sessions.
 * @param given `scope`: what it shows; absent: it has to be found. `left`: what was being ended when the window was reloaded
 */
function startBoard(
  explorer: Explorer,
  panel: vscode.WebviewPanel,
  html: { readonly script: string; readonly style: string },
  ids: readonly string[],
  given: { readonly scope?: Scope; readonly left?: readonly string[] },
): OpenBoard {
  const end = new AbortController();
  let scope = given.scope ?? [];
  let endings: Endings = { ...(given.left && { left: given.left }) };
  let view: View = firstView;
  let timer: NodeJS.Timeout | undefined;
  /** When the last reading ended: milliseconds since the epoch. Undefined during the first one. */
  let tried: number | undefined;
  let reading = readingOf(scope);

  function readingOf(nodes: Scope): Reading {
    return createReading({ explorer, scope: nodes, changed: update, signal: end.signal });
  }
  function draw(): Board {
    if (endings.now?.some(({ activity }) => activity !== undefined)) endings = { now: endings.now };
    const isReading = tried === undefined || reading.isReading;
    return drawBoard(ids, scope, { ...reading, isReading }, view, Date.now(), endings);
  }
  function post(): void {
    clearTimeout(timer);
    timer = undefined;
    if (end.signal.aborted || !panel.visible) return;
    const message: ToPage<Board> = { kind: 'content', content: draw() };
    void panel.webview.postMessage(message);
  }
  function update(): void {
    if (!end.signal.aborted) timer ??= setTimeout(post, pause);
  }

  /** Nodes that the view has dropped are looked for again: after a reload of the window, or when a profile changed. */
  async function look(): Promise<void> {
    if (scope.length === ids.length && scope.every(isShown)) return;
    const found: (RegionNode | ResourceNode)[] = [];
    for (const id of ids) {
      const node = await findNode(explorer, id);
      if (node?.kind === 'region' || node?.kind === 'resource') found.push(node);
    }
    scope = found;
    reading = readingOf(scope);
    if (scope.length) panel.title = boardTitle(scope);
    else void showInformationMessage(l10n.t('The AppStream view no longer has what this page shows.'));
  }

  async function read(): Promise<void> {
    const ticks = setInterval(update, tick); // a list that is long tells how far it is, and not when
    try {
      await look();
      const done = reading.read();
      update();
      await done;
    } finally {
      clearInterval(ticks);
      tried = Date.now();
      update();
    }
  }

  async function perform(deed: Deed, keys: readonly string[]): Promise<void> {
    if (deed === 'refresh') return read();
    const nodes = keys.length || deed === 'saveCsv' ? chosen(reading.sessions(), view, keys) : [];
    const [first] = nodes;
    if (!first) return;
    if (deed === 'saveCsv') return saveCsv(nodes, draw().columns);
    if (deed === 'copy') {
      await vscode.env.clipboard.writeText(tsvOf(nodes, draw().columns));
      return void setStatusBarMessage(l10n.t('Copied'), 2_000);
    }
    if (deed === 'expire') endings = { ...endings, now: nodes };
    const command = deed === 'copyJson' ? deed : `session.${deed}`;
    await vscode.commands.executeCommand(`appstream.${command}`, first, nodes);
    update();
  }

  async function say(task: Promise<void>): Promise<void> {
    try {
      await task;
    } catch (error) {
      const { message, nextStep } = toApiError(error, 'DescribeSessions');
      void showErrorMessage([sentence(message), nextStep].filter(Boolean).join(' '));
    }
  }

  const readAgain = setInterval(() => {
    if (!panel.visible || !vscode.window.state.focused) return;
    if (tried !== undefined && Date.now() - tried >= interval) void say(read());
    else update();
  }, interval / 4);

  panel.onDidDispose(() => {
    end.abort();
    clearTimeout(timer);
    clearInterval(readAgain);
  });
  panel.onDidChangeViewState(update);
  panel.webview.onDidReceiveMessage((received: unknown) => {
    const said = messageFromBoard(received);
    if (said?.kind === 'ready') post();
    if (said?.kind === 'view') {
      ({ view } = said);
      post();
    }
    if (said?.kind === 'deed') void say(perform(said.deed, said.keys));
  });
  panel.webview.options = { enableScripts: true, localResourceRoots: [] };
  panel.webview.html = pageHtml({
    ...{ ...html, nonce: randomBytes(16).toString('base64url'), title: panel.title, lang: vscode.env.language },
    ...{ data: draw(), dataId: contentElement },
  });
  void say(read());
  return { panel, update };
}
