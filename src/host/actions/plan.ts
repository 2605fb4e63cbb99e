// Stop, Update and Start Again: one confirmation, then progress that can be cancelled.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { noAbort } from '../../api/core/abortable';
import { toApiError } from '../../api/core/errors';
import type { Shown } from '../../explorer/acting/change';
import type { WaitNews } from '../../explorer/acting/wait';
import type { Activity } from '../../explorer/activity/activity';
import { recordPlan } from '../../explorer/activity/record';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Plan, Step } from '../../explorer/plan/plan';
import { followPlan, sessionsOf } from '../../explorer/plan/plan';
import { headline, plainTitle, quotedName, sentence, shownName } from '../../explorer/show/messages';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Values } from '../../forms/field';
import { ActionRefused } from '../../kinds/action';
import { showErrorMessage, showInformationMessage, showWarningMessage, withProgress } from '../base/door';
import { confirmed } from '../prompts/confirm';
import { newsTexts, offerToStop } from './wait';

/** The maximum number of sessions that are named. The rest is counted. */
const maxSessions = 10;

/**
 * Asks, then runs the plan. `ready` checks once more, when it has stopped, whether the update may be sent. It ends when the update has succeeded. A message says when the resource runs again.
 * @throws ApiError or ActionRefused if the update has not succeeded
 */
export async function stopUpdateStart(
  { explorer, activity }: { readonly explorer: Explorer; readonly activity: Activity },
  shown: Shown,
  plan: Plan,
  input: Values,
  ready: () => Promise<void>,
  startAgain: () => Promise<void>,
): Promise<void> {
  const { node } = shown;
  const consequence = [l10n.t(plan.stop.confirm?.consequence ?? ''), await sessionsText(explorer, shown)]
    .filter(Boolean)
    .join('\n\n');
  const verb = l10n.t('Stop, Update and Start Again');
  const { question } = plan;
  const asked = { ...plan.update, confirm: { verb, question, questionAll: question, consequence } };
  if (!(await confirmed(asked, [shown]))) throw new ActionRefused(l10n.t('Nothing has been sent.'));

  const recording = recordPlan(activity, verb, plan.update, shown);
  let reached: Step | undefined;
  await new Promise<void>((resolve, reject) => {
    const title = l10n.t('{0}: {1}', plainTitle(plan.update.title), shownName(node));
    void withProgress(
      { location: vscode.ProgressLocation.Notification, cancellable: true, title },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        try {
          const said = (step: Step): void => {
            reached = step;
            recording.says(progressText(step));
            progress.report({ message: progressText(step) });
            if (step === 'updated') resolve();
          };
          const told = (news: WaitNews): void => {
            progress.report({ message: [progressText(reached ?? 'stopping'), ...newsTexts(news)].join(' ') });
            offerToStop(node, news, abort);
          };
          // Stopping takes minutes. Meanwhile somebody else may have changed the resource.
          await followPlan(explorer, shown, plan, input, abort.signal, said, told, async () => {
            reached = 'updating';
            await ready();
          });
          recording.ended(node, undefined);
          void showInformationMessage(l10n.t('{0} was updated and is running again.', quotedName(node)));
        } catch (error) {
          recording.ended(node, error);
          reject(error instanceof Error ? error : new Error(String(error)));
          if (reached === 'starting') startedInVain(node, error, abort.signal);
          else if (reached !== 'stopping') void offerStart(node, reached === 'updated', startAgain);
        }
      },
    );
  });
}

/** The sessions that end when a resource is stopped, by name; undefined for a kind without sessions. */
export async function sessionsText(explorer: Explorer, shown: Shown): Promise<string | undefined> {
  try {
    const sessions = await sessionsOf(explorer, shown, noAbort());
    if (!sessions) return undefined;
    if (!sessions.length) return l10n.t('No sessions are open now.');
    const rest = sessions.length - maxSessions;
    return [
      l10n.t('Sessions that end: {0}', sessions.length),
      ...sessions.slice(0, maxSessions),
      ...(rest > 0 ? [l10n.t('and {0} more', rest)] : []),
    ].join('\n');
  } catch (error) {
    return l10n.t(
      "The sessions that will end couldn't be listed: {0}.",
      headline(toApiError(error, 'DescribeSessions')),
    );
  }
}

function progressText(step: Step): string {
  switch (step) {
    case 'stopping':
      return l10n.t('Stopping (1 of 3)…');
    case 'updating':
      return l10n.t('Updating (2 of 3)…');
    case 'updated':
    case 'starting':
      return l10n.t('Updated. Starting (3 of 3)…');
    case 'running':
      return l10n.t('Done.');
  }
}

// The resource was updated and asked to start. Only the wait has ended.
function startedInVain(node: ResourceNode, error: unknown, { aborted }: AbortSignal): void {
  const name = quotedName(node);
  if (aborted) {
    void showInformationMessage(l10n.t('{0} is updated and is starting. The tree shows its state.', name));
  } else if (error instanceof ActionRefused) {
    void showWarningMessage(l10n.t('{0} is updated. {1}', name, error.message));
  } else {
    const { message, nextStep } = toApiError(error, 'Describe');
    const words = l10n.t('{0} is updated. Waiting for it has ended: {1} {2}', name, sentence(message), nextStep);
    void showErrorMessage(words);
  }
}

// The user must learn that the resource is still stopped.
async function offerStart(node: ResourceNode, updated: boolean, startAgain: () => Promise<void>): Promise<void> {
  const start = l10n.t('Start Again');
  const words = updated
    ? l10n.t('{0} is updated, but was not started again.', quotedName(node))
    : l10n.t(
        '{0} has been stopped, but was not updated. Correct the form and submit it, or start it again.',
        quotedName(node),
      );
  if ((await showWarningMessage(words, start)) === start) await startAgain();
}
