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
   * @param of what the step belongs to, for a snapshot
   */
  after(key: string, seconds: number, step: () => void, of?: StepOrigin): void;
  /** The same at a time of the calendar, in milliseconds since the epoch. The speed doesn't hasten it. */
  at(key: string, time: number, step: () => void, of?: StepOrigin): void;
  /** Drops the pending step of this key. */
  cancel(key: string): void;
  /** Takes all due steps. @returns whether there were any */
  catchUp(): boolean;
  /** By which all durations are divided. */
  speed(): number;
  /**
   * Changes the speed. What is under way takes the rest of its time at the new one.
   * @throws RangeError with a sentence for the user
   */
  setSpeed(speed: number): void;
  /** What is pending, for a snapshot, in the order in which it was scheduled. */
  pending(): Pending[];
  /**
   * Schedules what a snapshot had pending, at its time. @param begin does what scheduled it at first: calls `after` with this key
   * @throws Error when it doesn't
   */
  resume(pending: Pending, begin: () => void): void;
  /** The step that is being resumed for this key: where its transitions go on. */
  resuming(key: string): StepOrigin | undefined;
  /** Drops all that is pending. */
  clear(): void;
}

/** What a step belongs to. */
export interface StepOrigin {
  /** Transitions, such as `fleet.start`, or the name of what else happens by itself. */
  readonly transitions: string;
  /** How many steps of the transitions are done. Of something else, a number that it needs. */
  readonly step: number;
}

export interface Pending {
  readonly key: string;
  /** When it is due, in milliseconds since the epoch. */
  readonly at: number;
  readonly of?: StepOrigin;
}

interface Step extends Pending {
  /** Whether the speed divides the time until then. */
  readonly isHastened: boolean;
  readonly step: () => void;
}

/**
 * @param clock milliseconds since the epoch
 * @param speed divides all durations
 */
export function createAgenda(clock: () => number, speed: number): Agenda {
  const steps = new Map<string, Step>();
  let stepTime: number | undefined;
  let resumed: Pending | undefined;

  function nextDue(limit: number): Step | undefined {
    let first: Step | undefined;
    for (const step of steps.values()) if (step.at <= limit && (!first || step.at < first.at)) first = step;
    return first;
  }

  const now = () => stepTime ?? clock();

  function schedule(key: string, time: number, step: () => void, more: Pick<Step, 'isHastened' | 'of'>): void {
    const at = resumed?.key === key ? resumed.at : time;
    if (resumed?.key === key) resumed = undefined;
    steps.set(key, { key, at, step, ...more });
  }

  return {
    now,
    after: (key, seconds, step, of) =>
      schedule(key, now() + (seconds * 1000) / speed, step, { isHastened: true, ...(of && { of }) }),
    at: (key, time, step, of) => schedule(key, time, step, { isHastened: false, ...(of && { of }) }),
    cancel: key => void steps.delete(key),
    catchUp() {
      const limit = clock();
      let any = false;
      for (let due = nextDue(limit); due; due = nextDue(limit)) {
        any = true;
        steps.delete(due.key);
        stepTime = due.at;
        try {
          due.step();
        } finally {
          stepTime = undefined;
        }
      }
      return any;
    },
    speed: () => speed,
    setSpeed(wanted) {
      if (!(wanted > 0 && wanted <= 1_000_000)) throw new RangeError('The speed is above 0 and at most 1,000,000.');
      const time = clock();
      for (const [key, step] of steps) {
        if (step.isHastened) steps.set(key, { ...step, at: time + ((step.at - time) * speed) / wanted });
      }
      speed = wanted;
    },
    pending: () => [...steps.values()].map(({ key, at, of }) => ({ key, at, ...(of && { of }) })),
    resume(pending, begin) {
      resumed = pending;
      try {
        begin();
        if (resumed) throw new Error(`Nothing goes on with ${pending.key}.`);
      } finally {
        resumed = undefined;
      }
    },
    resuming: key => (resumed?.key === key ? resumed.of : undefined),
    clear: () => steps.clear(),
  };
}
