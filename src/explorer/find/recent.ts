// The resources that the user went to or picked last. Lists offer them first.
import type { Node } from '../tree/node';
import { isBelow } from '../tree/node';

export interface Recent {
  /** The ids of the resources, the last first. */
  readonly ids: () => readonly string[];
  /** The user has chosen a resource. */
  readonly add: (id: string) => void;
  /**
   * How recently the user was at a node or below it: 0 for the last time. Infinity if not among the last times.
   */
  readonly rankOf: (node: Node) => number;
}

/** Where the ids are kept for the next window. */
export interface KeptIds {
  readonly get: () => readonly string[] | undefined;
  readonly set: (ids: readonly string[]) => void;
}

/** How many are kept. */
const most = 20;

/** Makes the recent resources over what is kept: at most 20 ids, each once. */
export function createRecent(kept: KeptIds): Recent {
  const ids = (): readonly string[] => kept.get() ?? [];
  return {
    ids,
    add: id => kept.set([id, ...ids().filter(other => other !== id)].slice(0, most)),
    rankOf(node) {
      const at = ids().findIndex(id => id === node.id || isBelow(id, node));
      return at < 0 ? Infinity : at;
    },
  };
}

/** Ids that last as long as the explorer. */
export function idsInMemory(): KeptIds {
  let ids: readonly string[] = [];
  return { get: () => ids, set: next => void (ids = next) };
}
