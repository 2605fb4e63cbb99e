/**
 * What is due to happen, and when. Nothing runs on a timer: each request first takes all due steps in order, each at the
 * time it was due, so that answers are the same as with timers.
 */
export interface Agenda {
  /** Milliseconds since the epoch; inside a step, the time that step was due. */
  now(): number;
  /**
   * Schedules a step. Handlers name a transition instead (`transitions/`).
   * @param key of the resource, such as its ARN; a pending step of the same key is dropped
   * @param seconds of real AppStream, divided by the speed
   */
  after(key: string, seconds: number, step: () => void): void;
  /** The same at a time of the calendar, in milliseconds since the epoch. The speed doesn't hasten it. */
  at(key: string, time: number, step: () => void): void;
  /** Drops the pending step of this key. */
  cancel(key: string): void;
  /** Takes all due steps. */
  catchUp(): void;
}

/**
 * @param clock milliseconds since the epoch
 * @param speed divides all durations
 */
export function createAgenda(clock: () => number, speed: number): Agenda {
  const steps = new Map<string, { readonly at: number; readonly step: () => void }>();
  let stepTime: number | undefined;

  function nextDue(limit: number): [string, { at: number; step: () => void }] | undefined {
    let first: [string, { at: number; step: () => void }] | undefined;
    for (const entry of steps) if (entry[1].at <= limit && (!first || entry[1].at < first[1].at)) first = entry;
    return first;
  }

  const now = () => stepTime ?? clock();
  return {
    now,
    after: (key, seconds, step) => void steps.set(key, { at: now() + (seconds * 1000) / speed, step }),
    at: (key, at, step) => void steps.set(key, { at, step }),
    cancel: key => void steps.delete(key),
    catchUp() {
      const limit = clock();
      for (let due = nextDue(limit); due; due = nextDue(limit)) {
        const [key, { at, step }] = due;
        steps.delete(key);
        stepTime = at;
        try {
          step();
        } finally {
          stepTime = undefined;
        }
      }
    },
  };
}
