// The explorer: what it offers, and what it is made with.
import type { ApiError } from '../api/core/errors';
import type { Api, OpenApi } from '../api/types';
import type { Connection } from '../aws/connection';
import type { Acting } from './acting/acting';
import type { RequestedChange } from './acting/change';
import type { Claims } from './acting/claims';
import type { Targets } from './acting/targets';
import type { Waiter } from './acting/wait';
import type { KeptRecents, Recent } from './find/recent';
import type { createTagReader } from './tags/reader';
import type { Tagging } from './tags/tagging';
import type { Arrangements, KeptArrangements } from './tree/arrangement';
import type { Browser } from './tree/browse';
import type { Filters, KeptFilters } from './tree/filters';
import type { Identifier, IdentifierOptions } from './tree/identify';
import type { Lists } from './tree/lists';
import type { GroupNode, Node, ProfileNode, ResourceList, ResourceNode, Root, SandboxNode } from './tree/node';
import type { Poller, PollerOptions } from './tree/poller';
import type { Refresher } from './tree/refresh';
import type { Renewer } from './tree/renew';
import type { Roots } from './tree/roots';
import type { Using } from './tree/using';

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
  /** Where the recent resources are kept; in memory by default. */
  readonly recent?: KeptRecents;
  /** The arrangements of lists that the last window kept. */
  readonly arrangements?: KeptArrangements | undefined;
  /**
   * Called with the node to redraw, with everything below it; undefined for the whole tree.
   * @param isAlike whether all resources look as before: only what is shown of them has changed, or the row of their list
   */
  readonly changed: (node: Node | undefined, isAlike?: true) => void;
  /** Called when the user refreshes a node, or everything, and after signing in. It refreshes what no list of the tree has. */
  readonly refreshing?: (node: Node | undefined) => Promise<void>;
  /** Called when a wait has begun or ended. */
  readonly waiting?: () => void;
  readonly schedule?: PollerOptions['schedule'];
  /** The first levels of the tree, if they show already. */
  readonly roots?: Roots;
  /** The time: milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface Explorer
  extends
    Browser,
    Pick<Refresher, 'refresh'>,
    Pick<Identifier, 'identify' | 'actor'>,
    Pick<Acting, 'perform' | 'performAll' | 'create'>,
    Pick<Lists, 'resources'>,
    Targets {
  readonly roots: readonly (ProfileNode | SandboxNode)[];
  readonly poller: Poller;
  /** Reloads old lists when the user returns. */
  readonly renewer: Renewer;
  /** The filters of lists and of the whole view. */
  readonly filters: Filters;
  /** The resources that the user went to or picked last. */
  readonly recent: Recent;
  /** How lists are sorted and grouped. */
  readonly arrangements: Arrangements;
  /** Reads the tags of a node's Region, if they aren't known or are old. */
  readonly wantTags: Tagging['want'];
  /** Notes who uses the resources of a list that is on the screen, and asks for those who could, if they aren't known. */
  readonly wantUsers: Using['want'];
  /** What a node stands below in the tree; undefined for the first level. */
  readonly parent: (node: Node) => Node | undefined;
  /** Waits for a resource because the user asked for it. It continues while the view is hidden. */
  readonly waiter: Waiter;
  /** The commands under way, so that none runs twice at once. */
  readonly claims: Claims;
  /**
   * Describes a resource, and others of its connection, in the background, which asks nobody to sign in.
   * @returns why it failed. The nodes are updated
   */
  readonly describeInBackground: (
    node: ResourceNode,
    ...others: readonly ResourceNode[]
  ) => Promise<ApiError | undefined>;
  /** Opens the API of a connection. It sends nothing after the tree has dropped the connection. */
  readonly open: OpenApi;
  /** The same for background work, which comes last and asks nobody to sign in. */
  readonly background: (connection: Connection) => Promise<Api>;
  /** Sets the profiles and Regions of the view. Those that stay keep their nodes and what is loaded. */
  readonly setRoots: (roots: readonly Root[]) => void;
  /** The loaded part of a group's resources. */
  readonly list: (group: GroupNode) => ResourceList;
  /** Drops everything loaded with these profiles, because they changed. Other profiles keep everything. */
  readonly forget: (profiles: readonly string[]) => void;
  /** Reloads what could not be loaded with these profiles, after the user signed in. */
  readonly recover: (profiles: readonly string[]) => Promise<void>;
  readonly dispose: () => void;
}
