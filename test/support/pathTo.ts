import * as assert from 'node:assert/strict';

import type { Explorer } from '../../src/explorer/explorerTypes';
import type { GroupNode, Node } from '../../src/explorer/tree/node';
import type { Kind } from '../../src/kinds/kind';

/** The first list of a kind in the tree's first Region. Loads the lists on the way to it. */
export async function pathTo(explorer: Explorer, of: Kind): Promise<GroupNode> {
  const [root] = explorer.roots.flatMap(node => (node.kind === 'sandbox' ? node.profiles : [node]));
  const look = async (groups: readonly GroupNode[], depth: number): Promise<GroupNode | undefined> => {
    for (const group of groups.flatMap(one => one.sections ?? [one])) {
      if (group.resourceKind === of) return group;
      if (!depth) continue;
      const nodes: readonly Node[] = await explorer.children(group);
      for (const node of nodes) {
        const found = node.kind === 'resource' ? await look(node.groups, depth - 1) : undefined;
        if (found) return found;
      }
    }
    return undefined;
  };
  const groups = root?.regions[0]?.groups ?? [];
  return (await look(groups, 0)) ?? (await look(groups, 1)) ?? (await look(groups, 2)) ?? assert.fail(of.name);
}
