// What `npm run bench` takes as arguments, and the table that it prints at its end.
import { parseArgs } from 'node:util';

/**
 * @typedef {object} BenchOptions
 * @property {number} fleets
 * @property {number} users
 * @property {number} profiles
 */

/**
 * @typedef {object} Row a row of the table of targets. `why`: it was not measured
 * @property {string} measure
 * @property {number} [value]
 * @property {string} [unit]
 * @property {number | undefined} [limit] without it, the value is only shown
 * @property {boolean} [isLeast] the limit is the least that is good, not the most
 * @property {string} [why]
 */

/** An argument that is none. Its message is a sentence. */
export class UsageError extends Error {}

/** The largest number that an option takes. */
const most = 50_000;

const numbers = /** @type {const} */ ({
  runs: { standard: 1, does: 'the table then shows the median of N runs' },
  fleets: { standard: 5000, does: 'how many fleets are listed' },
  users: { standard: 20_000, does: 'how many users are listed' },
  profiles: { standard: 5000, does: 'how many profiles the picker shows' },
});

/**
 * @param {Readonly<Record<string, string>>} benches what each measures, by name
 * @param {readonly string[]} onRequest those that run only if they are named
 * @returns {string}
 */
export function usage(benches, onRequest) {
  const lines = Object.entries(benches).map(
    ([name, measures]) => `  ${name.padEnd(14)}${measures}${onRequest.includes(name) ? ' (only if named)' : ''}`,
  );
  const options = Object.entries(numbers).map(
    ([name, { standard, does }]) => `  --${`${name} N`.padEnd(12)}${does}; ${standard} by default`,
  );
  return [
    'Usage: npm run bench [-- [NAME…] [OPTIONS]]   builds the extension and measures it beside its lower limits',
    ...['', ...lines],
    ...['', ...options, '  --help        this text'],
    ...['', 'Nothing else should run on the machine meanwhile.'],
  ].join('\n');
}

/**
 * Reads the arguments.
 *
 * @param {readonly string[]} args
 * @param {readonly string[]} names of the benchmarks
 * @param {readonly string[]} onRequest those that run only if they are named
 * @returns {{ names: readonly string[], runs: number, options: BenchOptions } | 'help'}
 * @throws UsageError
 */
export function readArguments(args, names, onRequest) {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const unknown = positionals.filter(name => !names.includes(name));
  if (unknown.length) {
    throw new UsageError(`There is no benchmark "${unknown.join('", "')}". There are ${names.join(', ')}.`);
  }
  const number = (/** @type {keyof typeof numbers} */ name) => {
    const text = values[name];
    if (text === undefined) return numbers[name].standard;
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= 1 && value <= most)) {
      throw new UsageError(`--${name} must be a whole number from 1 to ${most}, not "${text}".`);
    }
    return value;
  };
  return {
    names: names.filter(name => (positionals.length ? positionals.includes(name) : !onRequest.includes(name))),
    runs: number('runs'),
    options: { fleets: number('fleets'), users: number('users'), profiles: number('profiles') },
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    return parseArgs({
      args: [...args],
      options: { runs: text, fleets: text, users: text, profiles: text, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The table of targets, with the median of all runs.
 *
 * @param {readonly Row[]} rows of all runs
 * @returns {string}
 */
export function tableOf(rows) {
  const measures = [...new Set(rows.map(({ measure }) => measure))];
  const lines = measures.map(measure =>
    lineOf(
      measure,
      rows.filter(row => row.measure === measure),
    ),
  );
  const table = [['measure', 'measured', 'target', 'met'], ...lines];
  const widths = [0, 1, 2, 3].map(column => Math.max(...table.map(line => line[column]?.length ?? 0)));
  return table
    .map(line =>
      line.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0))),
    )
    .map(cells => cells.join('   ').trimEnd())
    .join('\n');
}

/** @param {string} measure @param {readonly Row[]} rows @returns {string[]} */
function lineOf(measure, rows) {
  const values = rows.flatMap(({ value }) => (value === undefined ? [] : [value])).sort((a, b) => a - b);
  const [first] = rows;
  const middle = values[values.length >> 1];
  if (first === undefined || middle === undefined) return [measure, 'not measured', '', first?.why ?? ''];
  const { unit = '', limit, isLeast } = rows.find(({ value }) => value !== undefined) ?? first;
  const measured = textOf(middle, unit);
  if (limit === undefined) return [measure, measured, '', ''];
  const isMet = isLeast ? middle >= limit : middle <= limit;
  return [measure, measured, `${isLeast ? '≥' : '≤'} ${limit}${unit && ` ${unit}`}`, isMet ? 'yes' : 'NO'];
}

/** @param {number} value @param {string} unit */
function textOf(value, unit) {
  const digits = unit === '×' ? 2 : Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1;
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`;
}
