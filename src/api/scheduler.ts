/** Bounds the tasks that run at once under one key; those beyond wait in the order they came. */
export interface Scheduler {
  /**
   * Runs a task when its turn comes.
   * @param key what is bounded together: account and Region
   * @param signal takes the task out of the queue; a running task has to mind it itself
   */
  run<T>(key: string, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/** @param limit how many tasks of one key may run at once, asked anew for each */
export function createScheduler(limit: () => number): Scheduler {
  const lanes = new Map<string, Lane>();

  function turn(lane: Lane, signal: AbortSignal): Promise<void> {
    if (lane.running < limit()) {
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
        lane.waiting.splice(lane.waiting.indexOf(start), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      lane.waiting.push(start);
    });
  }

  return {
    async run(key, task, signal) {
      signal.throwIfAborted();
      const lane = lanes.get(key) ?? { running: 0, waiting: [] };
      lanes.set(key, lane);
      await turn(lane, signal);
      try {
        return await task();
      } finally {
        lane.running--;
        lane.waiting.shift()?.();
        if (!lane.running && !lane.waiting.length) lanes.delete(key);
      }
    },
  };
}
