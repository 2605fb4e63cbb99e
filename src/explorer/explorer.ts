// The tree's behaviour, combined from its parts: children, loading, polling, actions. Without vscode.
import { settingsChanged } from '../api/core/actor';
import type { OpenApi } from '../api/types';
import type { Connection } from '../aws/connection';
import { createActing } from './acting/acting';
import { createClaims } from './acting/claims';
import { createTargets } from './acting/targets';
import type { Waiter } from './acting/wait';
import { createWaiter } from './acting/wait';
import type { Explorer, ExplorerOptions } from './explorerTypes';
import { createRecent, recentInMemory } from './find/recent';
import { createTagging } from './tags/tagging';
import { createArrangements } from './tree/arrangement';
import { createBrowser } from './tree/browse';
import { findDenied } from './tree/denied';
import { createDescriber, laneOf } from './tree/describe';
import { createFilters } from './tree/filters';
import { createIdentifier } from './tree/identify';
import { boundOpen, createLives, notShown } from './tree/life';
import { createLists } from './tree/lists';
import { rootGroups } from './tree/makeNodes';
import type { GroupNode, Node, ProfileNode, RegionNode, ResourceList, ResourceNode, Root } from './tree/node';
import { isBelow, isFull, parentOf } from './tree/node';
import { createPoller } from './tree/poller';
import { dueIn, isPending } from './tree/presence';
import { createRefresher } from './tree/refresh';
import { createRenewer } from './tree/renew';
import { createRoots } from './tree/roots';
import { followed, looksAtTags } from './tree/tags';
import { createUsing } from './tree/using';

/** Makes an explorer of `roots`. It sends nothing before a node is expanded or something is done with it. */
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
    wantTags: group => void tagging.want(group),
    kept: options.filters,
  });
  const arrangements = createArrangements(
    group => options.changed(group, true),
    group => void tagging.want(group),
    options.arrangements,
  );
  function changed(node: Node | undefined): void {
    const affected = node && filters.affected(node);
    options.changed(affected && arrangements.affected(affected));
    using.changed(node);
    if (node?.kind !== 'resource') lookDenied();
  }

  function lookDenied(): void {
    for (const region of findDenied(regions(), lists.all())) options.changed(region, true);
  }

  const lives = createLives();
  const life = (connection: Connection): AbortSignal => lives.signalOf(connection);
  const open = followed(boundOpen(lives, options.api), (...answered) => tagging.learn(...answered));
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
  const list = (group: GroupNode): ResourceList => lists.listOf(group);

  const using = createUsing({
    ...{ list, now },
    isFiltered: group => filters.filtersOf(group).some(({ terms }) => terms.some(({ by }) => by === 'used')),
    changed: node => options.changed(node, true),
  });

  const regions = (): readonly RegionNode[] => roots.profiles.flatMap(profile => profile.regions);
  const tagging = createTagging({
    ...{ load: options.tagReader, open: background, regions, now },
    lists: () => lists.all(),
    isConcerned: group => arrangements.isByTag(group) || filters.filtersOf(group).some(looksAtTags),
    changed: group => options.changed(group, true),
  });

  const recent = createRecent(options.recent ?? recentInMemory());
  const gone = (node: ResourceNode): void => {
    node.gone = true;
    if (node.isBeingDeleted) recent.remove([node.id]);
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
      loaded(group) {
        if (group.list?.nodes.size && !isFull(group)) options.changed(group, true);
        using.changed(group);
        lookDenied();
      },
    }),
    ...{ ...targets, filters, arrangements, recent, poller, waiter, open, background, list },
    wantTags: tagging.want,
    wantUsers: using.want,
    async refresh(node) {
      tagging.refresh(node);
      await Promise.all([refresh(node), options.refreshing?.(node)]);
    },
    describeInBackground: (node, ...others) => describer.poll([node, ...others], life(node.connection)),
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
    resources: lists.resources,
    forget(profiles) {
      for (const root of roots.own(profiles)) {
        forgetBelow(root);
        delete root.identity;
        changed(root);
      }
    },
    async recover(profiles) {
      for (const profile of roots.own(profiles)) await Promise.all([recover(profile), options.refreshing?.(profile)]);
      recheck();
    },
    dispose() {
      for (const part of [acting, waiter, poller]) part.dispose();
      keepRoots([]);
      disposed = true;
    },
  };
}
