import { abortable } from '../../api/core/abortable';
import type { ApiError } from '../../api/core/errors';
import type { ResourceNode } from './node';

/** Milliseconds between two polls: short at first, then longer. A real fleet takes minutes. */
const firstDelay = 1_000;
const longestDelay = 30_000;
/** The same while polls fail until the user fixes something. */
const longestDelayUnmended = 300_000;
const factor = 1.5;

export interface Poller {
  /** A resource may have entered a transient state: poll soon. Lanes that fail until the user fixes something keep their delay. */
  readonly wake: () => void;
  /** The user may have fixed the problem: poll everything soon. */
  readonly retry: () => void;
  /** The view is hidden: no timer and no request until `resume`. */
  pause(): void;
  resume(): void;
  dispose(): void;
}

export interface PollerOptions<T = ResourceNode> {
  /** The nodes to poll. */
  readonly pending: () => readonly T[];
  /** The lane of a node. If one lane fails, the others are not slowed down. */
  readonly lane?: ((node: T) => string) | undefined;
  /** Polls nodes of one lane. @returns the error, if it fails. It must not throw */
  readonly poll: (pending: readonly T[], signal: AbortSignal) => Promise<ApiError | undefined>;
  /** How long to wait until a poll can tell more: milliseconds. */
  readonly dueIn?: (node: T) => number;
  /** Calls back after some milliseconds. @returns a function that cancels it */
  readonly schedule?: (callback: () => void, ms: number) => () => void;
}

/** Calls back after some milliseconds. @returns a function that cancels it */
export const timeout = (callback: () => void, ms: number): (() => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Waits some milliseconds. @throws the signal's reason if it is aborted first; no timer remains */
export async function pause(
  ms: number,
  signal: AbortSignal,
  schedule: PollerOptions['schedule'] = timeout,
): Promise<void> {
  let cancel: (() => void) | undefined;
  try {
    await abortable(new Promise<void>(resolve => (cancel = schedule(resolve, ms))), signal);
  } finally {
    cancel?.();
  }
}

interface Lane {
  delay: number;
  /** Whether polls fail until the user fixes something. */
  unmended: boolean;
  cancel?: (() => void) | undefined;
  abort?: AbortController | undefined;
}

/** Polls resources in transient states. When none is left, there is no timer. A failed poll does not end polling. */
export function createPoller<T>({
  pending,
  lane: laneOf = () => '',
  poll,
  dueIn = () => 0,
  schedule = timeout,
}: PollerOptions<T>): Poller {
  const lanes = new Map<string, Lane>();
  let paused = false;

  function nodesByLane(): ReadonlyMap<string, readonly T[]> {
    const nodes = new Map<string, T[]>();
    for (const node of pending()) {
      const known = nodes.get(laneOf(node));
      if (known) known.push(node);
      else nodes.set(laneOf(node), [node]);
    }
    return nodes;
  }

  function plan(): void {
    if (paused) return;
    const nodesOf = nodesByLane();
    for (const [key, lane] of lanes) {
      if (nodesOf.has(key) || lane.abort) continue;
      lane.cancel?.();
      lanes.delete(key);
    }
    for (const [key, nodes] of nodesOf) {
      const lane = lanes.get(key) ?? { delay: firstDelay, unmended: false };
      lanes.set(key, lane);
      if (lane.cancel || lane.abort) continue;
      const due = nodes.reduce((soonest, node) => Math.min(soonest, dueIn(node)), Infinity);
      lane.cancel = schedule(
        () => {
          lane.cancel = undefined;
          void pollLane(key, lane);
        },
        Math.max(lane.delay, due),
      );
    }
  }

  async function pollLane(key: string, lane: Lane): Promise<void> {
    const mine = (lane.abort = new AbortController());
    const nodes = (nodesByLane().get(key) ?? []).filter(node => dueIn(node) <= 0);
    const error = nodes.length ? await poll(nodes, mine.signal) : undefined;
    if (lane.abort !== mine) return; // polling was paused
    lane.abort = undefined;
    lane.unmended = error !== undefined && !error.retryable;
    lane.delay = Math.min(lane.delay * factor, lane.unmended ? longestDelayUnmended : longestDelay);
    plan();
  }

  function soon(all: boolean): void {
    for (const lane of lanes.values()) {
      if (lane.unmended && !all) continue;
      lane.delay = firstDelay;
      lane.cancel?.();
      lane.cancel = undefined;
    }
    plan();
  }

  function stop(): void {
    paused = true;
    for (const lane of lanes.values()) {
      lane.cancel?.();
      lane.abort?.abort();
      lane.abort = undefined;
    }
    lanes.clear();
  }

  return {
    wake: () => soon(false),
    retry: () => soon(true),
    pause: stop,
    resume() {
      if (!paused) return;
      paused = false;
      plan();
    },
    dispose: stop,
  };
}
