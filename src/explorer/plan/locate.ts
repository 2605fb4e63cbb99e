// Finds again what a plan is about: the resource of a step, its Region, and who acts there now.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { differenceOf } from '../../api/core/actor';
import { ActionRefused } from '../../kinds/action';
import type { KindName } from '../../kinds/names';
import type { Explorer } from '../explorerTypes';
import { findNode } from '../tree/findNode';
import type { GroupNode, Node, RegionNode, ResourceNode } from '../tree/node';
import { isBelow, regionOf } from '../tree/node';
import type { Plan } from './steps';

/**
 * Finds the resource of a step. A list that lacks it may be older than the resource, so it is loaded again.
 * @returns undefined if the resource does not exist
 * @throws ActionRefused if the view does not show its Region; ApiError if a list can't be loaded
 */
export async function locate(explorer: Explorer, id: string): Promise<ResourceNode | undefined> {
  regionFor(explorer, id);
  const found = await findNode(explorer, id);
  if (found?.kind === 'resource') return found;
  const group = await findNode(explorer, id.slice(0, id.lastIndexOf('/')));
  if (group?.kind !== 'group') return undefined;
  await explorer.refresh(group);
  const again = await findNode(explorer, id);
  return again?.kind === 'resource' ? again : undefined;
}

/** All resources of a kind in the Region of a node, listed anew. @throws ApiError if they can't be listed */
export async function allInRegion(explorer: Explorer, node: Node, kind: KindName): Promise<readonly ResourceNode[]> {
  const group = regionOf(node)?.groups.find(({ resourceKind }) => resourceKind.name === kind);
  if (!group) return [];
  await explorer.refresh(group);
  return wholeList(explorer, group);
}

/** All resources of a list. @throws ApiError if it can't be loaded */
export async function wholeList(explorer: Explorer, group: GroupNode): Promise<readonly ResourceNode[]> {
  const list = explorer.list(group);
  await list.ensure();
  while (list.hasMore && !list.problem) await explorer.loadMore(group);
  if (list.problem) throw list.problem;
  return [...list.nodes.values()];
}

/** The Region that a resource is in. @throws ActionRefused if the view does not show it */
function regionFor(explorer: Explorer, id: string): RegionNode {
  const profiles = explorer.roots.flatMap(root => (root.kind === 'profile' ? root : root.profiles));
  const region = profiles.flatMap(({ regions }) => regions).find(one => isBelow(id, one));
  if (region) return region;
  throw new ActionRefused(
    l10n.t('The view no longer shows the profile and Region of this plan. Add them to the view again, then go on.'),
  );
}

/**
 * Who goes on with a plan now: the account has to be that of the plan.
 * @throws ActionRefused if it is another one, or if nobody knows whether it is
 */
export async function actorFor(explorer: Explorer, { actor, steps: [first] }: Plan): Promise<Actor> {
  const region = regionFor(explorer, first?.nodeId ?? '');
  const [group] = region.groups;
  if (!group) return actor;
  const now = await explorer.identify(group);
  const [before, after] = [actor.identity?.account, now.identity?.account];
  const { profile } = region.connection;
  if (actor.connection !== now.connection || actor.sandbox !== now.sandbox) {
    throw new ActionRefused(l10n.t('This plan was made in a sandbox that has stopped. Nothing was sent.'));
  }
  if (before !== undefined && after !== undefined) {
    if (before === after) return now;
    throw new ActionRefused(
      l10n.t(
        'This plan is for account {0}, but profile "{1}" now acts in account {2}. Nothing was sent.',
        ...[before, profile, after],
      ),
    );
  }
  if (!differenceOf(actor, now)) return now;
  throw new ActionRefused(
    l10n.t(
      'The settings of profile "{0}" have changed, and it isn\'t known whether it still acts in the account of this plan. Nothing was sent.',
      profile,
    ),
  );
}

/** The same actor at a resource in another Region of the profile. */
export function actorAt(actor: Actor, { connection: { key } }: Pick<ResourceNode, 'connection'>): Actor {
  const profile = (of: string): string => of.slice(0, of.lastIndexOf('/'));
  return profile(key) === profile(actor.connection) ? { ...actor, connection: key } : actor;
}
