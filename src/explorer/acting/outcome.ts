// Checks whether AWS carried out a change whose answer was lost.
import { requiredOf } from '../../api/core/completeness';
import { factsOf } from '../../api/serviceFacts';
import type { Operation } from '../../api/types';
import type { Values } from '../../forms/field';
import { isEmpty, same, valueAt } from '../../forms/values';
import type { Action, Form, Target } from '../../kinds/action';
import { heldBy } from '../forms/pageForm';
import { describeAnew, describeNow } from '../tree/describe';
import { goalOf } from '../tree/goal';
import type { ResourceNode } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import type { Outcome, RequestedChange } from './change';
import { isAsAsked } from './createIfAbsent';

/** Whether two requests ask for the same change. */
export function isSameChange(one: RequestedChange, other: RequestedChange): boolean {
  return one.action === other.action && same(one.answers, other.answers) && same(one.input, other.input);
}

/**
 * Checks whether an action was done.
 * @param acknowledged whether AWS has answered that it was done
 * @param seen called with the resource as it is now, if the check has read it; with undefined if it is proven to be gone
 * @throws ApiError when the check fails
 */
export async function lookForOutcome(
  { node, action, answers, input, before }: RequestedChange,
  target: Target<unknown>,
  seen: (resource: unknown) => void,
  acknowledged: boolean,
  schedule: PollerOptions['schedule'] | undefined,
): Promise<Outcome> {
  const { proof, form } = action;
  if (typeof proof === 'object') {
    if ('uncheckable' in proof) return 'uncheckable';
    return fromProof(await proof.isDone({ ...target, resource: before }, answers, input));
  }
  // Without an answer of AWS it takes two checks to prove that a thing is gone.
  const now = await (proof === 'gone' && !acknowledged
    ? describeAnew(node, target.api, target.signal, schedule)
    : describeNow(node, target.api, target.signal));
  if (now !== undefined || proof === 'gone') seen(now);
  switch (proof) {
    case 'gone':
      return fromProof(
        now === undefined || goalOf({ resourceKind: node.resourceKind, resource: now })?.kind === 'gone',
      );
    case 'state':
      return now === undefined ? 'uncheckable' : fromProof(action.when?.(now, target.scope) === false);
    case 'values':
      return now === undefined || !form ? 'uncheckable' : fromProof(hasTaken(form, input, before, now));
  }
}

function fromProof(is: boolean | undefined): Outcome {
  return is === undefined ? 'uncheckable' : is ? 'done' : 'notDone';
}

/**
 * Whether a resource has the values that an update asked for.
 * @param before the resource before the update; undefined if it does not matter what it was
 * @returns undefined when that can't be told: the values were the same before, they come back in another form, or AWS never
 *   tells them, as a password
 */
function hasTaken(form: Form, input: Values, before: unknown, now: unknown): boolean | undefined {
  const answered = answeredBy(form.operation);
  const { AttributesToDelete: cleared = [], ...changed } = input;
  const stateOf = (resource: unknown): Held => {
    const held = { ...(resource as Values), ...heldBy(form, resource) };
    const unset = Object.entries(form.clears ?? {}).filter(([, attribute]) =>
      (cleared as readonly unknown[]).includes(attribute),
    );
    const parts = unset.map(([path]) => [path, isEmpty(valueAt(held, path))] as const);
    return { held, unset: parts };
  };
  const was = before === undefined ? undefined : stateOf(before);
  const is = stateOf(now);
  const members = Object.entries(changed).filter(
    ([name]) => was?.held[name] !== undefined || is.held[name] !== undefined || answered.has(name),
  );
  const has = ({ held, unset }: Held): boolean =>
    unset.every(([, isUnset]) => isUnset) &&
    members.every(([name, value]) => {
      const other = held[name];
      return value === undefined || (other !== undefined && isAsAsked(value, other));
    });
  if (members.length + is.unset.length === 0 || (was && has(was))) return undefined;
  if (has(is)) return true;
  const isAsBefore = was && same(was.unset, is.unset) && members.every(([name]) => same(was.held[name], is.held[name]));
  return isAsBefore ? false : undefined;
}

interface Held {
  readonly held: Values;
  /** For each path that the update clears, whether it is unset. */
  readonly unset: readonly (readonly [string, boolean])[];
}

/** The members that AWS tells of a resource, read off the update's output. It never tells sensitive ones. */
function answeredBy(name: Operation): ReadonlySet<string> {
  const { service, operation } = factsOf(name);
  const { shape, outputShape } = service.model;
  const [resource] = Object.values(outputShape(operation).members ?? {}).map(shape);
  const members = Object.entries(resource?.members ?? {}).filter(([, name]) => shape(name).type !== 'structure');
  return new Set(members.map(([name]) => name));
}

/** Whether an operation's answer is always empty. Such an answer could come from anybody, such as a proxy. */
export function answersNothing(name: Operation): boolean {
  const { service, operation } = factsOf(name);
  const members = Object.keys(service.model.outputShape(operation).members ?? {});
  return requiredOf(service, operation).length === 0 && members.length === 0;
}

/** Whether a node that was just brought up to date shows that an action was done. Then no further check is needed. */
export function isSeenAt(node: ResourceNode, action: Action): boolean {
  const { proof } = action;
  if (proof === 'state') return action.when?.(node.resource, node.parent.scope) === false;
  return proof === 'gone' && (node.gone === true || goalOf(node)?.kind === 'gone');
}
