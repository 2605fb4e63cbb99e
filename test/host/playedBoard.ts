// A sessions board whose page the test plays, over accounts of the simulator.
import * as vscode from 'vscode';

import type { ToPage } from '../../src/details/content';
import type { Board, FromBoard } from '../../src/sessions/page';
import { waitUntil } from '../support/waitUntil';
import type { Answer } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import type { Account } from './world';
import { nextAccount, setConnections, showAccount, shown } from './world';

/** A board whose page the test plays. */
export interface PlayedBoard {
  /** What the page was sent last. */
  readonly board: () => Board | undefined;
  readonly says: (message: unknown) => void;
  readonly close: () => void;
}

/** Opens a board of all Regions in the view, or by another command. It waits until all has been read. */
export async function openBoard(
  answers: readonly Answer[] = ['enter'],
  command = 'appstream.showSessions',
): Promise<PlayedBoard> {
  const { createWebviewPanel } = vscode.window;
  let hear: (message: unknown) => void = () => undefined;
  let board: Board | undefined;
  let panel: vscode.WebviewPanel | undefined;
  const putBack = replace(
    vscode.window,
    'createWebviewPanel',
    (...args: Parameters<typeof createWebviewPanel>): vscode.WebviewPanel => {
      const made = createWebviewPanel(...args);
      panel = made;
      const webview = new Proxy(made.webview, {
        get(target, name) {
          if (name === 'onDidReceiveMessage') return (listener: typeof hear) => void (hear = listener);
          if (name === 'postMessage') return ({ content }: ToPage<Board>) => Promise.resolve(void (board = content));
          return Reflect.get(target, name) as unknown;
        },
        set: (target, name, value) => Reflect.set(target, name, value),
      });
      return new Proxy(made, {
        get(target, name) {
          if (name === 'webview') return webview;
          if (name === 'visible') return true;
          const member: unknown = Reflect.get(target, name);
          return typeof member === 'function' ? (member.bind(target) as unknown) : member;
        },
      });
    },
  );
  try {
    await answering(answers, () => vscode.commands.executeCommand(command));
  } finally {
    putBack();
  }
  hear({ kind: 'ready' } satisfies FromBoard);
  await waitUntil('all sessions', () => board && /^All /.test(board.progress) && board.groups.length, { every: 100 });
  return { board: () => board, says: (message: unknown) => void hear(message), close: () => void panel?.dispose() };
}

/** The keys of all rows. */
export const keysOf = (board: Board | undefined): readonly string[] =>
  board?.groups.flatMap(({ rows }) => rows.map(({ key }) => key)) ?? [];

/** Two accounts, which alone are in the view. */
export async function two(): Promise<readonly [Account, Account]> {
  const [one, other] = [await showAccount(), nextAccount()];
  await setConnections([one, other].map(({ profile }) => ({ profile, regions: ['eu-west-1'] })));
  await shown(labels => labels.length === 2);
  return [one, other];
}
