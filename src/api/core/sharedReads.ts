import { abortable } from './abortable';

/** Merges identical requests that run at the same time. */
export interface SharedReads {
  /**
   * Joins the request with that key, or starts it.
   * @param start starts the request; its signal aborts when no caller waits for it anymore
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
  ended: boolean;
}

export function createSharedReads(): SharedReads {
  const flights = new Map<string, Flight>();

  function leave(key: string, flight: Flight): void {
    if (flights.get(key) === flight) flights.delete(key);
  }

  function board(key: string, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const known = flights.get(key);
    if (known) return known;
    const abort = new AbortController();
    const answer = start(abort.signal).finally(() => {
      flight.ended = true;
      leave(key, flight);
    });
    const flight: Flight = { answer, abort, waiting: 0, ended: false };
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
        if (!flight.waiting && !flight.ended) {
          // No caller is left. Later calls must not join a request that is being aborted.
          leave(key, flight);
          flight.abort.abort();
        }
      }
    },
    separate: () => flights.clear(),
  };
}
