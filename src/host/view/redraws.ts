import type { Node } from '../../explorer/tree/node';

/**
 * Drops what would draw a node again that is drawn already. VS Code draws the first of several changes at once and the others 200 ms
 * later: that replaces a row which the user may be about to press. It reads rows in a later turn of the event loop, so one event
 * for all changes of this turn is enough.
 * @param redraw called with each node, once in a turn; undefined for the whole tree
 * @returns the function to call with each node that changes
 */
export function onceInTurn(redraw: (node: Node | undefined) => void): (node: Node | undefined) => void {
  const drawn = new Set<Node | undefined>();
  return node => {
    if (drawn.has(node) || drawn.has(undefined)) return;
    if (!drawn.size) setImmediate(() => drawn.clear());
    drawn.add(node);
    redraw(node);
  };
}
