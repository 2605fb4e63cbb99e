// Whether the server did more than it was asked to: what it carried out is counted there, what was asked for here.
import { appstream } from '../../src/api/appstream/service';
import { repeatOf } from '../../src/api/core/repeats';
import type { ActingApi } from '../../src/api/types';

/** Calls of one operation that overlap: what the server did meanwhile is theirs. */
interface Burst {
  open: number;
  asked: number;
  readonly before: number;
}

export interface Ledger {
  /** Takes down that something is asked for once; of what may be sent again, nothing. */
  asked<T>(operation: string, task: Promise<T>): Promise<T>;
  /** An Api whose changes are taken down: what is sent twice through the same is a fault, too. */
  watch(api: ActingApi): ActingApi;
}

/**
 * @param executed how often the server has carried out an operation
 * @param broken told in words what was done too often
 */
export function createLedger(executed: (operation: string) => number, broken: (words: string) => void): Ledger {
  const bursts = new Map<string, Burst>();
  // The server may still read what nobody waits for any more: until when that excuses one more.
  const late = new Map<string, number>();

  async function asked<T>(operation: string, task: Promise<T>): Promise<T> {
    if (repeatOf(appstream, operation) !== 'once') return task;
    const burst = bursts.get(operation) ?? { open: 0, asked: 0, before: executed(operation) };
    bursts.set(operation, burst);
    burst.open++;
    burst.asked++;
    try {
      return await task;
    } finally {
      if (!--burst.open) end(operation, burst);
    }
  }

  function end(operation: string, { asked, before }: Burst): void {
    bursts.delete(operation);
    const done = executed(operation) - before;
    const excused = (late.get(operation) ?? 0) > Date.now() ? 1 : 0;
    if (done > asked + excused) broken(`${operation} was asked for ${asked} times, and done ${done} times`);
    if (done < asked) late.set(operation, Date.now() + 2_000);
  }

  return {
    asked,
    watch(api) {
      const sent = new Set<string>();
      const call: ActingApi['call'] = (operation, input, ...signals) => {
        const task = api.call(operation, input, ...signals);
        if (repeatOf(appstream, operation) !== 'once') return task;
        const key = `${operation} ${JSON.stringify(input)}`;
        if (sent.has(key)) broken(`${operation} was sent twice for one wish`);
        sent.add(key);
        return asked(operation, task);
      };
      return { connection: api.connection, call, pages: (...args) => api.pages(...args) };
    },
  };
}
