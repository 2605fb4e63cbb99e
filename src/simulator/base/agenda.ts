/**
 * What is still to happen, and when. Nothing here runs on a timer: due steps are taken, in order, when the next request
 * comes in, so that an answer is always as if they had happened on time.
 */
export interface Agenda {
  /** Milliseconds since the epoch; inside a step, the time that step was due. */
  now(): number;
  /**
   * Takes a step for something after a while.
   * @param key what it happens to, such as an ARN; an earlier step that is still to come for the same key is dropped
   * @param seconds of real AppStream, divided by the speed
   */
  after(key: string, seconds: number, step: () => void): void;
  /** Drops what is still to come for this key. */
  cancel(key: string): void;
  /** Takes all steps that are due. */
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
