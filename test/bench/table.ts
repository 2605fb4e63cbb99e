/** A time in milliseconds, as the benchmarks print it. */
export const ms = (time: number): string => `${time.toFixed(time < 10 ? 1 : 0)} ms`;

/** The value in the middle. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Prints a line of a benchmark's table. */
export function row(name: string, value: string, note: string): void {
  console.log(`  ${name.padEnd(52)}${value.padStart(9)}   ${note}`);
}
