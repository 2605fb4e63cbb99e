/**
 * How urgent a task is. Changes go first, then reads for changes, then lists. Changes and reads for them have extra slots, so
 * that slow lists can't block them. Background reads come last and leave a slot free for the others.
 */
export type Urgency = (typeof urgencies)[number];

/** The most urgent first. */
const urgencies = ['change', 'acting', 'read', 'background'] as const;

/** How many slots each urgency may use beyond the limit, or below it if negative. */
const share: Readonly<Record<Urgency, number>> = { change: 2, acting: 1, read: 0, background: -1 };

/** Limits the tasks that run at once per key. Other tasks wait: the most urgent first, then in the order they came. */
export interface Scheduler {
  /**
   * Runs a task when its turn comes.
   * @param key tasks with the same key share the limit: service, account, Region and endpoint
   * @param signal removes a waiting task from the queue; a running task has to observe the signal itself
   */
  run<T>(key: string, urgency: Urgency, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** The tasks of one key. */
export interface Lane {
  running: number;
  readonly waiting: { readonly urgency: Urgency; readonly start: () => void }[];
}

/**
 * @param limit how many reads of one key may run at once, read for each task
 * @param lanes where the tasks of each key are kept until the last one has ended
 */
export function createScheduler(limit: () => number, lanes = new Map<string, Lane>()): Scheduler {
  const hasRoom = ({ running }: Lane, urgency: Urgency): boolean => running < Math.max(limit() + share[urgency], 1);

  /** Starts as many waiting tasks as the limit allows. */
  function advance(lane: Lane): void {
    for (const urgency of urgencies) {
      while (hasRoom(lane, urgency)) {
        const next = lane.waiting.findIndex(waiter => waiter.urgency === urgency);
        if (next < 0) break;
        lane.waiting.splice(next, 1)[0]?.start();
      }
    }
  }

  function turn(lane: Lane, urgency: Urgency, signal: AbortSignal): Promise<void> {
    if (hasRoom(lane, urgency)) {
      lane.running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = (): void => {
        lane.running++;
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        lane.waiting.splice(lane.waiting.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      const waiter = { urgency, start };
      lane.waiting.push(waiter);
    });
  }

  return {
    async run(key, urgency, task, signal) {
      signal.throwIfAborted();
      const lane = lanes.get(key) ?? { running: 0, waiting: [] };
      lanes.set(key, lane);
      await turn(lane, urgency, signal);
      try {
        return await task();
      } finally {
        lane.running--;
        advance(lane);
        if (!lane.running && !lane.waiting.length) lanes.delete(key);
      }
    },
  };
}
