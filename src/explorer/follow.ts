import type { ResourceNode } from './node';

/** Milliseconds between two looks: soon at first, then ever more seldom. A real fleet takes minutes. */
const firstDelay = 1_000;
const slowest = 30_000;
const factor = 1.5;

export interface Follower {
  /** Something began to settle: look soon. */
  wake(): void;
  /** Nobody is looking: no timer and no request until `resume`. */
  pause(): void;
  resume(): void;
  dispose(): void;
}

export interface FollowerOptions<T = ResourceNode> {
  /** What has not settled yet. */
  readonly pending: () => readonly T[];
  /** Asks again for all of them at once. Must not throw. */
  readonly poll: (pending: readonly T[], signal: AbortSignal) => Promise<void>;
  /** Calls back after some milliseconds; gives what cancels it. */
  readonly schedule?: (callback: () => void, ms: number) => () => void;
}

/** Calls back after some milliseconds; gives what cancels it. */
export const timeout = (callback: () => void, ms: number): (() => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Follows what settles by itself, until all has settled: then no timer remains. */
export function createFollower<T>({ pending, poll, schedule = timeout }: FollowerOptions<T>): Follower {
  let delay = firstDelay;
  let cancel: (() => void) | undefined;
  let abort: AbortController | undefined;
  let paused = false;

  function plan(): void {
    if (cancel || abort || paused || !pending().length) return;
    cancel = schedule(() => {
      cancel = undefined;
      void look();
    }, delay);
  }

  async function look(): Promise<void> {
    const mine = (abort = new AbortController());
    await poll(pending(), mine.signal);
    if (abort === mine) abort = undefined;
    delay = Math.min(delay * factor, slowest);
    plan();
  }

  function stop(): void {
    cancel?.();
    cancel = undefined;
    abort?.abort();
    abort = undefined;
  }

  return {
    wake() {
      delay = firstDelay;
      cancel?.();
      cancel = undefined;
      plan();
    },
    pause() {
      paused = true;
      stop();
    },
    resume() {
      if (!paused) return;
      paused = false;
      this.wake();
    },
    dispose() {
      paused = true;
      stop();
    },
  };
}
