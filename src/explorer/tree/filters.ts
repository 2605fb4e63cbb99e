// The filters that are on: one for the whole view, and one for each list.
import type { Kind } from '../../kinds/kind';
import type { Filter } from './filter';
import { parseFilter } from './filter';
import { matching } from './makeNodes';
import type { GroupNode, Node, RegionNode, ResourceList, ResourceNode } from './node';
import { isBelow, parentOf } from './node';
import { isMatch, looksAtTags } from './tags';

/** The texts of the filters that the next window gets: those of lists by the ids of their groups. */
export interface KeptFilters {
  readonly view?: string;
  readonly lists: Readonly<Record<string, string>>;
}

/** The filters, for those who only draw lists. */
export interface ShownFilters {
  /** The list's own filter. */
  readonly own: (group: GroupNode) => Filter | undefined;
  /** All filters that apply to a list. */
  readonly filtersOf: (group: GroupNode) => readonly Filter[];
  /** The resources of a list that match all of them, and those that the user acts on. */
  readonly shown: (list: ResourceList) => readonly ResourceNode[];
}

export interface Filters extends ShownFilters {
  /** The filter of the whole view. It applies to the lists of Regions. What stands below a resource is shown with it. */
  readonly view: Filter | undefined;
  /** Whether there is any filter. */
  readonly any: boolean;
  /** How many lists have a filter of their own, loaded or not. */
  readonly ownCount: number;
  /**
   * Sets the filter of a list, or of the whole view, and redraws lists. A text without a term removes the filter.
   * @param isTyped whether the user is typing: then long lists that keep their rows are not redrawn
   */
  readonly set: (group: GroupNode | undefined, text: string, isTyped?: boolean) => void;
  /** Removes the filters that apply to a list; without a list, all. */
  readonly clear: (group?: GroupNode) => void;
  /** Removes the filters that hide a node. @returns whether there were any */
  readonly unhide: (node: Node) => boolean;
  /** The lists that a filter of the whole view applies to, or those that have a filter of their own. */
  readonly lists: (by: 'view' | 'own') => readonly ResourceList[];
  /**
   * What may be kept for the next window, without names of people. A text with @ may be an e-mail address, the value of a tag a
   * name. A text in the filter of a list of people is one. A text in the filter of the whole view may be one, if a list of people
   * is loaded, or if it matches nothing that is loaded.
   */
  readonly kept: () => KeptFilters;
}

/** What the explorer needs besides. */
export interface FiltersOfTree extends Filters {
  /** Drops the filters of lists below a node. */
  readonly dropBelow: (node: Node) => void;
  /** Drops the filters of lists that aren't in these Regions. */
  readonly keepIn: (regions: readonly RegionNode[]) => void;
  /** The resources that a list shows, now that it is drawn. */
  readonly draw: (list: ResourceList) => readonly ResourceNode[];
  /** What to redraw when a node has changed: its list, if the node has to appear in it or to disappear. */
  readonly affected: (node: Node) => Node;
}

export interface FiltersOptions {
  /** All lists that are loaded. */
  readonly lists: () => readonly ResourceList[];
  /** Called with the group to redraw; undefined for the whole tree. */
  readonly changed: (group: GroupNode | undefined) => void;
  /** Called with a list whose filters look at tags, each time that it is filtered. */
  readonly wantTags: (group: GroupNode) => void;
  /** What the last window kept. */
  readonly kept: KeptFilters | undefined;
}

/** Rows of a list that VS Code redraws with each key without a delay that one notices. */
const long = 500;

