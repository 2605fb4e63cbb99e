// What would make AWS refuse an action: looked up before the user is asked anything.
import type { Action, Blocker } from '../../kinds/kind';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorer';
import type { Blocked } from '../show/blockedWords';
import { findNode } from '../tree/findNode';
import type { Node } from '../tree/node';
import { idBelow, regionOf } from '../tree/node';

/**
 * Looks for what stands in the way of an action.
 * @returns those of the resources that the action would be refused for; what can't be looked up is taken for free
 */
export async function findBlocked(
  explorer: Explorer,
  { blockers = [] }: Action,
  shown: readonly Shown[],
  signal: AbortSignal,
): Promise<readonly Blocked[]> {
  const looked = shown.map(async (one): Promise<Blocked> => {
    const { node } = one;
    const outcomes = await Promise.allSettled(
      blockers.map(async blocker => ({ blocker, ids: await blocker.find(await explorer.target(one, signal)) })),
    );
    return {
      node,
      found: outcomes.flatMap(outcome =>
        outcome.status === 'fulfilled' && outcome.value.ids.length ? outcome.value : [],
      ),
    };
  });
  return (await Promise.all(looked)).filter(({ found }) => found.length);
}

/**
 * The tree's node of what stands in a resource's way, loaded for it; its list when it is not there.
 * @returns undefined when the tree has no such list
 */
export async function blockerNode(
  explorer: Explorer,
  { node }: Blocked,
  { kind }: Blocker,
  id: string,
): Promise<Node | undefined> {
  const group = [...node.groups, ...(regionOf(node)?.groups ?? [])].find(({ resourceKind: of }) => of.name === kind);
  if (!group) return undefined;
  // A list that can't be loaded shows why.
  return (await findNode(explorer, idBelow(group, id)).catch(() => undefined)) ?? group;
}
