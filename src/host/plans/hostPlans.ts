// What the user is told and asked about plans. It is loaded with the first plan.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { toApiError } from '../../api/core/errors';
import type { Shown } from '../../explorer/acting/change';
import type { WaitNews } from '../../explorer/acting/wait';
import type { PlanUnderWay } from '../../explorer/activity/underWay';
import { activityViewId } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import { locate } from '../../explorer/plan/locate';
import { planFiles } from '../../explorer/plan/planFiles';
import { createPlans, lookAgainAfter } from '../../explorer/plan/plans';
import type { Plans } from '../../explorer/plan/plansTypes';
import { offersOf, planText, resultText, runsText, stepLines, whereOf } from '../../explorer/plan/presentPlan';
import type { Plan, Step, StepPlan } from '../../explorer/plan/steps';
import { actionIn, stayingSteps, stepTitle, undoingSteps } from '../../explorer/plan/steps';
import { correctable } from '../../explorer/plan/unlocking';
import { explainedText } from '../../explorer/show/explain';
import { sentence, shownName } from '../../explorer/show/messages';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { showDialog, showInformationMessage, showWarningMessage } from '../base/door';
import { sessionLines } from './sessionsText';

export interface HostPlansOptions {
  readonly explorer: Explorer;
  /** Where plans are kept. */
  readonly folder: string;
  /** Called with the plan to draw again; undefined when plans have come or gone. */
  readonly changed: (plan: Plan | undefined) => void;
  /** Opens the form of an action. @param entered what it is filled in with */
  readonly openForm: (action: Action, node: ResourceNode, entered: Pick<StepPlan, 'input' | 'held'>) => Promise<void>;
}

export interface HostPlans {
  readonly plans: Plans;
  /** The plans that are under way, as the status bar says them. */
  readonly underWay: () => readonly PlanUnderWay[];
  /** Asks about each plan that another window has left unfinished: go on, undo, or leave. */
  readonly askAboutFound: () => Promise<void>;
  /** Takes a plan back, after a confirmation. */
  readonly undo: (plan: Plan) => Promise<void>;
  /** A form has done an update. A plan that has stopped at this update asks whether to go on from there. */
  readonly updated: (step: StepPlan) => Promise<void>;
}

/** The plans of a window, with what the user is told of them. */
export function createHostPlans({ explorer, folder, changed, openForm }: HostPlansOptions): HostPlans {
  const plans = createPlans({
    ...{ explorer, changed, store: planFiles({ folder }) },
    ended: plan => void sayEnded(plan),
    told: (plan, step, news) => void sayErrors(plan, step, news),
  });

  /** Says which new errors AWS reports while a step is under way, and offers to pause. */
  async function sayErrors(plan: Plan, step: Step, { state, newErrors }: WaitNews): Promise<void> {
    if (!newErrors.length) return;
    const words = l10n.t(
      '{0}: {1} is still {2}, and AWS reports: {3}',
      ...[plan.title, step.name, state, newErrors.map(explainedText).join(' ')],
    );
    const pause = l10n.t('Pause Plan');
    if ((await showWarningMessage(words, pause)) === pause) plans.pause(plan);
  }

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
    const [goOn, back, leave, correct] = [l10n.t('Go On'), l10n.t('Undo…'), l10n.t('Leave'), l10n.t('Open Form')];
    const offers = offersOf(plan);
    const isCorrectable = correctable(plan.steps) !== undefined;
    const pressed = await showWarningMessage(
      words,
      ...[goOn, ...(isCorrectable ? [correct] : []), ...(offers.undo ? [back] : []), leave],
    );
    // Meanwhile the user may have gone on from the Activity view.
    if (!offersOf(plan).goesOn) return;
    if (pressed === goOn) await plans.goOn(plan);
    else if (pressed === correct) await openFormOf(plan);
    else if (pressed === back) await undo(plan);
    else if (pressed === leave) await plans.leave(plan);
  }

  /** Opens the form of the update that a plan has stopped at, with what was entered. */
  async function openFormOf(plan: Plan): Promise<void> {
    const step = correctable(plan.steps);
    const action = step && actionIn(step);
    if (!step || !action) return;
    try {
      const node = await locate(explorer, step.nodeId);
      if (node) await openForm(action, node, step);
      else void showWarningMessage(l10n.t('{0}: it no longer exists.', stepTitle(step)));
    } catch (error) {
      const { message } = error instanceof ActionRefused ? error : toApiError(error, action.operations[0]);
      void showWarningMessage(message);
    }
  }

  async function updated(step: StepPlan): Promise<void> {
    const stopped = ({ state }: Plan): boolean => state === 'stopped' || state === 'paused' || state === 'left';
    for (const plan of plans.all.filter(stopped)) {
      const open = plan.steps.find(
        ({ nodeId, action, held, state }) =>
          held && state !== 'done' && nodeId === step.nodeId && action === step.action,
      );
      if (!open) continue;
      await plans.replace(plan, open, step);
      if (plan.state !== 'left') void offer(plan, l10n.t('{0} can go on: the form has done its update.', plan.title));
    }
  }

  async function undo(plan: Plan): Promise<void> {
    const back = await plans.timed(undoingSteps(plan.steps));
    const stays = stayingSteps(plan.steps, back);
    const detail = [
      ...[whereOf(plan).join(' · '), ''],
      ...stepLines(back),
      ...(await sessionLines(explorer, await stoppedBy(plan, back))),
      ...(stays.length ? ['', l10n.t("This can't be undone: {0}", stays.map(stepTitle).join('; '))] : []),
      ...['', runsText(back)],
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

  /** What the steps that take a plan back stop. */
  async function stoppedBy({ actor }: Plan, back: readonly StepPlan[]): Promise<readonly Shown[]> {
    const stops = back.filter(step => actionIn(step)?.leadsTo === 'STOPPED');
    const found = await Promise.allSettled(stops.map(({ nodeId }) => locate(explorer, nodeId)));
    return found.flatMap(one => (one.status === 'fulfilled' && one.value ? [{ node: one.value, actor }] : []));
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

  return { plans, underWay, askAboutFound, undo, updated };
}

/** Says which of some resources has a plan under way; undefined if none has. */
export function busyText(plans: Plans, nodes: readonly ResourceNode[]): string | undefined {
  const busy = nodes.find(({ id }) => plans.has(id));
  return busy && l10n.t('{0} belongs to a plan that is under way. The Activity view shows it.', shownName(busy));
}

/** Says that a plan has begun, and offers to show it. */
export async function sayBegun(steps: readonly StepPlan[]): Promise<void> {
  const show = l10n.t('Show Activity');
  const pressed = await showInformationMessage(l10n.t('The plan has begun. {0}', runsText(steps)), show);
  if (pressed === show) await showActivity();
}

/** Shows the Activity view. */
export async function showActivity(): Promise<void> {
  await vscode.commands.executeCommand(`${activityViewId}.focus`);
}