/** Makes the filters of a tree, with those that the last window kept. A kept text that is no filter is left out. */
export function createFilters({ lists, changed, wantTags, kept }: FiltersOptions): FiltersOfTree {
  const own = new Map<string, { readonly filter: Filter; readonly resourceKind?: Kind }>();
  let view = filterIn(kept?.view);
  for (const [id, text] of Object.entries(kept?.lists ?? {})) {
    const filter = filterIn(text);
    if (filter) own.set(id, { filter });
  }
  const drawn = new WeakMap<GroupNode, ReadonlySet<Node>>();
  // A row that the user acts on stays until a filter of its list changes.
  const actedOn = new Set<ResourceNode>();

  const ownOf = (group: GroupNode): Filter | undefined => own.get(group.id)?.filter;
  const viewOf = (group: GroupNode): Filter | undefined => (isOfRegion(group) ? view : undefined);
  const filtersOf = (group: GroupNode): readonly Filter[] =>
    [viewOf(group), ownOf(group)].filter(filter => filter !== undefined);
  const hides = (filter: Filter | undefined, node: ResourceNode): boolean =>
    filter !== undefined && !actedOn.has(node) && !isMatch(filter, node);

  // The last window has checked the text that it kept.
  function mayNamePeople(filter: Filter): boolean {
    if (!filter.terms.some(({ by }) => by === 'text')) return false;
    if (lists().some(({ group }) => group.resourceKind.privateLabel)) return true;
    if (filter.text === kept?.view) return false;
    return !lists().some(
      ({ group, nodes }) => isOfRegion(group) && [...nodes.values()].some(node => isMatch(filter, node)),
    );
  }

  function shownOf(list: ResourceList): readonly ResourceNode[] {
    const filters = filtersOf(list.group);
    if (list.loaded && filters.some(looksAtTags)) wantTags(list.group);
    if (!actedOn.size) return matching(list, filters);
    return list.sorted.filter(node => !filters.some(filter => hides(filter, node)));
  }

  function keepsRows({ list }: GroupNode): boolean {
    const before = list && drawn.get(list.group);
    const now = list ? shownOf(list) : [];
    return before?.size === now.length && now.length >= long && now.every(node => before.has(node));
  }

  /** Drops the filters of lists below resources that a complete list lacks. They were kept by the last window. */
  function forgetGone({ group, nodes, loaded, hasMore, problem, loading }: ResourceList): void {
    if (!own.size || !loaded || hasMore || problem || loading) return;
    for (const id of own.keys()) {
      if (id.startsWith(`${group.id}/`) && ![...nodes.values()].some(node => isBelow(id, node))) own.delete(id);
    }
  }

  function set(group: GroupNode | undefined, text: string, isTyped = false): void {
    const filter = filterIn(text);
    if (!group) view = filter;
    else if (filter) own.set(group.id, { filter, resourceKind: group.resourceKind });
    else own.delete(group.id);
    const affected = group ? [group] : lists().flatMap(list => (isOfRegion(list.group) ? [list.group] : []));
    for (const node of actedOn) if (affected.includes(node.parent)) actedOn.delete(node);
    for (const one of affected) if (!isTyped || !keepsRows(one)) changed(one);
  }

  return {
    own: ownOf,
    filtersOf,
    shown: shownOf,
    get view() {
      return view;
    },
    get any() {
      return view !== undefined || own.size > 0;
    },
    get ownCount() {
      return own.size;
    },
    set,
    clear(group) {
      if (!group) {
        own.clear();
        view = undefined;
        changed(undefined);
        return;
      }
      if (ownOf(group)) set(group, '');
      if (viewOf(group)) set(undefined, '');
    },
    unhide(node) {
      let isHidden = false;
      for (let at: Node | undefined = node; at; at = parentOf(at)) {
        if (at.kind !== 'resource') continue;
        const { parent } = at;
        if (hides(ownOf(parent), at)) set(parent, '');
        else if (!hides(viewOf(parent), at)) continue;
        if (hides(viewOf(parent), at)) set(undefined, '');
        isHidden = true;
      }
      return isHidden;
    },
    lists: by => lists().filter(({ group }) => (by === 'view' ? isOfRegion(group) : ownOf(group) !== undefined)),
    kept() {
      const mine = [...own].filter(([, { filter, resourceKind }]) => mayKeep(filter) && !resourceKind?.privateLabel);
      return {
        ...(view && mayKeep(view) && !mayNamePeople(view) && { view: view.text }),
        lists: Object.fromEntries(mine.map(([id, { filter }]) => [id, filter.text])),
      };
    },
    dropBelow(node) {
      for (const id of own.keys()) if (isBelow(id, node)) own.delete(id);
    },
    keepIn(regions) {
      for (const id of own.keys()) if (!regions.some(region => isBelow(id, region))) own.delete(id);
    },
    draw(list) {
      const { group } = list;
      forgetGone(list);
      const shown = shownOf(list);
      drawn.set(group, new Set(shown));
      return shown;
    },
    affected(node) {
      if (node.kind !== 'resource') return node;
      const { parent } = node;
      const filters = filtersOf(parent);
      const isDrawn = drawn.get(parent)?.has(node);
      if (isDrawn && node.activity !== undefined) actedOn.add(node);
      const isShown = !filters.some(filter => hides(filter, node));
      return filters.length && isDrawn !== isShown ? parent : node;
    },
  };
}

/** Whether a list stands directly below a Region, or is a section of such a list. */
function isOfRegion({ parent }: GroupNode): boolean {
  return parent.kind !== 'resource';
}

function filterIn(text: string | undefined): Filter | undefined {
  const filter = parseFilter(text ?? '');
  return filter.terms.length ? filter : undefined;
}

function mayKeep({ text, terms }: Filter): boolean {
  return !text.includes('@') && !terms.some(({ by, key, value }) => by === 'tag' && key !== undefined && value);
}

/** How many loaded resources the filters show. */
export interface Count {
  /** Whether any list is loaded. */
  readonly isLoaded: boolean;
  readonly found: number;
  readonly loaded: number;
  /** What the filters don't see: pages that are not loaded, or the rest of a list that failed. */
  readonly unseen: 'more' | 'failed' | undefined;
}

/** How many loaded resources of some lists match the filters that apply to them. */
export function countIn(lists: readonly ResourceList[], filters: ShownFilters): Count {
  const counts = lists.map(list => filters.shown(list).length);
  return {
    isLoaded: lists.some(({ loaded }) => loaded),
    found: counts.reduce((sum, count) => sum + count, 0),
    loaded: lists.reduce((sum, { nodes }) => sum + nodes.size, 0),
    unseen: lists.some(({ hasMore }) => hasMore) ? 'more' : lists.some(({ problem }) => problem) ? 'failed' : undefined,
  };
}
