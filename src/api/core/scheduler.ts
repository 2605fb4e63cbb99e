/**
 * What a task is for. What the user changes goes first, then what is read for that, then what the user looks at. The first
 * two each have a slot of their own when lists hang. What nobody waits for comes last, and leaves a slot free for the others.
 */
export type Urgency = (typeof urgencies)[number];

/** The most urgent first. */
const urgencies = ['change', 'acting', 'read', 'background'] as const;

/** Slots that each may use, beyond the limit or short of it. */
const share: Readonly<Record<Urgency, number>> = { change: 2, acting: 1, read: 0, background: -1 };

/** Bounds the tasks that run at once under one key. Those beyond wait: the most urgent first, each in the order they came. */
export interface Scheduler {
  /**
   * Runs a task when its turn comes.
   * @param key what is bounded together: account and Region
   * @param signal takes the task out of the queue; a running task has to mind it itself
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

  /** Starts those who wait, as many as there is room for. */
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
