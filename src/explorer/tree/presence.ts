// What is known of whether a thing is there: looks at it may fail, and one answer without it does not prove that it is gone.
import type { ApiError } from '../../api/core/errors';
import type { ResourceNode } from './node';

/** How long the answers without a thing are apart, at least, before it counts as gone: milliseconds. */
export const proofAfter = 5_000;

/** Failed looks in a row before they are shown, where the reason may pass by itself. */
const shownAfter = 3;

/** Looks that fail, since the last one that did not. */
export interface Unseen {
  /** When the first of them was made: milliseconds since the epoch. */
  readonly since: number;
  readonly looks: number;
  /** Why the last one failed. */
  readonly error: ApiError;
}

/** Whether its state is one that passes by itself. */
export function isSettling({ of, resource }: Pick<ResourceNode, 'of' | 'resource'>): boolean {
  const state = of.state?.(resource);
  return state !== undefined && of.describe !== undefined && (of.settling?.includes(state) ?? false);
}

/** Whether it can be asked for by itself: some can only be listed, and what has no name can't be asked for. */
export function isAskable({ of, resource }: Pick<ResourceNode, 'of' | 'resource'>): boolean {
  return of.describe !== undefined && Boolean(of.describedBy ? of.describedBy(resource) : of.id(resource));
}

/** Whether it is to be looked at again: it settles, or it is not known whether it is there. */
export function isPending(node: ResourceNode): boolean {
  return (
    (isSettling(node) && isAskable(node)) ||
    node.missingSince !== undefined ||
    (node.leaving !== undefined && node.unseen !== undefined)
  );
}

/** How long to wait before another look can tell more, in milliseconds. */
export function dueIn(node: ResourceNode, now: number): number {
  const { missingSince } = node;
  return missingSince === undefined || isSettling(node) ? 0 : missingSince + proofAfter - now;
}

/** Notes that a look has failed. @param now milliseconds since the epoch */
export function failedLook(node: Pick<ResourceNode, 'unseen'>, error: ApiError, now: number): void {
  node.unseen = { since: node.unseen?.since ?? now, looks: (node.unseen?.looks ?? 0) + 1, error };
}

/** What is to be said of the looks that fail; undefined where they do not, or where it may pass. */
export function failingLooks({ unseen }: Pick<ResourceNode, 'unseen'>): Unseen | undefined {
  return unseen && (!unseen.error.retryable || unseen.looks >= shownAfter) ? unseen : undefined;
}

/**
 * Notes that a complete answer was without a thing.
 * @param asked when the answer was asked for: milliseconds since the epoch
 * @param expected whether what was done from here takes such things away
 * @param others what the answer has instead: one of them that is not understood may be the thing itself
 * @returns whether it is gone: proven by two answers, or by one after its end was asked for and agreed to
 */
export function isGoneFrom(node: ResourceNode, asked: number, others: readonly unknown[], expected = false): boolean {
  const { of, resource, leaving, missingSince } = node;
  delete node.unseen;
  // What has no name can't be recognized in another answer.
  const isProven = expected || leaving || !of.id(resource);
  const isWhole = others.every(other => of.id(other));
  if (!isWhole && of.id(resource)) node.missingSince ??= asked;
  else if (isProven || (missingSince !== undefined && asked - missingSince >= proofAfter)) node.gone = true;
  else node.missingSince ??= asked;
  return node.gone ?? false;
}
