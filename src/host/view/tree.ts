import type * as vscode from 'vscode';

import type { Lazy } from '../../api/core/lazy';
import { presentRoot } from '../../explorer/show/presentRoot';
import type { Node, RegionNode, RootNode } from '../../explorer/tree/node';
import { parentOf } from '../../explorer/tree/node';
import type { Roots } from '../../explorer/tree/roots';
import { treeItem } from './treeItem';

/** The rows below a Region. */
export interface Rows {
  readonly children: (node: Node) => Promise<readonly Node[]>;
  readonly item: (node: Node) => vscode.TreeItem;
  /** What a node stands below; undefined for the first level. */
  readonly parent: (node: Node) => Node | undefined;
}

export interface TreeOptions {
  readonly roots: Roots;
  /** Fires with the node to draw again, with all nodes below it; undefined for the whole tree. */
  readonly changed: vscode.Event<Node | undefined>;
  readonly rows: Lazy<Rows>;
  /** Called when VS Code asks for first rows: it is about to draw them, or the welcome text if there are none. */
  readonly asked: () => void;
}

/** The view's tree. Its first rows show before anything else is loaded. */
export function createTree({ roots, changed, rows, asked }: TreeOptions): vscode.TreeDataProvider<Node> {
  return {
    onDidChangeTreeData: changed,
    async getChildren(node) {
      if (node && !hasFirstRows(node)) {
        return rows.get().then(
          async ({ children }) => [...(await children(node))],
          () => [], // the view says why
        );
      }
      asked();
      if (!node) return [...roots.all];
      return [...(node.kind === 'profile' ? node.regions : node.profiles)];
    },
    getTreeItem(node) {
      if (isRoot(node)) return treeItem(presentRoot(node), node);
      return rows.loaded?.item(node) ?? rows.get().then(({ item }) => item(node));
    },
    getParent: node => (rows.loaded ? rows.loaded.parent(node) : parentOf(node)),
  };
}

function hasFirstRows(node: Node): node is Exclude<RootNode, RegionNode> {
  return isRoot(node) && node.kind !== 'region';
}

function isRoot(node: Node): node is RootNode {
  return node.kind === 'sandbox' || node.kind === 'profile' || node.kind === 'region';
}
