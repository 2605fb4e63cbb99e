// The one way in which tests wait for what nobody tells them of. eslint.config.mjs refuses loops that wait without an end.
import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds between two checks. Default: none; everything that is ready runs in between. */
  readonly every?: number;
  /** How long to wait at most, in milliseconds: less than the test may take, so that the error names what is missing. */
  readonly limit?: number;
}

/**
 * Looks again and again until there is something to see.
 * @param what what is waited for, for the error: `the fleet's row`
 * @param look may act as well; what it gives is the answer unless it is falsy
 * @throws Error that says what was waited for, when the time is over; whatever `look` throws
 */
export async function waitUntil<T>(
  what: string,
  look: () => T | Promise<T>,
  { every = 0, limit = 20_000 }: WaitOptions = {},
): Promise<Exclude<T, undefined | null | false | 0 | ''>> {
  const end = performance.now() + limit;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, undefined | null | false | 0 | ''>;
    if (performance.now() > end) throw new Error(`Waited ${limit / 1000} s in vain for ${what}.`);
    await (every ? delay(every) : new Promise(resolve => setImmediate(resolve)));
  }
}
