// Wait Until Running, Stopped, Available …: with progress that can be cancelled, and a word at the end.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../explorer/explorer';
import type { ResourceNode } from '../explorer/node';
import { goalOf } from '../explorer/wait';
import type { Goal } from '../explorer/wait';
import { sentence, shownThing } from '../explorer/words';

/** Waits for what is on its way; each of several resources has its own progress and its own end. */
export async function waitFor(explorer: Explorer, nodes: readonly ResourceNode[]): Promise<void> {
  await Promise.all(nodes.map(node => waitForOne(explorer, node)));
}

async function waitForOne(explorer: Explorer, node: ResourceNode): Promise<void> {
  const goal = goalOf(node);
  const name = shownThing(node);
  if (!goal) {
    void vscode.window.showInformationMessage(l10n.t('{0} is not on its way: it is {1}.', name, stateOf(node)));
    return;
  }
  const title =
    goal.kind === 'gone'
      ? l10n.t('Waiting until {0} is gone', name)
      : l10n.t('Waiting until {0} is {1}', name, goal.state);
  const waited = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      progress.report({ message: stateOf(node) });
      return explorer.waiter.wait(node, abort.signal, state => progress.report({ message: state }));
    },
  );
  switch (waited.kind) {
    case 'cancelled':
      return;
    case 'reached':
      void vscode.window.showInformationMessage(
        goal.kind === 'gone' ? l10n.t('{0} is gone.', name) : l10n.t('{0} is {1}.', name, goal.state),
      );
      return;
    case 'elsewhere':
      void vscode.window.showWarningMessage([missed(name, goal, waited.state), ...reasons(node)].join(' '));
      return;
    case 'failed': {
      const { message, nextStep } = waited.error;
      void vscode.window.showErrorMessage(
        l10n.t('Waiting for {0} has ended: {1} {2}', name, sentence(message), nextStep),
      );
    }
  }
}

function missed(name: string, goal: Goal, state: string | undefined): string {
  if (state === undefined) return l10n.t('{0} exists no more.', name);
  return goal.kind === 'gone'
    ? l10n.t('{0} is not gone: it is {1}.', name, state)
    : l10n.t('{0} did not become {1}: it is {2}.', name, goal.state, state);
}

// What the API says inside the resource: why an image builder failed.
function reasons({ of, resource }: ResourceNode): string[] {
  return (of.errors?.(resource) ?? []).map(({ code, message }) => sentence([code, message].filter(Boolean).join(': ')));
}

function stateOf({ of, resource }: ResourceNode): string {
  return of.state?.(resource) ?? '?';
}
