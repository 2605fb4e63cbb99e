// The commands of the kinds: one for each action, and one to make a resource. What they do is loaded when the first of them runs.
import type { CommandDescription } from '../../explorer/commands';
import { isForOne } from '../../explorer/tree/actions';
import type { Node } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { kinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import type { Handler } from '../base/command';

/** What the commands of the kinds do. */
export interface KindHandlers {
  /** Opens the form that makes a resource. @param node the row that Create was called on; undefined from the Command Palette */
  create(kind: Kind, node: Node | undefined): Promise<void>;
  /** Performs an action. @param node the row that it was called on; undefined from the Command Palette @param selected all selected rows */
  act(kind: Kind, action: Action, node: Node | undefined, selected: readonly Node[]): Promise<void>;
}

/** A command of a kind. */
export interface KindCommand extends Pick<CommandDescription, 'title' | 'single'> {
  /** After `appstream.`: `fleet.start`. */
  readonly name: string;
  readonly handler: Handler;
}

/** The commands of all kinds: to create a resource, and one for each action. @param handlers loads what they do */
export function kindCommands(handlers: () => Promise<KindHandlers>): readonly KindCommand[] {
  return kinds.flatMap(kind => [
    ...(kind.create
      ? [
          {
            name: `${kind.name}.create`,
            title: kind.create.title,
            single: true as const,
            handler: async (node: Node | undefined) => (await handlers()).create(kind, node),
          },
        ]
      : []),
    ...kind.actions.map(action => ({
      name: `${kind.name}.${action.name}`,
      title: action.title,
      ...(isForOne(action) && { single: true as const }),
      handler: async (node: Node | undefined, selected: readonly Node[]) =>
        (await handlers()).act(kind, action, node, selected),
    })),
  ]);
}
