// Reads the sessions of Regions, fleets and stacks into the lists of the tree. Each list has its own answer: one that is denied or
// slow does not hide the others.
import type { ApiError } from '../../api/core/errors';
import type { Parts } from '../../kinds/listing';
import type { Browser } from '../tree/browse';
import type { Identifier } from '../tree/identify';
import type { GroupNode, RegionNode, ResourceList, ResourceNode } from '../tree/node';
import { createUserList, type ListReader, type User, type UserList } from './ofUser';

/** The part of the explorer that reading uses. */
export interface Readable extends ListReader, Pick<Browser, 'loadMore'>, Pick<Identifier, 'identify'> {}

/** A list that could not be read. */
export interface Unread {
  readonly group: GroupNode;
  readonly error: ApiError;
}

/** Reads sessions. */
export interface Reading {
  /**
   * Reads all lists anew, in the background: it asks nobody to sign in. While it reads, another call does nothing.
   * @returns when all lists have answered
   */
  readonly read: () => Promise<void>;
  readonly isReading: boolean;
  /** How many pairs of a fleet and a stack there are, as far as is known, and how many of them have answered. */
  readonly pairs: Parts;
  /** The lists of fleets and of sessions that can't be read. */
  readonly unread: readonly Unread[];
  /** When the oldest of the answers was asked for: milliseconds since the epoch; undefined before the first answer. */
  readonly at: number | undefined;
  readonly sessions: () => readonly ResourceNode[];
  /** The name of the user whose sessions alone it reads, if it reads those of one. */
  readonly user: string | undefined;
  /** Lets go of what only this reading has. */
  readonly release: () => void;
}

export interface ReadingOptions {
  readonly explorer: Readable;
  /** What to read the sessions of. */
  readonly scope: readonly (RegionNode | ResourceNode)[];
  /** The only user whose sessions to read; absent: those of all. */
  readonly user?: User | undefined;
  /** The time: milliseconds since the epoch. */
  readonly now: () => number;
  /** Called when a list has answered. */
  readonly changed: () => void;
  /** Ends the reading: no further list is asked. */
  readonly signal: AbortSignal;
}

/** What a list has answered. */
type Answer = Pick<ResourceList, 'nodes' | 'parts' | 'loaded' | 'problem' | 'at'>;

/** How many lists are asked at the same time. The scheduler of requests bounds what is sent. */
const atOnce = 8;

/** Makes what reads the sessions of a scope. Nothing is read before `read`. */
export function createReading({ explorer, scope, user, now, changed, signal }: ReadingOptions): Reading {
  let reading: Promise<void> | undefined;
  const pending = new Set<GroupNode>();
  /** The answers about one user. */
  const ofUser = new Map<GroupNode, UserList>();

  const fleetLists = scope.flatMap(node => (node.kind === 'region' ? listOf(node, 'fleet') : []));

  /** The lists of sessions. A fleet that is stopped has none. */
  function sessionLists(): readonly GroupNode[] {
    const fleets = fleetLists.flatMap(group => [...(group.list?.nodes.values() ?? [])]);
    const resources = [...fleets.filter(node => !isStopped(node)), ...scope.filter(node => node.kind === 'resource')];
    return resources.flatMap(node => listOf(node, 'session'));
  }

  const answerOf = (group: GroupNode): Answer | undefined => (user ? ofUser.get(group) : group.list);

  async function readList(group: GroupNode): Promise<void> {
    const list = explorer.list(group);
    if (user && group.resourceKind.name === 'session') {
      const own = ofUser.get(group) ?? createUserList({ explorer, group, user, now, signal });
      ofUser.set(group, own);
      await own.read();
    } else {
      await list.reloadInBackground();
      while (!signal.aborted && list.hasMore) await explorer.loadMore(group);
    }
    pending.delete(group);
    if (!signal.aborted) changed();
  }

  async function readSessions(groups: readonly GroupNode[]): Promise<void> {
    for (const group of groups) pending.add(group);
    const waiting = [...groups];
    const work = async (): Promise<void> => {
      for (let group = waiting.shift(); group && !signal.aborted; group = waiting.shift()) await readList(group);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, groups.length) }, work));
  }

  async function readAll(): Promise<void> {
    const own = scope.flatMap(node => (node.kind === 'resource' ? listOf(node, 'session') : []));
    await Promise.all([
      readSessions(own),
      // The fleets of one Region don't wait for those of another.
      ...fleetLists.map(async fleets => {
        pending.add(fleets);
        await readList(fleets);
        if (!explorer.list(fleets).problem) await explorer.identify(fleets);
        const running = [...explorer.list(fleets).nodes.values()].filter(node => !isStopped(node));
        await readSessions(running.flatMap(node => listOf(node, 'session')));
      }),
    ]);
  }

  return {
    read: () =>
      (reading ??= readAll().finally(() => {
        reading = undefined;
        pending.clear();
        if (!signal.aborted) changed();
      })),
    get isReading() {
      return reading !== undefined;
    },
    get pairs() {
      const all = sessionLists().map(group => pairsOf(answerOf(group), pending.has(group)));
      const sum = (one: keyof Parts): number => all.reduce((total, { [one]: count }) => total + count, 0);
      return { asked: sum('asked'), answered: sum('answered') };
    },
    get unread() {
      const fleets = fleetLists.map(group => ({ group, list: group.list }));
      return [...fleets, ...sessionLists().map(group => ({ group, list: answerOf(group) }))].flatMap(
        ({ group, list }) => {
          const error = pending.has(group) ? undefined : list?.problem;
          return error ? [{ group, error }] : [];
        },
      );
    },
    get at() {
      const times = sessionLists().flatMap(group => answerOf(group)?.at ?? []);
      return times.length ? Math.min(...times) : undefined;
    },
    sessions: () => sessionLists().flatMap(group => [...(answerOf(group)?.nodes.values() ?? [])]),
    user: user?.UserId,
    release() {
      for (const list of ofUser.values()) list.release();
    },
  };
}

/** The pairs of a list of sessions. One that has not answered counts as one pair: most have one. */
function pairsOf(list: Answer | undefined, isPending: boolean): Parts {
  const isOver = !isPending && (list?.loaded ?? false);
  const { asked, answered } = list?.parts ?? { asked: 1, answered: 0 };
  return { asked, answered: isOver ? asked : answered };
}

/** The list of a kind directly below a node, if it has one. */
function listOf({ groups }: RegionNode | ResourceNode, kind: 'fleet' | 'session'): GroupNode[] {
  return groups.filter(group => group.resourceKind.name === kind);
}

function isStopped({ resourceKind, resource }: ResourceNode): boolean {
  return resourceKind.state?.(resource) === 'STOPPED';
}
