import type { Agenda } from './agenda';
import type { Store } from './store';
import { createStore } from './store';

/** All accounts and Regions of one simulator, and its time. */
export interface World {
  readonly agenda: Agenda;
  /** Signs streaming URLs; each simulator has its own. */
  readonly secret: Buffer;
  /** Where streaming URLs lead: `http://127.0.0.1:PORT`. Known once the server listens. */
  origin: string;
  /** What an account has in a Region. It is created, and its seed applied, at its first use. */
  store(accountId: string, region: string): Store;
  /** The stores that exist so far. */
  stores(): Iterable<Store>;
  /** Drops all stores and all that is pending. */
  clear(): void;
  /** Takes a store that a snapshot has, in place of any of its account and Region. Its seed is not applied. */
  put(store: Store): void;
}

/** @param seedStore puts the seed into a new store */
export function createWorld(agenda: Agenda, secret: Buffer, seedStore: (store: Store, world: World) => void): World {
  const stores = new Map<string, Store>();
  const world: World = {
    agenda,
    secret,
    origin: '',
    store(accountId, region) {
      const key = keyOf({ accountId, region });
      let store = stores.get(key);
      if (!store) {
        store = createStore(accountId, region);
        stores.set(key, store); // before its seed is applied: seeds look at one another's stores
        seedStore(store, world);
      }
      return store;
    },
    stores: () => stores.values(),
    clear() {
      stores.clear();
      agenda.clear();
    },
    put: store => void stores.set(keyOf(store), store),
  };
  return world;
}

function keyOf({ accountId, region }: Pick<Store, 'accountId' | 'region'>): string {
  return `${accountId}/${region}`;
}

/** One request, as a handler sees it. */
export interface Call {
  readonly operation: string;
  /** The caller's account and Region. */
  readonly store: Store;
  readonly world: World;
}

/**
 * Performs an operation. It takes validated input, returns output with times in milliseconds, and throws ServiceError. It may
 * return the store's own objects, because the output is copied.
 */
export type Handler = (input: never, call: Call) => object;
export type Handlers = Readonly<Record<string, Handler>>;
