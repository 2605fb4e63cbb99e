// The types of command handlers. Each file of src/host exports the handlers of its own commands; commands.ts merges them.
import * as vscode from 'vscode';

import type { CommandName } from '../../explorer/commands';
import type { Node } from '../../explorer/tree/node';

/**
 * Runs a command.
 * @param node the item that the command was run on; undefined from the Command Palette
 * @param selected all selected items, including `node`; empty from the Command Palette
 */
export type Handler = (node: Node | undefined, selected: readonly Node[]) => unknown;

/**
 * Runs a command of the manifest as VS Code does. A failure ends in a message.
 * @param command with the prefix `appstream.`
 * @param selected all selected items, when there are several
 */
export type Run = (command: string, node?: Node, selected?: readonly Node[]) => Promise<void>;

/** Runs a command of the command table. @param node the item to run it on */
export async function runCommand(name: CommandName, node?: Node): Promise<void> {
  await vscode.commands.executeCommand(`appstream.${name}`, node);
}

/** The handlers of some commands of the command table. */
export type Handlers<Name extends CommandName> = Readonly<Record<Name, Handler>>;
