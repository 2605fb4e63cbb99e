// The types of command handlers. Each file of src/host exports the handlers of its own commands; commands.ts merges them.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { lazy } from '../../api/core/lazy';
import type { CommandDescription, CommandName } from '../../explorer/commands';
import { plainTitle } from '../../explorer/show/messages';
import type { TreeRow } from '../../explorer/tree/favorite';
import { nodeIn } from '../../explorer/tree/favorite';
import type { Node } from '../../explorer/tree/node';
import { showErrorMessage, showInformationMessage } from './door';
import type { Log } from './log';

/**
 * Runs a command.
 * @param node the item that the command was run on; undefined from the Command Palette
 * @param selected all selected items, including `node`; empty from the Command Palette
 * @param rows their rows, with those of favorites that have no node; empty from the Command Palette
 */
export type Handler = (node: Node | undefined, selected: readonly Node[], rows: readonly TreeRow[]) => unknown;

/**
 * Runs a command of the manifest as VS Code does. A failure ends in a message.
 * @param command with the prefix `appstream.`
 * @param selected all selected items, when there are several
 */
export type Run = (command: string, row?: TreeRow, selected?: readonly TreeRow[]) => Promise<void>;

/** Runs a command of the command table. @param node the item to run it on */
export async function runCommand(name: CommandName, node?: Node): Promise<void> {
  await vscode.commands.executeCommand(`appstream.${name}`, node);
}

/** The handlers of some commands. */
export type Handlers<Name extends string> = Readonly<Record<Name, Handler>>;

/** The handlers of commands whose code is loaded when the first of them runs. */
export function whenRun<Name extends string>(
  names: readonly Name[],
  load: () => Promise<Handlers<Name>>,
): Handlers<Name> {
  const loaded = lazy(load);
  const handler =
    (name: Name): Handler =>
    async (...args) =>
      (await loaded.get())[name](...args);
  return Object.fromEntries(names.map(name => [name, handler(name)])) as Handlers<Name>;
}

/** Wraps a command for single items: run on several, as from a keyboard shortcut, it shows a message instead. */
export function oneOnly({ title, single }: Pick<CommandDescription, 'title' | 'single'>, handler: Handler): Handler {
  return (node, selected, rows) => {
    if (!single || selected.length < 2) return handler(node, selected, rows);
    void showInformationMessage(
      l10n.t('{0} works on one item at a time. Select one and try again.', plainTitle(title)),
    );
  };
}

/** Runs commands, and shows a message when one fails. */
export function createRun(handlers: ReadonlyMap<string, Handler>, log: Log): Run {
  // VS Code passes the item that the command was run on and, if several are selected, all of them.
  return (command, row, selected) => {
    const rows = selected?.length ? selected : row ? [row] : [];
    // A favorite acts as the row that it stands for. Both may be selected.
    const nodes = new Set(rows.flatMap(one => nodeIn(one) ?? []));
    return sayFailure(log, () => handlers.get(command)?.(row && nodeIn(row), [...nodes], rows));
  };
}

/** Does what the user has asked for, and shows a message if it fails. */
export async function sayFailure(log: Log, task: () => unknown): Promise<void> {
  try {
    await task();
  } catch (error) {
    const show = l10n.t('Show Log');
    const message = error instanceof Error ? error.message : String(error);
    if ((await showErrorMessage(message, show)) === show) log.show();
  }
}
