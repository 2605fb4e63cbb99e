// What would make AWS refuse an action: looked up before the user is asked anything.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Action, Blocker } from '../../kinds/kind';
import type { Explorer } from '../explorer';
import { findNode } from '../tree/findNode';
import type { Node, ResourceNode } from '../tree/node';
import { idBelow, nameOf, regionOf } from '../tree/node';
import type { Shown } from './wish';

/** A resource that an action would be refused for. */
export interface Blocked {
  readonly node: ResourceNode;
  /** What stands in its way: one at least. */
  readonly found: readonly { readonly blocker: Blocker; readonly ids: readonly string[] }[];
}

/** Names of one sort that a sentence has at most; the rest is counted. */
const most = 5;

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

/** What stands in the way, in sentences: `Stack office is associated with the fleet. Disassociate it first.` */
export function blockedWords({ found }: Blocked): string {
  return found.map(({ blocker, ids }) => l10n.t(ids.length > 1 ? blocker.many : blocker.one, namesIn(ids))).join(' ');
}

/** The same after the name of the resource, for a list of several. */
export function blockedLine(blocked: Blocked): string {
  return `${plainText(nameOf(blocked.node))}: ${blockedWords(blocked)}`;
}

function namesIn(ids: readonly string[]): string {
  const names = ids.slice(0, most).map(plainText).join(', ');
  return ids.length > most ? l10n.t('{0} and {1} more', names, ids.length - most) : names;
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
  const group = [...node.groups, ...(regionOf(node)?.groups ?? [])].find(({ of }) => of.name === kind);
  if (!group) return undefined;
  // A list that can't be loaded shows why.
  return (await findNode(explorer, idBelow(group, id)).catch(() => undefined)) ?? group;
}
