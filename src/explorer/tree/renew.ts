// The age of lists, and which lists reload when the user returns to the window
// or the view. There is no timer.
import * as l10n from '@vscode/l10n';

import type { GroupNode, Node, ResourceList } from './node';
import { isBelow } from './node';

/** The age at which a list reloads: milliseconds. */
export const oldAfter = 60_000;

/** Lists that reload at the same time. */
const atOnce = 3;

/** Whether a list is old enough to reload. A list that failed reloads only when the user asks for it. */
export function isOld({ at, loading, problem }: ResourceList, now: number): boolean {
  return at !== undefined && !loading && !problem && now - at >= oldAfter;
}

/** The age of a list, `5 min ago`, from when it is worth showing. It is calculated when the list is drawn. */
export function ageOf({ list }: GroupNode, now: number): string | undefined {
  if (list?.at === undefined || now - list.at < oldAfter) return undefined;
  const minutes = Math.floor((now - list.at) / 60_000);
  if (minutes < 60) return l10n.t('{0} min ago', minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? l10n.t('{0} h ago', hours) : l10n.t('{0} days ago', Math.floor(hours / 24));
}

export interface RenewerOptions {
  readonly list: (group: GroupNode) => ResourceList;
  readonly now: () => number;
  /** Called with each list before and after it reloads. */
  readonly changed: (group: GroupNode) => void;
  /** Called when all reloads have ended. */
  readonly renewed: () => void;
}

/** Knows which lists are visible, and reloads the old ones. */
export interface Renewer {
  /** A list was expanded, or redrawn while expanded. */
  opened(node: Node): void;
  /** A node was collapsed, with everything below it. */
  closed(node: Node): void;
  /**
   * The user is back: reloads old visible lists, the most recently expanded first, a few at a time.
   * @param within the node that the user expanded; absent: the whole tree
   */
  renew(within?: Node): Promise<void>;
  /** The view was hidden: pending reloads are dropped. */
  pause(): void;
}

/** Makes a renewer that takes no list for visible until `opened` names it. */
export function createRenewer({ list, now, changed, renewed }: RenewerOptions): Renewer {
  const open = new Map<string, GroupNode>(); // the most recently expanded is last
  const closed = new Map<string, Node>();
  let waiting: GroupNode[] = [];
  let working = 0;

  const isOnScreen = (group: GroupNode): boolean =>
    ![...closed.values()].some(node => node.id === group.id || isBelow(group.id, node));

  async function work(): Promise<void> {
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      const old = list(group);
      if (!isOld(old, now())) continue;
      await old.reload();
      changed(group);
    }
  }

  return {
    opened(node) {
      closed.delete(node.id);
      if (node.kind !== 'group' || node.sections) return;
      open.delete(node.id);
      open.set(node.id, node);
    },
    closed(node) {
      closed.set(node.id, node);
    },
    async renew(within) {
      // A group whose profile or Region is no longer shown has no list.
      for (const [id, group] of open) if (group.list === undefined || group.list !== list(group)) open.delete(id);
      const old = [...open.values()]
        .filter(group => !within || group.id === within.id || isBelow(group.id, within))
        .filter(group => isOld(list(group), now()));
      for (const group of old) if (!isOnScreen(group)) changed(group);
      const wanted = old.filter(isOnScreen).reverse();
      waiting = [...wanted, ...waiting.filter(group => !wanted.includes(group))];
      if (!waiting.length) return;
      const workers = Math.max(Math.min(atOnce - working, waiting.length), 0);
      working += workers;
      await Promise.all(Array.from({ length: workers }, () => work().finally(() => working--)));
      renewed();
    },
    pause() {
      waiting = [];
    },
  };
}
