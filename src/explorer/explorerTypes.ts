// What the explorer is made with: AWS, what the last window kept, and who is told of changes.
import type { Api, OpenApi } from '../api/types';
import type { Connection } from '../aws/connection';
import type { RequestedChange } from './acting/change';
import type { KeptIds } from './find/recent';
import type { createTagReader } from './tags/reader';
import type { KeptArrangements } from './tree/arrangement';
import type { KeptFilters } from './tree/filters';
import type { IdentifierOptions } from './tree/identify';
import type { Node } from './tree/node';
import type { PollerOptions } from './tree/poller';
import type { Roots } from './tree/roots';

export interface ExplorerOptions extends Partial<Pick<IdentifierOptions, 'identity' | 'offersMfa' | 'offersSignIn'>> {
  /** Opens the API of a connection. The first call loads the AWS SDK. */
  readonly api: OpenApi;
  /** The same for background work, which comes last. */
  readonly background?: (connection: Connection) => Promise<Api>;
  /** The fingerprint of everything that the AWS files say about a connection's profile. */
  readonly fingerprint?: (connection: Connection) => Promise<string>;
  /** Loads what reads tags. It is called when somebody first looks for tags. */
  readonly tagReader?: () => Promise<typeof createTagReader>;
  /** The number of resources that a list loads at first, and with each Load More. */
  readonly pageSize: () => number;
  /** Called with the outcome of an action that was unknown for a while. */
  readonly decided?: (asked: RequestedChange, outcome: 'done' | 'notDone') => void;
  /** The filters that the last window kept. */
  readonly filters?: KeptFilters | undefined;
  /** Where the ids of recent resources are kept; in memory by default. */
  readonly recent?: KeptIds;
  /** The arrangements of lists that the last window kept. */
  readonly arrangements?: KeptArrangements | undefined;
  /**
   * Called with the node to redraw, with everything below it; undefined for the whole tree.
   * @param isAlike whether all resources look as before: only what is shown of them has changed, or the row of their list
   */
  readonly changed: (node: Node | undefined, isAlike?: true) => void;
  /** Called when a wait has begun or ended. */
  readonly waiting?: () => void;
  readonly schedule?: PollerOptions['schedule'];
  /** The first levels of the tree, if they show already. */
  readonly roots?: Roots;
  /** The time: milliseconds since the epoch. */
  readonly now?: () => number;
}
