// The lists of all expanded groups. A list is dropped when its group leaves the tree.
import type { ShownArrangements } from './arrangement';
import { resourceNode } from './makeNodes';
import type { GroupNode, Node, ResourceList, ResourceNode } from './node';
import { isBelow, isShown } from './node';
import type { ResourceListOptions } from './resourceList';
import { createResourceList } from './resourceList';

export interface Lists {
  /** A group's list. If the group is no longer in the tree, an empty list that never loads. */
  listOf(group: GroupNode): ResourceList;
  /** All that there are. */
  all(): readonly ResourceList[];
  /** All resources that are loaded, listed or kept. */
  readonly resources: () => Iterable<ResourceNode>;
  /** Drops the lists below a node, or all whose groups are no longer in the tree. */
  drop(below?: Node): void;
}

export interface ListsOptions extends Pick<ResourceListOptions, 'pageSize' | 'now'> {
  readonly api: (group: GroupNode) => ReturnType<ResourceListOptions['api']>;
  /** The same, for background work. */
  readonly background: (group: GroupNode) => ReturnType<ResourceListOptions['background']>;
  readonly arrangements: ShownArrangements;
  /** Called with each resource that has left its list. */
  readonly left: (node: ResourceNode) => void;
}

/** Makes the lists of a tree. Each is made when its group is first asked for. */
export function createLists({ api, background, pageSize, now, arrangements, left }: ListsOptions): Lists {
  const lists = new Map<string, ResourceList>();

  function make(group: GroupNode): ResourceList {
    return createResourceList({
      ...{ group, pageSize, now },
      api: () => api(group),
      background: () => background(group),
      sortedBy: () => arrangements.arrangementOf(group).sort,
      node: (id, resource) => resourceNode(id, group, resource),
      left(nodes) {
        drop();
        for (const node of nodes) left(node);
      },
    });
  }

  function drop(below?: Node): void {
    for (const [id, list] of lists) {
      const { group } = list;
      if (below ? !isBelow(id, below) : isShown(group)) continue;
      lists.delete(id);
      list.dispose();
      if (group.list === list) delete group.list;
    }
  }

  return {
    listOf(group) {
      if (group.list) return group.list;
      const list = (group.list = make(group));
      if (isShown(group)) lists.set(group.id, list);
      else list.dispose();
      return list;
    },
    all: () => [...lists.values()],
    *resources() {
      for (const list of lists.values()) yield* list.known;
    },
    drop,
  };
}
