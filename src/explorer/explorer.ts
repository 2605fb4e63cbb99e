// The tree's behaviour, combined from its parts: children, loading, polling, actions. Without vscode.
import { settingsChanged } from '../api/core/actor';
import type { ApiError } from '../api/core/errors';
import { lazy } from '../api/core/lazy';
import type { OpenApi } from '../api/types';
import type { Connection } from '../aws/connection';
import type { Acting } from './acting/acting';
import { createActing } from './acting/acting';
import type { Claims } from './acting/claims';
import { createClaims } from './acting/claims';
import type { Targets } from './acting/targets';
import { createTargets } from './acting/targets';
import type { Waiter } from './acting/wait';
import { createWaiter } from './acting/wait';
import type { ExplorerOptions } from './explorerOptions';
import type { Recent } from './find/recent';
import { createRecent, idsInMemory } from './find/recent';
import type { Arrangements } from './tree/arrangement';
import { createArrangements, tagKeyOf } from './tree/arrangement';
import type { Browser } from './tree/browse';
import { createBrowser } from './tree/browse';
import { createDescriber, laneOf } from './tree/describe';
import type { Filters } from './tree/filters';
import { createFilters } from './tree/filters';
import type { Identifier } from './tree/identify';
import { createIdentifier } from './tree/identify';
import { boundOpen, createLives, notShown } from './tree/life';
import type { Lists } from './tree/lists';
import { createLists } from './tree/lists';
import { rootGroups } from './tree/makeNodes';
import type {
  GroupNode,
  Node,
  ProfileNode,
  RegionNode,
  ResourceList,
  ResourceNode,
  Root,
  SandboxNode,
} from './tree/node';
import { isBelow, parentOf, regionOf } from './tree/node';
import type { Poller } from './tree/poller';
import { createPoller } from './tree/poller';
import { dueIn, isPending } from './tree/presence';
import type { Refresher } from './tree/refresh';
import { createRefresher } from './tree/refresh';
import type { Renewer } from './tree/renew';
import { createRenewer } from './tree/renew';
import { createRoots } from './tree/roots';
import { followed, looksAtTags } from './tree/tags';

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
  /**
   * Reads the tags of a node's Region if they aren't known, or are older than its lists.
   * @returns whether anything was read. It never throws: the Region's tags say what went wrong
   */
  readonly wantTags: (node: GroupNode | RegionNode) => Promise<boolean>;
  /** What a node stands below in the tree; undefined for the first level. */
  readonly parent: (node: Node) => Node | undefined;
  /** Waits for a resource because the user asked for it. It continues while the view is hidden. */
  readonly waiter: Waiter;
  /** The commands under way, so that none runs twice at once. */
  readonly claims: Claims;
  /** Describes a resource in the background, which asks nobody to sign in. @returns why it failed. The node is updated */
  readonly look: (node: ResourceNode) => Promise<ApiError | undefined>;
  /** Opens the API of a connection. It sends nothing after the tree has dropped the connection. */
  readonly open: OpenApi;
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

