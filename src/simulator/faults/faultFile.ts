// Reads a JSON file with a list of faults (`Fault` in faults.ts).
import { readFileSync } from 'node:fs';

import { isOperation } from '../protocol/validate';
import { readPath } from './changeAt';
import type { Fault, Outcome } from './faults';

/** What a member may be, in words and as a test. */
interface Check {
  readonly wanted: string;
  readonly fits: (value: unknown) => boolean;
  readonly optional?: true;
}

const text: Check = { wanted: 'a text', fits: value => typeof value === 'string' };
const anything: Check = { wanted: 'a value', fits: () => true };
const headers: Check = {
  wanted: 'an object of texts',
  fits: value => isObject(value) && Object.values(value).every(text.fits),
};
const whole = (min: number, max = Number.MAX_SAFE_INTEGER): Check => ({
  wanted: max < Number.MAX_SAFE_INTEGER ? `a whole number from ${min} to ${max}` : `a whole number of at least ${min}`,
  fits: value => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
});
const oneOf = (...words: string[]): Check => ({
  wanted: words.join(', ').replace(/, (?=[^,]*$)/, ' or '),
  fits: value => words.includes(value as string),
});
const optional = (check: Check): Check => ({ ...check, optional: true });

const status = optional(whole(200, 599));

/** The outcomes that a file can have: all that need no function. */
type FileOutcome = Exclude<Outcome, { readonly kind: 'edit' }>;

/** The members of each outcome. */
const outcomes: {
  readonly [K in FileOutcome['kind']]: Readonly<
    Record<Exclude<keyof Extract<FileOutcome, { readonly kind: K }>, 'kind'>, Check>
  >;
} = {
  error: { type: text, message: optional(anything), status, headers: optional(headers) },
  body: { body: text, status, contentType: optional(text), headers: optional(headers) },
  hang: {},
  reset: {},
  refuse: { ms: whole(1) },
  change: {
    at: {
      wanted: 'a path such as Fleets[Name=cad].State',
      fits: value => typeof value === 'string' && readPath(value) !== undefined,
    },
    to: optional(anything),
  },
  token: { token: oneOf('repeated', 'refused', 'endless') },
  moved: { to: oneOf('first', 'second') },
  headers: { headers },
  half: {},
  slow: { ms: whole(1), bytes: optional(whole(1)) },
  garbage: {},
  large: { bytes: whole(1, 1e9) },
  clock: { minutes: { wanted: 'a number', fits: value => typeof value === 'number' } },
};

const members: Readonly<Record<Exclude<keyof Fault, 'outcome'>, Check>> = {
  operation: optional({
    wanted: 'an operation of AppStream',
    fits: value => typeof value === 'string' && isOperation(value),
  }),
  region: optional(text),
  accessKeyId: optional(text),
  times: optional(whole(1)),
  seconds: optional({ wanted: 'a number above 0', fits: value => typeof value === 'number' && value > 0 }),
  after: optional(whole(0)),
  probability: optional({
    wanted: 'a number from 0 to 1',
    fits: value => typeof value === 'number' && value >= 0 && value <= 1,
  }),
  seed: optional(whole(0)),
  when: optional(oneOf('before', 'after')),
};

/**
 * Reads a file of faults.
 * @throws Error with a sentence that names the entry and what to correct
 */
export function readFaultFile(path: string): Fault[] {
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`The faults file cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  return readFaults(entries, 'the faults file');
}

/**
 * Checks a list of faults.
 * @param entries as JSON has them
 * @param where for the error: `the faults file`
 * @throws Error with a sentence that names the entry and what to correct
 */
export function readFaults(entries: unknown, where: string): Fault[] {
  if (!Array.isArray(entries)) {
    throw new Error(`${where[0]?.toUpperCase()}${where.slice(1)} must hold a JSON array of faults.`);
  }
  for (const [index, entry] of entries.entries()) {
    const problem = problemOf(entry);
    if (problem !== undefined) throw new Error(`Fault ${index + 1} of ${where}: ${problem}`);
  }
  return entries as Fault[];
}

function problemOf(entry: unknown): string | undefined {
  if (!isObject(entry)) return 'it must be an object.';
  const { outcome, ...rest } = entry;
  const problem = problemIn(rest, members, 'A fault', [...Object.keys(members), 'outcome']);
  if (problem !== undefined) return problem;
  if (!isObject(outcome)) return '"outcome" must be an object.';
  const { kind, ...details } = outcome;
  if (typeof kind !== 'string' || !Object.hasOwn(outcomes, kind)) {
    return `"outcome.kind" must be ${oneOf(...Object.keys(outcomes)).wanted}, not ${JSON.stringify(kind)}.`;
  }
  const known = outcomes[kind as FileOutcome['kind']];
  return problemIn(details, known, `The outcome "${kind}"`, ['kind', ...Object.keys(known)]);
}

function problemIn(
  given: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  what: string,
  names: readonly string[],
): string | undefined {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(checks, name)) return `${what} has no "${name}", only ${names.join(', ')}.`;
  }
  for (const [name, { wanted, fits, optional }] of Object.entries(checks)) {
    const value = given[name];
    if (value === undefined ? !optional : !fits(value)) {
      return `"${name}" must be ${wanted}, not ${JSON.stringify(value) ?? 'absent'}.`;
    }
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
