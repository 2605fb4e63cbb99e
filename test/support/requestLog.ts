import type { RequestLogEntry } from '../../src/simulator/simulator';
import { record } from './recorded';

export interface RequestLog {
  /** Pass this to a simulator. */
  readonly log: (entry: RequestLogEntry) => void;
  /** The answered requests since the last `clear`, such as `StartFleet eu-west-1 SANDBOXPRODUCTION`. */
  readonly requests: readonly string[];
  clear(): void;
  /** How many of them match. */
  count(words: RegExp | string): number;
  /** Resolves when this many of them match. */
  waitFor(words: RegExp | string, times?: number): Promise<void>;
}

/** Records the requests of a simulator, and lets a test wait for them. */
export function requestLog(): RequestLog {
  const requests: string[] = [];
  const waiting = new Set<() => void>();
  const count = (words: RegExp | string): number => requests.filter(request => request.search(words) === 0).length;
  return {
    requests,
    count,
    log({ operation, region, accessKeyId, status }) {
      if (status === 200) record('operations', operation);
      requests.push(`${operation} ${region} ${accessKeyId}`);
      for (const look of [...waiting]) look();
    },
    clear: () => void requests.splice(0),
    waitFor: (words, times = 1) =>
      new Promise(resolve => {
        const look = (): void => {
          if (count(words) < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
