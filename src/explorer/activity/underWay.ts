// What the extension follows at a time, for the status bar: resources on their way to another state, actions, and plans.
import type { Waiter } from '../acting/wait';
import type { Lists } from '../tree/lists';
import type { ResourceNode } from '../tree/node';
import { isAskable, isTransient } from '../tree/presence';
import type { Activity, Entry } from './activity';

/** A plan that is under way, in words that name no people. */
export interface PlanUnderWay {
  /** `Delete Fleet: design`. */
  readonly title: string;
  /** How far it is: `step 2 of 4`. */
  readonly progress: string;
}

export interface UnderWay {
  /** The resources in a transient state that are polled, by the view or because the user waits for them. */
  readonly resources: readonly ResourceNode[];
  /** The actions that have not ended. */
  readonly actions: readonly Entry[];
  readonly plans: readonly PlanUnderWay[];
}

/**
 * What is followed now.
 * @param plans the plans that are under way
 * @param isPolled whether the view polls, so that it notices when a resource has settled
 */
export function underWay(
  { resources, waiter }: Pick<Lists, 'resources'> & { readonly waiter: Waiter },
  { entries }: Pick<Activity, 'entries'>,
  plans: readonly PlanUnderWay[],
  isPolled: boolean,
): UnderWay {
  const isFollowed = (node: ResourceNode): boolean =>
    isTransient(node) && isAskable(node) && (isPolled || waiter.has(node));
  return {
    resources: [...resources()].filter(isFollowed),
    actions: entries.filter(({ until }) => until === undefined),
    plans,
  };
}

/** Whether nothing is followed. */
export function isNothing({ resources, actions, plans }: UnderWay): boolean {
  return !resources.length && !actions.length && !plans.length;
}
