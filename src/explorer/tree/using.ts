// Which resources of a Region use others of it: fleets and image builders use images. The lists of the tree tell, so nothing is asked
// twice. A list of users that isn't loaded, or is old, is read in the background when a list is drawn whose rows show it.
import type { Users } from '../../kinds/kind';
import type { KindName } from '../../kinds/names';
import type { GroupNode, Node, ResourceList, ResourceNode } from './node';
import { regionOf } from './node';
import { isOld } from './renew';

export interface Using {
  /** For a list that is about to be drawn: notes what is known of the users of its resources, and asks for what isn't known. */
  readonly want: (group: GroupNode) => void;
  /** A node has changed: it may use others. */
  readonly changed: (node: Node | undefined) => void;
}

export interface UsingOptions {
  readonly list: (group: GroupNode) => ResourceList;
  readonly now: () => number;
  /** Whether a filter of a list looks at users. */
  readonly isFiltered: (group: GroupNode) => boolean;
  /** Called with what looks different with the users that are known now: a resource, or a list that is filtered by users. */
  readonly changed: (node: GroupNode | ResourceNode) => void;
}

const unknown: Users = { counts: {}, isWhole: false };

/** Makes what follows the users. */
export function createUsing({ list, now, isFiltered, changed }: UsingOptions): Using {
  /** Notes the users of all resources of a list. @returns those that have others than before, and look different */
  function note(group: GroupNode): readonly ResourceNode[] {
    const users = usersFor(group).map(one => ({ kind: one.resourceKind.name, list: one.list }));
    const isWhole = users.every(one => one.list?.loaded && !one.list.problem && !one.list.hasMore);
    const counts = new Map<string, Partial<Record<KindName, number>>>();
    for (const { kind, list: known } of users) {
      for (const { resourceKind, resource } of known?.nodes.values() ?? []) {
        for (const image of new Set(resourceKind.images?.(resource))) {
          if (image === undefined) continue;
          const count = counts.get(image) ?? {};
          counts.set(image, { ...count, [kind]: (count[kind] ?? 0) + 1 });
        }
      }
    }
    const others: ResourceNode[] = [];
    for (const node of group.list?.known ?? []) {
      const arn = node.resourceKind.arn?.(node.resource) ?? '';
      const found: Users = { counts: counts.get(arn) ?? {}, isWhole };
      if (JSON.stringify(found) === JSON.stringify(node.users ?? unknown)) continue;
      const before = textOf(node);
      node.users = found;
      if (isFiltered(group) || textOf(node) !== before) others.push(node);
    }
    return others;
  }

  // Only rows that say something else are drawn again. VS Code gives up to reveal a row whose list is drawn again meanwhile.
  function draw(group: GroupNode, others: readonly ResourceNode[]): void {
    if (others.length && isFiltered(group)) changed(group);
    else for (const node of others) changed(node);
  }

  function spread(node: GroupNode | ResourceNode): void {
    const groups = regionOf(node)?.groups.flatMap(group => group.sections ?? [group]) ?? [];
    for (const group of groups) {
      const isConcerned = group.list?.nodes.size && group.resourceKind.usedBy?.includes(node.resourceKind.name);
      if (isConcerned) draw(group, note(group));
    }
  }

  return {
    want(group) {
      if (!group.list?.nodes.size) return;
      for (const users of usersFor(group)) {
        const known = list(users);
        const isOlder = isOld(known, now()) && (known.at ?? 0) < (group.list?.at ?? 0);
        if (known.loading || (known.loaded && !isOlder)) continue;
        void known.reloadInBackground().then(() => spread(users));
      }
      const others = note(group);
      if (isFiltered(group)) draw(group, others);
    },
    changed(node) {
      if (node?.kind === 'group' || node?.kind === 'resource') spread(node);
    },
  };
}

/** What a row says of its resource and its users. */
const textOf = ({ resourceKind, resource, users }: ResourceNode): string | undefined =>
  resourceKind.detail?.(resource, { users });

/** The lists of those that can use a list's resources. */
function usersFor(group: GroupNode): readonly GroupNode[] {
  const { usedBy = [] } = group.resourceKind;
  return usedBy.length
    ? (regionOf(group)?.groups.filter(({ resourceKind }) => usedBy.includes(resourceKind.name)) ?? [])
    : [];
}
