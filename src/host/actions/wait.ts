// Wait Until Running, Stopped, Available and so on: shows progress that the user can cancel, and tells how the wait ended.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { WaitNews, WaitResult } from '../../explorer/acting/wait';
import { newsTexts } from '../../explorer/acting/waitTexts';
import { waitCommands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { explainedText } from '../../explorer/show/explain';
import { quotedName, sentence } from '../../explorer/show/messages';
import type { Goal } from '../../explorer/tree/goal';
import { canWait, goalOf, waitToken } from '../../explorer/tree/goal';
import type { ResourceNode } from '../../explorer/tree/node';
import { errorsOf } from '../../explorer/tree/node';
import type { Kind } from '../../kinds/kind';
import type { Handler, Handlers } from '../base/command';
import { showErrorMessage, showInformationMessage, showWarningMessage, withProgress } from '../base/door';
import { pickSelected } from '../prompts/pick';
import { explainErrorsOf } from './explain';

/** Waits for resources in a transient state. Each of them has its own progress and its own message at the end. */
export async function waitFor(explorer: Explorer, nodes: readonly ResourceNode[]): Promise<void> {
  const wait = async (node: ResourceNode): Promise<void> => {
    const tell = await explorer.claims.once('wait', [node], () => waitForOne(explorer, node));
    await tell?.();
  };
  await Promise.all(nodes.map(wait));
}

/** @returns what is left to tell the user, who can wait again meanwhile */
async function waitForOne(explorer: Explorer, node: ResourceNode): Promise<(() => Promise<void>) | undefined> {
  const goal = goalOf(node);
  const name = quotedName(node);
  if (!goal) {
    void showInformationMessage(l10n.t('Nothing to wait for: {0} is {1}.', name, stateOf(node)));
    return;
  }
  const title =
    goal.kind === 'gone'
      ? l10n.t('Waiting until {0} is gone', name)
      : l10n.t('Waiting until {0} is {1}', name, goal.state);
  const waited = await withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const told = (news: WaitNews): void => {
        progress.report({ message: [news.state, ...newsTexts(news)].join(' · ') });
        offerToStop(node, news, abort);
      };
      return explorer.waiter.wait(node, abort.signal, { told });
    },
  );
  return () =>
    sayEnd(node, goal, waited, () => {
      void showInformationMessage(
        goal.kind === 'gone' ? l10n.t('{0} is gone.', name) : l10n.t('{0} is {1}.', name, goal.state),
      );
    });
}

/** Says how a wait has ended. It says nothing after the user has cancelled. @param reached says that the goal is reached */
export async function sayEnd(
  node: ResourceNode,
  goal: Goal,
  waited: WaitResult,
  reached: () => unknown,
): Promise<void> {
  const name = quotedName(node);
  switch (waited.kind) {
    case 'cancelled':
      return;
    case 'reached':
      await reached();
      return;
    case 'elsewhere':
      return sayMissed(node, missed(name, goal, waited.state));
    case 'failed': {
      const { message, nextStep } = waited.error;
      void showErrorMessage(l10n.t('Waiting for {0} has ended: {1} {2}', name, sentence(message), nextStep));
    }
  }
}

/** Offers to stop waiting, once for each new error that AWS reports while the resource is on its way. */
export function offerToStop(node: ResourceNode, { state, newErrors }: WaitNews, abort: AbortController): void {
  if (!newErrors.length) return;
  const stop = l10n.t('Stop Waiting');
  const message = l10n.t(
    '{0} is still {1}, and AWS reports: {2}',
    quotedName(node),
    state,
    newErrors.map(explainedText).join(' '),
  );
  void showWarningMessage(message, stop, l10n.t('Keep Waiting')).then(pressed => {
    if (pressed === stop) abort.abort();
  });
}

/** Says that a wait was in vain and why, and offers to explain the errors that AWS reports. */
export async function sayMissed(node: ResourceNode, words: string): Promise<void> {
  const errors = errorsOf(node);
  const explain = l10n.t('Explain Error…');
  const message = [words, ...errors.map(explainedText)].join(' ');
  if ((await showWarningMessage(message, ...(errors.length ? [explain] : []))) === explain) await explainErrorsOf(node);
}

function missed(name: string, goal: Goal, state: string | undefined): string {
  if (state === undefined) return l10n.t('{0} no longer exists.', name);
  return goal.kind === 'gone'
    ? l10n.t('{0} still exists: it is {1}.', name, state)
    : l10n.t('{0} did not become {1}: it is {2}.', name, goal.state, state);
}

function stateOf({ resourceKind, resource }: ResourceNode): string {
  return resourceKind.state?.(resource) ?? '?';
}

/** The commands that wait: one for each state that kinds lead to. A command that names the goal tells more than one that does not. */
export function waitHandlers(explorer: Explorer): Handlers<string> {
  const handler =
    ({ title, on: [token] }: (typeof waitCommands)[number]): Handler =>
    async (node, selected) => {
      const suits = (other: ResourceNode): boolean => waitToken(other) === token;
      const has = (kind: Kind): boolean => canWait(kind, token);
      await waitFor(explorer, await pickSelected(explorer, node, selected, { title, has, suits }));
    };
  return Object.fromEntries(waitCommands.map(command => [command.name, handler(command)]));
}
