// How lists are sorted and grouped. Each list has its own arrangement, which is kept for the next window.
import type { Kind } from '../../kinds/kind';
import { meaningOf } from '../../kinds/kind';
import { pseudonym } from '../../kinds/parts/pseudonym';
import { canHaveTags, nameIn } from './filter';
import type {
  BucketNode,
  Grouping,
  GroupNode,
  Node,
  RegionNode,
  ResourceList,
  ResourceNode,
  TagGrouping,
} from './node';
import { isBelow } from './node';
import { tagsOf } from './tags';

/** What a list can be sorted by. Resources that are alike are sorted by name. */
export const sortings = ['name', 'state', 'created'] as const;
export type Sorting = (typeof sortings)[number];

export const groupings = ['state', 'image'] as const;

export interface Arrangement {
  readonly sort: Sorting;
  readonly group: Grouping | undefined;
}

export const usual: Arrangement = { sort: 'name', group: undefined };

/** The arrangements that the next window gets, by the ids of lists. */
export type KeptArrangements = Readonly<Record<string, Partial<Arrangement>>>;

/** The arrangements, for those who only draw lists. */
export interface ShownArrangements {
  readonly arrangementOf: (group: GroupNode) => Arrangement;
}

export interface Arrangements extends ShownArrangements {
  /** Arranges a list and redraws it. */
  readonly set: (group: GroupNode, change: Partial<Arrangement>) => void;
  /** The arrangements that are not the usual one. */
  readonly kept: () => KeptArrangements;
}

/** What the explorer needs besides. */
export interface ArrangementsOfTree extends Arrangements {
  /** Drops those of lists below a node. */
  readonly dropBelow: (node: Node) => void;
  /** Drops those of lists that aren't in these Regions. */
  readonly keepIn: (regions: readonly RegionNode[]) => void;
  /** Whether a list is grouped by a tag. */
  readonly isByTag: (group: GroupNode) => boolean;
  /** The buckets of a grouped list, each with at least one resource; undefined if it is not grouped. */
  readonly buckets: (list: ResourceList, resources: readonly ResourceNode[]) => readonly BucketNode[] | undefined;
  /** What a resource stands below: its bucket, or its list. */
  readonly parent: (node: ResourceNode) => BucketNode | GroupNode;
  /** What to redraw when a node has changed: its list, if its place in the list or the count in the list's row may be another. */
  readonly affected: (node: Node) => Node;
}

/** Reads what a window has kept of an arrangement. Leaves out what this version doesn't know. */
export function keptArrangement({ sort, group }: Readonly<Record<string, unknown>>): Partial<Arrangement> {
  const sorting = sortings.find(one => one === sort);
  const grouping =
    groupings.find(one => one === group) ?? (typeof group === 'string' && isTag(group) ? group : undefined);
  return { ...(sorting && { sort: sorting }), ...(grouping && { group: grouping }) };
}

/** What a kind's lists can be sorted by. */
export function sortingsOf(kind: Kind): readonly Sorting[] {
  return sortings.filter(by => by === 'name' || kind[by] !== undefined);
}

/** What a kind's lists can be grouped by, besides tags. */
export function groupingsOf(kind: Kind): readonly (typeof groupings)[number][] {
  return groupings.filter(by => kind[by === 'image' ? 'images' : by] !== undefined);
}

/** Whether there is a choice of arrangements for a list. */
export function isArrangeable({ resourceKind, sections }: GroupNode): boolean {
  const choices = sortingsOf(resourceKind).length + groupingsOf(resourceKind).length;
  return !sections && (choices > 1 || canHaveTags(resourceKind));
}

/** The key of the tag that a list is grouped by; undefined if it is grouped by something else. */
export function tagKeyOf(by: Grouping): string | undefined {
  return isTag(by) ? by.slice(tagPrefix.length) : undefined;
}

const tagPrefix = 'tag:';

function isTag(by: string): by is TagGrouping {
  return by.startsWith(tagPrefix) && by.length > tagPrefix.length;
}

/** The value of a bucket whose resources have tags that aren't known yet. Values of tags have `=` before them. */
export const unknownTags = '?';

type Placed = Pick<ResourceNode, 'resourceKind' | 'resource'>;

/**
 * What tells the bucket of a resource: its state, the name of its image, or the value of its tag as `=prod`. Empty if it has none.
 * @param resource the resource as it was drawn, if that isn't as it is
 */
