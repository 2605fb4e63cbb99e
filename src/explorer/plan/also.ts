// What may be deleted together with a resource: what only this resource used.
import type { KindName } from '../../kinds/names';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorerTypes';
import type { Blocked } from '../show/blockedText';
import { actionNamed, availableActions } from '../tree/actions';
import { findNode } from '../tree/findNode';
import type { ResourceNode } from '../tree/node';
import { idBelow, regionOf } from '../tree/node';
import { findBlocked } from './blocked';
import type { Doing } from './steps';

/** A resource that only another one uses. */
export interface Unused {
  readonly kind: KindName;
  readonly name: string;
}

/** Looks up what is used by nothing else than a resource that is to be deleted. If that can't be looked up, it is left out. */
export async function unusedOf(
  explorer: Explorer,
  shown: Shown,
  { found }: Pick<Blocked, 'found'>,
  signal: AbortSignal,
): Promise<readonly Unused[]> {
  const looked = found.map(async ({ blocker: { also }, ids }): Promise<readonly Unused[]> => {
    if (!also) return [];
    const names = await also.unused(await explorer.target(shown, signal), ids);
    return names.map(name => ({ kind: also.kind, name }));
  });
  return (await Promise.allSettled(looked)).flatMap(one => (one.status === 'fulfilled' ? one.value : []));
}

/**
 * What a plan has to do to delete such a resource.
 * @param shown the resource that uses it @param names what is deleted by then, so that it blocks nothing
 * @returns undefined if the view's list lacks it, or if it can't be deleted now
 * @throws ApiError if the list can't be loaded
 */
export async function deletionOf(
  explorer: Explorer,
  { node: user, actor }: Shown,
  { kind, name }: Unused,
  signal: AbortSignal,
): Promise<(Doing & { readonly node: ResourceNode }) | undefined> {
  const group = regionOf(user)?.groups.find(({ resourceKind }) => resourceKind.name === kind);
  const node = group && (await findNode(explorer, idBelow(group, name)));
  if (node?.kind !== 'resource') return undefined;
  const action = actionNamed(node, 'delete');
  if (!action || !availableActions(node).includes(action)) return undefined;
  const [blocked] = await findBlocked(explorer, action, [{ node, actor }], signal);
  return { node, action, found: blocked?.found ?? [] };
}
