// Asks again for resources that are known: one request for each kind and connection, however many they are.
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
  /** The same for what nobody waits for. */
  readonly background: (connection: Connection) => Promise<Api>;
  /** Lists a group again, for what can only be listed. @returns why that failed, if it did */
  readonly relist: (group: GroupNode) => Promise<ApiError | undefined>;
  /** The time, in milliseconds. */
  readonly now: () => number;
  /** Told of each node that is up to date again, or of which more or less is known. */
  readonly changed: (node: ResourceNode) => void;
  /** Told of each node whose resource exists no more. */
  readonly gone: (node: ResourceNode) => void;
}

/**
 * A node's resource as the service has it now. Where an answer is without it, it is looked for again some seconds later.
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

// Given up while nothing was under way.
function cancelled({ resourceKind: of }: ResourceNode): ApiError {
  const operation = of.list.operations.at(-1) ?? 'Describe';
  const facts = { reason: 'cancelled', operation, code: 'Cancelled', retryable: true, nextStep: '' } as const;
  return new ApiError(l10n.t('{0} was cancelled.', operation), facts);
}

/** The same by one look: for whoever has asked for its end, and so expects an answer without it. */
export function describeNow(node: ResourceNode, api: Api, signal: AbortSignal): Promise<unknown> {
  return describeOnce(node, api, signal).catch(undefinedIfNone);
}

function undefinedIfNone(error: unknown): undefined {
  if (toApiError(error, 'Describe').reason !== 'notFound') throw error;
}

async function describeOnce(node: ResourceNode, api: Api, signal: AbortSignal): Promise<unknown> {
  const { resourceKind: of, resource, parent } = node;
  const id = of.id(resource);
  const isIt = (candidate: unknown): boolean => of.id(candidate) === id;
  if (of.describe && isAskable(node)) return (await of.describe(api, [resource], parent.scope, signal)).find(isIt);
  for await (const page of of.list.pages(api, parent.scope, signal)) {
    const found = page.find(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is asked for in one request, or found by one list, has the same name. */
export function laneOf(node: ResourceNode): string {
  const { resourceKind: of, connection, parent } = node;
  if (!isAskable(node)) return parent.id;
  return [connection.key, of.list.operations.at(-1), of.scoped ? JSON.stringify(parent.scope) : ''].join(' ');
}

export interface Describer {
  /**
   * Brings nodes up to date, those that can be asked for.
   * @param actor who has acted on them, where it is for that
   * @returns what went wrong first, which also stands at the nodes
   */
  describe(nodes: readonly ResourceNode[], signal: AbortSignal, actor?: Actor): Promise<ApiError | undefined>;
  /** The same for nodes of one lane, with nobody waiting for it; those that can only be listed are listed. */
  poll(nodes: readonly ResourceNode[], signal: AbortSignal): Promise<ApiError | undefined>;
}

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
      const of = await open(first.connection);
      const found = await first.resourceKind.describe(of, [...unique.values()], first.parent.scope, signal);
      if (!signal.aborted) for (const node of batch) take(node, found, asked);
      return undefined;
    } catch (thrown) {
      const error = toApiError(thrown, 'Describe');
      if (signal.aborted || error.reason === 'cancelled') return undefined;
      // The API refuses a whole batch for one name that is gone: then each is asked for alone.
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
