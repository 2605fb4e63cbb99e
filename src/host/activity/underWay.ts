// Tells the status bar what is followed: resources on their way to another state, actions, and plans.
import type * as vscode from 'vscode';

import { lazy } from '../../api/core/lazy';
import type { Activity } from '../../explorer/activity/activity';
import type { PlanUnderWay, UnderWay } from '../../explorer/activity/underWay';
import { isNothing, underWay } from '../../explorer/activity/underWay';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Node } from '../../explorer/tree/node';
import type { UnderWayItem } from './underWayItem';

/** How long changes are collected before they are shown: milliseconds. */
const patience = 250;

export interface FollowedUnderWay extends vscode.Disposable {
  /** Something may have begun or ended. */
  readonly changed: () => void;
  /** Shows what is followed in its view. */
  readonly open: () => Promise<void>;
}

export interface UnderWayOptions {
  readonly explorer: Explorer;
  readonly activity: Activity;
  /** The plans that are under way. */
  readonly plans: () => readonly PlanUnderWay[];
  /** Whether the view, or the page of a resource, is visible: only then are resources polled. */
  readonly isPolled: () => boolean;
  readonly reveal: (node: Node) => Promise<void>;
}

/** Shows in the status bar what is under way. The item is loaded when there is something to show. */
export function followUnderWay({ explorer, activity, plans, isPolled, reveal }: UnderWayOptions): FollowedUnderWay {
  const item = lazy<UnderWayItem>(async () => (await import('../later')).createUnderWayItem(reveal));
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const followed = (): UnderWay => underWay(explorer, activity, plans(), isPolled());
  async function update(): Promise<void> {
    timer = undefined;
    if (!item.loaded && isNothing(followed())) return;
    const loaded = await item.get();
    if (isOver) loaded.dispose();
    else loaded.show(followed());
  }
  return {
    changed() {
      if (!isOver) timer ??= setTimeout(() => void update(), patience);
    },
    open: async () => (await item.get()).open(),
    dispose() {
      isOver = true;
      clearTimeout(timer);
      item.loaded?.dispose();
    },
  };
}