export function bucketOf(node: ResourceNode, by: Grouping, resource = node.resource): string {
  const { resourceKind } = node;
  const key = tagKeyOf(by);
  if (key !== undefined) {
    const tags = tagsOf(node);
    if (!tags) return unknownTags;
    return Object.hasOwn(tags, key) ? `=${tags[key]}` : '';
  }
  if (by === 'state') return resourceKind.state?.(resource) ?? '';
  const image = resourceKind.images?.(resource).find(Boolean);
  return image ? nameIn(image) : '';
}

/**
 * @param changed called with the list to redraw
 * @param wantTags called with a list that is grouped by a tag, each time that it is drawn
 * @param kept what the last window kept
 */
export function createArrangements(
  changed: (group: GroupNode) => void,
  wantTags: (group: GroupNode) => void,
  kept: KeptArrangements | undefined,
): ArrangementsOfTree {
  const all = new Map<string, Arrangement>();
  for (const [id, one] of Object.entries(kept ?? {})) all.set(id, { ...usual, ...one });
  const made = new Map<string, BucketNode>();
  /** What was known of the resources when they were drawn. */
  const drawn = new WeakMap<ResourceNode, unknown>();

  const arrangementOf = (group: GroupNode): Arrangement => {
    const { resourceKind } = group;
    const { sort, group: by } = all.get(group.id) ?? usual;
    return {
      sort: sortingsOf(resourceKind).includes(sort) ? sort : usual.sort,
      group: by && canGroup(resourceKind, by) ? by : undefined,
    };
  };

  function bucket(group: GroupNode, by: Grouping, value: string): BucketNode {
    // VS Code saves ids. The value of a tag may be a person's name.
    const told = isTag(by) ? `${encodeURIComponent(by)}=${pseudonym(value, by)}` : `${by}=${encodeURIComponent(value)}`;
    const id = `${group.id}/!${told}`;
    const known = made.get(id);
    if (known?.parent === group) return known;
    const node: BucketNode = { kind: 'bucket', id, parent: group, by, value };
    made.set(id, node);
    return node;
  }

  function drop(isDropped: (id: string) => boolean): void {
    for (const map of [all, made]) for (const id of map.keys()) if (isDropped(id)) map.delete(id);
  }

  return {
    arrangementOf,
    isByTag: group => tagKeyOf(arrangementOf(group).group ?? 'state') !== undefined,
    set(group, change) {
      const { sort, group: by } = { ...arrangementOf(group), ...change };
      if (sort === usual.sort && by === usual.group) all.delete(group.id);
      else all.set(group.id, { sort, group: by });
      changed(group);
    },
    kept: () =>
      Object.fromEntries([...all].map(([id, { sort, group }]) => [id, { sort, ...(group && { group }) }] as const)),
    dropBelow: node => drop(id => isBelow(id, node)),
    keepIn: regions => drop(id => !regions.some(region => isBelow(id, region))),
    buckets({ group }, resources) {
      for (const node of resources) drawn.set(node, node.resource);
      const { group: by } = arrangementOf(group);
      if (!by) return undefined;
      if (isTag(by)) wantTags(group);
      const values = new Set(resources.map(node => bucketOf(node, by)));
      return [...values].sort(order.compare).map(value => bucket(group, by, value));
    },
    parent(node) {
      const { group: by } = arrangementOf(node.parent);
      return by ? bucket(node.parent, by, bucketOf(node, by)) : node.parent;
    },
    affected(node) {
      if (node.kind !== 'resource' || !drawn.has(node)) return node;
      const { resourceKind } = node;
      const { sort, group: by } = arrangementOf(node.parent);
      const place = (resource: unknown): string => {
        const one = { resourceKind, resource };
        return JSON.stringify([isRunning(one), sort === 'state' && stateOf(one), by && bucketOf(node, by, resource)]);
      };
      return place(node.resource) === place(drawn.get(node)) ? node : node.parent;
    },
  };
}

/** Whether a kind's lists can be grouped so. */
function canGroup(kind: Kind, by: Grouping): boolean {
  return isTag(by) ? canHaveTags(kind) : groupingsOf(kind).includes(by);
}

/** Sorts texts for people: `fleet-9` comes before `fleet-10`. */
export const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const stateOf = ({ resourceKind, resource }: Placed): string | undefined => resourceKind.state?.(resource);

const isRunning = (one: Placed): boolean => meaningOf(one.resourceKind, stateOf(one)) === 'running';

/** How many of some resources run, and the name of their state: 6 RUNNING. Undefined if none does. */
export function runningIn(
  resources: Iterable<ResourceNode>,
): { readonly count: number; readonly state: string } | undefined {
  let count = 0;
  let state: string | undefined;
  for (const node of resources) {
    if (!isRunning(node)) continue;
    const now = stateOf(node);
    state ??= now;
    if (state === now) count++;
  }
  return state === undefined ? undefined : { count, state };
}
