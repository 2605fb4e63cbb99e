// The sessions boards, each in an editor tab.
import { readFile } from 'node:fs/promises';

import * as vscode from 'vscode';

import { lazy } from '../../api/core/lazy';
import { sessionsViewType } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import { boardTitle } from '../../explorer/sessions/board';
import type { User } from '../../explorer/sessions/ofUser';
import { userAt } from '../../explorer/sessions/ofUser';
import type { Node } from '../../explorer/tree/node';
import { regionOf } from '../../explorer/tree/node';
import { savedBoard } from '../../sessions/page';
import type { Given, OpenBoard, Scope } from './board';
import { startBoard } from './board';
import { chooseRegions } from './chooseRegions';
import { chooseUser, userTitle } from './chooseUser';

export interface Boards {
  /**
   * Opens a board, or shows the one that is open.
   * @param nodes what to show the sessions of; none: the user chooses Regions
   */
  open(nodes: readonly Node[]): Promise<void>;
  /** The same for one user, whom it asks for. */
  openOfUser(): Promise<void>;
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

/** Makes the boards, with none open. */
export function createBoards(options: BoardsOptions): Boards {
  const { explorer, extensionUri, pagesChanged } = options;
  /** The open boards, by the ids of their scopes and their users. */
  const boards = new Map<string, OpenBoard>();
  const inDist = (file: string): Promise<string> =>
    readFile(vscode.Uri.joinPath(extensionUri, 'dist', file).fsPath, 'utf8');
  const files = lazy(async () => {
    const [script, style] = await Promise.all([inDist('sessions.js'), inDist('sessions.css')]);
    return { script, style };
  });

  async function start(panel: vscode.WebviewPanel, ids: readonly string[], given: Given): Promise<void> {
    const key = keyOf(ids, given.user);
    const board = startBoard(explorer, panel, await files.get(), ids, given);
    boards.set(key, board);
    pagesChanged();
    panel.onDidChangeViewState(pagesChanged);
    panel.onDidDispose(() => {
      if (boards.get(key) === board) boards.delete(key);
      pagesChanged();
    });
  }

  async function show(scope: Scope, user?: User): Promise<void> {
    if (!scope.length) return;
    await files.get(); // from here on nothing waits, so that two presses open one board
    const ids = scope.map(({ id }) => id);
    const known = boards.get(keyOf(ids, user));
    if (known) return known.panel.reveal();
    const title = boardTitle(scope, user !== undefined);
    const panel = vscode.window.createWebviewPanel(sessionsViewType, title, vscode.ViewColumn.Active);
    await start(panel, ids, { scope, user });
  }

  return {
    async open(nodes) {
      if (!nodes.length) return show(await chooseRegions(explorer));
      await show(nodes.flatMap(scopeOf));
      for (const node of nodes) {
        const [user, region] = [userAt(node), regionOf(node)];
        if (user && region) await show([region], user);
      }
    },
    async openOfUser() {
      const user = await chooseUser();
      if (user) await show(await chooseRegions(explorer, userTitle()), user);
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

const keyOf = (ids: readonly string[], user?: User): string => JSON.stringify([[...ids].sort(), user]);

/** What a row of the view stands for: its Regions, or itself. A user has no sessions below the row. */
function scopeOf(node: Node): Scope {
  if (node.kind === 'profile') return node.regions;
  return node.kind === 'region' || (node.kind === 'resource' && !userAt(node)) ? [node] : [];
}
