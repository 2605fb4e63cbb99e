// Searches all Regions for resources: a few cheap calls per Region, and only the first page of each list.
import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Api } from '../../api/types';
import type { Connection } from '../../aws/connection';
import { rootKinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import { groupId } from '../tree/makeNodes';
import { idBelow } from '../tree/node';

/** The number of resources of a kind. */
export interface Count {
  readonly resourceKind: Kind;
  readonly count: number;
  /** Whether there are more. Then `count` is the size of the service's first page. */
  readonly more: boolean;
  /** The first of them by name, with their nodes' ids in the tree. */
  readonly first: readonly { readonly name: string; readonly id: string }[];
  /** The id of their list in the tree. */
  readonly id: string;
}

/** What one Region answered. */
export interface RegionFound {
  readonly region: string;
  /** The kinds there are any of. */
  readonly counts: readonly Count[];
  /** The first error. There can still be counts: of the kinds that could be listed. */
  readonly error?: ApiError;
}

export interface ScanOptions {
  /** One for each Region. */
  readonly connections: readonly Connection[];
  readonly api: (connection: Connection) => Promise<Api>;
  /** Called with each Region's answer as soon as it arrives. */
  readonly found: (answer: RegionFound) => void;
  /** Aborts all requests. No more answers are reported. */
  readonly signal: AbortSignal;
}

/** The maximum number of names per kind. */
const maxNames = 10;

/** Regions that are searched at the same time. */
const maxConcurrent = 4;

/** Searches Regions, a few at a time. It does not throw: errors are part of a Region's answer. */
export async function scanRegions({ connections, api, found, signal }: ScanOptions): Promise<void> {
  const waiting = [...connections];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const answer = await scanRegion(next, api, signal);
      if (!signal.aborted) found(answer);
    }
  };
  await Promise.all(Array.from({ length: maxConcurrent }, worker));
}

async function scanRegion(
  connection: Connection,
  apiOf: ScanOptions['api'],
  signal: AbortSignal,
): Promise<RegionFound> {
  const { region } = connection;
  const counts: Count[] = [];
  let error: ApiError | undefined;
  const count = async (api: Api, resourceKind: Kind): Promise<void> => {
    try {
      const counted = await firstPage(api, connection, resourceKind, signal);
      if (counted.count) counts.push(counted);
    } catch (thrown) {
      error ??= toApiError(thrown, resourceKind.list.operations[0] ?? '');
    }
  };
  try {
    const api = await apiOf(connection);
    const [first, ...others] = rootKinds;
    if (first) await count(api, first);
    // A Region that does not respond is tried once. If one kind can't be listed, the others still can.
    if (!error || error.reason === 'denied') await Promise.all(others.map(resourceKind => count(api, resourceKind)));
  } catch (thrown) {
    error = toApiError(thrown, 'Connect');
  }
  counts.sort((a, b) => rootKinds.indexOf(a.resourceKind) - rootKinds.indexOf(b.resourceKind));
  return { region, counts, ...(error && { error }) };
}

/** Counts with the kind's own list and an Api that ends each list after its first page. */
async function firstPage(api: Api, connection: Connection, resourceKind: Kind, signal: AbortSignal): Promise<Count> {
  let more = false;
  const brief: Api = {
    ...api,
    async *pages(operation, input, signal) {
      const page = await api.call(operation, input, signal);
      more ||= Boolean((page as { NextToken?: string }).NextToken);
      yield page;
    },
  };
  // Only private images belong to the account. That is the section for new ones.
  const section =
    resourceKind.sections?.find(({ name }) => name === resourceKind.create?.section) ?? resourceKind.sections?.[0];
  const id = groupId(connection.key, resourceKind, section);
  const found: unknown[] = [];
  for await (const page of resourceKind.list.pages(brief, section?.scope ?? {}, signal)) found.push(...page);
  const first = found.slice(0, maxNames).flatMap(resource => {
    const key = resourceKind.id(resource);
    return key === undefined ? [] : [{ name: resourceKind.label?.(resource) ?? key, id: idBelow({ id }, key) }];
  });
  return { resourceKind, count: found.length, more, first, id };
}
