// What the user is told and asked about plans. It is loaded with the first plan.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { PlanUnderWay } from '../../explorer/activity/underWay';
import { activityViewId } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import { planFiles } from '../../explorer/plan/planFiles';
import type { Plans } from '../../explorer/plan/plans';
import { createPlans, lookAgainAfter } from '../../explorer/plan/plans';
import { offersOf, planText, resultText, runsText, stepLines, whereOf } from '../../explorer/plan/presentPlan';
import type { Plan } from '../../explorer/plan/steps';
import { isDeletion, stepTitle, undoingSteps } from '../../explorer/plan/steps';
import { sentence } from '../../explorer/show/messages';
import { ActionRefused } from '../../kinds/action';
import { showDialog, showInformationMessage, showWarningMessage } from '../base/door';

export interface HostPlansOptions {
  readonly explorer: Explorer;
  /** Where plans are kept. */
  readonly folder: string;
  /** Called with the plan to draw again; undefined when plans have come or gone. */
  readonly changed: (plan: Plan | undefined) => void;
}

export interface HostPlans {
  readonly plans: Plans;
  /** The plans that are under way, as the status bar says them. */
  readonly underWay: () => readonly PlanUnderWay[];
  /** Asks about each plan that another window has left unfinished: go on, undo, or leave. */
  readonly askAboutFound: () => Promise<void>;
  /** Takes a plan back, after a confirmation. */
  readonly undo: (plan: Plan) => Promise<void>;
}

/** The plans of a window, with what the user is told of them. */
export function createHostPlans({ explorer, folder, changed }: HostPlansOptions): HostPlans {
  const plans = createPlans({
    ...{ explorer, changed, store: planFiles({ folder }) },
    ended: plan => void sayEnded(plan),
  });

  async function sayEnded(plan: Plan): Promise<void> {
    if (plan.state === 'stopped') return sayStopped(plan);
    if (plan.state === 'paused') {
      return offer(plan, l10n.t('{0}: a wave is done, and its instances run. {1}', plan.title, resultText(plan)));
    }
    const show = l10n.t('Show Activity');
    const words = plan.state === 'undone' ? l10n.t('{0} was undone.', plan.title) : l10n.t('{0}: done.', plan.title);
    const back = l10n.t('Undo…');
    const pressed = await showInformationMessage(words, show, ...(offersOf(plan).undo ? [back] : []));
    if (pressed === show) await showActivity();
    if (pressed === back) await undo(plan);
  }

  async function sayStopped(plan: Plan): Promise<void> {
    const words = l10n.t('{0} has stopped: {1} {2}', plan.title, sentence(plan.said ?? '?'), resultText(plan));
    await offer(plan, words);
  }

  async function offer(plan: Plan, words: string): Promise<void> {
    const [goOn, back, leave] = [l10n.t('Go On'), l10n.t('Undo…'), l10n.t('Leave')];
    const offers = offersOf(plan);
    const pressed = await showWarningMessage(words, goOn, ...(offers.undo ? [back] : []), leave);
    // Meanwhile the user may have gone on from the Activity view.
    if (!offersOf(plan).goesOn) return;
    if (pressed === goOn) await plans.goOn(plan);
    else if (pressed === back) await undo(plan);
    else if (pressed === leave) await plans.leave(plan);
  }

  async function undo(plan: Plan): Promise<void> {
    const back = undoingSteps(plan.steps);
    const stays = plan.steps.filter(step => step.state === 'done' && isDeletion(step));
    const detail = [
      ...[whereOf(plan).join(' · '), ''],
      ...stepLines(back),
      ...(stays.length ? ['', l10n.t("This can't be undone: {0}", stays.map(stepTitle).join('; '))] : []),
      ...['', runsText()],
    ];
    const button: vscode.MessageItem = { title: l10n.t('Undo') };
    const message = l10n.t('Undo what was done of "{0}"?', plan.title);
    if ((await showDialog({ kind: 'warning', message, detail }, button)) !== button) return;
    try {
      await plans.undo(plan);
    } catch (error) {
      if (!(error instanceof ActionRefused)) throw error;
      void showWarningMessage(error.message);
    }
  }

  async function askAboutFound(): Promise<void> {
    const look = async (): Promise<void> => {
      for (const plan of await plans.takeOver()) {
        if (plan.state === 'left') continue;
        const words = l10n.t('A plan is not finished: {0} ({1}). {2}', plan.title, planText(plan), resultText(plan));
        void offer(plan, words);
      }
    };
    await look();
    // A window that has crashed leaves a lock that looks like that of a living one for a while.
    setTimeout(() => void look(), lookAgainAfter).unref();
  }

  const underWay = (): readonly PlanUnderWay[] =>
    plans.all.filter(({ state }) => state === 'running').map(plan => ({ title: plan.title, progress: planText(plan) }));

  return { plans, underWay, askAboutFound, undo };
}

/** Shows the Activity view. */
export async function showActivity(): Promise<void> {
  await vscode.commands.executeCommand(`${activityViewId}.focus`);
}
