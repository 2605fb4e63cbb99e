import type * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import { present } from '../../explorer/show/present';
import type { Presentation } from '../../explorer/show/presentation';
import { presentFavorite } from '../../explorer/show/presentFavorite';
import { presentFavorites, presentPending } from '../../explorer/show/presentFavorites';
import type { FavoriteRow, Pinned, TreeRow } from '../../explorer/tree/favorite';
import { rowsBelow } from '../../explorer/tree/favoriteRows';
import type { Node, ProfileNode, ResourceNode } from '../../explorer/tree/node';
import type { FollowedFavorites } from './favorites';
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

/** When VS Code has drawn a list: milliseconds. It gives up to reveal a row if rows change meanwhile. */
const drawnAfter = 1_000;

/** A resource is drawn again only when it looks different from the last time. */
export function createRows(
  explorer: Explorer,
  pinned: Pinned,
  favorites: () => Pick<FollowedFavorites, 'children' | 'count' | 'present'>,
): DrawnRows {
  let drawn = new WeakMap<ResourceNode, { readonly node: ResourceNode; readonly item: vscode.TreeItem }>();
  const looksOf = (node: Node): Presentation =>
    present(node, Date.now(), explorer.filters, explorer.arrangements, pinned);
  const profiles = (): readonly ProfileNode[] =>
    explorer.roots.flatMap(root => (root.kind === 'sandbox' ? root.profiles : [root]));

  async function childrenOf(node: Node): Promise<readonly Node[]> {
    if (node.kind === 'group') explorer.renewer.opened(node);
    const below = await explorer.children(node);
    if (node.kind === 'group') setTimeout(() => explorer.wantUsers(node), drawnAfter).unref();
    return below;
  }

  // With the id, an item is the row's alone: a menu can tell whether the row is selected. No token has such characters.
  const own = (item: vscode.TreeItem, { id }: TreeRow): vscode.TreeItem =>
    Object.assign(item, { contextValue: `${item.contextValue}${encodeURIComponent(id)}` });

  function favoriteItem(row: FavoriteRow): vscode.TreeItem {
    const { node, favorite, lack } = row;
    const looks = node && looksOf(node);
    const shown =
      favorite && (lack || node?.kind === 'problem')
        ? favorites().present(row, favorite, looks)
        : looks && presentFavorite(row, looks, profiles());
    const item = treeItem(shown ?? presentPending(row), row);
    return node?.kind === 'resource' ? own(item, row) : item;
  }

  return {
    async children(row) {
      if (row.kind === 'favorites') return favorites().children(row);
      if (row.kind !== 'favorite') return childrenOf(row);
      return row.node ? rowsBelow(row, await childrenOf(row.node)) : [];
    },
    parent(row) {
      if (row.kind === 'favorites') return undefined;
      return row.kind === 'favorite' ? row.parent : explorer.parent(row);
    },
    item(row) {
      if (row.kind === 'favorites') return treeItem(presentFavorites(row, favorites().count(row)), row);
      if (row.kind === 'favorite') return favoriteItem(row);
      if (row.kind !== 'resource') return treeItem(looksOf(row), row);
      const before = drawn.get(row);
      if (before && looksAlike(before.node, row)) return before.item;
      const item = own(treeItem(looksOf(row), row), row);
      drawn.set(row, { node: { ...row }, item });
      return item;
    },
    forget() {
      drawn = new WeakMap();
    },
  };
}

/** Whether nothing about a resource has changed. */
function looksAlike(before: ResourceNode, now: ResourceNode): boolean {
  const members = ['resource', 'activity', 'failure', 'failedPolls', 'missingSince', 'users'] as const;
  return members.every(member => before[member] === now[member]);
}
