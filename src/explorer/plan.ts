// Stop, update, start again: for what can be changed only while a thing is stopped.
import * as l10n from '@vscode/l10n';

import type { Values } from '../forms/field';
import { kindNamed } from '../kinds/all';
import type { Action } from '../kinds/kind';
import { ActionRefused } from '../kinds/kind';
import { availableActions } from './actions';
import type { Explorer } from './explorer';
import type { ResourceNode } from './node';
import { goalOf } from './wait';
import { thing } from './words';

/** The three actions of the plan. */
export interface Plan {
  readonly stop: Action;
  readonly update: Action;
  readonly start: Action;
}

/** How far a plan is. `updated`: what was asked for is done, and the rest is only starting again. */
export type Step = 'stopping' | 'updating' | 'updated' | 'running';

/** The plan around an update, where the resource's state offers one: it can be stopped now. */
export function planFor(node: ResourceNode, update: Action): Plan | undefined {
  const { stop: stopName, start: startName } = update.form?.unlockedBy ?? {};
  const stop = availableActions(node).find(({ name }) => name === stopName);
  const start = node.of.actions.find(({ name }) => name === startName);
  return stop && start && { stop, update, start };
}

/**
 * The sessions that end when a resource is stopped, a line each, without their users' names.
 * @returns undefined for a kind that has none
 * @throws ApiError
 */
export async function sessionsOf(
  explorer: Explorer,
  node: ResourceNode,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  const group = node.groups.find(({ of }) => of === kindNamed('session'));
  if (!group) return undefined;
  const { api } = await explorer.target(node, signal);
  const lines: string[] = [];
  for await (const page of group.of.list.pages(api, group.scope, signal))
    lines.push(...page.map(session => [group.of.id(session), group.of.detail?.(session)].filter(Boolean).join(' · ')));
  return lines;
}

/**
 * Follows the plan: stops the resource, updates it, starts it again, and waits for each.
 * @param said told each step as it begins or is reached
 * @throws ApiError or ActionRefused from whichever step; what was done before it stays done
 */
export async function followPlan(
  explorer: Explorer,
  node: ResourceNode,
  { stop, update, start }: Plan,
  input: Values,
  signal: AbortSignal,
  said: (step: Step) => void,
): Promise<void> {
  said('stopping');
  await explorer.perform(node, stop, {}, signal);
  await settled(explorer, node, signal);
  said('updating');
  await explorer.perform(node, update, {}, signal, input);
  said('updated');
  await explorer.perform(node, start, {}, signal);
  await settled(explorer, node, signal);
  said('running');
}

async function settled(explorer: Explorer, node: ResourceNode, signal: AbortSignal): Promise<void> {
  if (!goalOf(node)) return; // it was quicker than the request that asked
  const waited = await explorer.waiter.wait(node, signal);
  const state = node.of.state?.(node.resource) ?? '?';
  switch (waited.kind) {
    case 'reached':
      return;
    case 'failed':
      throw waited.error;
    case 'cancelled':
      throw new ActionRefused(l10n.t('Cancelled: {0} is {1}, and nothing more is done with it.', thing(node), state));
    case 'elsewhere':
      throw new ActionRefused(
        l10n.t('{0} is {1}, which was not expected: nothing more is done with it.', thing(node), state),
      );
  }
}
