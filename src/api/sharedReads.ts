/** Lets identical requests that are under way at the same time be one. */
export interface SharedReads {
  /**
   * Joins the request with that key, or starts it.
   * @param start begins the request; its signal aborts when nobody waits for it any more
   * @param signal ends this caller's waiting
   */
  join<T>(key: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Flight {
  readonly answer: Promise<unknown>;
  readonly abort: AbortController;
  waiting: number;
}

export function createSharedReads(): SharedReads {
  const flights = new Map<string, Flight>();

  function board(key: string, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const known = flights.get(key);
    if (known) return known;
    const abort = new AbortController();
    const answer = start(abort.signal).finally(() => {
      if (flights.get(key)?.abort === abort) flights.delete(key);
    });
    const flight: Flight = { answer, abort, waiting: 0 };
    flights.set(key, flight);
    return flight;
  }

  return {
    async join<T>(key: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
      signal.throwIfAborted();
      const flight = board(key, start);
      flight.waiting++;
      let leave: () => void = () => undefined;
      const left = new Promise<never>((_, reject) => (leave = () => reject(signal.reason as Error)));
      signal.addEventListener('abort', leave);
      try {
        return await Promise.race([flight.answer as Promise<T>, left]);
      } finally {
        signal.removeEventListener('abort', leave);
        flight.waiting--;
        if (!flight.waiting) {
          // Nobody is left: who comes now starts anew rather than joining a request that is being aborted.
          if (flights.get(key) === flight) flights.delete(key);
          flight.abort.abort();
          flight.answer.catch(() => undefined);
        }
      }
    },
  };
}
