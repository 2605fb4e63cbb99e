// What stands below the nodes: loaded when it is first looked at, further when it is asked for.
import type { Identifier } from './identify';
import { listedNodes } from './makeNodes';
import type { GroupNode, Node, ResourceList } from './node';
import { assertNever, createGroup, isFull } from './node';
import type { PollerOptions } from './poller';
import { timeout } from './poller';

export interface Browser {
  /** What stands below a node. A failure to list is itself a node: this does not throw. */
  readonly children: (node: Node) => Promise<readonly Node[]>;
  /** What is loaded of a group, in the order of the names, with what stands for the rest. */
  readonly shown: (group: GroupNode) => readonly Node[];
  /** Gives up what is being loaded of a list. */
  readonly cancel: (group: GroupNode) => Promise<void>;
  /** Whether a group holds as many as there can be; asks if it was not looked into. */
  readonly isFull: (group: GroupNode) => Promise<boolean>;
  readonly loadMore: (group: GroupNode) => Promise<void>;
  readonly loadAll: (group: GroupNode, signal: AbortSignal) => Promise<void>;
}

export interface BrowserOptions {
  readonly list: (group: GroupNode) => ResourceList;
  readonly identifier: Identifier;
  /** Told which node to draw anew. */
  readonly changed: (node: Node) => void;
  /** Told when something may have begun to settle. */
  readonly wake: () => void;
  readonly schedule: PollerOptions['schedule'] | undefined;
}

/** Milliseconds that a list may take before its row says that it is being loaded. */
const patience = 1_000;

export function createBrowser(options: BrowserOptions): Browser {
  const { list, identifier, changed, wake, schedule = timeout } = options;

  function changedList(group: GroupNode): void {
    changed(group);
    wake();
  }

  const shown: Browser['shown'] = group => listedNodes(group, list(group));

  // What was looked into may turn out to be full: then the group is drawn anew, and does not offer to make another.
  async function look(group: GroupNode): Promise<void> {
    const { loaded, problem } = list(group);
    // Beside the list, which never waits for it. Where the list has failed, nobody is asked: the client that this would make
    // anew, with what is wrong now, would be in the way of the next try.
    if (!problem) void identifier.ask(group);
    // A list that was dropped meanwhile has nothing to show: its successor has.
    for (let now; now !== list(group);) await (now = list(group)).ensure();
    if (!loaded && isFull(group)) changed(group.parent.kind === 'group' ? group.parent : group);
  }

  // VS Code draws nothing of a row while it waits for what is below it. A load that takes longer gets a row of its own,
  // where it can be cancelled.
  async function lookPatiently(group: GroupNode): Promise<void> {
    const looked = look(group);
    if (list(group).loading !== 'rows') return looked;
    let late = false;
    let cancel: (() => void) | undefined;
    const patient = new Promise<void>(resolve => {
      cancel = schedule(() => {
        late = true;
        resolve();
      }, patience);
    });
    await Promise.race([looked, patient]);
    cancel?.();
    if (late) void looked.then(() => changedList(group));
  }

  async function opened(group: GroupNode): Promise<readonly Node[]> {
    const wasLoaded = list(group).loaded;
    await lookPatiently(group);
    // A row that is only drawn anew is no news.
    if (!wasLoaded) wake();
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
        case 'resource':
          return node.groups;
        case 'more':
        case 'problem':
        case 'empty':
        case 'loading':
          return [];
        default:
          return assertNever(node);
      }
    },
    shown,
    async cancel(group) {
      await list(group).cancel();
      changedList(group);
    },
    async isFull(group) {
      if (group.resourceKind.create?.maxCount === undefined) return false;
      await look(createGroup(group));
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
