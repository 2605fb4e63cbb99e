// The commands that load rows and refresh them.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { viewId } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Node } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { withProgress } from '../base/door';
import { signalOf } from '../base/signal';

/** Progress is shown in the view; that of Load All in a notification, where the user can cancel it. */
export function loadingCommands(
  explorer: Explorer,
): Handlers<'refreshAll' | 'refresh' | 'cancelLoading' | 'loadMore' | 'loadAll'> {
  return {
    refreshAll: () => inView(l10n.t('Refreshing…'), () => explorer.refresh()),
    refresh: (_node, selected) => refreshEach(explorer, selected),
    cancelLoading: node => (node?.kind === 'loading' ? explorer.cancel(node.parent) : undefined),
    loadMore: node => node?.kind === 'more' && inView(l10n.t('Loading…'), () => explorer.loadMore(node.parent)),
    loadAll: node =>
      node?.kind === 'more' &&
      withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          cancellable: true,
          title: l10n.t('Loading all {0}…', l10n.t(node.parent.title)),
        },
        (_progress, token) => explorer.loadAll(node.parent, signalOf(token)),
      ),
  };
}

/** Refreshes some rows, one after the other, with progress in the view. */
export async function refreshEach(explorer: Explorer, nodes: readonly Node[]): Promise<void> {
  await inView(l10n.t('Refreshing…'), async () => {
    for (const node of nodes) await explorer.refresh(node);
  });
}

function inView(title: string, task: () => Promise<void>): Thenable<void> {
  return withProgress({ location: { viewId }, title }, task);
}
