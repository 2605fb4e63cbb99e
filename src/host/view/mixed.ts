// The menus of several selected resources in different states: they offer what can be done to some of them.
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import type { TreeRow } from '../../explorer/tree/favorite';
import { nodeIn } from '../../explorer/tree/favorite';
import { mixedOf } from '../../explorer/tree/mixed';
import type { Node } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import { setContext } from '../base/context';

/**
 * Tells VS Code which rows are selected together and what can be done to some of them. The manifest's `when` clauses read it.
 * They compare a row's `contextValue`, so the menu of a row that is not selected stays as it is.
 * @param changed fires when rows have changed
 */
export function followMixed(
  view: Pick<vscode.TreeView<TreeRow>, 'selection' | 'onDidChangeSelection'>,
  explorer: Explorer,
  item: (row: TreeRow) => vscode.TreeItem,
  changed: vscode.Event<unknown>,
): vscode.Disposable {
  let isOn = false;
  let queued: NodeJS.Immediate | undefined;
  const update = (): void => {
    queued = undefined;
    const rows = view.selection.length > 1 ? view.selection.filter(isVisible(explorer)) : [];
    const mixed = mixedOf(rows.map(nodeIn));
    if (!mixed && !isOn) return;
    isOn = mixed !== undefined;
    void setContext('appstream.mixed', mixed ? rows.map(row => item(row).contextValue ?? '') : []);
    void setContext('appstream.mixedActions', `;${mixed?.actions.join(';') ?? ''};`);
  };
  const followed = vscode.Disposable.from(
    view.onDidChangeSelection(update),
    changed(() => (queued ??= setImmediate(update))),
  );
  return {
    dispose() {
      clearImmediate(queued);
      followed.dispose();
    },
  };
}

/** VS Code may still count rows as selected that are gone, or that a filter hides. */
function isVisible({ filters }: Explorer): (row: TreeRow) => boolean {
  const shown = new Map<unknown, ReadonlySet<Node>>();
  return row => {
    const node = nodeIn(row);
    if (node?.kind !== 'resource') return true;
    const { list } = node.parent;
    if (!list || !isShown(node)) return false;
    if (row.kind === 'favorite' && row.favorite) return true;
    const visible = shown.get(list) ?? new Set(filters.shown(list));
    shown.set(list, visible);
    return visible.has(node);
  };
}
