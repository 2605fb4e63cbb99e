// Looks up what makes AWS refuse an action, before the user is asked anything.
import type { Action, Blocker } from '../../kinds/action';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorerTypes';
import type { Blocked } from '../show/blockedText';
import { findNode } from '../tree/findNode';
import type { Node } from '../tree/node';
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
