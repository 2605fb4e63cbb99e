import type { Agenda } from '../base/agenda';

/** A change of state that comes by itself. A resource that has ended has no state: it is `GONE`. */
export interface Transition<From extends string, To extends string = From> {
  readonly from: From;
  readonly to: To;
  /** Seconds of real AppStream, from `durations.ts`. */
  readonly after: number;
}

/** Transitions that follow one another: each begins where the one before it ends. */
export type Transitions<From extends string, To extends string = From> = readonly [
  Transition<From, To>,
  ...Transition<From, To>[],
];

/**
 * Takes a resource through transitions: into the first state at once, and into each next one after its time. Transitions
 * of the same resource that are still under way are dropped.
 * @param key the resource's key on the agenda, such as its ARN
 * @param enter gives the resource a state, with all that goes with it
 */
export function runTransitions<From extends string, To extends string>(
  transitions: Transitions<From, To>,
  key: string,
  agenda: Agenda,
  enter: (state: From | To) => void,
): void {
  const wait = ([next, ...rest]: readonly Transition<From, To>[]): void => {
    if (!next) return;
    agenda.after(key, next.after, () => {
      enter(next.to);
      wait(rest);
    });
  };
  enter(transitions[0].from);
  wait(transitions);
}
