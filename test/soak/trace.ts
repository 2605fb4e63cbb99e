// What was done, and what came of it: counted, and the last of it kept.
import { isApiError } from '../../src/api/core/errors';
import type { Begun } from './deed';

/** How often, by name. */
export type Tally = ReadonlyMap<string, number>;

export interface Counts {
  readonly deeds: Tally;
  /** The kinds' own actions that were done. */
  readonly actions: Tally;
  readonly outcomes: Tally;
  readonly faults: Tally;
}

export interface Trace {
  fault(name: string): void;
  /** Follows something that was begun; never rejects. @param never the milliseconds that nothing takes */
  follow(who: string, says: string, begun: Begun, never: number): Promise<void>;
  counts(): Counts;
  totals(): { readonly deeds: number; readonly faults: number };
  /** The last that were begun, with what came of each. */
  lines(): readonly string[];
}

const kept = 200;

/** @param broken told in words what must not be: what never ends, and what fails without saying why */
export function createTrace(broken: (words: string) => void): Trace {
  const deeds = new Map<string, number>();
  const actions = new Map<string, number>();
  const outcomes = new Map<string, number>();
  const faults = new Map<string, number>();
  const last: { line: string; outcome: string }[] = [];
  const started = Date.now();
  let number = 0;
  const add = (tally: Map<string, number>, name: string): void => void tally.set(name, (tally.get(name) ?? 0) + 1);
  const sum = (tally: Tally): number => [...tally.values()].reduce((total, count) => total + count, 0);

  return {
    fault: name => add(faults, name),
    async follow(who, says, { about, done, action }, never) {
      add(deeds, `${who}: ${says}`);
      const at = ((Date.now() - started) / 1_000).toFixed(2);
      const entry = { line: `${++number} ${at} s ${who}: ${says} ${about}`, outcome: '…' };
      last.push(entry);
      if (last.length > kept) last.shift();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<string>(resolve => (timer = setTimeout(resolve, never, 'never ends')));
      entry.outcome = await Promise.race([done.then(told, reasonOf), late]);
      clearTimeout(timer);
      if (action !== undefined && entry.outcome === 'done') add(actions, action);
      add(outcomes, who === 'other' ? 'other' : entry.outcome);
      if (/^(never ends|unexpected)/.test(entry.outcome)) broken(`${entry.line}: ${entry.outcome}`);
    },
    counts: () => ({ deeds, actions, outcomes, faults }),
    totals: () => ({ deeds: sum(deeds), faults: sum(faults) }),
    lines: () => last.map(({ line, outcome }) => `${line} → ${outcome}`),
  };
}

function told(value: unknown): string {
  return typeof value === 'string' ? value : 'done';
}

/** Why something failed: what is no error of AWS or of the user's is one of ours. */
function reasonOf(error: unknown): string {
  if (isApiError(error)) return `${error.reason}${error.mayHaveHappened ? ', may have happened' : ''}`;
  const { name, stack } = error as Error;
  return name === 'ActionRefused' ? 'refused' : `unexpected: ${stack ?? String(error)}`;
}
