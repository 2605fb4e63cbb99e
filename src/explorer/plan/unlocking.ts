// Stop, update and start again: for members that can be changed only while a resource is stopped.
import type { Values } from '../../forms/field';
import { changesOf, inputFrom, isEmpty, same } from '../../forms/values';
import type { Action, Form } from '../../kinds/action';
import { heldBy, requestOf } from '../forms/pageForm';
import type { Updated } from '../forms/undo';
import { actionNamed, availableActions } from '../tree/actions';
import type { ResourceNode } from '../tree/node';
import type { Step, StepPlan } from './steps';
import { stepOf } from './steps';

/** The actions around an update. */
export interface Unlocking {
  readonly stop: Action;
  readonly update: Action;
  readonly start: Action;
  /** Asked before: `Stop fleet {0}, update it and start it again?` */
  readonly question: string;
  readonly consequence: string;
}

/** The actions around an update, if the resource can be stopped now. */
export function unlockingFor(node: ResourceNode, update: Action): Unlocking | undefined {
  const { unlockedBy } = update.form ?? {};
  if (!unlockedBy) return undefined;
  const stop = availableActions(node).find(({ name }) => name === unlockedBy.stop);
  const start = actionNamed(node, unlockedBy.start);
  const { question, consequence = stop?.confirm?.consequence ?? '' } = unlockedBy;
  return stop && start && { stop, update, start, question, consequence };
}

/** The steps that stop a resource, update it and start it again. @param input what the update sends */
export function unlockingSteps(
  node: ResourceNode,
  { stop, update, start }: Unlocking,
  input: Values,
  updated: Updated | undefined,
): readonly StepPlan[] {
  return [stepOf(node, stop), updateStep(node, update, input, updated), stepOf(node, start)];
}

/** A step that updates a resource, unless somebody else changes the same settings before. */
export function updateStep(node: ResourceNode, update: Action, input: Values, updated: Updated | undefined): StepPlan {
  const step = stepOf(node, update, {}, input);
  const { form } = update;
  if (!form || !updated) return step;
  const { before, entered } = updated;
  const [was, is] = [before.values, entered].map(values => inputFrom(before.fields, values)) as [Values, Values];
  const back = requestOf(form, { ...before, values: is }, was);
  const returning = 'input' in back ? back.input : undefined;
  const names = [...changesOf(before.fields, was, is).names, ...Object.keys({ ...input, ...returning })];
  const held = heldNow(form, node.resource, new Set(names.filter(name => name !== cleared)));
  return { ...step, held, ...(returning && { before: returning }) };
}

/** Whether somebody has changed settings that a step is to update. @param resource as it is now */
export function hasChanged({ held = {} }: StepPlan, form: Form, resource: unknown): boolean {
  return !same(held, heldNow(form, resource, new Set(Object.keys(held))));
}

/** The step of a stopped plan that a form can correct. */
export function correctable(steps: readonly Step[]): Step | undefined {
  return steps.find(({ state, held }) => state === 'stopped' && held !== undefined);
}

/** The member of an update's input with what it clears. */
const cleared = 'AttributesToDelete';

/** What a resource has for some members. An empty text stands for what is not set. */
function heldNow(form: Form, resource: unknown, names: ReadonlySet<string>): Values {
  const held = heldBy(form, resource);
  return Object.fromEntries([...names].map(name => [name, isEmpty(held[name]) ? '' : held[name]]));
}
