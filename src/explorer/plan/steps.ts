// A plan is data: the steps that lead to what the user wants, in their order. Each step is an action that a resource has anyway.
// The steps follow from the kinds' descriptions: what prepares an action, and what removes its blockers.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { factsOf } from '../../api/serviceFacts';
import type { Values } from '../../forms/field';
import type { Action, Answers, Remedy } from '../../kinds/action';
import { kindNamed } from '../../kinds/all';
import type { KindName } from '../../kinds/names';
import type { Blocked } from '../show/blockedText';
import { plainTitle } from '../show/messages';
import { storedName } from '../show/stored';
import { actionNamed, preparation } from '../tree/actions';
import type { ResourceNode } from '../tree/node';
import { idBelow } from '../tree/node';
import { listBelow } from './blocked';

/** What a step does. It names no people, so it can be kept. */
export interface StepPlan {
  /** The id of the resource's node. */
  readonly nodeId: string;
  readonly kind: KindName;
  readonly action: string;
  readonly answers: Answers;
  readonly input: Values;
  /** The name of what the step is about. */
  readonly name: string;
  /** When the resource was created, in milliseconds: a later one of the same name is another resource. */
  readonly created?: number;
  /** The minutes that the step usually takes at most; absent for a step that ends with its request. */
  readonly usualMinutes?: number;
  /** How long the same step took when a plan last did it: milliseconds. */
  readonly lastTook?: number;
  /** For a step that takes another one back: the place of the other in the plan. */
  readonly undoes?: number;
  /** For an update: the input that leads back to what the resource had when the plan was made. */
  readonly before?: Values;
  /** For the update of a form: what the changed settings were when the plan was made; an empty text for what was not set. */
  readonly held?: Values;
  /** The wave of a rollout that it belongs to: 1 and up. */
  readonly wave?: number;
}

/** How a plan goes from one wave to the next. The resources of a wave are changed at once, and then have to be well. */
export interface Waves {
  /** Whether the plan pauses after each wave until the user goes on. */
  readonly pauses: boolean;
  /** How long the resources of a wave may take: minutes. */
  readonly minutes: number;
}

/** `stopped`: it failed, or found something unexpected. It is tried again when the plan goes on. */
export type StepState = 'waiting' | 'running' | 'done' | 'stopped' | 'leftOut';

/** A step of a plan and how far it is. */
export interface Step extends StepPlan {
  state: StepState;
  /** When it began, and when it ended: milliseconds since the epoch. */
  since?: number;
  until?: number;
  /** Before a step of a wave: the codes of the errors that the resource had, and how many instances ran. */
  known?: readonly string[];
  ran?: number;
  /** What is said of its wait, in memory only. */
  news?: readonly string[];
}

/**
 * How far a plan is. `running`: under way. `paused`: the user has paused it, or its window has closed. `stopped`: a step could not be
 * done. `left`: the user does not want to be asked about it again.
 */
export type PlanState = 'running' | 'paused' | 'stopped' | 'left' | 'done' | 'undone' | 'cancelled';

/** A plan and how far it is. */
export interface Plan {
  readonly id: string;
  /** What it does, in the user's language: `Delete Fleet: design`. It names no people. */
  readonly title: string;
  /** Who acts. */
  readonly actor: Actor;
  readonly steps: Step[];
  /** For a plan with waves. */
  readonly waves?: Waves;
  /** When it was begun: milliseconds since the epoch. */
  readonly begun: number;
  state: PlanState;
  /** Why it has stopped, in two or three words that name no people. */
  reason?: string;
  /** The same in whole sentences. They may name people, so they stay in memory. */
  said?: string;
  /** When it ended. */
  until?: number;
}

/** What a plan does to one resource. */
export interface Doing {
  readonly node: ResourceNode;
  readonly action: Action;
  readonly answers?: Answers;
  readonly input?: Values;
  /** What blocks the action now. */
  readonly found: Blocked['found'];
}

/**
 * The steps that lead to an action: what prepares it, what removes its blockers, then the action itself. After them, the same for what
 * is done, too.
 * @param others more of the same plan, each with its blockers. What the plan has deleted by then blocks nothing
 */
export function stepsOf(doing: Doing, others: readonly Doing[] = []): readonly StepPlan[] {
  const deleted = new Set<string>();
  return [doing, ...others].flatMap(({ node, action, answers = {}, input = {}, found }) => {
    const first = preparation(node, action);
    const removing = found.flatMap(({ blocker: { remedy, kind }, ids }) =>
      ids.filter(id => !deleted.has(id)).flatMap(id => (remedy ? removal(node, remedy, kind, id) : [])),
    );
    if (action.proof === 'gone') deleted.add(node.resourceKind.id(node.resource) ?? '');
    return [...(first ? [stepOf(node, first)] : []), ...removing, stepOf(node, action, answers, input)];
  });
}

