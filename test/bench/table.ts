/** A time in milliseconds, as the benchmarks print it. */
export const ms = (time: number): string => `${time.toFixed(time < 10 ? 1 : 0)} ms`;

/** Prints a line of a benchmark's table. */
export function row(name: string, value: string, note: string): void {
  console.log(`  ${name.padEnd(52)}${value.padStart(9)}   ${note}`);
}
