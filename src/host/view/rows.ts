import type * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import { present } from '../../explorer/show/present';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import type { Rows } from './tree';
import { treeItem } from './treeItem';

/** Turns nodes into rows. What they show is decided in `present`. */
export interface DrawnRows extends Rows {
  /**
   * Draws all resources anew from now on. Until then, rows that look the same keep their items: a filter may show thousands at
   * each key.
   */
  readonly forget: () => void;
}

/** A resource is drawn again only when it looks different from the last time. */
export function createRows(explorer: Explorer): DrawnRows {
  let drawn = new WeakMap<ResourceNode, { readonly node: ResourceNode; readonly item: vscode.TreeItem }>();
  const draw = (node: Node): vscode.TreeItem =>
    treeItem(present(node, Date.now(), explorer.filters, explorer.arrangements), node);
  return {
    async children(node) {
      if (node.kind === 'group') explorer.renewer.opened(node);
      return explorer.children(node);
    },
    parent: explorer.parent,
    item(node) {
      if (node.kind !== 'resource') return draw(node);
      const before = drawn.get(node);
      if (before && looksAlike(before.node, node)) return before.item;
      const item = draw(node);
      // The id makes it unique, so that a menu can tell whether its row is selected. No token has such characters.
      item.contextValue = `${item.contextValue}${encodeURIComponent(node.id)}`;
      drawn.set(node, { node: { ...node }, item });
      return item;
    },
    forget() {
      drawn = new WeakMap();
    },
  };
}

/** Whether nothing about a resource has changed. */
function looksAlike(before: ResourceNode, now: ResourceNode): boolean {
  const members = ['resource', 'activity', 'failure', 'failedPolls', 'missingSince'] as const;
  return members.every(member => before[member] === now[member]);
}
