// Reloads what the user refreshes, and what could not be loaded before the user signed in.
import type { Connection } from '../../aws/connection';
import type { Describer } from './describe';
import type { Lists } from './lists';
import type { Node, ProfileNode, ResourceNode } from './node';
import { isBelow, isRowOfList } from './node';

export interface Refresher {
  /** Reloads a node and everything loaded below it; without a node, everything. What is shown stays until then. */
  readonly refresh: (node?: Node) => Promise<void>;
  /** Reloads what could not be loaded below a profile. */
  readonly recover: (profile: ProfileNode) => Promise<void>;
}

export interface RefresherOptions {
  readonly lists: Lists;
  readonly describer: Describer;
  /** The lives of connections. */
  readonly life: (connection: Connection) => AbortSignal;
  /** Called with the node to redraw, with everything below it; undefined for the whole tree. */
  readonly changed: (node: Node | undefined) => void;
  /** Called when a resource may have entered a transient state. */
  readonly retry: () => void;
}

/** Makes what reloads the lists that are loaded. Lists that were never read stay so. */
export function createRefresher({ lists, describer, life, changed, retry }: RefresherOptions): Refresher {
  async function refresh(node?: Node): Promise<void> {
    if (node && (node.kind === 'bucket' || isRowOfList(node))) return refresh(node.parent);
    if (node?.kind === 'resource') {
      delete node.failure;
      await describer.describe([node], life(node.connection));
    }
    const below = lists
      .all()
      .filter(
        ({ group: { id }, loaded, problem }) => (loaded || problem) && (!node || id === node.id || isBelow(id, node)),
      );
    // A refresh clears earlier failures.
    for (const list of below) for (const one of list.nodes.values()) delete one.failure;
    const reloaded = below.map(async list => {
      await list.reload();
      // Others may take long.
      if (below.length > 1 && list.problem?.reason === 'cancelled') changed(list.group);
    });
    // If nothing is shown yet, a row says that the list is loading.
    if (below.some(list => list.loading === 'rows')) changed(node);
    await Promise.all(reloaded);
    changed(node);
    retry();
  }

  async function recover(profile: ProfileNode): Promise<void> {
    const isHere = ({ id }: { readonly id: string }): boolean => isBelow(id, profile);
    const unpolled: readonly ResourceNode[] = [...lists.resources()].filter(node => node.failedPolls && isHere(node));
    const looked = profile.regions.map(({ connection }) => {
      const there = unpolled.filter(node => node.connection.key === connection.key);
      return describer.describe(there, life(connection));
    });
    const failed = lists.all().filter(({ group, problem }) => problem && isHere(group));
    await Promise.all([...looked, ...failed.map(list => list.reload())]);
    changed(profile);
  }

  return { refresh, recover };
}
