/** Something that goes wrong on purpose: requests that match get the fault's outcome instead of an answer. */
export interface Fault {
  /** Operation name; absent matches all. */
  readonly operation?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** How many matching requests it hits; absent: all, until cleared. */
  readonly times?: number;
  /** How many matching requests it lets through first. */
  readonly after?: number;
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'error'; readonly type: string; readonly message: string; readonly status?: number }
  | { readonly kind: 'hang'; readonly carriedOut?: boolean } // accept the request and never answer, having done it or not
  | { readonly kind: 'reset'; readonly carriedOut?: boolean } // close the socket without an answer, having done it or not
  | { readonly kind: 'body'; readonly body: string; readonly status?: number } // answer these bytes: malformed JSON, an empty body
  | { readonly kind: 'edit'; readonly edit: (output: Record<string, unknown>) => void }; // change the answer: unknown states and members, resources without members

/** The request that a fault may be for. */
export interface FaultTarget {
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /**
   * What is to go wrong with this request, if anything. Counts the request: the first fault that is due for it wins, and
   * only faults asked before that one have let it through.
   */
  strike(target: FaultTarget): Outcome | undefined;
}

export function createFaults(): Faults {
  let armed: { readonly fault: Fault; passed: number; hits: number }[] = [];
  return {
    add: fault => void armed.push({ fault, passed: 0, hits: 0 }),
    clear: () => void (armed = []),
    strike(target) {
      for (const entry of armed) {
        const { fault } = entry;
        if (!matches(fault, target) || entry.hits >= (fault.times ?? Infinity)) continue;
        if (entry.passed < (fault.after ?? 0)) {
          entry.passed++;
          continue;
        }
        entry.hits++;
        return fault.outcome;
      }
      return undefined;
    },
  };
}

function matches(fault: Fault, target: FaultTarget): boolean {
  return (['operation', 'region', 'accessKeyId'] as const).every(
    member => fault[member] === undefined || fault[member] === target[member],
  );
}
