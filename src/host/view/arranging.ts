// Sort and Group…: how a list is arranged. It is kept for the next window.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import { groupLabel, sortLabel } from '../../explorer/show/arrangementTexts';
import { tagsText } from '../../explorer/show/filterTexts';
import type { Arrangement, KeptArrangements } from '../../explorer/tree/arrangement';
import { groupingsOf, order, sortingsOf, tagKeyOf } from '../../explorer/tree/arrangement';
import { canHaveTags } from '../../explorer/tree/filter';
import type { GroupNode } from '../../explorer/tree/node';
import { tagsOf } from '../../explorer/tree/tags';
import type { Handlers } from '../base/command';
import { createQuickPick, showQuickPick } from '../base/door';
import type { Store } from '../base/store';

interface Item extends vscode.QuickPickItem {
  /** Asks for more, if that is necessary. @returns undefined if the user cancels */
  readonly choose?: () => Promise<Partial<Arrangement> | undefined>;
}

/** Asks how to arrange a list, arranges it, and keeps that for the next window. */
export function arrangeCommands(explorer: Explorer, saved: Store<KeptArrangements>): Handlers<'arrange'> {
  return {
    async arrange(node) {
      if (node?.kind !== 'group') return;
      const { arrangements } = explorer;
      const picked = await showQuickPick(itemsFor(explorer, node, arrangements.arrangementOf(node)), {
        title: l10n.t('Sort and Group {0}', l10n.t(node.title)),
        placeHolder: l10n.t('Choose how to sort or group the list'),
      });
      const change = await picked?.choose?.();
      if (!change) return;
      arrangements.set(node, change);
      saved.set(arrangements.kept());
    },
  };
}

function itemsFor(explorer: Explorer, node: GroupNode, now: Arrangement): readonly Item[] {
  const { resourceKind } = node;
  const item = (label: string, isNow: boolean, change: Partial<Arrangement>): Item => ({
    label,
    ...(isNow && { description: l10n.t('current') }),
    choose: () => Promise.resolve(change),
  });
  const key = now.group && tagKeyOf(now.group);
  const byTag: Item = {
    label: l10n.t('Group by Tag…'),
    ...(key !== undefined && { description: l10n.t('current: {0}', key) }),
    async choose() {
      const chosen = await pickKey(explorer, node);
      return chosen === undefined ? undefined : { group: `tag:${chosen}` };
    },
  };
  const groupings = groupingsOf(resourceKind);
  return [
    ...sortingsOf(resourceKind).map(sort => item(sortLabel(sort), sort === now.sort, { sort })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...(groupings.length || canHaveTags(resourceKind) ? [undefined, ...groupings] : []).map(group =>
      item(groupLabel(group), group === now.group, { group }),
    ),
    ...(canHaveTags(resourceKind) ? [byTag] : []),
  ];
}

/** Lets the user choose among the keys of the tags that a list's resources have. The list fills when they are known. */
async function pickKey(explorer: Explorer, node: GroupNode): Promise<string | undefined> {
  const list = explorer.list(node);
  let isOver = false;
  const pick = createQuickPick<vscode.QuickPickItem & { readonly key?: string }>();
  const show = (): void => {
    const counts = new Map<string, number>();
    for (const resource of list.nodes.values()) {
      for (const key of Object.keys(tagsOf(resource) ?? {})) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const keys = [...counts].sort(([one], [other]) => order.compare(one, other));
    const untold = tagsText([list]);
    const none = untold ?? l10n.t('No resource of this list has a tag.');
    pick.items = [
      ...keys.map(([key, count]) => ({ key, label: key, description: l10n.t('{0} of {1}', count, list.nodes.size) })),
      ...(pick.busy || (keys.length && untold === undefined) ? [] : [{ label: none, alwaysShow: true }]),
    ];
  };
  pick.title = l10n.t('Group {0} by a Tag', l10n.t(node.title));
  pick.placeholder = l10n.t('Choose the key of the tag');
  const picked = new Promise<string | undefined>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.key));
    pick.onDidHide(() => resolve(undefined));
  });
  pick.busy = true;
  show();
  pick.show();
  const read = async (): Promise<void> => {
    await list.ensure();
    while (!isOver && (await explorer.wantTags(node))) show();
    if (isOver) return;
    pick.busy = false;
    show();
  };
  void read();
  try {
    return await picked;
  } finally {
    isOver = true;
    pick.dispose();
  }
}
