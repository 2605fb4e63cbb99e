// Changes whose answer was lost. Nobody knows yet whether AWS has carried them out. Checks go on until that is known.
import { withAny } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { differenceOf } from '../../api/core/actor';
import type { ApiError } from '../../api/core/errors';
import { isApiError, toApiError } from '../../api/core/errors';
import type { FailedPolls } from '../tree/node';
import type { Poller, PollerOptions } from '../tree/poller';
import { createPoller, pause, timeout } from '../tree/poller';
import { failingPolls, noteFailedPoll } from '../tree/presence';
import type { Outcome, RequestedChange } from './change';
import { checkDenied, notDone, uncheckable, unknown, unwatched } from './outcomeErrors';

/** A change whose answer was lost. */
export interface Doubt {
  /** What is changed. For each key and actor there is one doubt: the newest. */
  readonly key: string;
  /** Who made the change. It says nothing about the changes of others. */
  readonly actor: Actor;
  /** The action that was requested. Absent when a resource was to be created. */
  readonly requested?: RequestedChange;
  /** What may have happened, for a change that no check can show. */
  readonly uncheckable?: string | undefined;
  /** The present life of its connection. Checks pause while the view doesn't show the connection. A retry checks first. */
  life(): AbortSignal;
  /**
   * Checks whether it was done.
   * @param acknowledged whether AWS has answered that it was done. Then one check that does not find a deleted thing is enough
   * @throws ApiError when the check fails
   */
  check(signal: AbortSignal, acknowledged?: boolean): Promise<Outcome>;
  /** Called when a later check shows the outcome, or shows that no check can. */
  known(outcome: Outcome): Promise<void>;
}

/** What some checks have shown. `failed`: the last of them failed. */
export type Known = Outcome | 'failed';

/** Called after each check: since when checks fail, and why. Undefined while they succeed or have failed only briefly. */
export type Failing = (failedPolls: FailedPolls | undefined) => void;

export interface Doubts extends Pick<Poller, 'retry' | 'dispose'> {
  /**
   * Turns the failure of a change into what is known of it. When its answer was lost, it checks a few times within seconds,
   * since AWS may still be carrying it out. When the checks fail, it says so in the failure. Further checks then go on, even
   * while the view is hidden.
   * @param failing when given, waits until the outcome is known, however long that takes. It is called after each check
   * @returns undefined when the change was done; otherwise the failure, which says what is known
   */
  settle(thrown: unknown, doubt: Doubt, signal: AbortSignal, failing?: Failing): Promise<Error | undefined>;
  /** Checks a few times within seconds for the effect of a change that AWS has acknowledged. @returns `failed` when all checks fail */
  confirm(doubt: Doubt, signal: AbortSignal): Promise<Known>;
  /** Goes on checking for a change that AWS has acknowledged but that no check has shown yet. */
  keep(doubt: Doubt): void;
  /** The actor's change of this key, while its outcome is not known. */
  doubtOf(key: string, actor: Actor): Doubt | undefined;
  /** Called when the connections of the view have changed: stops and resumes checks. */
  connectionsChanged(): void;
  /** Forgets the actor's change of this key. */
  forget(key: string, actor: Actor): void;
}

/** Milliseconds before each of the first checks. When the last of them does not show the change, it was not done. */
const firstChecks = [0, 2_000, 3_000];
/** How many further checks a change that AWS has acknowledged gets: about a minute of them. */
const patience = 7;
/** The longest wait between two checks of somebody who waits until the outcome is known: milliseconds. */
const longest = 30_000;

