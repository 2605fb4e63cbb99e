// Looks up what makes AWS refuse an action, before the user is asked anything.
import type { Action, Blocker } from '../../kinds/action';
import type { KindName } from '../../kinds/names';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorerTypes';
import type { Blocked } from '../show/blockedText';
import { findNode } from '../tree/findNode';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import { idBelow, regionOf } from '../tree/node';

/**
 * Looks up the blockers of an action.
 * @returns the resources whose action AWS would refuse. If the look-up fails, the resource counts as not blocked
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
 * The tree's node of a blocker, loaded if necessary; its list if the blocker isn't in it.
 * @returns undefined if the tree has no such list
 */
export async function blockerNode(
  explorer: Explorer,
  { node }: Blocked,
  { kind }: Blocker,
  id: string,
): Promise<Node | undefined> {
  const group = [...node.groups, ...(regionOf(node)?.groups ?? [])].find(
    ({ resourceKind }) => resourceKind.name === kind,
  );
  if (!group) return undefined;
  // If the list can't be loaded, its row says why.
  return (await findNode(explorer, idBelow(group, id)).catch(() => undefined)) ?? group;
}

/** Whether a plan can remove what blocks an action. */
export function isRemovable({ node, found }: Blocked): boolean {
  return found.every(
    ({ blocker: { remedy, kind } }) => remedy && ('own' in remedy || listBelow(node, kind) !== undefined),
  );
}

/** The list of a kind below a resource; undefined if it has none. */
export function listBelow({ groups }: ResourceNode, kind: KindName): GroupNode | undefined {
  return groups.find(({ resourceKind }) => resourceKind.name === kind);
}
