// How the benchmarks print what they measure, and how they add a row to the table of targets.
import fs from 'node:fs';

import type { BenchOptions, Row } from './report.mjs';

/** What `npm run bench` was asked for, and where it collects the rows of its table. */
const { rowsFile, ...options } = JSON.parse(process.argv[2] ?? '{}') as BenchOptions & { readonly rowsFile?: string };

/** The numbers that the user chose. */
export function chosen(): BenchOptions {
  return options;
}

/**
 * Adds a row to the table of targets, which `npm run bench` prints at its end: the median of all runs.
 * @param measure what was measured, in words for a stranger
 * @param value in the unit of the target
 */
export function target(measure: string, value: number, { unit, atMost, atLeast }: Target): void {
  add({ measure, value, unit, limit: atMost ?? atLeast, isLeast: atLeast !== undefined });
}

/** Adds a row that says why something was not measured. */
export function notMeasured(measure: string, why: string): void {
  add({ measure, why });
}

export interface Target {
  readonly unit: '×' | 'ms' | 's' | 'kB' | 'MB' | '';
  readonly atMost?: number;
  readonly atLeast?: number;
}

function add(row: Row): void {
  if (rowsFile !== undefined) fs.appendFileSync(rowsFile, `${JSON.stringify(row)}\n`);
}

/** A time in milliseconds, as the benchmarks print it. */
export const ms = (time: number): string => `${time.toFixed(time < 10 ? 1 : 0)} ms`;

/** A ratio, as the benchmarks print it. */
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** The value in the middle. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Prints a line of a benchmark's own table. */
export function row(name: string, value: string, note: string): void {
  console.log(`  ${name.padEnd(52)}${value.padStart(9)}   ${note}`);
}
