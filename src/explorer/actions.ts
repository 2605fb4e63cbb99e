import type { Action } from '../kinds/kind';
import type { ResourceNode } from './node';

/** What may be done to a resource now: its state allows it, and nothing is being done to it already. */
export function availableActions(node: ResourceNode): readonly Action[] {
  if (node.activity !== undefined) return [];
  return node.of.actions.filter(action => action.when?.(node.resource, node.parent.scope) ?? true);
}

/** The menu token of an action, `fleet.start`: a menu entry shows when its token is in the item's contextValue. */
export function token(kind: { readonly name: string }, action: { readonly name: string }): string {
  return `${kind.name}.${action.name}`;
}

/** The action of that name. */
export function actionNamed(node: ResourceNode, name: string): Action | undefined {
  return node.of.actions.find(action => action.name === name);
}
