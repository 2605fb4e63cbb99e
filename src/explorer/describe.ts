// Asks again for resources that are known: one request for each kind and connection, however many they are.
import { toApiError } from '../api/errors';
import type { Api } from '../api/types';
import type { Connection } from '../aws/connection';
import { update } from './node';
import type { ResourceNode } from './node';

export interface DescriberOptions {
  readonly api: (connection: Connection) => Promise<Api>;
  /** Told of each node that is up to date again, or can't be asked for. */
  readonly changed: (node: ResourceNode) => void;
  /** Told of each node whose resource exists no more. */
  readonly gone: (node: ResourceNode) => void;
}

/**
 * A node's resource as the service has it now.
 * @returns undefined when it is gone
 * @throws ApiError
 */
export async function lookAnew(
  { of, resource, parent }: ResourceNode,
  api: Api,
  signal: AbortSignal,
): Promise<unknown> {
  const id = of.id(resource);
  const isIt = (candidate: unknown): boolean => of.id(candidate) === id;
  try {
    if (of.describe) return (await of.describe(api, [resource], parent.scope, signal)).find(isIt);
    for await (const page of of.list.pages(api, parent.scope, signal)) {
      const found = page.find(isIt);
      if (found !== undefined) return found;
    }
    return undefined;
  } catch (error) {
    if (toApiError(error, 'Describe').reason === 'notFound') return undefined;
    throw error;
  }
}

/** Brings nodes up to date. What goes wrong and will not pass is shown at the node; this does not throw. */
export type Describe = (nodes: readonly ResourceNode[], signal: AbortSignal) => Promise<void>;

export function createDescriber({ api, changed, gone }: DescriberOptions): Describe {
  async function describe(batch: readonly ResourceNode[], signal: AbortSignal): Promise<void> {
    const [first] = batch;
    if (!first?.of.describe || signal.aborted) return;
    try {
      const unique = new Map(batch.map(node => [node.of.id(node.resource), node.resource]));
      const of = await api(first.connection);
      const found = await first.of.describe(of, [...unique.values()], first.parent.scope, signal);
      if (signal.aborted) return;
      for (const node of batch) take(node, found);
    } catch (error) {
      // The API refuses a whole batch for one name that is gone: then each is asked for alone.
      const { reason, retryable } = toApiError(error, 'Describe');
      if (reason === 'notFound' && batch.length === 1) take(first, []);
      else if (reason === 'notFound') await Promise.all(batch.map(node => describe([node], signal)));
      else if (reason !== 'cancelled' && !retryable) for (const node of batch) stopFollowing(node, error);
    }
  }

  function take(node: ResourceNode, found: readonly unknown[]): void {
    const id = node.of.id(node.resource);
    const resource = found.find(candidate => node.of.id(candidate) === id);
    if (resource) {
      update(node, resource);
      changed(node);
    } else {
      node.gone = true;
      gone(node);
    }
  }

  // What can't be asked for any more (credentials gone, say) must not be asked for every half minute.
  function stopFollowing(node: ResourceNode, error: unknown): void {
    const state = node.of.state?.(node.resource);
    node.failure ??= { action: 'refresh', state, title: 'Refresh', error: toApiError(error, 'Describe') };
    changed(node);
  }

  return async (nodes, signal) => {
    const batches = new Map<string, ResourceNode[]>();
    for (const node of nodes) {
      // Without a name it can't be asked for, and a request for no name is refused for all the others in it.
      if (!node.of.describe || !node.of.id(node.resource)) continue;
      const scope = node.of.scoped ? JSON.stringify(node.parent.scope) : '';
      const key = `${node.connection.key} ${node.of.list.operations.at(-1)} ${scope}`;
      batches.set(key, [...(batches.get(key) ?? []), node]);
    }
    await Promise.all([...batches.values()].map(batch => describe(batch, signal)));
  };
}
