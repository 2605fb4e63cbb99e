// Lists that were asked for a while ago: how old they are, and which are asked again when the user comes back to the window
// or the view. No timer runs for it.
import * as l10n from '@vscode/l10n';

import type { GroupNode, Node, ResourceList } from './node';
import { isBelow } from './node';

/** Older than this, in milliseconds, a list is asked again. */
export const oldAfter = 60_000;

/** Lists that are asked again at once. */
const atOnce = 3;

/** Whether a list is so old that it should be asked again. What failed is asked again by the user alone. */
export function isOld({ at, loading, problem }: ResourceList, now: number): boolean {
  return at !== undefined && !loading && !problem && now - at >= oldAfter;
}

/** How long ago a list was asked for, `5 min ago`, once that is worth telling. It is told when the list is drawn. */
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
  /** Told of each list before it is asked again and after. */
  readonly changed: (group: GroupNode) => void;
  /** Told when all that was asked again has answered. */
  readonly renewed: () => void;
}

/** Knows which lists are on screen, and asks the old ones again. */
export interface Renewer {
  /** A list has been opened, or drawn while it is open. */
  opened(node: Node): void;
  /** A node has been closed, and with it all that is below it is off the screen. */
  closed(node: Node): void;
  /**
   * The user is back: asks again for what is on screen and old, what was opened last first, a few at a time.
   * @param within the node that the user came back to, by opening it; all when absent
   */
  renew(within?: Node): Promise<void>;
  /** Nobody looks any more: what has not been asked yet is left. */
  pause(): void;
}

export function createRenewer({ list, now, changed, renewed }: RenewerOptions): Renewer {
  const open = new Map<string, GroupNode>(); // the one opened last stands last
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
      // A group whose profile or Region is shown no more has lost its list.
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
