// What a command does when it is run. Each file of src/host exports the handlers of its own commands; commands.ts merges them.
import type { CommandName } from '../../explorer/commands';
import type { Node } from '../../explorer/tree/node';

/**
 * @param node the item that the command was run on; undefined from the palette
 * @param selected all that is selected, the item included; empty from the palette
 */
export type Handler = (node: Node | undefined, selected: readonly Node[]) => unknown;

/** The handlers of some commands of the table. */
export type Handlers<Name extends CommandName> = Readonly<Record<Name, Handler>>;
