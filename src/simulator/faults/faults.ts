import type { Delivery } from '../protocol/answer';

/** Something that goes wrong on purpose: requests that match meet its outcome instead of their answer. */
export interface Fault {
  /** Operation name; absent matches all. */
  readonly operation?: string;
  readonly region?: string;
  /** The account, by the access key that selects it; absent matches all. */
  readonly accessKeyId?: string;
  /** How many matching requests it hits; absent: all, until cleared. */
  readonly times?: number;
  /** For how many seconds it hits, from the first request that it hits; absent: without end. */
  readonly seconds?: number;
  /** How many matching requests it lets through first. */
  readonly after?: number;
  /** How likely it hits a matching request, from 0 to 1; absent: for certain. */
  readonly probability?: number;
  /** Begins the random numbers behind the probability: the same seed hits the same requests. Default 1. */
  readonly seed?: number;
  /**
   * Whether the server carries the request out and its answer then meets the outcome, or does not act at all. By default
   * `after` for an outcome that is a change to the answer, and `before` for one that stands in its place.
   */
  readonly when?: 'before' | 'after';
  readonly outcome: Outcome;
}

/** What becomes of a request. All but `edit` is data, which a file can have. */
export type Outcome = InPlace | Changed;

/** These stand in place of the server's answer. */
type InPlace =
  /** An AWS error. `message` may be anything, also what no message should be. */
  | {
      readonly kind: 'error';
      readonly type: string;
      readonly message?: unknown;
      readonly status?: number;
      readonly headers?: Headers;
    }
  /** These bytes, in UTF-8: a proxy's page, a redirect, malformed JSON, nothing at all. */
  | {
      readonly kind: 'body';
      readonly body: string;
      readonly status?: number;
      readonly contentType?: string;
      readonly headers?: Headers;
    }
  /** Never an answer. */
  | { readonly kind: 'hang' }
  /** The connection is closed without an answer. */
  | { readonly kind: 'reset' }
  /** The connection is closed, and for so many milliseconds nobody listens. */
  | { readonly kind: 'refuse'; readonly ms: number };

/** These change the server's answer. Where the server does not act, they change `{}`. */
type Changed =
  /** Sets what a path leads to in the answer, or removes it without `to`: `Fleets[0].State`, `Fleets[Name=cad]`, `Fleets[*].Name`. */
  | { readonly kind: 'change'; readonly at: string; readonly to?: unknown }
  /** The same in code. */
  | { readonly kind: 'edit'; readonly edit: (output: Record<string, unknown>) => void }
  /** Page tokens that come back, that are refused when used, or that have no end. */
  | { readonly kind: 'token'; readonly token: 'repeated' | 'refused' | 'endless' }
  /**
   * The list comes in two pages, and between them an entry moves: to the first, so that neither has it, or to the second, so
   * that both have it. It takes two requests.
   */
  | { readonly kind: 'moved'; readonly to: 'first' | 'second' }
  /** Other headers: the content type, the date, the encoding. */
  | { readonly kind: 'headers'; readonly headers: Headers }
  /** Half of its bytes, or its bytes slowly. */
  | Delivery
  /** Bytes that say they are gzip and are not. */
  | { readonly kind: 'garbage' }
  /** The answer, made so many bytes long with white space. */
  | { readonly kind: 'large'; readonly bytes: number }
  /** The server's clock is so many minutes ahead (or behind, below 0): requests signed more than 5 minutes off are refused, without acting. */
  | { readonly kind: 'clock'; readonly minutes: number };

type Headers = Readonly<Record<string, string>>;

/** What a fault does to a request. */
export type FaultOutcome = Pick<Fault, 'when' | 'outcome'>;

/** The request that a fault may be for. */
export interface FaultTarget {
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
}

export interface Faults {
  /** @returns what takes this one away again */
  add(fault: Fault): () => void;
  /** Takes all away. */
  clear(): void;
  /**
   * What becomes of this request, if a fault applies to it. It counts the request: the first fault that is due wins, and
   * only the faults before it count the request as let through.
   */
  nextOutcome(target: FaultTarget): FaultOutcome | undefined;
}

/** A fault that is there, and what it has done so far. */
interface Armed {
  readonly fault: Fault;
  readonly random: () => number;
  passed: number;
  hits: number;
  /** When it hit first. */
  since?: number;
}

/**
 * Starts without faults.
 * @param initial those that are there from the first request on
 * @param now the time, in milliseconds
 */
export function createFaults(initial: readonly Fault[] = [], now: () => number = Date.now): Faults {
  let armed: Armed[] = [];
  const faults: Faults = {
    add(fault) {
      const added: Armed = { fault, random: randomNumbers(fault.seed ?? 1), passed: 0, hits: 0 };
      armed.push(added);
      return () => void (armed = armed.filter(entry => entry !== added));
    },
    clear: () => void (armed = []),
    nextOutcome(target) {
      for (const entry of armed) {
        const { fault } = entry;
        if (!matches(fault, target) || isOver(entry, now())) continue;
        if (entry.passed < (fault.after ?? 0)) {
          entry.passed++;
          continue;
        }
        if (fault.probability !== undefined && entry.random() >= fault.probability) continue;
        entry.hits++;
        entry.since ??= now();
        return fault;
      }
      return undefined;
    },
  };
  for (const fault of initial) faults.add(fault);
  return faults;
}

function isOver({ fault, hits, since }: Armed, now: number): boolean {
  const { times = Infinity, seconds = Infinity } = fault;
  return hits >= times || (since !== undefined && now - since >= seconds * 1_000);
}

function matches(fault: Fault, target: FaultTarget): boolean {
  return (['operation', 'region', 'accessKeyId'] as const).every(
    member => fault[member] === undefined || fault[member] === target[member],
  );
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
