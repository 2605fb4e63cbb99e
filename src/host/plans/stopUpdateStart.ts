// Stop, Update and Start Again: shows the steps, asks, and begins the plan.
import * as l10n from '@vscode/l10n';

import type { Shown } from '../../explorer/acting/change';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Updated } from '../../explorer/forms/undo';
import { runsText, stepLines } from '../../explorer/plan/presentPlan';
import type { Unlocking } from '../../explorer/plan/unlocking';
import { unlockingSteps } from '../../explorer/plan/unlocking';
import { storedName } from '../../explorer/show/stored';
import type { Values } from '../../forms/field';
import { ActionRefused } from '../../kinds/action';
import { confirmed } from '../prompts/confirm';
import type { HostPlans } from './hostPlans';
import { busyText, sayBegun } from './hostPlans';
import { sessionsText } from './sessionsText';

/**
 * Asks, then begins the plan. It runs on by itself.
 * @param input what the update sends @param updated what leads back
 * @throws ActionRefused if nothing was begun
 */
export async function stopUpdateStart(
  explorer: Explorer,
  { plans }: HostPlans,
  shown: Shown,
  unlocking: Unlocking,
  input: Values,
  updated: Updated | undefined,
): Promise<void> {
  const { node, actor } = shown;
  const { update, question, consequence } = unlocking;
  const busy = busyText(plans, [node]);
  if (busy !== undefined) throw new ActionRefused(busy);
  const steps = await plans.timed(unlockingSteps(node, unlocking, input, updated));
  const sessions = await sessionsText(explorer, shown);
  const verb = l10n.t('Stop, Update and Start Again');
  const lines = [
    ...stepLines(steps),
    ...(sessions === undefined ? [] : ['', ...sessions.split('\n')]),
    ...['', runsText(steps)],
  ];
  const asked = { ...update, confirm: { verb, question, questionAll: question, consequence } };
  if (!(await confirmed(asked, [shown], {}, { steps: lines }))) {
    throw new ActionRefused(l10n.t('Nothing has been sent.'));
  }
  void plans.begin({ title: l10n.t('{0}: {1}', verb, storedName(node)), actor, steps });
  void sayBegun(steps);
}
