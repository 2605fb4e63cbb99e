// Sort and Group…: how a list is arranged. It is kept for the next window.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorer';
import { groupLabel, sortLabel } from '../../explorer/show/arrangementTexts';
import type { Arrangement, KeptArrangements } from '../../explorer/tree/arrangement';
import { groupingsOf, sortingsOf } from '../../explorer/tree/arrangement';
import type { GroupNode } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { showQuickPick } from '../base/door';
import type { Store } from '../base/saved';

interface Item extends vscode.QuickPickItem {
  readonly change?: Partial<Arrangement>;
}

export function arrangeCommands({ arrangements }: Explorer, saved: Store<KeptArrangements>): Handlers<'arrange'> {
  return {
    async arrange(node) {
      if (node?.kind !== 'group') return;
      const picked = await showQuickPick(itemsFor(node, arrangements.of(node)), {
        title: l10n.t('Sort and Group {0}', l10n.t(node.title)),
        placeHolder: l10n.t('Choose how to sort or group the list'),
      });
      if (!picked?.change) return;
      arrangements.set(node, picked.change);
      saved.set(arrangements.kept());
    },
  };
}

function itemsFor({ resourceKind }: GroupNode, now: Arrangement): readonly Item[] {
  const item = (label: string, isNow: boolean, change: Partial<Arrangement>): Item => ({
    label,
    ...(isNow && { description: l10n.t('current') }),
    change,
  });
  const groupings = groupingsOf(resourceKind);
  return [
    ...sortingsOf(resourceKind).map(sort => item(sortLabel(sort), sort === now.sort, { sort })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...(groupings.length ? [undefined, ...groupings] : []).map(group =>
      item(groupLabel(group), group === now.group, { group }),
    ),
  ];
}
