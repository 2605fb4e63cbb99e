// Does one step of a plan. First it looks at what is true now: what is done already is not done again, and what is on its way is
// waited for.
import * as l10n from '@vscode/l10n';

import { noAbort } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { isApiError } from '../../api/core/errors';
import type { Action } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { kindNamed } from '../../kinds/all';
import type { Following, Shown } from '../acting/change';
import { outcomeCheck } from '../acting/outcomeCheck';
import type { WaitNews } from '../acting/wait';
import type { Explorer } from '../explorerTypes';
import { explainedText } from '../show/explain';
import { quotedName } from '../show/messages';
import { isPossible, takesAway } from '../tree/actions';
import { goalOf } from '../tree/goal';
import type { ResourceNode } from '../tree/node';
import { errorsOf } from '../tree/node';
import { locate } from './locate';
import type { Plan, Step } from './steps';
import { actionIn, isDeletion, stepTitle } from './steps';

/** Is called while a step is taken. */
export interface StepFollower {
  /** Is told the progress of each wait. */
  readonly told: (step: Step, news: WaitNews) => void;
  /** Called just before a step's request, with the resource as it is then. @throws when it must not be sent */
  readonly ready: (step: Step, node: ResourceNode) => Promise<void>;
}

/** A step that is taken, with what it is taken with. */
interface Taking {
  readonly explorer: Explorer;
  readonly shown: Shown;
  readonly step: Step;
  readonly action: Action;
  readonly signal: AbortSignal;
}

/** Thrown when a wait ends because the plan is paused. */
export class Paused extends Error {}

/**
 * Does one step, unless it is done already, and waits until the resource is where it leads.
 * @throws Paused after an abort; ApiError or ActionRefused if the step can't be done
 */
export async function takeStep(
  explorer: Explorer,
  plan: Plan,
  step: Step,
  actor: Actor,
  signal: AbortSignal,
  { told, ready }: StepFollower,
): Promise<void> {
  const action = actionIn(step);
  if (!action) throw new ActionRefused(l10n.t("This version of the extension can't do this step: {0}.", step.action));
  const node = await locate(explorer, step.nodeId);
  const resource = node && (await explorer.describeAgain({ node, actor }, signal));
  if (!node || resource === undefined) {
    if (takesAway(action) || isGoneLater(plan, step)) return;
    throw new ActionRefused(l10n.t('{0}: it no longer exists.', stepTitle(step)));
  }
  refuseAnother(step, node);
  const taking = { explorer, shown: { node, actor }, step, action, signal };
  if (!(await isDone(taking)) && !isUnderWay(node, action)) {
    if (!isPossible(node, action)) throw unexpected(node);
    await refuseChanged(taking);
    await ready(step, node);
    await perform(taking);
  }
  await settled(explorer, node, action, signal, news => told(step, news));
}

async function perform({ explorer, shown, step, action, signal }: Taking): Promise<void> {
  const nothing = (): void => undefined;
  const following: Following = { unsent: signal, sent: nothing, answered: nothing, ended: nothing };
  const done = await explorer.claims.once(action.name, [shown.node], async () => {
    await explorer.perform(shown, action, step.answers, noAbort(), step.input, { following });
    return true;
  });
  if (!done) throw new ActionRefused(l10n.t('{0}: this is under way already.', stepTitle(step)));
}

/** Whether the state of the resource, or a check, shows that a step is done. @param input for an update: the values to look for */
async function isDone({ explorer, shown, step, action, signal }: Taking, input = step.input): Promise<boolean> {
  const { node } = shown;
  if (action.leadsTo !== undefined) return stateOf(node) === action.leadsTo;
  if (typeof action.proof === 'string' && action.proof !== 'values') return false;
  try {
    const { lookForOutcome } = await outcomeCheck.get();
    // An update counts as done if the resource has its values now, whatever it had before.
    const before = action.proof === 'values' ? {} : node.resource;
    const requested = { ...shown, action, answers: step.answers, input, before };
    const target = await explorer.target(shown, signal);
    return (await lookForOutcome(requested, target, () => undefined, true, undefined)) === 'done';
  } catch (error) {
    // Without permission to look, the action itself tells.
    if (isApiError(error) && error.reason === 'denied') return false;
    throw error;
  }
}

/** Refuses an update of a resource that somebody has changed since the plan was made: that change would be lost. */
async function refuseChanged(taking: Taking): Promise<void> {
  const { shown, step } = taking;
  if (!step.before || (await isDone(taking, step.before))) return;
  throw new ActionRefused(
    l10n.t('{0} has changed since the plan was made. Check it before you go on.', quotedName(shown.node)),
  );
}

/** Whether a resource is on its way to where an action leads. */
function isUnderWay(node: ResourceNode, { leadsTo, proof }: Action): boolean {
  const goal = goalOf(node);
  if (goal?.kind === 'gone') return proof === 'gone';
  return goal !== undefined && goal.state === leadsTo;
}

/** Waits until the resource is where the action leads. */
async function settled(
  explorer: Explorer,
  node: ResourceNode,
  action: Action,
  signal: AbortSignal,
  told: (news: WaitNews) => void,
): Promise<void> {
  if (node.gone) return;
  if (isUnderWay(node, action)) {
    const waited = await explorer.waiter.wait(node, signal, { known: errorsOf(node), told });
    switch (waited.kind) {
      case 'reached':
        return;
      case 'failed':
        throw waited.error;
      case 'cancelled':
        throw new Paused();
      case 'elsewhere':
        throw unexpected(node);
    }
  }
  if (action.leadsTo !== undefined && stateOf(node) !== action.leadsTo) throw unexpected(node);
}

function unexpected(node: ResourceNode): ActionRefused {
  const name = quotedName(node);
  if (node.gone) return new ActionRefused(l10n.t('{0} no longer exists.', name));
  const stopped = l10n.t('Stopped, because {0} is unexpectedly {1}.', name, stateOf(node));
  return new ActionRefused([stopped, ...errorsOf(node).map(explainedText)].join(' '));
}

/** Whether the plan deletes a step's resource anyway. */
function isGoneLater({ steps }: Plan, { nodeId, undoes }: Step): boolean {
  return undoes === undefined && steps.some(other => other.nodeId === nodeId && isDeletion(other));
}

/** Refuses a resource that was created after the plan was made: it only has the same name. */
function refuseAnother({ created, name, kind }: Step, { resourceKind, resource }: ResourceNode): void {
  const now = resourceKind.created?.(resource)?.getTime();
  if (created === undefined || now === undefined || created === now) return;
  const what = l10n.t('{0} "{1}"', l10n.t(kindNamed(kind).title), name);
  throw new ActionRefused(l10n.t('{0} is another one than the plan was made for: it was created later.', what));
}

function stateOf({ resourceKind, resource }: ResourceNode): string {
  return resourceKind.state?.(resource) ?? '?';
}
