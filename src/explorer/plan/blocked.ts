// Looks up what makes AWS refuse an action, before the user is asked anything.
import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Action, Blocker } from '../../kinds/action';
import type { KindName } from '../../kinds/names';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorerTypes';
import type { Blocked } from '../show/blockedText';
import { findNode } from '../tree/findNode';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import { idBelow, regionOf } from '../tree/node';

/** What blocks an action, as far as it could be looked up. */
export interface Looked extends Blocked {
  /** What could not be looked up, and why. */
  readonly unknown: readonly { readonly blocker: Blocker; readonly error: ApiError }[];
}

/** Looks up what blocks an action. A look-up that fails is told, and the others count. */
export async function lookUpBlockers(
  explorer: Explorer,
  { blockers = [], operations: [operation] }: Action,
  shown: Shown,
  signal: AbortSignal,
): Promise<Looked> {
  const looked = await Promise.all(
    blockers.map(async blocker => {
      try {
        return { blocker, ids: await blocker.find(await explorer.target(shown, signal)) };
      } catch (error) {
        return { blocker, error: toApiError(error, operation) };
      }
    }),
  );
  return {
    node: shown.node,
    found: looked.flatMap(one => ('ids' in one && one.ids.length ? [{ blocker: one.blocker, ids: one.ids }] : [])),
    unknown: looked.flatMap(one => ('error' in one ? [{ blocker: one.blocker, error: one.error }] : [])),
  };
}

/**
 * Looks up the blockers of an action.
 * @returns the resources whose action AWS would refuse. If the look-up fails, the resource counts as not blocked
 */
export async function findBlocked(
  explorer: Explorer,
  action: Action,
  shown: readonly Shown[],
  signal: AbortSignal,
): Promise<readonly Blocked[]> {
  const looked = await Promise.all(shown.map(one => lookUpBlockers(explorer, action, one, signal)));
  return looked.filter(({ found }) => found.length);
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
