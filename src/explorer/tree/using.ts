// Which resources of a Region use others of it: fleets and image builders use images. The lists of the tree tell, so nothing is asked
// twice. A list of users that isn't loaded, or is old, is read in the background when a list is drawn whose rows show it.
import type { Users } from '../../kinds/kind';
import type { KindName } from '../../kinds/names';
import type { GroupNode, Node, ResourceList } from './node';
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
  /** Called with a list of users that was read. */
  readonly read: (group: GroupNode) => void;
  /** Called with a list whose resources have other users than before. */
  readonly changed: (group: GroupNode) => void;
}

const unknown: Users = { counts: {}, isWhole: false };

/** Makes what follows the users. */
export function createUsing({ list, now, isFiltered, read, changed }: UsingOptions): Using {
  /** Notes the users of all resources of a list. @returns whether there are others than before */
  function note(group: GroupNode): boolean {
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
    let isOther = false;
    for (const node of group.list?.known ?? []) {
      const arn = node.resourceKind.arn?.(node.resource) ?? '';
      const found: Users = { counts: counts.get(arn) ?? {}, isWhole };
      if (JSON.stringify(found) === JSON.stringify(node.users ?? unknown)) continue;
      node.users = found;
      isOther = true;
    }
    return isOther;
  }

  return {
    want(group) {
      if (!group.list?.nodes.size) return;
      for (const users of usersFor(group)) {
        const known = list(users);
        const isOlder = isOld(known, now()) && (known.at ?? 0) < (group.list?.at ?? 0);
        if (known.loading || (known.loaded && !isOlder)) continue;
        void known.reloadInBackground().then(() => read(users));
      }
      if (note(group) && isFiltered(group)) changed(group);
    },
    changed(node) {
      if (node?.kind !== 'group' && node?.kind !== 'resource') return;
      const groups = regionOf(node)?.groups.flatMap(group => group.sections ?? [group]) ?? [];
      for (const group of groups) {
        const isConcerned = group.list?.nodes.size && group.resourceKind.usedBy?.includes(node.resourceKind.name);
        if (isConcerned && note(group)) changed(group);
      }
    },
  };
}

/** The lists of those that can use a list's resources. */
function usersFor(group: GroupNode): readonly GroupNode[] {
  const { usedBy = [] } = group.resourceKind;
  return usedBy.length
    ? (regionOf(group)?.groups.filter(({ resourceKind }) => usedBy.includes(resourceKind.name)) ?? [])
    : [];
}
