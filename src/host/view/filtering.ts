// Filter…: lists show only what matches, while the user types. Filters are kept for the next window.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { viewId } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorer';
import { filterExamples, filterMessage, filterProblem, foundText } from '../../explorer/show/filterTexts';
import { parseFilter } from '../../explorer/tree/filter';
import type { KeptFilters } from '../../explorer/tree/filters';
import { countIn } from '../../explorer/tree/filters';
import type { GroupNode, Node, ResourceList } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { setContext } from '../base/context';
import { createInputBox } from '../base/door';
import type { Store } from '../base/saved';

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
  readonly view: vscode.TreeView<Node>;
  /** The filters for the next window. */
  readonly saved: Store<KeptFilters>;
}

export function createFiltering({ explorer, view, saved }: FilteringOptions): Filtering {
  const { filters } = explorer;
  let box: FilterBox | undefined;
  let isOn: boolean | undefined;

  let soon: NodeJS.Immediate | undefined;

  // While the user types, nothing is kept, because Escape goes back to what was before.
  function update(): void {
    soon = undefined;
    // VS Code shows no welcome text below a message.
    const message = (explorer.roots.length ? filterMessage(filters) : undefined) ?? '';
    if ((view.message ?? '') !== message) view.message = message;
    if (isOn !== filters.any) void setContext('appstream.filtered', (isOn = filters.any));
    box?.look();
    if (box) return;
    const kept = filters.kept();
    if (JSON.stringify(kept) !== JSON.stringify(saved.get() ?? none)) saved.set(kept);
  }

  async function type(group: GroupNode | undefined): Promise<void> {
    // From the Command Palette, while another view is open.
    if (!group && !view.visible) await vscode.commands.executeCommand(`${viewId}.focus`);
    // Another box for the same list would begin with what was only typed.
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

/** The box in which the user types a filter. */
interface FilterBox {
  /** Says what the filter finds now. Closes the box if the filter was changed elsewhere. */
  readonly look: () => void;
  /** Closes the box as Escape does. */
  readonly cancel: () => void;
  /** Resolves when the user has pressed Enter, which keeps the filter, or Escape, which brings back the one before. */
  readonly closed: Promise<void>;
}

/** @param group the list; undefined for the whole view @param changed called after each key */
function openBox({ filters, ...explorer }: Explorer, group: GroupNode | undefined, changed: () => void): FilterBox {
  const current = (): string => (group ? filters.own(group) : filters.view)?.text ?? '';
  const before = current();
  const lists = (): readonly ResourceList[] => (group ? [explorer.list(group)] : filters.lists('view'));
  const loadAll = { iconPath: new vscode.ThemeIcon('fold-down'), tooltip: l10n.t('Load All') };
  const box = createInputBox();
  box.title = group
    ? l10n.t('Filter {0} in {1} of {2}', titleOf(group), group.connection.region, group.connection.profile)
    : l10n.t('Filter the lists of all Regions');
  box.placeholder = filterExamples(group?.resourceKind);
  box.value = before;
  // The user looks through the rows while the box is open.
  box.ignoreFocusOut = true;
  let isDropped = false;
  const look = (): void => {
    const { text, terms } = parseFilter(box.value);
    if (current() !== (terms.length ? text : '')) {
      isDropped = true;
      box.hide();
      return;
    }
    const count = countIn(lists(), filters);
    const problem = filterProblem(parseFilter(box.value), group?.resourceKind);
    box.prompt = foundText(count);
    box.validationMessage = problem && { message: problem, severity: vscode.InputBoxValidationSeverity.Warning };
    const isMore = count.unseen === 'more';
    if (isMore !== box.buttons.length > 0) box.buttons = isMore ? [loadAll] : [];
  };
  const ended = new AbortController();
  const loadRest = async (): Promise<void> => {
    box.busy = true;
    await Promise.all(lists().map(list => explorer.loadAll(list.group, ended.signal)));
    box.busy = false;
    changed();
  };
  let isKept = false;
  const closed = new Promise<void>(resolve => {
    box.onDidChangeValue(text => {
      filters.set(group, text, true);
      changed();
    });
    box.onDidTriggerButton(() => void loadRest());
    box.onDidAccept(() => {
      isKept = true;
      box.hide();
    });
    box.onDidHide(() => {
      if (!isKept) ended.abort();
      if (!isDropped) filters.set(group, isKept ? box.value : before);
      box.dispose();
      resolve();
    });
  });
  look();
  box.show();
  return { look, closed, cancel: () => box.hide() };
}

/** The list's title: a section has that of the whole list before its own. */
function titleOf({ parent, title }: GroupNode): string {
  return parent.kind === 'group' ? l10n.t('{0}: {1}', l10n.t(parent.title), l10n.t(title)) : l10n.t(title);
}
