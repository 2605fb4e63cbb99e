// Finds what the rows of favorites show: Regions and loaded resources in the tree. Other resources are described by name, one request
// for each kind and Region, and kept by their lists, so that they are the same nodes when the lists are loaded.
import type { ApiError } from '../../api/core/errors';
import type { Explorer } from '../explorerTypes';
import { createDescriber, laneOf } from '../tree/describe';
import type { Favorite, FavoriteRow, Lack } from '../tree/favorite';
import { nodeIdOf } from '../tree/favorite';
import { resourceNode } from '../tree/makeNodes';
import type { GroupNode, Node, ProblemNode, ProfileNode, RegionNode, ResourceList, ResourceNode } from '../tree/node';
import { isBelow } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import { pause } from '../tree/poller';
import { goneAfter } from '../tree/presence';
import { oldAfter } from '../tree/renew';
import { presentLack } from './presentLack';

/** The part of the explorer that is used. */
export type FavoritesExplorer = Pick<
  Explorer,
  'roots' | 'list' | 'open' | 'background' | 'describeInBackground' | 'identify'
>;

export interface FavoritesOptions {
  readonly explorer: FavoritesExplorer;
  /** The rows of all favorites. */
  readonly rows: () => readonly FavoriteRow[];
  /** Called with each row that shows something else than before. */
  readonly changed: (row: FavoriteRow) => void;
  /** The time: milliseconds since the epoch. */
  readonly now?: () => number;
  readonly schedule?: PollerOptions['schedule'];
}

export interface Favorites {
  /** How a favorite looks that can't be shown. @param looks how the node looks that says why it could not be read */
  readonly present: typeof presentLack;
  /** The tree may have changed, or the favorites: finds their nodes, and reads those that the tree doesn't have. It does not throw. */
  readonly check: () => Promise<void>;
  /**
   * Reads again those that failed or were gone, and those that no list has.
   * @param within what the user refreshes; absent: everything
   */
  readonly refresh: (within?: Node) => Promise<void>;
  /** The user is back: reads again those that no list has, if that is old. */
  readonly renew: () => Promise<void>;
  readonly dispose: () => void;
}

/** A favorite that is read: its node is in no list yet, and its resource has only the members that are saved. */
interface Probe {
  readonly row: FavoriteRow;
  readonly node: ResourceNode;
  readonly list: ResourceList;
}

