import type { Model } from '../../api/core/facts';
import type { Store } from './store';
import type { Handlers, World } from './world';

/** A request of AppStream, and what became of it. */
export interface TrailEntry {
  readonly operation: string;
  readonly input: unknown;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Empty for a service of AWS that acts for the account. */
  readonly accessKeyId: string;
  readonly error?: unknown;
}

/** Services beside AppStream. A simulator that is made without them is smaller. */
export interface OtherServices {
  readonly models: readonly Model[];
  readonly handlers: Handlers;
  /** Adds to a store what the demo company has in these services. */
  readonly seedDemo: (store: Store, world: World) => void;
  /** Is told each request of AppStream. */
  readonly noteRequest: (store: Store, entry: TrailEntry) => void;
}
