import type * as vscode from 'vscode';

import type { Lazy } from '../../api/core/lazy';
import { presentFavorites, presentPending } from '../../explorer/show/presentFavorites';
import { presentRoot } from '../../explorer/show/presentRoot';
import type { Pins, TopRows, TreeRow } from '../../explorer/tree/favorite';
import type { RegionNode, RootNode } from '../../explorer/tree/node';
import { parentOf } from '../../explorer/tree/node';
import type { Roots } from '../../explorer/tree/roots';
import { treeItem } from './treeItem';

/** The rows below a Region, and those of favorites and recent resources. */
export interface Rows {
  readonly children: (row: TreeRow) => Promise<readonly TreeRow[]>;
  readonly item: (row: TreeRow) => vscode.TreeItem;
  /** What a row stands below; undefined for the first level. */
  readonly parent: (row: TreeRow) => TreeRow | undefined;
}

export interface TreeOptions {
  readonly roots: Roots;
  readonly pins: Pins;
  readonly recent: TopRows;
  /** Fires with the row to draw again, with all rows below it; undefined for the whole tree. */
  readonly changed: vscode.Event<TreeRow | undefined>;
  readonly rows: Lazy<Rows>;
  /** Called when VS Code asks for first rows: it is about to draw them, or the welcome text if there are none. */
  readonly asked: () => void;
}

/** The view's tree. Its first rows show before anything else is loaded. */
export function createTree({
  roots,
  pins,
  recent,
  changed,
  rows,
  asked,
}: TreeOptions): vscode.TreeDataProvider<TreeRow> {
  const tops: readonly TopRows[] = [pins, recent];
  return {
    onDidChangeTreeData: changed,
    async getChildren(row) {
      if (row && !hasFirstRows(row) && row.kind !== 'favorites') {
        return rows.get().then(
          async ({ children }) => [...(await children(row))],
          () => [], // the view says why
        );
      }
      asked();
      if (!row) {
        for (const one of tops) {
          one.read();
          // Without a profile, the welcome text says what to do first.
          one.isShown = one.rows.length > 0 && roots.all.length > 0;
        }
        return [...tops.filter(({ isShown }) => isShown).map(({ top }) => top), ...roots.all];
      }
      if (row.kind !== 'favorites') return [...(row.kind === 'profile' ? row.regions : row.profiles)];
      const one = row === pins.top ? pins : recent;
      one.isAsked = true;
      return rows.loaded ? [...(await rows.loaded.children(row))] : [...one.rows];
    },
    getTreeItem(row) {
      if (isRoot(row)) return treeItem(presentRoot(row, pins), row);
      if (rows.loaded) return rows.loaded.item(row);
      if (row.kind === 'favorites') return treeItem(presentFavorites(row), row);
      if (row.kind === 'favorite' && !row.node) return treeItem(presentPending(row), row);
      return rows.get().then(({ item }) => item(row));
    },
    getParent(row) {
      if (rows.loaded) return rows.loaded.parent(row);
      if (row.kind === 'favorites') return undefined;
      return row.kind === 'favorite' ? row.parent : parentOf(row);
    },
  };
}

function hasFirstRows(row: TreeRow): row is Exclude<RootNode, RegionNode> {
  return isRoot(row) && row.kind !== 'region';
}

function isRoot(row: TreeRow): row is RootNode {
  return row.kind === 'sandbox' || row.kind === 'profile' || row.kind === 'region';
}