/** Finds and reads what rows of favorites show. */
export function createFavorites({ explorer, rows, changed, now = Date.now, schedule }: FavoritesOptions): Favorites {
  const ended = new AbortController();
  /** When a row was last read, and for which list: a list is another one when the credentials are. */
  const reads = new WeakMap<FavoriteRow, { readonly list: ResourceList; readonly at: number }>();
  const describer = createDescriber({
    ...{ api: explorer.open, background: explorer.background, now },
    relist: () => Promise.resolve(undefined),
    changed: () => undefined,
    gone: node => void (node.gone = true),
  });

  function show(row: FavoriteRow, node: Node | undefined, lack?: Lack): void {
    if (row.node === node && row.lack === lack) return;
    if (row.node !== node) delete row.below;
    if (node) row.node = node;
    else delete row.node;
    if (lack) row.lack = lack;
    else delete row.lack;
    changed(row);
  }

  /** Shows what the tree has. @returns what has to be read */
  function settle(row: FavoriteRow): Probe | undefined {
    const { favorite } = row;
    if (!favorite) return undefined;
    const place = placeOf(explorer.roots, favorite);
    if (typeof place === 'string') return void show(row, undefined, place);
    const { account } = place.parent.identity ?? {};
    const isOther = account !== undefined && favorite.account !== undefined && account !== favorite.account;
    if (isOther) return void show(row, undefined, 'account');
    if (!favorite.resource) return void show(row, place);
    const group = groupIn(place, favorite.resource.list);
    if (!group) return void show(row, undefined, 'unknown');
    const list = explorer.list(group);
    const id = nodeIdOf(favorite);
    const known = list.find(id);
    if (known) return void show(row, list.keep(known.resource));
    if (row.node?.kind === 'resource' && row.node.gone) {
      reads.set(row, { list, at: now() });
      return void show(row, undefined, 'gone');
    }
    // A resource that its list no longer keeps is read again.
    if (row.node?.kind !== 'resource' && reads.get(row)?.list === list) return undefined;
    show(row, undefined);
    return { row, list, node: resourceNode(id, group, favorite.resource.members) };
  }

  async function check(): Promise<void> {
    if (ended.signal.aborted) return;
    const probes = rows()
      .map(settle)
      .filter(probe => probe !== undefined);
    const lanes = new Map<string, Probe[]>();
    for (const probe of probes) {
      reads.set(probe.row, { list: probe.list, at: now() });
      lanes.set(laneOf(probe.node), [...(lanes.get(laneOf(probe.node)) ?? []), probe]);
    }
    await Promise.all([...lanes.values()].map(readAll));
  }

  /** Reads favorites that one request can describe. One answer without a resource does not prove that it is gone. */
  async function readAll(probes: readonly Probe[]): Promise<void> {
    const poll = (some: readonly Probe[]): Promise<unknown> =>
      describer.poll(
        some.map(({ node }) => node),
        ended.signal,
      );
    await poll(probes);
    for (const probe of probes) take(probe);
    const missing = probes.filter(({ node }) => node.missingSince !== undefined && !node.gone);
    if (!missing.length) return;
    await pause(goneAfter, ended.signal, schedule).then(
      () => poll(missing),
      () => undefined,
    );
    for (const probe of missing) take(probe);
  }

  function take({ row, node, list }: Probe): void {
    const { favorite } = row;
    // Meanwhile it may have been unpinned, or its profile may have changed.
    if (ended.signal.aborted || !rows().includes(row) || reads.get(row)?.list !== list) return;
    if (explorer.list(node.parent) !== list) return void check();
    if (list.find(node.id)) return void check();
    if (node.gone) return show(row, undefined, 'gone');
    if (node.failedPolls) return show(row, problemOf(row, node.parent, node.failedPolls.error));
    if (node.missingSince !== undefined) return;
    if (node.resource === favorite?.resource?.members) return void reads.delete(row); // the view has dropped the connection
    const kept = list.keep(node.resource);
    show(row, kept);
    // Tooltips name the account. Without credentials, nobody is asked for them here.
    void explorer.identify(kept);
  }

  /** Describes the nodes of rows that no list has. */
  async function look(some: readonly FavoriteRow[]): Promise<void> {
    const byConnection = new Map<string, ResourceNode[]>();
    for (const row of some) {
      if (!isAlone(row)) continue;
      const {
        node,
        node: {
          parent,
          connection: { key },
        },
      } = row;
      reads.set(row, { list: explorer.list(parent), at: now() });
      byConnection.set(key, [...(byConnection.get(key) ?? []), node]);
    }
    await Promise.all(
      [...byConnection.values()].map(
        async ([first, ...others]) => first && explorer.describeInBackground(first, ...others),
      ),
    );
  }

  return {
    present: presentLack,
    check,
    async refresh(within) {
      const isConcerned = ({ node, favorite }: FavoriteRow): boolean => {
        if (!within) return true;
        // The resource itself is described by whoever refreshes it.
        if (node === within) return node.kind === 'problem';
        return favorite !== undefined && isBelow(nodeIdOf(favorite), within);
      };
      const concerned = rows().filter(isConcerned);
      const failed = concerned.filter(({ node, lack }) => node?.kind === 'problem' || lack === 'gone');
      for (const row of failed) reads.delete(row);
      await Promise.all([check(), look(concerned)]);
    },
    renew: () => look(rows().filter(row => now() - (reads.get(row)?.at ?? 0) >= oldAfter)),
    dispose: () => ended.abort(),
  };
}

/** Whether a row shows a resource that its list has not listed. */
function isAlone(row: FavoriteRow): row is FavoriteRow & { readonly node: ResourceNode } {
  return row.node?.kind === 'resource' && !row.node.parent.list?.nodes.has(row.node.id);
}

function problemOf({ id }: FavoriteRow, parent: GroupNode, error: ApiError): ProblemNode {
  return { kind: 'problem', id: `${id}/!problem`, parent, error };
}

/** The Region of a favorite, or what the view lacks. */
function placeOf(roots: FavoritesExplorer['roots'], { profile, region, sandbox }: Favorite): RegionNode | Lack {
  const profiles = roots.flatMap((root): readonly ProfileNode[] => (root.kind === 'sandbox' ? root.profiles : [root]));
  const own = profiles.find(node => node.name === profile && node.sandbox === (sandbox ?? false));
  if (!own) return sandbox ? 'sandbox' : 'profile';
  return own.regions.find(({ connection }) => connection.region === region) ?? 'region';
}

function groupIn(region: RegionNode, list: string): GroupNode | undefined {
  const id = `${region.id}/${list}`;
  return region.groups.flatMap(group => group.sections ?? [group]).find(group => group.id === id);
}
