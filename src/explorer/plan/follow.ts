// Follows the steps of a plan, one after the other. Before each step it looks at what is true now: what is done already is not done
// again, and what is on its way is waited for. So a plan that was interrupted anywhere goes on from what it finds.
import * as l10n from '@vscode/l10n';

import { noAbort } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { differenceOf } from '../../api/core/actor';
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
import { findNode } from '../tree/findNode';
import { goalOf } from '../tree/goal';
import type { RegionNode, ResourceNode } from '../tree/node';
import { errorsOf, isBelow } from '../tree/node';
import type { Plan, Step } from './steps';
import { actionIn, isDeletion, stepTitle } from './steps';

/** Who follows a plan. */
export interface PlanFollower {
  /** Keeps the plan as it is now. It is called before and after each step. @throws when this window may not go on with the plan */
  readonly keep: () => Promise<void>;
  /** Shows the plan as it is now. */
  readonly changed: () => void;
  /** Is told the progress of each wait. */
  readonly told?: (step: Step, news: WaitNews) => void;
  /** Called just before a step's request. @throws when it must not be sent */
  readonly ready?: (step: Step) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Does the steps of a plan that are not done.
 * @param actor who acts
 * @param signal ends it between requests: no wait goes on, and nothing more is sent. What was sent is awaited
 * @returns whether all steps are done; false after an abort
 * @throws ApiError or ActionRefused from the step that could not be done. The earlier ones stay done
 */
export async function followSteps(
  explorer: Explorer,
  plan: Plan,
  actor: Actor,
  signal: AbortSignal,
  follower: PlanFollower,
): Promise<boolean> {
  const { keep, changed, now } = follower;
  for (const step of plan.steps) {
    if (step.state === 'done' || step.state === 'leftOut') continue;
    if (signal.aborted) return false;
    step.state = 'running';
    step.since ??= now();
    changed();
    await keep();
    try {
      await takeStep(explorer, plan, step, actor, signal, follower);
    } catch (error) {
      const isPaused =
        signal.aborted && (error instanceof Paused || (isApiError(error) && error.reason === 'cancelled'));
      step.state = isPaused ? 'waiting' : 'stopped';
      changed();
      if (isPaused) return false;
      throw error;
    }
    step.state = 'done';
    step.until = now();
    changed();
    await keep();
  }
  return true;
}

/** Thrown when a wait ends because the plan is paused. */
class Paused extends Error {}

async function takeStep(
  explorer: Explorer,
  plan: Plan,
  step: Step,
  actor: Actor,
  signal: AbortSignal,
  follower: PlanFollower,
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
  const shown = { node, actor };
  if (!(await isDone(explorer, shown, step, action, signal)) && !isUnderWay(node, action)) {
    if (!isPossible(node, action)) throw unexpected(node);
    await follower.ready?.(step);
    await perform(explorer, shown, step, action, signal);
  }
  await settled(explorer, node, action, signal, news => follower.told?.(step, news));
}

async function perform(
  explorer: Explorer,
  shown: Shown,
  step: Step,
  action: Action,
  signal: AbortSignal,
): Promise<void> {
  const nothing = (): void => undefined;
  const following: Following = { unsent: signal, sent: nothing, answered: nothing, ended: nothing };
  const done = await explorer.claims.once(action.name, [shown.node], async () => {
    await explorer.perform(shown, action, step.answers, noAbort(), step.input, { following });
    return true;
  });
  if (!done) throw new ActionRefused(l10n.t('{0}: this is under way already.', stepTitle(step)));
}

/** Whether the state of the resource, or a check, shows that a step is done. */
async function isDone(
  explorer: Explorer,
  shown: Shown,
  step: Step,
  action: Action,
  signal: AbortSignal,
): Promise<boolean> {
  const { node } = shown;
  if (action.leadsTo !== undefined) return stateOf(node) === action.leadsTo;
  if (typeof action.proof === 'string' && action.proof !== 'values') return false;
  try {
    const { lookForOutcome } = await outcomeCheck.get();
    // An update counts as done if the resource has its values now, whatever it had before.
    const before = action.proof === 'values' ? {} : node.resource;
    const requested = { ...shown, action, answers: step.answers, input: step.input, before };
    const target = await explorer.target(shown, signal);
    return (await lookForOutcome(requested, target, () => undefined, true, undefined)) === 'done';
  } catch (error) {
    // Without permission to look, the action itself tells.
    if (isApiError(error) && error.reason === 'denied') return false;
    throw error;
  }
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

/**
 * Finds the resource of a step. A list that lacks it may be older than the resource, so it is loaded again.
 * @returns undefined if the resource does not exist
 * @throws ActionRefused if the view does not show its Region; ApiError if a list can't be loaded
 */
async function locate(explorer: Explorer, id: string): Promise<ResourceNode | undefined> {
  regionFor(explorer, id);
  const found = await findNode(explorer, id);
  if (found?.kind === 'resource') return found;
  const group = await findNode(explorer, id.slice(0, id.lastIndexOf('/')));
  if (group?.kind !== 'group') return undefined;
  await explorer.refresh(group);
  const again = await findNode(explorer, id);
  return again?.kind === 'resource' ? again : undefined;
}

/** The Region that a resource is in. @throws ActionRefused if the view does not show it */
function regionFor(explorer: Explorer, id: string): RegionNode {
  const profiles = explorer.roots.flatMap(root => (root.kind === 'profile' ? root : root.profiles));
  const region = profiles.flatMap(({ regions }) => regions).find(one => isBelow(id, one));
  if (region) return region;
  throw new ActionRefused(
    l10n.t('The view no longer shows the profile and Region of this plan. Add them to the view again, then go on.'),
  );
}

/**
 * Who goes on with a plan now: the account has to be that of the plan.
 * @throws ActionRefused if it is another one, or if nobody knows whether it is
 */
export async function actorFor(explorer: Explorer, { actor, steps: [first] }: Plan): Promise<Actor> {
  const region = regionFor(explorer, first?.nodeId ?? '');
  const [group] = region.groups;
  if (!group) return actor;
  const now = await explorer.identify(group);
  const [before, after] = [actor.identity?.account, now.identity?.account];
  const { profile } = region.connection;
  if (actor.connection !== now.connection || actor.sandbox !== now.sandbox) {
    throw new ActionRefused(l10n.t('This plan was made in a sandbox that has stopped. Nothing was sent.'));
  }
  if (before !== undefined && after !== undefined) {
    if (before === after) return now;
    throw new ActionRefused(
      l10n.t(
        'This plan is for account {0}, but profile "{1}" now acts in account {2}. Nothing was sent.',
        ...[before, profile, after],
      ),
    );
  }
  if (!differenceOf(actor, now)) return now;
  throw new ActionRefused(
    l10n.t(
      'The settings of profile "{0}" have changed, and it isn\'t known whether it still acts in the account of this plan. Nothing was sent.',
      profile,
    ),
  );
}

function stateOf({ resourceKind, resource }: ResourceNode): string {
  return resourceKind.state?.(resource) ?? '?';
}
