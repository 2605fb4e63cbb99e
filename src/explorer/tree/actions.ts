import { isRead } from '../../api/core/readOnly';
import type { Operation } from '../../api/types';
import type { Action } from '../../kinds/action';
import type { ActionName, KindName } from '../../kinds/names';
import type { GroupNode, Node, ResourceNode } from './node';
import { isReadOnly } from './node';
import type { ActionToken } from './tokens';

/**
 * The actions on a resource now: its profile and state allow them, or allow what leads to them, and no other action is running on
 * it.
 */
export function availableActions(node: ResourceNode): readonly Action[] {
  if (node.activity !== undefined) return [];
  return node.resourceKind.actions.filter(
    action => isAllowed(node, action) && (isPossible(node, action) || preparation(node, action) !== undefined),
  );
}

/** Whether the state of a resource allows an action. */
export function isPossible({ resource, parent }: ResourceNode, action: Action): boolean {
  return action.when?.(resource, parent.scope) ?? true;
}

/** The action that makes another one possible, which the state of the resource does not allow yet. */
export function preparation(node: ResourceNode, action: Action): Action | undefined {
  if (action.preparedBy === undefined || isPossible(node, action)) return undefined;
  const first = actionNamed(node, action.preparedBy);
  return first && isAllowed(node, first) && isPossible(node, first) ? first : undefined;
}

/** Whether a node's profile allows an action. A read-only profile allows only actions that read. */
export function isAllowed(node: Node, { operations }: { readonly operations: readonly Operation[] }): boolean {
  return !isReadOnly(node) || operations.every(isRead);
}

/** Whether an action takes something away, so that an answer without it is what was to be expected. */
export function takesAway({ operations: [operation] }: Pick<Action, 'operations'>): boolean {
  return /^([\w-]+:)?(Delete|Disassociate|BatchDisassociate|Untag|Expire)/.test(operation);
}

/** Whether a resource can be created in a list, or duplicated. */
export function canCreate(node: GroupNode | ResourceNode): boolean {
  const { create } = node.resourceKind;
  return create !== undefined && isAllowed(node, { operations: [create.form.operation] });
}

/** Whether an action works on only one resource at a time: it opens a form, or returns a URL. */
export function isForOne({ form, group, single }: Action): boolean {
  return Boolean(single) || form !== undefined || group === 'stream';
}

/** The menu token of an action, `fleet.start`: a menu entry shows when its token is in the item's contextValue. */
export function token(kind: { readonly name: KindName }, action: { readonly name: ActionName }): ActionToken {
  return `${kind.name}.${action.name}`;
}

/** The action with that name. */
export function actionNamed(node: ResourceNode, name: string): Action | undefined {
  return node.resourceKind.actions.find(action => action.name === name);
}
