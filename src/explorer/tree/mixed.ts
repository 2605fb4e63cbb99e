// Several resources in different states that are selected together.
import { availableActions, isForOne, token } from './actions';
import type { Node, ResourceNode } from './node';
import type { ActionToken } from './tokens';

/** The most resources whose menus are mixed: VS Code gets the rows of all of them at each change. */
const most = 1_000;

export interface Mixed {
  readonly nodes: readonly ResourceNode[];
  /** What can be done to some of them. */
  readonly actions: readonly ActionToken[];
}

/**
 * What can be done to a part of a selection. VS Code's menus offer by themselves what can be done to all.
 * @param nodes all that is selected, without what a filter hides
 * @returns undefined unless these are several resources of one kind
 */
export function mixedOf(nodes: readonly (Node | undefined)[]): Mixed | undefined {
  const resources = nodes.filter(node => node?.kind === 'resource');
  const [first] = resources;
  if (!first || resources.length < 2 || resources.length > most || resources.length < nodes.length) return undefined;
  const kind = first.resourceKind;
  if (resources.some(({ resourceKind }) => resourceKind !== kind)) return undefined;
  const counts = new Map<ActionToken, number>();
  for (const node of resources) {
    for (const action of availableActions(node)) {
      if (isForOne(action)) continue;
      const name = token(kind, action);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const actions = [...counts].filter(([, count]) => count < resources.length).map(([name]) => name);
  return actions.length ? { nodes: resources, actions } : undefined;
}
