// Filter…: lists show only what matches, while the user types. Filters are kept for the next window.
import * as vscode from 'vscode';

import { viewId } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import { filterMessage } from '../../explorer/show/filterTexts';
import type { TreeRow } from '../../explorer/tree/favorite';
import type { KeptFilters } from '../../explorer/tree/filters';
import type { GroupNode } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { setContext } from '../base/context';
import type { Store } from '../base/store';
import type { FilterBox, OpenFilterBox } from './filterBox';

const none: KeptFilters = { lists: {} };

export interface Filtering extends vscode.Disposable {
  /** Lets the user type the filter of a list, or of the whole view. Resolves when the box is closed. */
  readonly type: (group: GroupNode | undefined) => Promise<void>;
  /** Clears the filters that apply to a list; without a list, all. */
  readonly clear: (group?: GroupNode) => void;
  /** Clears a list's own filter. */
  readonly clearOwn: (group: GroupNode) => void;
  /** Nodes have changed: says soon what the filters find now. */
  readonly nodesChanged: () => void;
}

export interface FilteringOptions {
  readonly explorer: Explorer;
  readonly view: Pick<vscode.TreeView<TreeRow>, 'message' | 'visible' | 'reveal'>;
  /** Loads the box in which the user types. */
  readonly box: () => Promise<OpenFilterBox>;
  /** Called when the filter of the view has changed. */
  readonly viewFiltered: () => void;
  /** The filters for the next window. */
  readonly saved: Store<KeptFilters>;
}

/** Shows the explorer's filters in the view's message and buttons, and keeps them for the next window. */
export function createFiltering({ explorer, view, saved, ...options }: FilteringOptions): Filtering {
  const { filters } = explorer;
  let box: FilterBox | undefined;
  let isOn: boolean | undefined;
  let before = filters.view;

  let soon: NodeJS.Immediate | undefined;

  // While the user types, nothing is kept, because Escape goes back to what was before.
  function update(): void {
    soon = undefined;
    // VS Code shows no welcome text below a message.
    const message = (explorer.roots.length ? filterMessage(filters) : undefined) ?? '';
    if ((view.message ?? '') !== message) view.message = message;
    if (isOn !== filters.any) void setContext('appstream.filtered', (isOn = filters.any));
    if (before !== filters.view) options.viewFiltered();
    before = filters.view;
    box?.update();
    if (box) return;
    const kept = filters.kept();
    if (JSON.stringify(kept) !== JSON.stringify(saved.get() ?? none)) saved.set(kept);
  }

  async function type(group: GroupNode | undefined): Promise<void> {
    // From the Command Palette, while another view is open.
    if (!group && !view.visible) await vscode.commands.executeCommand(`${viewId}.focus`);
    const openBox = await options.box();
    // The box of before puts its filter back first. Otherwise, this one would begin with what was typed there.
    box?.cancel();
    await box?.closed;
    const own = (box = openBox(explorer, group, update));
    try {
      // A collapsed list shows its rows while the user types.
      if (group) await Promise.all([explorer.children(group), view.reveal(group, { select: false, expand: true })]);
      update();
    } finally {
      await own.closed;
      if (box === own) box = undefined;
      update();
    }
  }

  function clear(group?: GroupNode): void {
    filters.clear(group);
    update();
  }

  function clearOwn(group: GroupNode): void {
    filters.set(group, '');
    update();
  }

  update();
  return {
    ...{ type, clear, clearOwn },
    // A poll reports each of its resources.
    nodesChanged: () => (soon ??= setImmediate(update)),
    dispose: () => clearImmediate(soon),
  };
}

/** A list's button clears its own filter. The row that says that nothing matches clears the view's, too. */
export function filterCommands(
  filtering: Filtering,
): Handlers<'filter' | 'filterList' | 'clearFilter' | 'clearFilters'> {
  return {
    filter: () => filtering.type(undefined),
    filterList: node => (node?.kind === 'group' ? filtering.type(node) : undefined),
    clearFilter: node => {
      if (node?.kind === 'group') filtering.clearOwn(node);
      if (node?.kind === 'unmatched') filtering.clear(node.parent);
    },
    clearFilters: () => filtering.clear(),
  };
}
