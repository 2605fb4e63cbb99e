// Go to Resource: finds resources in all lists directly below the Regions of the view, loaded or not.
import type { ApiError } from '../../api/core/errors';
import type { Browser } from '../tree/browse';
import { parseFilter } from '../tree/filter';
import type { Identifier } from '../tree/identify';
import type { GroupNode, ProfileNode, RegionNode, ResourceList, ResourceNode } from '../tree/node';
import { nameOf } from '../tree/node';
import { isMatch, looksAtTags } from '../tree/tags';

/** The part of the explorer that a search uses. */
export interface Searchable extends Pick<Browser, 'loadMore'>, Pick<Identifier, 'identify'> {
  readonly list: (group: GroupNode) => ResourceList;
  readonly wantTags: (region: RegionNode) => Promise<boolean>;
}

/** A list that the search could not read. */
export interface Unread {
  readonly group: GroupNode;
  readonly error: ApiError;
}

/** A search over all Regions of the view. */
export interface Search {
  /** Loads the lists that aren't loaded, once. Later calls have no effect. */
  readonly load: () => void;
  /** The lists that are being loaded. */
  readonly loading: readonly GroupNode[];
  /** The lists that can't be loaded. */
  readonly unread: readonly Unread[];
  /** The lists of which only the first `maxPerList` resources are searched. */
  readonly cut: readonly GroupNode[];
  /**
   * The loaded resources that match a text, the best first. If the text looks at tags, they are read.
   * @param text as for a filter: words, an ARN, `state:RUNNING`. Without a text, the recent resources
   */
  readonly find: (text: string) => readonly ResourceNode[];
  /** The loaded lists, if a text looks at tags; otherwise none. The tags of some of their resources may not be known. */
  readonly listsByTags: (text: string) => readonly ResourceList[];
}

export interface SearchOptions {
  readonly explorer: Searchable;
  /** Finds only others of the kind of this resource: all without a text, those of its name after the recent ones. */
  readonly like?: ResourceNode | undefined;
  /** The profiles to search. */
  readonly profiles: readonly ProfileNode[];
  /** The ids of the nodes that the user went to, the last first. */
  readonly recent: readonly string[];
  /** Called when a list was loaded, or could not be loaded. */
  readonly changed: () => void;
  readonly signal: AbortSignal;
}

/** How many resources of a list are searched at most. Some accounts have more users: to read them all would take minutes. */
export const maxPerList = 2_000;

/** Makes a search. Nothing is loaded before `load`. When `signal` is aborted, no further list is loaded or reported. */
export function createSearch({ explorer, like, profiles, recent, changed, signal }: SearchOptions): Search {
  const regions = profiles.flatMap(profile => profile.regions);
  const groups = regions.flatMap(listsOf).filter(group => !like || group.resourceKind === like.resourceKind);
  const loading = new Set<GroupNode>();
  let hasStarted = false;

  async function read(group: GroupNode): Promise<void> {
    loading.add(group);
    // In the background: a search over all profiles must not ask the user to sign in to each.
    if (!explorer.list(group).loaded || explorer.list(group).problem) await explorer.list(group).reloadInBackground();
    while (!signal.aborted && hasMore(group) && sizeOf(group) < maxPerList) await explorer.loadMore(group);
    // What the view lacks for an ARN depends on the accounts of its profiles. The look-up asks nobody to sign in.
    if (!signal.aborted && !explorer.list(group).problem) await explorer.identify(group);
    loading.delete(group);
    if (!signal.aborted) changed();
  }

  const hasMore = (group: GroupNode): boolean => explorer.list(group).hasMore;
  const sizeOf = (group: GroupNode): number => explorer.list(group).nodes.size;

  async function wantTags(region: RegionNode): Promise<void> {
    if ((await explorer.wantTags(region)) && !signal.aborted) changed();
  }

  function rankOf(node: ResourceNode, text: string): number {
    const name = nameOf(node).toLowerCase();
    const place = recent.indexOf(node.id);
    const match = name === text ? 0 : name.startsWith(text) ? 1 : name.includes(text) ? 2 : 3;
    const isNamesake = like && name === nameOf(like).toLowerCase();
    return match * 1_000 + (place >= 0 ? place : isNamesake ? 998 : 999);
  }

  return {
    load() {
      if (hasStarted) return;
      hasStarted = true;
      for (const group of groups) void read(group);
    },
    get loading() {
      return [...loading];
    },
    get unread() {
      return groups.flatMap(group => {
        const error = loading.has(group) ? undefined : group.list?.problem;
        return error ? [{ group, error }] : [];
      });
    },
    get cut() {
      return groups.filter(group => !loading.has(group) && group.list && sizeOf(group) >= maxPerList && hasMore(group));
    },
    listsByTags: text => (looksAtTags(parseFilter(text)) ? groups.flatMap(({ list }) => list ?? []) : []),
    find(text) {
      const filter = parseFilter(text);
      const wanted = text.trim().toLowerCase();
      if (looksAtTags(filter)) for (const region of regions) void wantTags(region);
      const loaded = groups.flatMap(({ list }) => [...(list?.nodes.values() ?? [])]);
      const found = filter.terms.length
        ? loaded.filter(node => isMatch(filter, node))
        : loaded.filter(node => like ?? recent.includes(node.id));
      const ranks = new Map(found.filter(node => node !== like).map(node => [node, rankOf(node, wanted)]));
      return [...ranks.keys()].sort(
        (one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0) || byName(one, other),
      );
    },
  };
}

function listsOf({ groups }: RegionNode): readonly GroupNode[] {
  return groups.flatMap(group => group.sections ?? [group]);
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function byName(one: ResourceNode, other: ResourceNode): number {
  return order.compare(nameOf(one), nameOf(other));
}
