// What the extension follows at a time, for the status bar: resources on their way to another state, and actions.
import type { Waiter } from '../acting/wait';
import type { Lists } from '../tree/lists';
import type { ResourceNode } from '../tree/node';
import { isAskable, isTransient } from '../tree/presence';
import type { Activity, Entry } from './activity';

export interface UnderWay {
  /** The resources in a transient state that are polled, by the view or because the user waits for them. */
  readonly resources: readonly ResourceNode[];
  /** The actions that have not ended. */
  readonly actions: readonly Entry[];
}

/** What is followed now. @param isPolled whether the view polls, so that it notices when a resource has settled */
export function underWay(
  { resources, waiter }: Pick<Lists, 'resources'> & { readonly waiter: Waiter },
  { entries }: Pick<Activity, 'entries'>,
  isPolled: boolean,
): UnderWay {
  const isFollowed = (node: ResourceNode): boolean =>
    isTransient(node) && isAskable(node) && (isPolled || waiter.has(node));
  return {
    resources: [...resources()].filter(isFollowed),
    actions: entries.filter(({ until }) => until === undefined),
  };
}
