import { abortable } from '../../api/core/abortable';
import type { ApiError } from '../../api/core/errors';
import type { ResourceNode } from './node';

/** Milliseconds between two looks: soon at first, then ever more seldom. A real fleet takes minutes. */
const firstDelay = 1_000;
const longestDelay = 30_000;
/** The same where looks fail until the user mends something. */
const longestDelayUnmended = 300_000;
const factor = 1.5;

export interface Poller {
  /** Something may have begun to settle: look soon. What fails until the user mends it waits for its turn. */
  wake(): void;
  /** The user has done something about it: look soon at everything. */
  retry(): void;
  /** Nobody is looking: no timer and no request until `resume`. */
  pause(): void;
  resume(): void;
  dispose(): void;
}

export interface PollerOptions<T = ResourceNode> {
  /** What is to be looked at again. */
  readonly pending: () => readonly T[];
  /** What is asked for together has one name: where that fails, the others are not slowed down. */
  readonly lane?: ((node: T) => string) | undefined;
  /** Asks again for nodes of one lane. @returns why that failed, if it did; must not throw */
  readonly poll: (pending: readonly T[], signal: AbortSignal) => Promise<ApiError | undefined>;
  /** How long to wait before a look can tell anything: milliseconds. */
  readonly dueIn?: (node: T) => number;
  /** Calls back after some milliseconds; gives what cancels it. */
  readonly schedule?: (callback: () => void, ms: number) => () => void;
}

/** Calls back after some milliseconds; gives what cancels it. */
export const timeout = (callback: () => void, ms: number): (() => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Waits some milliseconds. @throws the signal's reason when that comes first: no timer is left then */
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
  /** Whether looks fail until the user mends something. */
  unmended: boolean;
  cancel?: (() => void) | undefined;
  abort?: AbortController | undefined;
}

/** Follows what settles by itself, until all has settled: then no timer remains. A look that fails ends nothing. */
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
          void look(key, lane);
        },
        Math.max(lane.delay, due),
      );
    }
  }

  async function look(key: string, lane: Lane): Promise<void> {
    const mine = (lane.abort = new AbortController());
    const nodes = (nodesByLane().get(key) ?? []).filter(node => dueIn(node) <= 0);
    const error = nodes.length ? await poll(nodes, mine.signal) : undefined;
    if (lane.abort !== mine) return; // nobody is looking any more
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
