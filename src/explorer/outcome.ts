// What became of something whose answer was lost: it may have been done all the same. A look shows it, or nobody knows yet.
import * as l10n from '@vscode/l10n';

import { ApiError } from '../api/errors';
import { requiredOf } from '../api/required';
import type { Operation } from '../api/types';
import type { Values } from '../forms/field';
import { isEmpty, same, valueAt } from '../forms/values';
import type { Action, Answers, Form, Target } from '../kinds/kind';
import { lookNow } from './describe';
import { isAsAsked } from './makeOnce';
import type { ResourceNode } from './node';
import { heldBy } from './openForm';
import { sentence } from './words';
import { goalOf } from './wait';

/** What a look shows. `unseen`: a look can't show it, now or later. */
export type Outcome = 'done' | 'notDone' | 'unseen';

/** An action that was asked for. */
export interface Asked {
  readonly node: ResourceNode;
  readonly action: Action;
  readonly answers: Answers;
  readonly input: Values;
  /** The resource as it was before. */
  readonly before: unknown;
}

/** Whether the same was asked for. */
export function isSameWish(one: Asked, other: Asked): boolean {
  return one.action === other.action && same(one.answers, other.answers) && same(one.input, other.input);
}

/**
 * Looks whether an action was done.
 * @param found told the resource as it is now, where that was looked at
 * @throws ApiError when the look fails
 */
export async function lookForOutcome(
  { node, action, answers, input, before }: Asked,
  target: Target<unknown>,
  found: (resource: unknown) => void,
): Promise<Outcome> {
  const { proof, form } = action;
  if (typeof proof === 'object') {
    if ('unseen' in proof) return 'unseen';
    return fromProof(await proof.found({ ...target, resource: before }, answers, input));
  }
  const now = await lookNow(node, target.api, target.signal);
  if (now !== undefined) found(now);
  switch (proof) {
    case 'gone':
      return fromProof(now === undefined || goalOf({ of: node.of, resource: now })?.kind === 'gone');
    case 'state':
      return now === undefined ? 'unseen' : fromProof(action.when?.(now, target.scope) === false);
    case 'values':
      return now === undefined || !form ? 'unseen' : fromProof(hasTaken(form, input, before, now));
  }
}

function fromProof(is: boolean | undefined): Outcome {
  return is === undefined ? 'unseen' : is ? 'done' : 'notDone';
}

/**
 * Whether a resource has what an update asked for.
 * @returns undefined when it had it before, or has nothing to compare, such as a password
 */
function hasTaken(form: Form, input: Values, before: unknown, now: unknown): boolean | undefined {
  const has = (resource: unknown): boolean => {
    const held = heldBy(form, resource);
    const { AttributesToDelete: cleared = [], ...changed } = input;
    const isUnset = Object.entries(form.clears ?? {}).every(
      ([path, attribute]) => !(cleared as readonly unknown[]).includes(attribute) || isEmpty(valueAt(held, path)),
    );
    const hasAll = Object.entries(changed).every(([name, value]) => {
      const other = held[name];
      return value === undefined || (other !== undefined && isAsAsked(value, other));
    });
    return isUnset && hasAll;
  };
  return has(now) ? (has(before) ? undefined : true) : false;
}

/** The failure of something of which a look has shown that it was not done. */
export function notDone(error: ApiError): ApiError {
  const words = l10n.t('A look shows that it was not done.');
  return new ApiError(`${sentence(error.message)} ${words}`, { ...error, mayHaveHappened: false });
}

/** The failure of something of which nobody can see whether it was done. @param what may have come of it */
export function unseen(error: ApiError, what: string | undefined): ApiError {
  const words = what === undefined ? l10n.t("It may have been done: it can't be seen from here.") : l10n.t(what);
  return new ApiError(`${sentence(error.message)} ${words}`, error);
}

/** The failure of something of which it is not known whether it was done, since looking failed, too. */
export function unknown(error: ApiError): ApiError {
  const words = l10n.t(
    'It is not known whether it was done: looking failed, too. It is looked at again until that is known.',
  );
  return new ApiError(`${sentence(error.message)} ${words}`, error);
}

/** The failure of a look without which nothing is sent again. */
export function notSent(error: ApiError): ApiError {
  const words = l10n.t(
    'Nothing was sent: the answer to the request before was lost, and it must be seen first whether it was carried out.',
  );
  return new ApiError(`${sentence(error.message)} ${words}`, { ...error, mayHaveHappened: true });
}

/** Whether an operation's answer has nothing by which it could be told from that of somebody else. */
export function answersNothing(operation: Operation): boolean {
  return requiredOf(operation).length === 0;
}

/** Whether a node that was just looked at shows that an action was done, so that nothing more has to be asked. */
export function isSeenAt(node: ResourceNode, action: Action): boolean {
  const { proof } = action;
  if (proof === 'state') return action.when?.(node.resource, node.parent.scope) === false;
  return proof === 'gone' && (node.gone === true || goalOf(node)?.kind === 'gone');
}

/** The failure of something that AWS says was done, and of which no look shows anything. */
export function noEffect(operation: string): ApiError {
  return new ApiError(l10n.t('The answer has no error, but a look does not show that it was done.'), {
    reason: 'malformed',
    operation,
    code: 'NoEffect',
    retryable: true,
    nextStep: l10n.t('Refresh in a minute. If nothing has changed, retry, and check that no proxy answers for AWS.'),
  });
}
