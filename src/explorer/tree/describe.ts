// Describes known resources again: one request per kind and connection for any number of them.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { ApiError, isApiError, toApiError } from '../../api/core/errors';
import type { Api, OpenApi } from '../../api/types';
import type { Connection } from '../../aws/connection';
import type { GroupNode, ResourceNode } from './node';
import type { PollerOptions } from './poller';
import { pause } from './poller';
import { failingPolls, goneAfter, isAskable, isGoneFrom, noteFailedPoll, update } from './presence';

export interface DescriberOptions {
  readonly api: OpenApi;
  /** The same, for background work. */
  readonly background: (connection: Connection) => Promise<Api>;
  /** Lists a group again, for kinds that can only be listed. @returns the error, if it fails */
  readonly relist: (group: GroupNode) => Promise<ApiError | undefined>;
  /** The time: milliseconds since the epoch. */
  readonly now: () => number;
  /** Called with each node that was updated, or whose failed checks changed. */
  readonly changed: (node: ResourceNode) => void;
  /** Called with each node whose resource no longer exists. */
  readonly gone: (node: ResourceNode) => void;
}

/**
 * A node's resource as AWS has it now. If an answer lacks it, it is described again some seconds later.
 * @returns undefined when it is gone
 * @throws ApiError
 */
export async function describeAnew(
  node: ResourceNode,
  api: Api,
  signal: AbortSignal,
  schedule?: PollerOptions['schedule'],
): Promise<unknown> {
  try {
    const found = await describeOnce(node, api, signal);
    if (found !== undefined) return found;
    await pause(goneAfter, signal, schedule);
    return await describeOnce(node, api, signal);
  } catch (error) {
    return undefinedIfNone(signal.aborted && !isApiError(error) ? cancelled(node) : error);
  }
}

// Cancelled while no request was under way.
function cancelled({ resourceKind }: ResourceNode): ApiError {
  const operation = resourceKind.list.operations.at(-1) ?? 'Describe';
  const facts = { reason: 'cancelled', operation, code: 'Cancelled', retryable: true, nextStep: '' } as const;
  return new ApiError(l10n.t('{0} was cancelled.', operation), facts);
}

/** The same with one poll, for a resource whose deletion is expected. */
export function describeNow(node: ResourceNode, api: Api, signal: AbortSignal): Promise<unknown> {
  return describeOnce(node, api, signal).catch(undefinedIfNone);
}

function undefinedIfNone(error: unknown): undefined {
  if (toApiError(error, 'Describe').reason !== 'notFound') throw error;
}

async function describeOnce(node: ResourceNode, api: Api, signal: AbortSignal): Promise<unknown> {
  const { resourceKind, resource, parent } = node;
  const id = resourceKind.id(resource);
  const isIt = (candidate: unknown): boolean => resourceKind.id(candidate) === id;
  if (resourceKind.describe && isAskable(node)) {
    return (await resourceKind.describe(api, [resource], parent.scope, signal)).find(isIt);
  }
  for await (const page of resourceKind.list.pages(api, parent.scope, signal)) {
    const found = page.find(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nodes that one request describes or one list has share a name. */
export function laneOf(node: ResourceNode): string {
  const { resourceKind, connection, parent } = node;
  if (!isAskable(node)) return parent.id;
  return [
    connection.key,
    resourceKind.list.operations.at(-1),
    resourceKind.scoped ? JSON.stringify(parent.scope) : '',
  ].join(' ');
}

export interface Describer {
  /**
   * Updates the nodes that can be described.
   * @param actor who acted on them, if this follows an action
   * @returns the first error. The nodes have it, too
   */
  describe(nodes: readonly ResourceNode[], signal: AbortSignal, actor?: Actor): Promise<ApiError | undefined>;
  /** The same for nodes of one lane, in the background. Kinds that can only be listed are listed. */
  readonly poll: (nodes: readonly ResourceNode[], signal: AbortSignal) => Promise<ApiError | undefined>;
}

/** Makes what brings nodes up to date. Answers go into the nodes; `presence.ts` decides which of them are gone. */
export function createDescriber({ api, background, relist, now, changed, gone }: DescriberOptions): Describer {
  async function ask(
    batch: readonly ResourceNode[],
    signal: AbortSignal,
    open: DescriberOptions['background'],
  ): Promise<ApiError | undefined> {
    const [first] = batch;
    if (!first?.resourceKind.describe || signal.aborted) return undefined;
    const asked = now();
    try {
      const unique = new Map(batch.map(node => [node.resourceKind.id(node.resource), node.resource]));
      const api = await open(first.connection);
      const found = await first.resourceKind.describe(api, [...unique.values()], first.parent.scope, signal);
      if (!signal.aborted) for (const node of batch) take(node, found, asked);
      return undefined;
    } catch (thrown) {
      const error = toApiError(thrown, 'Describe');
      if (signal.aborted || error.reason === 'cancelled') return undefined;
      // The API refuses the whole request if one resource is gone. Then each is described alone.
      if (error.reason === 'notFound' && batch.length > 1) return firstOf(batch.map(node => ask([node], signal, open)));
      if (error.reason === 'notFound') gone(first);
      else for (const node of batch) fail(node, error);
      return error.reason === 'notFound' ? undefined : error;
    }
  }

  function take(node: ResourceNode, found: readonly unknown[], asked: number): void {
    const id = node.resourceKind.id(node.resource);
    const resource = found.find(candidate => node.resourceKind.id(candidate) === id);
    if (resource) update(node, resource);
    else if (isGoneFrom(node, asked, found)) return gone(node);
    changed(node);
  }

  function fail(node: ResourceNode, error: ApiError): void {
    noteFailedPoll(node, error, now());
    if (failingPolls(node)) changed(node);
  }

  async function firstOf(asked: readonly Promise<ApiError | undefined>[]): Promise<ApiError | undefined> {
    return (await Promise.all(asked)).find(error => error !== undefined);
  }

  function describe(
    nodes: readonly ResourceNode[],
    signal: AbortSignal,
    open: DescriberOptions['background'],
  ): Promise<ApiError | undefined> {
    const batches = new Map<string, ResourceNode[]>();
    for (const node of nodes.filter(isAskable)) batches.set(laneOf(node), [...(batches.get(laneOf(node)) ?? []), node]);
    return firstOf([...batches.values()].map(batch => ask(batch, signal, open)));
  }

  return {
    describe: (nodes, signal, actor) =>
      describe(nodes, signal, connection => (actor ? api(connection, actor) : api(connection))),
    async poll(nodes, signal) {
      const [first] = nodes;
      return first && !isAskable(first) ? relist(first.parent) : describe(nodes, signal, background);
    },
  };
}
