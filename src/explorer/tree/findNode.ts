import type { Browser } from './browse';
import type { GroupNode, Node, ResourceList, ResourceNode } from './node';
import { isBelow } from './node';
import type { Refresher } from './refresh';

/** The part of the explorer that `findNode` uses. */
export interface Searched extends Pick<Browser, 'children' | 'loadMore'>, Pick<Refresher, 'refresh'> {
  readonly roots: readonly Node[];
  readonly list: (group: GroupNode) => ResourceList;
}

/**
 * Finds the node with an id, loading the lists on the path to it.
 * @returns undefined if there is no such node, or it no longer exists
 * @throws ApiError when a list on the path can't be loaded
 */
export async function findNode(explorer: Searched, id: string): Promise<Node | undefined> {
  let nodes: readonly Node[] = explorer.roots;
  for (;;) {
    const found = nodes.find(node => node.id === id);
    const above = nodes.find(node => isBelow(id, node));
    if (found || !above) return found;
    const isList = above.kind === 'group' && !above.sections;
    nodes = isList ? await loadUntil(explorer, above, id) : await explorer.children(above);
  }
}

/** Loads a list until it has the node with an id, or an ancestor of that node. */
async function loadUntil(explorer: Searched, group: GroupNode, id: string): Promise<readonly Node[]> {
  const list = explorer.list(group);
  if (list.problem) await explorer.refresh(group);
  else await explorer.children(group);
  await findInList(explorer, group, node => node.id === id || isBelow(id, node));
  return [...list.nodes.values()];
}

/**
 * Finds a resource in a list, loading more pages of it until it is there.
 * @returns undefined if the whole list lacks it
 * @throws ApiError when a page can't be loaded
 */
export async function findInList(
  explorer: Pick<Searched, 'list' | 'loadMore'>,
  group: GroupNode,
  isIt: (node: ResourceNode) => boolean,
): Promise<ResourceNode | undefined> {
  const list = explorer.list(group);
  const found = (): ResourceNode | undefined => [...list.nodes.values()].find(isIt);
  await list.ensure();
  while (list.hasMore && !list.problem && !found()) await explorer.loadMore(group);
  const one = found();
  if (!one && list.problem) throw list.problem;
  return one;
}
