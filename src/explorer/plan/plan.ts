// Stop, update and start again: for members that can be changed only while a resource is stopped.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Values } from '../../forms/field';
import type { Action } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { kindNamed } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import type { Shown } from '../acting/change';
import type { Failing } from '../acting/doubts';
import type { WaitNews, WaitOptions } from '../acting/wait';
import type { Explorer } from '../explorerTypes';
import { explainedText } from '../show/explain';
import { quotedName } from '../show/messages';
import { availableActions } from '../tree/actions';
import { goalOf } from '../tree/goal';
import type { ResourceNode } from '../tree/node';
import { errorsOf } from '../tree/node';

/** The three actions of the plan. */
export interface Plan {
  readonly stop: Action;
  readonly update: Action;
  readonly start: Action;
  /** Asked before: `Stop fleet {0}, update it and start it again?` */
  readonly question: string;
}

/** The progress of a plan. `updated`: the update is done and the resource only has to start; `starting`: it was asked to start. */
export type Step = 'stopping' | 'updating' | 'updated' | 'starting' | 'running';

/** The plan around an update, if the resource can be stopped now. */
export function planFor(node: ResourceNode, update: Action): Plan | undefined {
  const unlockedBy = update.form?.unlockedBy;
  if (!unlockedBy) return undefined;
  const stop = availableActions(node).find(({ name }) => name === unlockedBy.stop);
  const start = node.resourceKind.actions.find(({ name }) => name === unlockedBy.start);
  return stop && start && { stop, update, start, question: unlockedBy.question };
}

/**
 * The sessions that end when a resource is stopped: one line each, with the user's name.
 * @returns undefined for a kind without sessions
 * @throws ApiError
 */
export async function sessionsOf(explorer: Explorer, shown: Shown, signal: AbortSignal): Promise<string[] | undefined> {
  const { node } = shown;
  const group = node.groups.find(({ resourceKind }) => resourceKind === kindNamed('session'));
  if (!group) return undefined;
  const { api } = await explorer.target(shown, signal);
  const lines: string[] = [];
  for await (const page of group.resourceKind.list.pages(api, group.scope, signal)) {
    lines.push(...page.map(session => lineOf(group.resourceKind, session)));
  }
  return lines;
}

function lineOf(resourceKind: Kind, session: unknown): string {
  return plainText(
    [resourceKind.label?.(session) ?? resourceKind.id(session), resourceKind.detail?.(session)]
      .filter(Boolean)
      .join(' · '),
  );
}

/**
 * Runs the plan: stops the resource, updates it, starts it again, and waits for each step. It acts as the actor that
 * was shown.
 * @param said called with each step as it begins or ends
 * @param told called with the progress of each wait and each check after a lost answer. Errors from before the plan are not reported
 * @param ready called when the resource has stopped. It throws if the update must not be sent
 * @throws ApiError or ActionRefused from any step. Earlier steps stay done
 */
export async function followPlan(
  explorer: Explorer,
  shown: Shown,
  { stop, update, start }: Plan,
  input: Values,
  signal: AbortSignal,
  said: (step: Step) => void,
  told: (news: WaitNews) => void = () => undefined,
  ready: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { node } = shown;
  const known = [...errorsOf(node)];
  const waiting: WaitOptions = {
    known,
    told(news) {
      known.push(...news.newErrors);
      told(news);
    },
  };
  const checking: Failing = failedPolls =>
    told({
      ...{ state: stateOf(node), errors: [], newErrors: [], longerThan: undefined },
      ...{ failedPolls, isMissing: false },
    });
  said('stopping');
  await explorer.perform(shown, stop, {}, signal, {}, { failing: checking });
  await settled(explorer, node, signal, waiting);
  await ready();
  said('updating');
  await explorer.perform(shown, update, {}, signal, input, { failing: checking });
  said('updated');
  await explorer.perform(shown, start, {}, signal, {}, { failing: checking });
  said('starting');
  await settled(explorer, node, signal, waiting);
  said('running');
}

async function settled(
  explorer: Explorer,
  node: ResourceNode,
  signal: AbortSignal,
  waiting: WaitOptions,
): Promise<void> {
  if (!goalOf(node)) return; // it was quicker than the request that asked
  const waited = await explorer.waiter.wait(node, signal, waiting);
  const name = quotedName(node);
  switch (waited.kind) {
    case 'reached':
      return;
    case 'failed':
      throw waited.error;
    case 'cancelled':
      throw new ActionRefused(l10n.t('Cancelled. {0} is {1}.', name, stateOf(node)));
    case 'elsewhere': {
      const { state } = waited;
      if (state === undefined) throw new ActionRefused(l10n.t('{0} no longer exists.', name));
      const stopped = l10n.t('Stopped, because {0} is unexpectedly {1}.', name, state);
      throw new ActionRefused([stopped, ...errorsOf(node).map(explainedText)].join(' '));
    }
  }
}

function stateOf({ resourceKind, resource }: ResourceNode): string {
  return resourceKind.state?.(resource) ?? '?';
}