export interface DoubtsOptions extends Pick<PollerOptions, 'schedule'> {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What the first checks have shown, and why the last of them failed, if it did. */
interface Checked {
  readonly known: Known;
  readonly error?: ApiError;
}

/** Makes the list of changes whose outcome is not known. It checks each while the life of its connection lasts. */
export function createDoubts({ schedule = timeout, now }: DoubtsOptions): Doubts {
  const doubts = new Set<Doubt>();
  /** How many checks may still show nothing, for changes that AWS has acknowledged. */
  const later = new WeakMap<Doubt, number>();
  const poller = createPoller<Doubt>({
    pending: () => [...doubts].filter(doubt => !doubt.life().aborted),
    // A check that is denied must not slow down the others.
    lane: ({ key }) => key,
    poll: async (all, signal) =>
      (await Promise.all(all.map(doubt => checkLater(doubt, signal)))).find(error => error !== undefined),
    schedule,
  });

  async function checkLater(doubt: Doubt, signal: AbortSignal): Promise<ApiError | undefined> {
    let outcome: Outcome;
    try {
      outcome = await doubt.check(signal);
    } catch (thrown) {
      return toApiError(thrown, 'Describe');
    }
    if (signal.aborted || !doubts.has(doubt)) return undefined;
    const left = later.get(doubt) ?? 0;
    if (outcome === 'notDone' && left > 0) {
      later.set(doubt, left - 1);
      return undefined;
    }
    doubts.delete(doubt);
    await doubt.known(outcome);
    return undefined;
  }

  async function check(doubt: Doubt, signal: AbortSignal, failing?: Failing, acknowledged = false): Promise<Checked> {
    let [ms = 0, ...later] = firstChecks;
    const checks: { failedPolls?: FailedPolls } = {};
    for (;;) {
      if (ms) await pause(ms, signal, schedule).catch(() => undefined); // the next line handles the abort
      if (signal.aborted) return { known: 'failed' };
      let known: Known = 'failed';
      let error: ApiError | undefined;
      try {
        known = await doubt.check(signal, acknowledged);
        delete checks.failedPolls;
      } catch (thrown) {
        error = toApiError(thrown, 'Describe');
        noteFailedPoll(checks, error, now());
      }
      failing?.(failingPolls(checks));
      // Where checks can't succeed, AWS's own answer counts.
      if (error && !error.retryable) return acknowledged ? { known: 'uncheckable' } : { known, error };
      if (known === 'done' || known === 'uncheckable') return { known };
      if (!later.length && (known === 'notDone' || !failing)) return { known, ...(error && { error }) };
      [ms = Math.min(ms * 1.5, longest), ...later] = later;
    }
  }

  function find(key: string, actor: Actor): Doubt | undefined {
    return [...doubts].find(doubt => doubt.key === key && !differenceOf(doubt.actor, actor));
  }

  function forget(key: string, actor: Actor): void {
    const doubt = find(key, actor);
    if (doubt) doubts.delete(doubt);
  }

  function add(doubt: Doubt): void {
    forget(doubt.key, doubt.actor);
    doubts.add(doubt);
    poller.wake();
  }

  return {
    async settle(thrown, doubt, signal, failing) {
      if (!isApiError(thrown)) return thrown instanceof Error ? thrown : new Error(String(thrown));
      if (!thrown.mayHaveHappened || thrown.reason === 'cancelled') return thrown;
      const { known, error } = await withAny([doubt.life(), signal], either => check(doubt, either, failing));
      switch (known) {
        case 'done':
          return undefined;
        case 'notDone':
          return notDone(thrown);
        case 'uncheckable':
          return uncheckable(thrown, doubt.uncheckable);
        case 'failed':
          add(doubt);
          if (doubt.life().aborted) return unwatched(thrown);
          return error?.reason === 'denied' ? checkDenied(thrown, error) : unknown(thrown);
      }
    },
    confirm: async (doubt, signal) =>
      (await withAny([doubt.life(), signal], either => check(doubt, either, undefined, true))).known,
    connectionsChanged: () => poller.wake(),
    keep(doubt) {
      later.set(doubt, patience);
      add(doubt);
    },
    doubtOf: find,
    retry: () => poller.retry(),
    forget,
    dispose() {
      doubts.clear();
      poller.dispose();
    },
  };
}
