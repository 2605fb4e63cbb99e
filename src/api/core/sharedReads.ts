import { abortable } from './abortable';

/** Merges identical requests that run at the same time. */
export interface SharedReads {
  /**
   * Joins the request with that key, or starts it.
   * @param start starts the request; its signal aborts when no caller waits for it anymore, or when all requests end
   * @param signal ends this caller's waiting
   */
  join<T>(key: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Lets later calls start new requests: responses to running ones may be older than a change. */
  separate(): void;
}

interface Flight {
  readonly answer: Promise<unknown>;
  readonly abort: AbortController;
  waiting: number;
}

/** @param end aborts all requests */
export function createSharedReads(end: AbortSignal): SharedReads {
  const flights = new Map<string, Flight>();
  const running = new Set<Flight>();
  end.addEventListener('abort', () => {
    for (const { abort } of running) abort.abort(end.reason);
  });

  function leave(key: string, flight: Flight): void {
    if (flights.get(key) === flight) flights.delete(key);
  }

  function board(key: string, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const known = flights.get(key);
    if (known) return known;
    const abort = new AbortController();
    if (end.aborted) abort.abort(end.reason);
    const answer = start(abort.signal).finally(() => {
      running.delete(flight);
      leave(key, flight);
    });
    const flight: Flight = { answer, abort, waiting: 0 };
    running.add(flight);
    flights.set(key, flight);
    return flight;
  }

  return {
    async join<T>(key: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
      signal.throwIfAborted();
      const flight = board(key, start);
      flight.waiting++;
      try {
        return await abortable(flight.answer as Promise<T>, signal);
      } finally {
        flight.waiting--;
        if (!flight.waiting && running.has(flight)) {
          // No caller is left. Later calls must not join a request that is being aborted.
          leave(key, flight);
          flight.abort.abort();
        }
      }
    },
    separate: () => flights.clear(),
  };
}
