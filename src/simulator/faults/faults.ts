import type { Delivery } from '../protocol/answer';

/** Something that goes wrong on purpose: its outcome replaces or changes the answer of matching requests. */
export interface Fault {
  /** Operation name; absent matches all. */
  readonly operation?: string;
  readonly region?: string;
  /** The account, by the access key that selects it; absent matches all. */
  readonly accessKeyId?: string;
  /** How many matching requests it hits; when absent all, until it is cleared. */
  readonly times?: number;
  /** For how many seconds it hits, from the first request that it hits; when absent, until it is cleared. */
  readonly seconds?: number;
  /** How many matching requests it lets through first. */
  readonly after?: number;
  /** The chance of hitting a matching request, from 0 to 1; when absent 1. */
  readonly probability?: number;
  /** The seed of the random numbers behind the probability: the same seed hits the same requests. Default 1. */
  readonly seed?: number;
  /**
   * `after`: the server runs the operation, and the outcome then applies to its answer. `before`: the server does not run it.
   * The default is `after` for an outcome that changes the answer, and `before` for one that replaces it.
   */
  readonly when?: 'before' | 'after';
  readonly outcome: Outcome;
}

/** What happens to a request. All but `edit` is data, so that a file can hold it. */
export type Outcome = InPlace | Changed;

/** These replace the server's answer. */
type InPlace =
  /** An AWS error. `message` may be of any type, to test clients with bad messages. */
  | {
      readonly kind: 'error';
      readonly type: string;
      readonly message?: unknown;
      readonly status?: number;
      readonly headers?: Headers;
    }
  /** This body, in UTF-8: a proxy's page, a redirect, malformed JSON, or nothing. */
  | {
      readonly kind: 'body';
      readonly body: string;
      readonly status?: number;
      readonly contentType?: string;
      readonly headers?: Headers;
    }
  /** Never an answer. */
  | { readonly kind: 'hang' }
  /** The connection closes without an answer. */
  | { readonly kind: 'reset' }
  /** The connection closes, and the server does not listen for this many milliseconds. */
  | { readonly kind: 'refuse'; readonly ms: number };

/** These change the server's answer, or `{}` where the server does not run the operation. */
type Changed =
  /** Sets the value at a path in the answer, or removes it when `to` is absent: `Fleets[0].State`, `Fleets[Name=cad]`, `Fleets[*].Name`. */
  | { readonly kind: 'change'; readonly at: string; readonly to?: unknown }
  /** The same as a function. */
  | { readonly kind: 'edit'; readonly edit: (output: Record<string, unknown>) => void }
  /** Page tokens that repeat, that are refused when used, or that never end. */
  | { readonly kind: 'token'; readonly token: 'repeated' | 'refused' | 'endless' }
  /**
   * Splits the list into two pages, between which an entry moves: to the first page, so that neither has it, or to the
   * second, so that both have it. It takes two requests.
   */
  | { readonly kind: 'moved'; readonly to: 'first' | 'second' }
  /** Other headers: the content type, the date, the encoding. */
  | { readonly kind: 'headers'; readonly headers: Headers }
  /** Half of its bytes, or its bytes slowly. */
  | Delivery
  /** A body that claims to be gzip and is not. */
  | { readonly kind: 'garbage' }
  /** The answer, padded with white space to this many bytes. */
  | { readonly kind: 'large'; readonly bytes: number }
  /** The server's clock is this many minutes ahead (negative: behind). It refuses requests that are signed more than 5 minutes off. */
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
  /** @returns a function that removes this fault */
  add(fault: Fault): () => void;
  /** Removes all faults. */
  clear(): void;
  /** The faults that are there, used up or not. */
  all(): Fault[];
  /**
   * What becomes of this request, if a fault applies to it. It counts the request: the first fault that is due wins, and
   * only the faults before it count the request as let through.
   */
  nextOutcome(target: FaultTarget): FaultOutcome | undefined;
}

/** A fault with what it has done so far. */
interface Armed {
  readonly fault: Fault;
  readonly random: () => number;
  passed: number;
  hits: number;
  /** When it first hit a request. */
  since?: number;
}

/**
 * Creates the list of faults.
 * @param initial the faults that apply from the first request on
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
    all: () => armed.map(({ fault }) => fault),
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

/** Random numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
