import * as l10n from '@vscode/l10n';

import { abortable } from '../../api/core/abortable';
import { ApiError, toApiError } from '../../api/core/errors';
import type { Api } from '../../api/types';
import type { Parts } from '../../kinds/listing';
import type { Sorting } from './arrangement';
import { order } from './arrangement';
import type { Expected, GroupNode, ResourceList, ResourceNode } from './node';
import { idBelow, nameOf } from './node';
import { isGoneFrom, update } from './presence';

export interface ResourceListOptions {
  readonly group: GroupNode;
  readonly api: () => Promise<Api>;
  /** The same, for background work. */
  readonly background: () => Promise<Api>;
  /** The page size: resources. */
  readonly pageSize: () => number;
  /** The time: milliseconds since the epoch. */
  readonly now: () => number;
  /** Makes the node of a new resource. */
  readonly node: (id: string, resource: unknown) => ResourceNode;
  /** What the list is sorted by. */
  readonly sortedBy: () => Sorting;
  /** Called with the nodes that have left the list. */
  readonly left: (nodes: readonly ResourceNode[]) => void;
}

/** Starts an empty list. Nothing is requested before `ensure`. */
export function createResourceList(options: ResourceListOptions): ResourceList {
  const { group } = options;
  let nodes = new Map<string, ResourceNode>();
  const kept = new Map<string, ResourceNode>();
  let loaded = false;
  let problem: ApiError | undefined;
  let reader: Reader | undefined;
  let loading: Promise<void> | undefined;
  let waitedFor = false;
  let at: number | undefined;
  let disposed = false;
  let arrived: (() => void) | undefined;
  let firstRows: Promise<void> | undefined;
  const sorter = createSorter(group.resourceKind.lastFirst ?? false, options.sortedBy);

  // One load at a time. Replacing a load closes its reader, and its answer is dropped.
  const share = (load: () => Promise<void>, isWaitedFor: boolean): Promise<void> => {
    if (disposed) return Promise.resolve();
    if (loading) return loading;
    waitedFor = isWaitedFor;
    return (loading = load().finally(() => (loading = undefined)));
  };

  const find = (id: string): ResourceNode | undefined => nodes.get(id) ?? kept.get(id);

  function add(into: Map<string, ResourceNode>, resources: readonly unknown[]): void {
    if (disposed) return;
    for (const resource of resources) {
      // A resource without a name is listed by its position.
      const key = group.resourceKind.id(resource) || `?${into.size}`;
      const id = idBelow(group, key);
      const known = into.get(id) ?? find(id);
      if (known) update(known, resource);
      into.set(id, known ?? options.node(id, resource));
    }
  }

  async function append(current: Reader, count: number): Promise<void> {
    // Shown together: rows that come one page after the other would push away what the user points at.
    const read: unknown[] = [];
    try {
      await current.take(count, page => void read.push(...page));
      if (current.closed) return;
      problem = undefined;
    } catch (error) {
      if (current.closed) return;
      problem = toApiError(error, group.resourceKind.list.operations[0] ?? 'List');
    } finally {
      add(nodes, read);
    }
    loaded = true;
  }

  /** Resources that were shown and that a complete list lacks. They are removed only when they are proven gone. */
  function missingFrom(fresh: ReadonlyMap<string, ResourceNode>, asked: number, expected: Expected | undefined) {
    const others = [...fresh.values()].map(({ resource }) => resource);
    return [...nodes].filter(([id, node]) => !fresh.has(id) && !isGoneFrom(node, asked, others, expected?.(node)));
  }

  async function restart({ expected, count = 0, inBackground = false }: Restart = {}): Promise<void> {
    reader?.close();
    const current = (reader = createReader(group, inBackground ? options.background : options.api, inBackground));
    const fresh = new Map<string, ResourceNode>();
    const asked = options.now();
    try {
      await current.take(Math.max(nodes.size + count, options.pageSize()), page => {
        add(fresh, page);
        if (loaded) return;
        // Nobody has seen this list: rows show as they come.
        nodes = new Map([...fresh, ...nodes]);
        arrived?.();
      });
      if (current.closed) return;
      problem = undefined;
      const before = nodes;
      // An incomplete list proves nothing about the resources that it lacks.
      nodes = current.done ? new Map([...fresh, ...missingFrom(fresh, asked, expected)]) : fresh;
      at = asked;
      for (const [id, node] of kept) if (node.gone) kept.delete(id);
      const left = [...before].flatMap(([id, node]) => (find(id) ? [] : [node]));
      if (left.length) options.left(left);
    } catch (error) {
      if (current.closed) return;
      problem = toApiError(error, group.resourceKind.list.operations[0] ?? 'List');
      // What was read before the failure counts. Of the rest, what was shown before stays.
      nodes = new Map([...fresh, ...nodes]);
    }
    loaded = true;
  }

  return {
    group,
    get nodes() {
      return nodes;
    },
    get sorted() {
      return sorter(nodes);
    },
    get loaded() {
      return loaded;
    },
    get hasMore() {
      return loaded && !problem && reader !== undefined && !reader.done;
    },
    get problem() {
      return problem;
    },
    get parts() {
      return reader?.parts;
    },
    get at() {
      return at;
    },
    get loading() {
      return loading && (waitedFor ? 'rows' : 'again');
    },
    get firstRows() {
      return (firstRows ??= new Promise<void>(resolve => (arrived = resolve)));
    },
    ensure: () => (loaded ? Promise.resolve() : share(() => restart(), true)),
    more: () =>
      share(() => {
        if (!reader || problem) return restart();
        // Load More waits for this load.
        return reader.inBackground ? restart({ count: options.pageSize() }) : append(reader, options.pageSize());
      }, true),
    async all(signal) {
      while (!signal.aborted && this.hasMore) await this.more();
    },
    async reload(expected) {
      if (loading) {
        reader?.close();
        await loading;
      }
      return share(() => restart({ expected }), problem !== undefined || !loaded);
    },
    reloadInBackground: () => share(() => restart({ inBackground: true }), false),
    async cancel() {
      const under = loading;
      if (!under || disposed) return;
      reader?.close();
      problem = cancelled(group.resourceKind.list.operations[0] ?? 'List');
      loaded = true;
      await under;
    },
    remove(node) {
      if (find(node.id) !== node) return;
      nodes.delete(node.id);
      kept.delete(node.id);
      options.left([node]);
    },
    find,
    get known() {
      return [...nodes.values(), ...[...kept.values()].filter(({ id }) => !nodes.has(id))];
    },
    keep(resource) {
      const id = idBelow(group, group.resourceKind.id(resource) ?? '');
      const node = find(id) ?? options.node(id, resource);
      if (node.resource !== resource) update(node, resource);
      if (!disposed) kept.set(id, node);
      return node;
    },
    release(node) {
      if (kept.delete(node.id) && !nodes.has(node.id)) options.left([node]);
    },
    dispose() {
      disposed = true;
      reader?.close();
      nodes = new Map();
      kept.clear();
      loaded = false;
      problem = undefined;
    },
  };
}

