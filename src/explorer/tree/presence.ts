// Whether a resource still exists. A check may fail. One answer without the resource does not prove that it is gone.
import type { ApiError } from '../../api/core/errors';
import { meaningOf } from '../../kinds/kind';
import type { FailedPolls, ResourceNode } from './node';

/** A thing counts as gone after two answers without it that are at least this far apart: milliseconds. */
export const goneAfter = 5_000;

/** How many checks in a row fail before the row says so, when the reason may pass by itself. */
const shownAfter = 3;

/** Whether it is in a state that AWS itself ends, such as STARTING. */
export function isTransient({ resourceKind, resource }: Pick<ResourceNode, 'resourceKind' | 'resource'>): boolean {
  return (
    resourceKind.describe !== undefined && typeof meaningOf(resourceKind, resourceKind.state?.(resource)) === 'object'
  );
}

/** Whether a request can ask for this resource alone. Some kinds can only be listed, and a resource without a name can't be asked for. */
export function isAskable({ resourceKind, resource }: Pick<ResourceNode, 'resourceKind' | 'resource'>): boolean {
  return (
    resourceKind.describe !== undefined &&
    Boolean(resourceKind.describedBy ? resourceKind.describedBy(resource) : resourceKind.id(resource))
  );
}

/** Whether it needs another poll: it is in a transient state, or it is not known whether it exists. */
export function isPending(node: ResourceNode): boolean {
  return (
    (isTransient(node) && isAskable(node)) ||
    node.missingSince !== undefined ||
    (node.isBeingDeleted !== undefined && node.failedPolls !== undefined)
  );
}

/** How long to wait until another check can tell more: milliseconds. */
export function dueIn(node: ResourceNode, now: number): number {
  const { missingSince } = node;
  return missingSince === undefined || isTransient(node) ? 0 : missingSince + goneAfter - now;
}

/** Notes that a check has failed. @param now milliseconds since the epoch */
export function noteFailedPoll(node: Pick<ResourceNode, 'failedPolls'>, error: ApiError, now: number): void {
  node.failedPolls = { since: node.failedPolls?.since ?? now, polls: (node.failedPolls?.polls ?? 0) + 1, error };
}

/** The failed checks that the row tells of. Undefined while checks succeed, or have failed only briefly. */
export function failingPolls({ failedPolls }: Pick<ResourceNode, 'failedPolls'>): FailedPolls | undefined {
  return failedPolls && (!failedPolls.error.retryable || failedPolls.polls >= shownAfter) ? failedPolls : undefined;
}

/**
 * Notes that a complete answer lacks a resource.
 * @param asked when the request was sent: milliseconds since the epoch
 * @param expected whether an action in this extension removes the resource
 * @param others what the answer has. An entry without a name may be the resource itself
 * @returns whether it is gone. Two answers prove it. One is enough after AWS has agreed to delete the thing
 */
export function isGoneFrom(node: ResourceNode, asked: number, others: readonly unknown[], expected = false): boolean {
  const { resourceKind, resource, isBeingDeleted: leaving, missingSince } = node;
  delete node.failedPolls;
  // A resource without a name can't be recognized in another answer.
  const isProven = expected || leaving || !resourceKind.id(resource);
  const isWhole = others.every(other => resourceKind.id(other));
  if (!isWhole && resourceKind.id(resource)) node.missingSince ??= asked;
  else if (isProven || (missingSince !== undefined && asked - missingSince >= goneAfter)) node.gone = true;
  else node.missingSince ??= asked;
  return node.gone ?? false;
}

/** Replaces a node's resource with the newest answer, and drops a failure that no longer applies. */
export function update(node: ResourceNode, resource: unknown): void {
  node.resource = resource;
  delete node.failedPolls;
  delete node.missingSince;
  if (!isTransient(node)) delete node.isBeingDeleted;
  if (node.failure && node.failure.state !== node.resourceKind.state?.(resource)) delete node.failure;
}
