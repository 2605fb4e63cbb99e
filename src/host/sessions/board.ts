// A sessions board in its editor tab: it shows its rows while lists answer, and acts on those that the user selects.
import { randomBytes } from 'node:crypto';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { toApiError } from '../../api/core/errors';
import { contentElement, type ToPage } from '../../details/content';
import type { Explorer } from '../../explorer/explorerTypes';
import { pageHtml } from '../../explorer/forms/pageHtml';
import type { Endings } from '../../explorer/sessions/board';
import { boardTitle, drawBoard, firstView } from '../../explorer/sessions/board';
import { tsvOf } from '../../explorer/sessions/csv';
import type { User } from '../../explorer/sessions/ofUser';
import type { Reading } from '../../explorer/sessions/reading';
import { createReading } from '../../explorer/sessions/reading';
import { chosen } from '../../explorer/sessions/rows';
import { sentence } from '../../explorer/show/messages';
import { findNode } from '../../explorer/tree/findNode';
import type { RegionNode, ResourceNode } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import { type Board, type Deed, messageFromBoard, type View } from '../../sessions/page';
import { setStatusBarMessage, showErrorMessage, showInformationMessage } from '../base/door';
import { saveCsv } from './saveCsv';

/** What a board shows the sessions of. */
export type Scope = readonly (RegionNode | ResourceNode)[];

/** An open board. */
export interface OpenBoard {
  readonly panel: vscode.WebviewPanel;
  update(): void;
}

/** How long changes are collected before a board shows them: milliseconds. Lists answer one after the other. */
const pause = 100;

/** How often a board that reads says how far it is: milliseconds. */
const tick = 1_000;

/** How often a visible board in a focused window reads anew: milliseconds. */
const interval = 60_000;

/** What a board begins with. */
export interface Given {
  /** What it shows; absent: it has to be found. */
  readonly scope?: Scope;
  /** The only user whose sessions it shows. No name is saved: after a reload the board shows those of all. */
  readonly user?: User | undefined;
  /** What was being ended when the window was reloaded. */
  readonly left?: readonly string[];
}

/** Draws a board in its tab, and reads its sessions. */
export function startBoard(
  explorer: Explorer,
  panel: vscode.WebviewPanel,
  html: { readonly script: string; readonly style: string },
  ids: readonly string[],
  given: Given,
): OpenBoard {
  const end = new AbortController();
  let scope = given.scope ?? [];
  let endings: Endings = { ...(given.left && { left: given.left }) };
  let view: View = firstView;
  let timer: NodeJS.Timeout | undefined;
  /** When the last reading ended: milliseconds since the epoch. Undefined during the first one. */
  let tried: number | undefined;
  let reading = readingOf(scope);
  /** Whether something was done to a session of the one user since the last reading. */
  let isStale = false;

  function readingOf(nodes: Scope): Reading {
    const { user } = given;
    return createReading({ explorer, scope: nodes, user, now: Date.now, changed: update, signal: end.signal });
  }
  function draw(): Board {
    if (endings.now?.some(({ activity }) => activity !== undefined)) endings = { now: endings.now };
    const isReading = tried === undefined || reading.isReading;
    return drawBoard(ids, scope, { ...reading, isReading }, view, Date.now(), endings);
  }
  function post(): void {
    clearTimeout(timer);
    timer = undefined;
    if (end.signal.aborted) return;
    // Lists of the tree are read again after an action. Those of one user are the board's own.
    if (isStale && !isActedOn() && !reading.isReading) {
      isStale = false;
      void say(read());
    }
    if (!panel.visible) return;
    const message: ToPage<Board> = { kind: 'content', content: draw() };
    void panel.webview.postMessage(message);
  }
  const isActedOn = (): boolean => reading.sessions().some(({ activity }) => activity !== undefined);
  function update(): void {
    if (given.user && isActedOn()) isStale = true; // a quick action is over before the board is drawn
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
    reading.release();
    reading = readingOf(scope);
    if (scope.length) panel.title = boardTitle(scope, given.user !== undefined);
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
    reading.release();
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