function cancelled(operation: string): ApiError {
  const nextStep = l10n.t('Choose Retry to load it again.');
  const facts = { reason: 'cancelled', operation, code: 'Cancelled', retryable: true, nextStep } as const;
  return new ApiError(l10n.t('Loading was cancelled.'), facts);
}

interface Named {
  readonly node: ResourceNode;
  readonly name: string;
  /** What it is sorted by before its name. */
  readonly key: string | number;
}

/** By state in alphabetical order; by creation with the newest first, and those without a time last. */
const keys: Readonly<Record<Sorting, (node: ResourceNode) => string | number>> = {
  name: () => '',
  state: ({ resourceKind, resource }) => resourceKind.state?.(resource) ?? '',
  created: ({ resourceKind, resource }) => -(resourceKind.created?.(resource)?.getTime() ?? -Infinity),
};

/**
 * Sorts nodes. It keeps its last result, because sorting thousands of names takes longer than a key of a filter may take.
 * @param lastFirst whether the order of names is descending
 */
function createSorter(
  lastFirst: boolean,
  sortedBy: () => Sorting,
): (nodes: ReadonlyMap<string, ResourceNode>) => readonly ResourceNode[] {
  let before: readonly Named[] = [];
  let sorted: readonly ResourceNode[] = [];
  let by: Sorting | undefined;
  return nodes => {
    const others = nodes.values();
    const keyOf = keys[sortedBy()];
    const isSame = ({ node, name, key }: Named): boolean =>
      others.next().value === node && nameOf(node) === name && keyOf(node) === key;
    if (by === sortedBy() && nodes.size === before.length && before.every(isSame)) return sorted;
    by = sortedBy();
    before = [...nodes.values()].map(node => ({ node, name: nameOf(node), key: keyOf(node) }));
    const direction = lastFirst ? -1 : 1;
    const compare = (a: Named, b: Named): number =>
      compareKeys(a.key, b.key) || direction * order.compare(a.name, b.name);
    return (sorted = [...before].sort(compare).map(({ node }) => node));
  };
}

function compareKeys(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return typeof a === 'number' && typeof b === 'number' ? a - b : order.compare(String(a), String(b));
}

interface Restart {
  readonly expected?: Expected | undefined;
  /** The number of resources beyond those shown. */
  readonly count?: number;
  readonly inBackground?: boolean;
}

/** Reads a kind's list in pages of any size, independent of the service's page size. */
interface Reader {
  readonly done: boolean;
  readonly closed: boolean;
  /** Whether this is background work. */
  readonly inBackground: boolean;
  readonly parts: Parts | undefined;
  /**
   * Reads the next `count` resources, fewer at the end.
   * @param deliver receives them page by page, as they arrive. What was read before a failure counts
   * @throws ApiError
   */
  take(count: number, deliver: (resources: readonly unknown[]) => void): Promise<void>;
  close(): void;
}

function createReader(group: GroupNode, api: () => Promise<Api>, inBackground: boolean): Reader {
  const abort = new AbortController();
  let pages: AsyncIterator<readonly unknown[]> | undefined;
  let buffer: unknown[] = [];
  let exhausted = false;
  let parts: Parts | undefined;

  return {
    inBackground,
    get parts() {
      return parts;
    },
    get done() {
      return exhausted && !buffer.length;
    },
    get closed() {
      return abort.signal.aborted;
    },
    async take(count, deliver) {
      let wanted = count;
      try {
        // This may wait for the user to sign in. Cancelling must not wait for that.
        if (!pages) {
          const ready = await abortable(api(), abort.signal);
          const told = (now: Parts): void => void (parts = now);
          pages = group.resourceKind.list.pages(ready, group.scope, abort.signal, told)[Symbol.asyncIterator]();
        }
        for (;;) {
          const part = buffer.slice(0, wanted);
          buffer = buffer.slice(wanted);
          wanted -= part.length;
          if (part.length) deliver(part);
          // Reads on until something is left over, to know whether to offer more.
          if (exhausted || buffer.length) return;
          const next = await abortable(pages.next(), abort.signal);
          if (next.done) exhausted = true;
          else buffer = [...next.value];
        }
      } catch (error) {
        exhausted = true;
        throw error;
      }
    },
    close: () => abort.abort(),
  };
}