export function createExplorer(options: ExplorerOptions): Explorer {
  const {
    identity,
    offersMfa,
    offersSignIn,
    fingerprint,
    schedule,
    pageSize,
    now = Date.now,
    roots = createRoots(),
  } = options;
  roots.groupsBelow = rootGroups;
  let disposed = false;
  const filters = createFilters({
    lists: () => lists.all(),
    changed: group => options.changed(group, true),
    wantTags: group => void wantTags(group),
    kept: options.filters,
  });
  const arrangements = createArrangements(
    group => options.changed(group, true),
    group => void wantTags(group),
    options.arrangements,
  );
  function changed(node: Node | undefined): void {
    const affected = node && filters.affected(node);
    options.changed(affected && arrangements.affected(affected));
  }

  const lives = createLives();
  const life = (connection: Connection): AbortSignal => lives.of(connection);
  const open = followed(boundOpen(lives, options.api), (...answered) => tagReader.loaded?.learn(...answered));
  const background = boundOpen(lives, (options.background ?? options.api) as OpenApi);
  const lists = createLists({
    api: group => open(group.connection),
    background: group => background(group.connection),
    left(node) {
      filters.dropBelow(node);
      arrangements.dropBelow(node);
    },
    ...{ pageSize, now, arrangements },
  });
  const list = (group: GroupNode): ResourceList => lists.of(group);

  const regions = (): readonly RegionNode[] => roots.profiles.flatMap(profile => profile.regions);
  const tagReader = lazy(async () => {
    const create = await options.tagReader?.();
    return create?.({
      ...{ open: background, regions, now },
      lists: () => lists.all(),
      changed(region) {
        for (const { group } of lists.all()) {
          const by = arrangements.of(group).group;
          const isByTag = by !== undefined && tagKeyOf(by) !== undefined;
          const isConcerned = isByTag || filters.of(group).some(looksAtTags);
          if (isConcerned && regionOf(group) === region) options.changed(group, true);
        }
      },
    });
  });
  async function wantTags(node: GroupNode | RegionNode): Promise<boolean> {
    const region = regionOf(node);
    // If it can't be loaded, the tags stay unknown.
    const reader = await tagReader.get().catch(() => undefined);
    return (region && reader?.want(region)) ?? false;
  }

  const gone = (node: ResourceNode): void => {
    node.gone = true;
    node.parent.list?.remove(node);
    changed(node.parent);
    poller.wake();
  };
  const describer = createDescriber({
    ...{ api: open, background, now, changed },
    relist: async group => {
      await list(group).reloadInBackground();
      changed(group);
      return list(group).problem;
    },
    gone,
  });
  const asking = { poll: describer.poll, lane: laneOf, ...(schedule && { schedule }) };
  const waiter: Waiter = createWaiter({
    ...{ ...asking, now, began: options.waiting },
    ended() {
      poller.wake();
      options.waiting?.();
    },
  });
  const poller = createPoller({
    pending: () => [...lists.resources()].filter(node => isPending(node) && !waiter.has(node)),
    dueIn: node => dueIn(node, now()),
    ...asking,
  });
  const { wake, retry } = poller;

  const targets = createTargets({ open, life, changed, schedule });
  const acting = createActing({
    ...{ open, target: targets.target, life, list, changed, gone, retry, schedule, now },
    lists: () => lists.all(),
    describe: (nodes, actor, signal) => describer.describe(nodes, signal, actor),
    decided: options.decided,
  });
  const identifier = createIdentifier({
    ...{ identity, offersMfa, offersSignIn, fingerprint, schedule, life },
    changed: (profile, before) => {
      // The credentials changed without the files, as with a credential_process. The lists belong to another account.
      const after = profile.identity;
      if (before && after && before.account !== after.account) forgetBelow(profile);
      changed(profile);
    },
  });
  // The user may have fixed why checks fail.
  const recheck = (): void => {
    retry();
    acting.recheck();
  };
  const { recover, refresh } = createRefresher({ lists, describer, life, changed, retry: recheck });

  function keepRoots(wanted: readonly Root[]): boolean {
    const isChanged = roots.set(wanted);
    lives.keep(regions().map(({ connection }) => connection));
    filters.keepIn(regions());
    arrangements.keepIn(regions());
    lists.drop();
    acting.connectionsChanged();
    waiter.giveUp(({ connection }) => life(connection).aborted, notShown);
    wake();
    return isChanged;
  }

  // A wait could now meet another resource of the same name.
  function forgetBelow(root: ProfileNode): void {
    const reason = settingsChanged(root.name);
    lists.drop(root);
    for (const region of root.regions) {
      delete region.tags;
      lives.renew(region.connection, reason);
    }
    acting.connectionsChanged();
    waiter.giveUp(
      node => isBelow(node.id, root),
      () => reason,
    );
    wake();
  }

  return {
    ...createBrowser({
      ...{ list, filters, arrangements, identifier, changed, wake, schedule },
      counted: group => options.changed(group, true),
    }),
    ...{ ...targets, filters, arrangements, poller, waiter, open, list, wantTags },
    refresh(node) {
      for (const region of regions()) {
        const isMeant = !node || node === region || regionOf(node) === region || isBelow(region.id, node);
        if (isMeant && region.tags) region.tags.at = -Infinity; // read again with the lists
      }
      return refresh(node);
    },
    look: node => describer.poll([node], life(node.connection)),
    parent: node => (node.kind === 'resource' ? arrangements.parent(node) : parentOf(node)),
    ...{ identify: identifier.identify, actor: identifier.actor },
    ...{ perform: acting.perform, performAll: acting.performAll, create: acting.create },
    get roots() {
      return roots.all;
    },
    setRoots(wanted) {
      if (!disposed && keepRoots(wanted)) changed(undefined);
    },
    renewer: createRenewer({ list, now, changed, renewed: wake }),
    claims: createClaims(),
    recent: createRecent(options.recent ?? idsInMemory()),
    resources: lists.resources,
    forget(profiles) {
      for (const root of roots.own(profiles)) {
        forgetBelow(root);
        delete root.identity;
        changed(root);
      }
    },
    async recover(profiles) {
      for (const profile of roots.own(profiles)) await recover(profile);
      recheck();
    },
    dispose() {
      for (const part of [acting, waiter, poller]) part.dispose();
      keepRoots([]);
      disposed = true;
    },
  };
}
