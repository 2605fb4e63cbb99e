// Does one step of a plan. First it looks at what is true now: what is done already is not done again, and what is on its way is
// waited for.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { isApiError } from '../../api/core/errors';
import type { Action } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { kindNamed } from '../../kinds/all';
import type { ResourceError } from '../../kinds/kind';
import { meaningOf } from '../../kinds/kind';
import type { Following, Shown } from '../acting/change';
import type { Failing } from '../acting/doubts';
import { outcomeCheck } from '../acting/outcomeCheck';
import type { WaitNews } from '../acting/wait';
import type { Explorer } from '../explorerTypes';
import { explainedText } from '../show/explain';
import { quotedName } from '../show/messages';
import { isPossible, takesAway } from '../tree/actions';
import { goalOf } from '../tree/goal';
import type { ResourceNode } from '../tree/node';
import { errorsOf } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import { actorAt, locate } from './locate';
import { patiently, Paused } from './looking';
import { findMade, untilMade } from './making';
import type { Plan, Step } from './steps';
import { actionIn, isDeletion, stepTitle } from './steps';
import { hasChanged } from './unlocking';

/** Is called while a step is taken. */
export interface StepFollower {
  /** Is told the progress of each wait. */
  readonly told: (step: Step, news: WaitNews) => void;
  /** Called just before a step's request, with the resource as it is then. @throws when it must not be sent */
  readonly ready: (step: Step, node: ResourceNode) => Promise<void>;
  /** The errors of resources that the user has been told of in this plan, by the ids of their nodes. */
  readonly known: Map<string, ResourceError[]>;
  /** Waits between two looks. By default, real time passes. */
  readonly schedule: PollerOptions['schedule'];
}

/** A step that is taken, with what it is taken with. */
interface Taking {
  readonly explorer: Explorer;
  readonly shown: Shown;
  readonly step: Step;
  readonly action: Action;
  readonly signal: AbortSignal;
  /** Is told the progress of each wait. */
  readonly told: (news: WaitNews) => void;
  readonly look: <T>(looking: () => Promise<T>) => Promise<T>;
}

/**
 * Does one step, unless it is done already, and waits until the resource is where it leads.
 * @returns whether it had to be done, from its request to its end
 * @throws Paused after an abort, or when the window ends; ApiError or ActionRefused if the step can't be done
 */
export async function takeStep(
  explorer: Explorer,
  plan: Plan,
  step: Step,
  who: Actor,
  signal: AbortSignal,
  { told, ready, known, schedule }: StepFollower,
): Promise<boolean> {
  const action = actionIn(step);
  if (!action) throw new ActionRefused(l10n.t("This version of the extension can't do this step: {0}.", step.action));
  const look: Taking['look'] = looking => patiently(looking, signal, schedule);
  const node = await look(() => locate(explorer, step.nodeId));
  const actor = node ? actorAt(who, node) : who;
  const resource = node && (await look(() => explorer.describeAgain({ node, actor }, signal)));
  if (!node || resource === undefined) {
    if (takesAway(action) || isGoneLater(plan, step)) return false;
    throw new ActionRefused(l10n.t('{0}: it no longer exists.', stepTitle(step)));
  }
  refuseAnother(step, node);
  const errors = known.get(node.id) ?? [];
  known.set(node.id, errors);
  errors.push(...errorsOf(node));
  const news = (said: WaitNews): void => {
    errors.push(...said.newErrors);
    told(step, said);
  };
  const taking = { explorer, shown: { node, actor }, step, action, signal, look, told: news };
  if (step.undoes !== undefined) await comeToRest(taking);
  const made = action.makes?.(step.input, node.connection.region);
  const isThere = async (): Promise<boolean> => (made ? !!(await findMade(explorer, node, made)) : isDone(taking));
  const isSent = !(await look(isThere)) && !isUnderWay(node, action);
  if (isSent) {
    if (!isPossible(node, action)) throw unexpected(node);
    await look(() => refuseChanged(taking));
    await ready(step, node);
    await perform(taking);
  }
  if (made) {
    const other = await untilMade(explorer, node, made, { signal, told: news, look, schedule });
    if (meaningOf(other.resourceKind, stateOf(other)) !== 'done') throw unexpected(other);
  } else {
    await settled(taking, errors);
  }
  return isSent;
}

async function perform({ explorer, shown, step, action, signal, told }: Taking): Promise<void> {
  const nothing = (): void => undefined;
  const following: Following = { unsent: signal, sent: nothing, answered: nothing, ended: nothing };
  // If the answer is lost, the step waits until a check shows what has become of it, or until the plan is paused.
  const checks = new AbortController();
  const giveUp = (): void => checks.abort();
  const failing: Failing = failedPolls => {
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    told({
      ...{ state: stateOf(shown.node), errors: [], newErrors: [], longerThan: undefined },
      ...{ failedPolls, isMissing: false },
    });
  };
  const done = await explorer.claims.once(action.name, [shown.node], async () => {
    try {
      await explorer.perform(shown, action, step.answers, checks.signal, step.input, { following, failing });
    } catch (error) {
      throw checks.signal.aborted ? new Paused() : error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
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
    const before = action.proof === 'values' ? undefined : node.resource;
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
  const { shown, step, action } = taking;
  if (step.held && action.form) {
    if (!hasChanged(step, action.form, shown.node.resource)) return;
  } else if (!step.before || (await isDone(taking, step.before))) {
    return;
  }
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

/** Waits until the resource is where the action leads. @param known errors that are not told as new */
async function settled(
  { explorer, shown, action, signal, told, look }: Taking,
  known: readonly ResourceError[],
): Promise<void> {
  const { node } = shown;
  const isThere = (): boolean => action.leadsTo === undefined || stateOf(node) === action.leadsTo;
  if (node.gone) return;
  // The look after the request may have failed.
  if (!isThere() && !isUnderWay(node, action)) await look(() => explorer.describeAgain(shown, signal));
  if (isUnderWay(node, action)) {
    const waited = await explorer.waiter.wait(node, signal, { known, told });
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
  if (!isThere()) throw unexpected(node);
}

/** What is to be taken back may have been interrupted: waits until the resource is on its way nowhere. */
async function comeToRest({ explorer, shown: { node }, action, signal, told }: Taking): Promise<void> {
  if (goalOf(node)?.kind !== 'state' || isUnderWay(node, action)) return;
  const waited = await explorer.waiter.wait(node, signal, { told });
  if (waited.kind === 'failed') throw waited.error;
  if (waited.kind === 'cancelled') throw new Paused();
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
