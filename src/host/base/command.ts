// What a command does when it is run. Each file of src/host exports the handlers of its own commands; commands.ts merges them.
import * as vscode from 'vscode';

import type { CommandName } from '../../explorer/commands';
import type { Node } from '../../explorer/tree/node';

/**
 * @param node the item that the command was run on; undefined from the palette
 * @param selected all that is selected, the item included; empty from the palette
 */
export type Handler = (node: Node | undefined, selected: readonly Node[]) => unknown;

/** Runs a command of the table, as a click on it would. */
export async function runCommand(name: CommandName): Promise<void> {
  await vscode.commands.executeCommand(`appstream.${name}`);
}

/** The handlers of some commands of the table. */
export type Handlers<Name extends CommandName> = Readonly<Record<Name, Handler>>;
