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
 * of the same resource that are still under way are dropped. While a snapshot is loaded, it goes on where the resource was.
 * @param key the resource's key on the agenda, such as its ARN
 * @param enter gives the resource a state, with all that goes with it
 */
export function runTransitions<From extends string, To extends string>(
  transitions: Transitions<From, To>,
  key: string,
  agenda: Agenda,
  enter: (state: From | To) => void,
): void {
  const wait = (step: number): void => {
    const next = transitions[step];
    if (!next) return;
    const go = () => {
      enter(next.to);
      wait(step + 1);
    };
    agenda.after(key, next.after, go, { transitions: nameOf(transitions), step });
  };
  const resumed = agenda.resuming(key);
  if (!resumed) enter(transitions[0].from);
  wait(resumed?.step ?? 0);
}

const names = new WeakMap<object, string>();

/**
 * Names the transitions of a kind, so that a snapshot can say which of them are under way.
 * @param kind such as `fleet`; the name of the transitions follows a dot: `fleet.start`
 */
export function namedTransitions<T extends Readonly<Record<string, Transitions<string, string>>>>(
  kind: string,
  all: T,
): T {
  for (const [name, transitions] of Object.entries(all)) names.set(transitions, `${kind}.${name}`);
  return all;
}

function nameOf(transitions: object): string {
  return names.get(transitions) ?? '';
}
