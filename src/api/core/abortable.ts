// Waiting that can be aborted. An abort ends the waiting at once, but not the task: it has to observe the signal itself.
import { setMaxListeners } from 'node:events';

/** Waits for a promise. @throws the signal's reason if the signal aborts first */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => (leave = () => reject(signal.reason as Error)));
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([promise, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    // The promise may still reject later: without a handler, that would be an unhandled rejection.
    promise.catch(() => undefined);
  }
}

/** The signal of what nothing ends early. */
export function noAbort(): AbortSignal {
  return new AbortController().signal;
}

/** Thrown when a task exceeds its time limit. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Runs a task with a time limit.
 * @param limit milliseconds
 * @param task gets a signal that aborts when the time is up or when `signal` aborts
 * @throws TimeoutError when the time is up, even if the task ignores the abort
 */
export async function within<T>(
  limit: number,
  signal: AbortSignal,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = createDeadline(limit, signal);
  deadline.start();
  return deadline.keep(task);
}

/** A time limit that begins when `start` is called. */
export interface Deadline {
  /** Starts the time; has no effect if it runs already. */
  readonly start: () => void;
  /** Runs a task as `within` does. @throws TimeoutError */
  keep<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Creates a time limit. @param limit milliseconds */
export function createDeadline(limit: number, signal: AbortSignal): Deadline {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => void (timer ??= setTimeout(() => end.abort(new TimeoutError()), limit)),
    async keep(task) {
      const stop = follow([signal], end);
      try {
        return await abortable(task(end.signal), end.signal);
      } catch (error) {
        throw end.signal.aborted && !signal.aborted ? end.signal.reason : error;
      } finally {
        clearTimeout(timer);
        stop();
      }
    },
  };
}

/**
 * Runs a task with a signal that aborts when one of several signals does. Afterwards, no listeners are left on the signals, which
 * may live long. (`AbortSignal.any` leaves a listener on each signal for the signal's whole life.)
 */
export async function withAny<T>(
  sources: readonly [AbortSignal, ...(AbortSignal | undefined)[]],
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signals = sources.filter(signal => signal !== undefined);
  if (signals.length === 1) return task(sources[0]);
  const any = new AbortController();
  const stop = follow(signals, any);
  try {
    return await task(any.signal);
  } finally {
    stop();
  }
}

/** Aborts `end` when one of the signals aborts. @returns a function that removes the listeners */
function follow(signals: readonly AbortSignal[], end: AbortController): () => void {
  const abort = (): void => end.abort(signals.find(({ aborted }) => aborted)?.reason);
  if (signals.some(({ aborted }) => aborted)) abort();
  for (const signal of signals) {
    manyMayListen(signal);
    signal.addEventListener('abort', abort);
  }
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
}

const known = new WeakSet<AbortSignal>();

/** Many requests may share a signal. Node.js would warn. */
function manyMayListen(signal: AbortSignal): void {
  if (known.has(signal)) return;
  known.add(signal);
  setMaxListeners(0, signal);
}
