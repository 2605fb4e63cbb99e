import type { Browser } from './browse';
import type { GroupNode, Node, ResourceList } from './node';
import { isBelow } from './node';
import type { Refresher } from './refresh';

/** What a node is looked for in: the explorer. */
export interface Searched extends Pick<Browser, 'children' | 'loadMore'>, Pick<Refresher, 'refresh'> {
  readonly roots: readonly Node[];
  readonly list: (group: GroupNode) => ResourceList;
}

/**
 * The node with an id, with what is on the way to it loaded.
 * @returns undefined when there is none, or none any more
 * @throws ApiError when a list on the way can't be loaded
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

/** Loads a list as far as the node with an id, or the one above it. */
async function loadUntil(explorer: Searched, group: GroupNode, id: string): Promise<readonly Node[]> {
  const list = explorer.list(group);
  const found = (): boolean => [...list.nodes.values()].some(node => node.id === id || isBelow(id, node));
  if (list.problem) await explorer.refresh(group);
  else await explorer.children(group);
  while (list.hasMore && !list.problem && !found()) await explorer.loadMore(group);
  if (list.problem && !found()) throw list.problem;
  return [...list.nodes.values()];
}
