// The box in which the user types a filter.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import { filterExamples, filterProblem, foundText } from '../../explorer/show/filterBoxTexts';
import { parseFilter } from '../../explorer/tree/filter';
import { countIn } from '../../explorer/tree/filters';
import type { GroupNode, ResourceList } from '../../explorer/tree/node';
import { createInputBox } from '../base/door';

/** The box in which the user types a filter. */
export interface FilterBox {
  /** Says what the filter finds now. Closes the box if the filter was changed elsewhere. */
  readonly update: () => void;
  /** Closes the box as Escape does. */
  readonly cancel: () => void;
  /** Resolves when the user has pressed Enter, which keeps the filter, or Escape, which brings back the one before. */
  readonly closed: Promise<void>;
}

export type OpenFilterBox = typeof openFilterBox;

/**
 * Opens the box.
 * @param group the list; undefined for the whole view
 * @param changed called after each key
 */
export function openFilterBox(
  { filters, ...explorer }: Explorer,
  group: GroupNode | undefined,
  changed: () => void,
): FilterBox {
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
  const update = (): void => {
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
  update();
  box.show();
  return { update: update, closed, cancel: () => box.hide() };
}

/** The list's title: a section has that of the whole list before its own. */
function titleOf({ parent, title }: GroupNode): string {
  return parent.kind === 'group' ? l10n.t('{0}: {1}', l10n.t(parent.title), l10n.t(title)) : l10n.t(title);
}
