// The children of nodes. A list loads when it is first expanded, and more of it on request.
import type { ArrangementsOfTree } from './arrangement';
import { bucketOf } from './arrangement';
import type { FiltersOfTree } from './filters';
import type { Identifier } from './identify';
import { listedNodes } from './makeNodes';
import type { GroupNode, Node, ResourceList } from './node';
import { assertNever, createGroup, isFull } from './node';
import type { PollerOptions } from './poller';
import { timeout } from './poller';

export interface Browser {
  /** The children of a node. A failure to list becomes a node. This does not throw. */
  readonly children: (node: Node) => Promise<readonly Node[]>;
  /** The loaded part of a group that matches its filters, as it is arranged, and a node for the rest. */
  readonly shown: (group: GroupNode) => readonly Node[];
  /** Cancels the load of a list. */
  readonly cancel: (group: GroupNode) => Promise<void>;
  /** Whether a group has its maximum number of resources. It loads the list if necessary. */
  readonly isFull: (group: GroupNode) => Promise<boolean>;
  readonly loadMore: (group: GroupNode) => Promise<void>;
  readonly loadAll: (group: GroupNode, signal: AbortSignal) => Promise<void>;
}

export interface BrowserOptions {
  readonly list: (group: GroupNode) => ResourceList;
  readonly filters: FiltersOfTree;
  readonly arrangements: ArrangementsOfTree;
  readonly identifier: Identifier;
  /** Called with the node to redraw. */
  readonly changed: (node: Node) => void;
  /** Called with a list that was loaded for the first time: rows above it may say what is known of it. */
  readonly loaded: (group: GroupNode) => void;
  /** Called when a resource may have entered a transient state. */
  readonly wake: () => void;
  readonly schedule: PollerOptions['schedule'] | undefined;
}

/** Milliseconds until the row of a loading list says so. */
const patience = 1_000;

/** Milliseconds that the first rows of a list wait for the rest, so that a quick list is drawn once. */
const patienceForRest = 100;

/** Makes what expands nodes: it loads their lists, and says which rows each has now. */
export function createBrowser(options: BrowserOptions): Browser {
  const { list, filters, arrangements, identifier, changed, loaded, wake, schedule = timeout } = options;

  function changedList(group: GroupNode): void {
    changed(group);
    wake();
  }

  const shown: Browser['shown'] = group => {
    const shownList = list(group);
    const resources = filters.draw(shownList);
    const rows = arrangements.buckets(shownList, resources) ?? resources;
    return listedNodes(shownList, rows, filters.filtersOf(group));
  };

  // If the list turns out to be full, the group is redrawn and no longer offers to create a resource.
  async function load(group: GroupNode): Promise<void> {
    const { loaded, problem } = list(group);
    // Runs beside the list, which never waits for it. If the list failed, it is not looked up: the client that this would create
    // with the present fault would affect the next attempt.
    if (!problem) void identifier.ask(group);
    // A list that was dropped meanwhile shows nothing. Its successor does.
    for (let now; now !== list(group);) await (now = list(group)).ensure();
    if (!loaded && isFull(group)) changed(group.parent.kind === 'group' ? group.parent : group);
  }

  // VS Code shows nothing below a row while it waits for the children. A longer load shows the rows that have come,
  // and a row of its own, where it can be cancelled.
  async function loadPatiently(group: GroupNode): Promise<void> {
    const loaded = load(group);
    if (list(group).loading !== 'rows') return loaded;
    const cancels: (() => void)[] = [];
    let isOver = false;
    const late = new Promise<true>(resolve => {
      const within = (time: number): void => void (isOver || cancels.push(schedule(() => resolve(true), time)));
      within(patience);
      void list(group).firstRows.then(() => within(patienceForRest));
    });
    const isLate = await Promise.race([loaded, late]);
    isOver = true;
    for (const cancel of cancels) cancel();
    if (isLate) void loaded.then(() => changedList(group));
  }

  async function opened(group: GroupNode): Promise<readonly Node[]> {
    const wasLoaded = list(group).loaded;
    await loadPatiently(group);
    // Redrawing the row is not a change.
    if (!wasLoaded) wake();
    // The rows above it say what is known of it, after VS Code has its rows.
    if (!wasLoaded) queueMicrotask(() => loaded(group));
    return shown(group);
  }

  return {
    async children(node) {
      switch (node.kind) {
        case 'sandbox':
          return node.profiles;
        case 'profile':
          return node.regions;
        case 'region':
          void identifier.offer(node);
          return node.groups;
        case 'group':
          return node.sections ?? opened(node);
        case 'bucket': {
          const { parent, by, value } = node;
          return filters.draw(list(parent)).filter(one => bucketOf(one, by) === value);
        }
        case 'resource':
          return node.groups;
        case 'more':
        case 'problem':
        case 'empty':
        case 'unmatched':
        case 'loading':
          return [];
        default:
          return assertNever(node);
      }
    },
    shown,
    // Who loads the list draws it again. A second time would take the row away from under the pointer.
    cancel: group => list(group).cancel(),
    async isFull(group) {
      if (group.resourceKind.create?.maxCount === undefined) return false;
      await load(createGroup(group));
      return isFull(group);
    },
    async loadMore(group) {
      const loaded = list(group).more();
      changed(group); // the row says that it is being loaded
      await loaded;
      changedList(group);
    },
    async loadAll(group, signal) {
      await list(group).all(signal);
      changedList(group);
    },
  };
}
