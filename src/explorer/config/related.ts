// What a comparison shows besides a resource itself: its tags, what is associated with it, and the resources below it.
import * as l10n from '@vscode/l10n';

import { noAbort } from '../../api/core/abortable';
import type { ApiError } from '../../api/core/errors';
import type { Value, Values } from '../../forms/field';
import { kindNamed } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import type { Explorer } from '../explorerTypes';
import { headline } from '../show/messages';
import { storedName } from '../show/stored';
import type { GroupNode, ResourceNode } from '../tree/node';
import { inputText } from './inputText';

/** The kind by which a comparison shows a resource: that of an associated fleet is a fleet. Undefined: it doesn't show it. */
export function comparedAs({ compares }: Kind): Kind | undefined {
  return compares === undefined || compares === 'name' ? undefined : kindNamed(compares);
}

/** The text of a resource in comparisons, with what is loaded below it. @param all whether to show what changes by itself, too */
export function textOf(node: ResourceNode, all: boolean): string {
  const kind = comparedAs(node.resourceKind);
  if (!kind) return '';
  const scope = node.parent.parent.kind === 'resource' && kind === node.resourceKind ? node.parent.scope : {};
  return inputText(kind, node.resource as object, { scope, also: alsoOf(node), all });
}

function alsoOf({ groups }: ResourceNode): Values {
  return Object.fromEntries(
    groups.filter(isCompared).flatMap((group): [string, Value][] => {
      const { resourceKind, list } = group;
      const name = isTags(group) ? 'Tags' : resourceKind.plural;
      // In its place, so that nobody takes what is absent for a difference.
      if (list?.problem) return [[name, cantList(group, list.problem)]];
      const nodes = [...(list?.nodes.values() ?? [])];
      if (!nodes.length) return [];
      if (isTags(group)) return [[name, tagsIn(nodes)]];
      return resourceKind.compares === 'name' ? [[name, nodes.map(storedName).sort()]] : [];
    }),
  );
}

const isCompared = (group: GroupNode): boolean => isTags(group) || group.resourceKind.compares !== undefined;

/** Why a list can't be read: `Can't list Tags: Access denied`. */
export function cantList(group: GroupNode, error: ApiError): string {
  return l10n.t("Can't list {0}: {1}", l10n.t(group.title), headline(error));
}

function tagsIn(nodes: readonly ResourceNode[]): Values {
  const tags = nodes.flatMap(({ resourceKind, resource }) =>
    Object.entries(resourceKind.desired?.(resource)?.['Tags'] ?? {}),
  );
  return Object.fromEntries(tags.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const isTags = ({ resourceKind }: GroupNode): boolean => resourceKind.name === 'tag';

/** Something that could not be read. */
export interface Unread {
  /** The resource that it belongs to. */
  readonly node: ResourceNode;
  /** What, and why. */
  readonly text: string;
}

/**
 * Loads what comparisons show of a resource and below it, in the background, which asks nobody to sign in.
 * @param options.again whether to read again what is loaded
 * @param options.signal when it is aborted, no further list is read
 * @returns what could not be read
 */
export async function gather(
  explorer: Pick<Explorer, 'list'>,
  node: ResourceNode,
  { again = false, signal = noAbort() }: { readonly again?: boolean; readonly signal?: AbortSignal } = {},
): Promise<readonly Unread[]> {
  const groups = node.groups.filter(isCompared);
  const unread = await Promise.all(
    groups.map(async group => {
      if (signal.aborted) return [];
      const list = explorer.list(group);
      if (again || (!list.loaded && !list.problem)) await list.reloadInBackground();
      if (list.hasMore && !list.problem) await list.all(signal);
      if (list.problem) return [{ node, text: cantList(group, list.problem) }];
      return (
        await Promise.all([...list.nodes.values()].map(below => gather(explorer, below, { again, signal })))
      ).flat();
    }),
  );
  return unread.flat();
}

/** Two things that are compared. One of them may be absent. */
export interface Pair {
  readonly one: ResourceNode | undefined;
  readonly other: ResourceNode | undefined;
}

/**
 * Two resources and what stands below them, as far as it is loaded: those of the same name belong together, then those of the same
 * place in their lists where a list has one entry at most.
 */
export function pairsOf(one: ResourceNode, other: ResourceNode): readonly Pair[] {
  return [{ one, other }, ...one.groups.flatMap(group => pairsIn(group, counterpart(group, other)))];
}

const counterpart = ({ resourceKind }: GroupNode, { groups }: ResourceNode): GroupNode | undefined =>
  groups.find(group => group.resourceKind === resourceKind);

function pairsIn(one: GroupNode, other: GroupNode | undefined): readonly Pair[] {
  if (!comparedAs(one.resourceKind)) return [];
  const [left, right] = [one, other].map(group => [...(group?.list?.nodes.values() ?? [])]) as [
    ResourceNode[],
    ResourceNode[],
  ];
  if (left.length === 1 && right.length === 1) return [{ one: left[0], other: right[0] }];
  const named = (nodes: readonly ResourceNode[], name: string): ResourceNode | undefined =>
    nodes.find(node => storedName(node) === name);
  const names = [...new Set([...left, ...right].map(storedName))].sort();
  return names.map(name => ({ one: named(left, name), other: named(right, name) }));
}