/** The steps that take back what was done, the last first. What was deleted stays deleted. */
export function undoingSteps(steps: readonly Step[]): readonly StepPlan[] {
  const gone = new Set(steps.filter(step => step.state === 'done' && isDeletion(step)).map(({ nodeId }) => nodeId));
  return steps.flatMap((step, place) => (gone.has(step.nodeId) ? [] : undoingStep(step, place))).reverse();
}

function undoingStep(step: Step, place: number): StepPlan[] {
  if (step.undoes !== undefined) return [];
  const { nodeId, kind, action, answers, input, name, created, usualMinutes, before } = step;
  const same = { nodeId, kind, answers, name, undoes: place, ...(created !== undefined && { created }) };
  // An update may have been sent though its step is not done. To take back what was not sent changes nothing.
  if (before) return step.since === undefined ? [] : [{ ...same, action, input: before, before: input }];
  const undoneBy = actionIn(step)?.undoneBy;
  // The same is true of a step in a wave, which is done only when its resource is well.
  const isBegun = step.wave === undefined ? step.state === 'done' : step.since !== undefined;
  if (!isBegun || undoneBy === undefined) return [];
  return [{ ...same, action: undoneBy, input, ...(usualMinutes !== undefined && { usualMinutes }) }];
}

/** Whether a plan that is done can be taken back: one with an update that can, or with nothing that stays. */
export function canGoBack({ state, steps }: Plan): boolean {
  if (state !== 'done') return false;
  return steps.some(({ before }) => before !== undefined) || undoingSteps(steps).length === steps.length;
}

/** The steps that are done for good. @param back the steps that take the others back */
export function stayingSteps(steps: readonly Step[], back: readonly StepPlan[]): readonly Step[] {
  return steps.filter(
    (step, place) =>
      step.state === 'done' &&
      (isDeletion(step) ||
        'makes' in (actionIn(step) ?? {}) ||
        (step.held && !back.some(({ undoes }) => undoes === place))),
  );
}

/** Whether a step deletes its resource. */
export function isDeletion(step: StepPlan): boolean {
  return actionIn(step)?.proof === 'gone';
}

/** A step's action; undefined if this version of the extension does not have it. */
export function actionIn({ kind, action }: Pick<StepPlan, 'kind' | 'action'>): Action | undefined {
  return kindNamed(kind).actions.find(({ name }) => name === action);
}

/** What a step does, in the user's language: `Stop Fleet: design`. */
export function stepTitle(step: StepPlan): string {
  return l10n.t('{0}: {1}', plainTitle(actionIn(step)?.title ?? step.action), step.name);
}

/** Whether all of a step may be written to a file: no secret, and nothing that names a person. */
export function isKeepable(step: StepPlan): boolean {
  const action = actionIn(step);
  if (!action || kindNamed(step.kind).privateLabel) return false;
  const { service, operation } = factsOf(action.operations[0]);
  const { shape, inputShape } = service.model;
  const { members = {} } = inputShape(operation);
  return [step.answers, step.input, step.before ?? {}, step.held ?? {}].flatMap(Object.keys).every(name => {
    const member = members[name.split('.')[0] ?? ''];
    return member !== undefined && !holdsSecret(member, shape);
  });
}

function holdsSecret(
  name: string,
  shape: (name: string) => {
    readonly sensitive?: boolean;
    readonly members?: Readonly<Record<string, string>>;
    readonly member?: string;
  },
  above: readonly string[] = [],
): boolean {
  const { sensitive = false, members = {}, member } = shape(name);
  const below = [...Object.values(members), ...(member === undefined ? [] : [member])];
  return sensitive || below.some(inner => !above.includes(inner) && holdsSecret(inner, shape, [...above, name]));
}

function removal(node: ResourceNode, remedy: Remedy, kind: KindName, id: string): StepPlan[] {
  if ('own' in remedy) {
    const action = actionNamed(node, remedy.own);
    return action ? [stepWith(node, action, remedy.member, id)] : [];
  }
  const group = listBelow(node, kind);
  if (!group) return [];
  return [
    {
      nodeId: idBelow(group, id),
      kind,
      action: remedy.theirs,
      answers: {},
      input: {},
      name: `${storedName(node)}, ${id}`,
    },
  ];
}

/** A step that does an action with a resource. */
export function stepOf(node: ResourceNode, action: Action, answers: Answers = {}, input: Values = {}): StepPlan {
  const { resourceKind, resource, id } = node;
  const created = resourceKind.created?.(resource)?.getTime();
  const usualMinutes = action.leadsTo === undefined ? undefined : resourceKind.usualMinutes?.(resource);
  return {
    ...{ nodeId: id, kind: resourceKind.name, action: action.name, answers, input, name: storedName(node) },
    ...(created !== undefined && { created }),
    ...(usualMinutes !== undefined && { usualMinutes }),
  };
}

/** The same for an action with another resource: `Disassociate Fleet from Stack: office, design`. @param id the answer that names it */
export function stepWith(node: ResourceNode, action: Action, member: string, id: string): StepPlan {
  const step = stepOf(node, action, { [member]: id });
  return { ...step, name: `${step.name}, ${id}` };
}
