// Everything that a simulator has, as JSON that people can read, compare and change.
import type { Pending } from '../base/agenda';
import type { Clock } from '../base/clock';
import type { Store } from '../base/store';
import { createStore } from '../base/store';
import type { World } from '../base/world';
import { isCount } from '../seed/count';
import { readSeed } from '../seed/seedFile';
import type { Seed } from '../seed/seedStore';
import { resume } from './resume';
import { entriesOf, fromJson, mapToJson, toJson } from './values';

/** What says that a file is a snapshot. The version counts up when a reader of the one before could not read it. */
const format = { format: 'appstream-simulator-snapshot', version: 1 } as const;

/** A snapshot: plain JSON. Times are ISO 8601 but inside resources, where they are milliseconds since the epoch. */
export interface Snapshot {
  readonly format: string;
  readonly version: number;
  /** What an account and Region have that is used for the first time. */
  readonly seed: Seed;
  readonly clock: {
    /** The time of the snapshot; where the clock stands when it is paused. */
    readonly time: string;
    readonly paused: boolean;
    /** How far the clock is ahead of the computer's, in milliseconds, while it runs. */
    readonly ahead: number;
    readonly speed: number;
  };
  /** What each account has in each Region, by kind. */
  readonly stores: readonly Readonly<Record<string, unknown>>[];
  /** Changes of state that come by themselves. */
  readonly pending: readonly PendingJson[];
}

interface PendingJson {
  /** The ARN or ID of the resource. */
  readonly key: string;
  /** When it is due, as ISO 8601. */
  readonly at: string;
  /** Such as `fleet.start`, and how many of its steps are done. */
  readonly transitions?: string;
  readonly step?: number;
}

/** What a snapshot is made of. */
export interface Saved {
  readonly world: World;
  readonly clock: Clock;
  /** What new accounts and Regions have. Loading a snapshot changes it. */
  readonly seed: { current: Seed };
}

/** A snapshot of what there is now. Streaming URLs are not in it: those of before are not valid after it is loaded elsewhere. */
export function takeSnapshot({ world, clock, seed }: Saved): Snapshot {
  const { ahead } = clock.setting();
  return {
    ...format,
    seed: seed.current,
    clock: { time: iso(clock.now()), paused: clock.isPaused(), ahead, speed: world.agenda.speed() },
    stores: [...world.stores()].map(storeToJson),
    pending: world.agenda.pending().map(({ key, at, of }) => ({ key, at: iso(at), ...of })),
  };
}

/**
 * Replaces everything with what a snapshot has. If that fails, everything is as before.
 * @param json a Snapshot, as far as the caller knows
 * @throws Error with a sentence for the user, when it is no snapshot, of another version, or contradicts itself
 */
export function loadSnapshot(json: unknown, saved: Saved): void {
  const snapshot = checked(json);
  try {
    allOrNothing(saved, () => replace(snapshot, saved));
  } catch (error) {
    throw new Error(`The snapshot cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}

/** Makes a change. If it throws, everything is as before. @throws what the change throws */
export function allOrNothing(saved: Saved, change: () => void): void {
  const before = takeSnapshot(saved);
  try {
    change();
  } catch (error) {
    replace(before, saved);
    throw error;
  }
}

function replace({ seed, clock: { time, paused, ahead, speed }, stores, pending }: Snapshot, saved: Saved): void {
  const { world, clock } = saved;
  const read = stores.map(storeFromJson); // before anything is changed
  world.clear();
  clock.set(paused ? { ahead, pausedAt: Date.parse(time) } : { ahead });
  world.agenda.setSpeed(speed);
  saved.seed.current = seed;
  for (const store of read) world.put(store);
  for (const one of pending) resume(pendingOf(one), world);
}

function pendingOf({ key, at, transitions, step }: PendingJson): Pending {
  const of = transitions !== undefined && step !== undefined ? { of: { transitions, step } } : {};
  return { key, at: Date.parse(at), ...of };
}

function storeToJson(store: Store): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(store)
      .filter(([, content]) => content !== undefined && !isEmpty(content))
      .map(([kind, content]: [string, unknown]) => [
        kind,
        content instanceof Map ? mapToJson(content) : toJson(content),
      ]),
  );
}

function isEmpty(content: unknown): boolean {
  return content instanceof Map ? content.size === 0 : Array.isArray(content) && content.length === 0;
}

/** A store with what its snapshot has. Kinds that the snapshot lacks are empty. @throws Error for a kind that there is not */
function storeFromJson(json: Readonly<Record<string, unknown>>): Store {
  const { accountId, region, ...kinds } = json;
  if (typeof accountId !== 'string' || !/^(\d{12})?$/.test(accountId)) {
    throw new Error('"accountId" must be a number of twelve digits.');
  }
  if (typeof region !== 'string' || !/^[a-z0-9-]+$/.test(region)) {
    throw new Error('"region" must be the name of a Region.');
  }
  const store = createStore(accountId, region);
  const contents = store as unknown as Record<string, unknown>;
  for (const [kind, content] of Object.entries(kinds)) {
    if (!Object.hasOwn(store, kind)) throw new Error(`A store has no "${kind}".`);
    const target = contents[kind];
    if (target instanceof Map) for (const [key, item] of entriesOf(content)) target.set(key, item);
    else if (Array.isArray(target)) target.push(...listOf(kind, content));
    else contents[kind] = isObject(target) ? { ...target, ...(fromJson(content) as object) } : fromJson(content);
  }
  return store;
}

function listOf(kind: string, content: unknown): unknown[] {
  if (!Array.isArray(content)) throw new Error(`"${kind}" must be a list.`);
  return content.map(fromJson);
}

/** @throws Error with a sentence that says what is wrong */
function checked(json: unknown): Snapshot {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Partial<Record<keyof Snapshot, unknown>>;
  if (given.format !== format.format) throw new Error('This is not a snapshot of a simulator.');
  if (given.version !== format.version) {
    throw new Error(
      `The snapshot has version ${String(given.version)}. This simulator reads version ${format.version}.`,
    );
  }
  const clock = given.clock as Partial<Record<keyof Snapshot['clock'], unknown>> | null | undefined;
  if (!isTime(clock?.time) || typeof clock?.paused !== 'boolean' || !isFinite(clock.ahead) || !isFinite(clock.speed)) {
    throw new Error('The snapshot’s "clock" must have "time", "paused", "ahead" and "speed".');
  }
  if (!Array.isArray(given.stores) || !given.stores.every(isObject)) {
    throw new Error('The snapshot’s "stores" must be a list of objects.');
  }
  if (!Array.isArray(given.pending) || !given.pending.every(isPending)) {
    throw new Error('The snapshot’s "pending" must be a list of objects with "key" and "at".');
  }
  return { ...(json as Snapshot), seed: checkedSeed(given.seed) };
}

function checkedSeed(seed: unknown): Seed {
  if (seed === 'empty' || seed === 'demo') return seed;
  if (isCount(seed)) return seed;
  if (isObject(seed)) return readSeed(seed);
  throw new Error('The snapshot’s "seed" must be empty, demo, a count or a seed.');
}

function isPending(value: unknown): value is PendingJson {
  return isObject(value) && typeof value['key'] === 'string' && isTime(value['at']);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
