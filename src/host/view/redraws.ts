import type { Node } from '../../explorer/tree/node';

/** What VS Code draws again: nodes, with all nodes below them; undefined for the whole tree. */
export type Redrawn = Node[] | undefined;

/**
 * Collects the nodes that change in one turn of the event loop. VS Code draws the first of several changes at once and the others
 * 200 ms later: it would replace a row that the user is about to press.
 * @param redraw called once for all of them
 * @returns the function to call with each node; undefined for the whole tree
 */
export function collectRedraws(redraw: (nodes: Redrawn) => void): (node: Node | undefined) => void {
  const changed = new Set<Node | undefined>();
  return node => {
    if (!changed.size) {
      setImmediate(() => {
        const nodes = [...changed];
        changed.clear();
        redraw(nodes.includes(undefined) ? undefined : nodes.filter(one => one !== undefined));
      });
    }
    changed.add(node);
  };
}
