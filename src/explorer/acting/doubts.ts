// Of what it is not known whether it was done, since the answer was lost: it is looked at until it is known.
import { withEither } from '../../api/core/abortable';
import { isApiError, toApiError } from '../../api/core/errors';
import type { ApiError } from '../../api/core/errors';
import { createFollower, pause, timeout } from '../tree/follow';
import type { Follower, FollowerOptions } from '../tree/follow';
import { failedLook, failingLooks } from '../tree/presence';
import type { Unseen } from '../tree/presence';
import type { Asked, Outcome } from './wish';

/** Something that was asked for, and whose answer was lost. */
export interface Doubt {
  /** Tells it from others: there is one for each. */
  readonly key: string;
  /** What was asked for, where that was an action. */
  readonly asked?: Asked;
  /** What may have come of it, where a look can't show it. */
  readonly unseen?: string | undefined;
  /** How long it matters: aborted when nothing more is asked there. */
  readonly life: AbortSignal;
  /**
   * Looks whether it was done.
   * @param acknowledged whether AWS has said that it was: then one look without a thing proves its end
   * @throws ApiError when the look fails
   */
  look(signal: AbortSignal, acknowledged?: boolean): Promise<Outcome>;
  /** Told when it is known after all, or turns out to be unseen. */
  known(outcome: Outcome): Promise<void>;
}

/** What is known after some looks. */
export type Known = Outcome | 'failed';

/** Told since when looks fail, and why; undefined when they do not, or where it may pass. */
export type Failing = (unseen: Unseen | undefined) => void;

export interface Doubts extends Pick<Follower, 'dispose'> {
  /**
   * What a failure comes to. Where an answer was lost, it is looked a few times within seconds, since what was asked for may
   * still be under way there. When all looks fail it is looked on, also while nobody looks at the view, and the doubt is told.
   * @param failing has it wait until it is known, however long that takes, and is told meanwhile since when looks fail
   * @returns undefined when it was done; else the failure, which says what is known
   */
  settle(thrown: unknown, doubt: Doubt, signal: AbortSignal, failing?: Failing): Promise<Error | undefined>;
  /** Looks a few times within seconds for what AWS says was done. @returns `failed` when no look came through */
  confirm(doubt: Doubt, signal: AbortSignal): Promise<Known>;
  /** Looks on for what no look has shown yet, though AWS says that it was done. */
  keep(doubt: Doubt): void;
  /** What is still not known. */
  of(key: string): Doubt | undefined;
  /** Looks no more for those whose life is over. */
  prune(): void;
  /** Looks no more for what has this key. */
  forget(key: string): void;
}

/** Milliseconds before each of the first looks: what the last does not show was not done. */
const firstLooks = [0, 2_000, 3_000];
/** Looks beyond those, for what AWS says was done: about a minute of them. */
const patience = 7;
/** The same of those that wait until it is known: ever longer, up to half a minute. */
const longest = 30_000;

export interface DoubtsOptions extends Pick<FollowerOptions, 'schedule'> {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export function createDoubts({ schedule = timeout, now }: DoubtsOptions): Doubts {
  const doubts = new Map<string, Doubt>();
  /** Looks that may still show nothing of what AWS says was done. */
  const later = new WeakMap<Doubt, number>();
  const follower = createFollower<Doubt>({
    pending: () => [...doubts.values()],
    poll: async (all, signal) =>
      (await Promise.all(all.map(doubt => lookOn(doubt, signal)))).find(error => error !== undefined),
    schedule,
  });

  async function lookOn(doubt: Doubt, signal: AbortSignal): Promise<ApiError | undefined> {
    let outcome: Outcome;
    try {
      outcome = await doubt.look(signal);
    } catch (thrown) {
      // What can't be asked for any more, since its profile is shown no more, is nobody's doubt.
      const error = toApiError(thrown, 'Describe');
      if (!signal.aborted && error.reason === 'cancelled') doubts.delete(doubt.key);
      return error;
    }
    if (signal.aborted || doubts.get(doubt.key) !== doubt) return undefined;
    const left = later.get(doubt) ?? 0;
    if (outcome === 'notDone' && left > 0) {
      later.set(doubt, left - 1);
      return undefined;
    }
    doubts.delete(doubt.key);
    await doubt.known(outcome);
    return undefined;
  }

  async function look(doubt: Doubt, signal: AbortSignal, failing?: Failing, acknowledged = false): Promise<Known> {
    let [ms = 0, ...later] = firstLooks;
    const looks: { unseen?: Unseen } = {};
    for (;;) {
      if (ms) await pause(ms, signal, schedule).catch(() => undefined); // given up: told below
      if (signal.aborted) return 'failed';
      let mayPass = true;
      let known: Known;
      try {
        known = await doubt.look(signal, acknowledged);
        delete looks.unseen;
      } catch (thrown) {
        const error = toApiError(thrown, 'Describe');
        mayPass = error.retryable;
        // Who may not look never sees it.
        known = error.reason === 'denied' ? 'unseen' : 'failed';
        failedLook(looks, error, now());
      }
      failing?.(failingLooks(looks));
      if (!mayPass && acknowledged) return 'unseen'; // then AWS's word counts
      if (known === 'done' || known === 'unseen' || !mayPass) return known;
      if (!later.length && (known === 'notDone' || !failing)) return known;
      [ms = Math.min(ms * 1.5, longest), ...later] = later;
    }
  }

  return {
    async settle(thrown, doubt, signal, failing) {
      if (!isApiError(thrown)) return thrown instanceof Error ? thrown : new Error(String(thrown));
      if (!thrown.mayHaveHappened || thrown.reason === 'cancelled') return thrown;
      const known = await withEither(doubt.life, signal, either => look(doubt, either, failing));
      const { notDone, unknown, unseen } = await import('./outcome');
      switch (known) {
        case 'done':
          return undefined;
        case 'notDone':
          return notDone(thrown);
        case 'unseen':
          return unseen(thrown, doubt.unseen);
        case 'failed':
          if (doubt.life.aborted) return thrown;
          doubts.set(doubt.key, doubt);
          follower.wake();
          return unknown(thrown);
      }
    },
    confirm: (doubt, signal) => withEither(doubt.life, signal, either => look(doubt, either, undefined, true)),
    prune() {
      for (const { key, life } of doubts.values()) if (life.aborted) doubts.delete(key);
      follower.wake();
    },
    keep(doubt) {
      if (doubt.life.aborted) return;
      later.set(doubt, patience);
      doubts.set(doubt.key, doubt);
      follower.wake();
    },
    of: key => doubts.get(key),
    forget: key => void doubts.delete(key),
    dispose() {
      doubts.clear();
      follower.dispose();
    },
  };
}
