// Waiting that can be given up. Whoever waits is told at once; what was waited for has to mind its own signal.
import { setMaxListeners } from 'node:events';

/** What the promise gives, unless the signal comes first: then the signal's reason is thrown. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => (leave = () => reject(signal.reason as Error)));
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([promise, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    // Whoever lost the race may still fail, with nobody listening.
    promise.catch(() => undefined);
  }
}

/** Thrown when a task took longer than it may. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Runs a task that has to end in time.
 * @param limit milliseconds
 * @param task is given a signal that aborts when the time is up, or when `signal` does
 * @throws TimeoutError when the time is up, however the task takes the abort
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

/** A time limit that begins when whoever keeps it says so. */
export interface Deadline {
  /** The time runs from now on; once it does, this changes nothing. */
  readonly start: () => void;
  /** Runs a task, as `within` does. @throws TimeoutError */
  keep<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** @param limit milliseconds */
export function createDeadline(limit: number, signal: AbortSignal): Deadline {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => void (timer ??= setTimeout(() => end.abort(new TimeoutError()), limit)),
    async keep(task) {
      try {
        return await withEither(signal, end.signal, either => abortable(task(either), either));
      } catch (error) {
        throw end.signal.aborted && !signal.aborted ? end.signal.reason : error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/**
 * Runs a task with a signal that aborts when either does. Afterwards nothing is left registered at them: they may live long.
 * (`AbortSignal.any` leaves something at each of its signals for as long as that lives.)
 */
export async function withEither<T>(
  one: AbortSignal,
  other: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (!other) return task(one);
  const either = new AbortController();
  const sources = [one, other];
  setMaxListeners(0, ...sources); // much may be asked with the same signal
  const abort = (): void => either.abort(sources.find(({ aborted }) => aborted)?.reason);
  if (one.aborted || other.aborted) abort();
  for (const source of sources) source.addEventListener('abort', abort);
  try {
    return await task(either.signal);
  } finally {
    for (const source of sources) source.removeEventListener('abort', abort);
  }
}
