// The resources that the user went to, opened, picked or did something with last. Lists offer them first, and the view shows some.
import type { Favorite } from '../tree/favorite';
import { nodeIdOf } from '../tree/favorite';
import { favoriteOf } from '../tree/favoriteRows';
import type { Node, ResourceNode } from '../tree/node';
import { isBelow } from '../tree/node';

/** A recent resource as it is kept: what a favorite has, or only the id if it can't be described by itself. */
export type KeptRecent = Favorite | string;

export interface Recent {
  /** The ids of the resources, the last first. */
  readonly ids: () => readonly string[];
  /** The user has chosen resources. */
  readonly add: (...nodes: readonly ResourceNode[]) => void;
  /** Forgets the resources with these ids; all of them without ids. */
  readonly remove: (ids?: readonly string[]) => void;
  /**
   * How recently the user was at a node or below it: 0 for the last time. Infinity if not among the last times.
   */
  readonly rankOf: (node: Node) => number;
}

/** Where they are kept for the next window. */
export interface KeptRecents {
  readonly get: () => readonly KeptRecent[] | undefined;
  readonly set: (recent: readonly KeptRecent[]) => void;
}

/** How many are kept. */
const most = 20;

/** Makes the recent resources over what is kept: at most 20, each once. */
export function createRecent(kept: KeptRecents): Recent {
  const all = (): readonly KeptRecent[] => kept.get() ?? [];
  const ids = (): readonly string[] => all().map(idOf);
  const without = (some: readonly string[]): readonly KeptRecent[] => all().filter(one => !some.includes(idOf(one)));
  return {
    ids,
    add(...nodes) {
      if (!nodes.length) return;
      const added = nodes.map(node => favoriteOf(node) ?? node.id);
      kept.set([...added, ...without(added.map(idOf))].slice(0, most));
    },
    remove: some => kept.set(some ? without(some) : []),
    rankOf(node) {
      const at = ids().findIndex(id => id === node.id || isBelow(id, node));
      return at < 0 ? Infinity : at;
    },
  };
}

const idOf = (one: KeptRecent): string => (typeof one === 'string' ? one : nodeIdOf(one));

/** What lasts as long as the explorer. */
export function recentInMemory(): KeptRecents {
  let all: readonly KeptRecent[] = [];
  return { get: () => all, set: next => void (all = next) };
}
