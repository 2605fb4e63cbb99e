// Speaks to a simulator's control API. It needs `fetch` alone.
import type { RecordedCall } from './control/calls';
import type { ClockChange, ClockState } from './control/control';
import type { Fault, Outcome } from './faults/faults';
import type { SeedFile } from './seed/seedFile';
import type { Seed } from './seed/seedStore';
import type { Snapshot } from './state/snapshot';

/** A fault as a file or a request can hold it. */
export type FaultData = Fault & { readonly outcome: Exclude<Outcome, { readonly kind: 'edit' }> };

export interface ControlClient {
  /** Everything as at the start, or with another seed. Faults and recorded calls are gone. The clock stays. */
  reset(seed?: Seed): Promise<void>;
  /** Everything that the simulator has, as JSON that people can read. */
  snapshot(): Promise<Snapshot>;
  /** Replaces everything with what a snapshot has. */
  load(snapshot: Snapshot): Promise<void>;
  /** Adds resources. */
  seed(seed: SeedFile): Promise<void>;
  clock(): Promise<ClockState>;
  /** Stands still. */
  pause(): Promise<ClockState>;
  /** Runs on from where it stood. */
  resume(): Promise<ClockState>;
  /** Moves the clock forward, by seconds. What becomes due happens at once. */
  advance(seconds: number): Promise<ClockState>;
  /** Divides all durations by a number, also the rest of what is under way. */
  speed(speed: number): Promise<ClockState>;
  faults(): Promise<FaultData[]>;
  addFaults(...faults: readonly FaultData[]): Promise<void>;
  clearFaults(): Promise<void>;
  /** The last 1,000 calls, from the oldest to the newest. */
  calls(): Promise<RecordedCall[]>;
  clearCalls(): Promise<void>;
}

/** What the control API refuses. Its message says what to correct. */
export class ControlError extends Error {
  /** @param status of HTTP */
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/**
 * A client of a control API.
 * @param url the simulator's address
 * @param token what it prints when it starts
 * @returns functions that reject with ControlError
 */
export function createControlClient({ url, token }: { readonly url: string; readonly token: string }): ControlClient {
  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/_control/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new ControlError((answer as { readonly error: string }).error, response.status);
    return answer;
  }
  const ask = async <T>(path: string) => (await send('GET', path)) as T;
  const tell = async (method: string, path: string, body?: unknown) => void (await send(method, path, body));
  const turn = async (change: ClockChange) => (await send('POST', 'clock', change)) as ClockState;
  return {
    reset: seed => tell('POST', 'reset', seed === undefined ? {} : { seed }),
    snapshot: () => ask('snapshot'),
    load: snapshot => tell('PUT', 'snapshot', snapshot),
    seed: seed => tell('POST', 'seed', seed),
    clock: () => ask('clock'),
    pause: () => turn({ paused: true }),
    resume: () => turn({ paused: false }),
    advance: seconds => turn({ advance: seconds }),
    speed: speed => turn({ speed }),
    faults: () => ask('faults'),
    addFaults: (...faults) => tell('POST', 'faults', faults),
    clearFaults: () => tell('DELETE', 'faults'),
    calls: () => ask('calls'),
    clearCalls: () => tell('DELETE', 'calls'),
  };
}
