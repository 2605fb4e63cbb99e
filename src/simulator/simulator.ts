// A local AppStream: the entry of the simulator's bundle.
import type { Fault } from './faults';

export interface SimulatorOptions {
  /** Port on 127.0.0.1; 0, the default, picks a free one. */
  readonly port?: number;
  /** What each account has at first: nothing, the demo company, or that many fleets and stacks. Default `demo`. */
  readonly seed?: 'empty' | 'demo' | number;
  /** Divides the real durations: at 1 a fleet takes minutes to start, at 1000 well under a second. Default 1. */
  readonly speed?: number;
  /** Delays each answer, in milliseconds. Default 0. */
  readonly latency?: number;
  /** Told of every request when it has been answered. Never holds a body. */
  readonly log?: (entry: RequestLogEntry) => void;
}

export interface RequestLogEntry {
  /** ISO 8601. */
  readonly time: string;
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** HTTP status. */
  readonly status: number;
  /** Milliseconds. */
  readonly ms: number;
  readonly requestId: string;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Faults to inject, for tests and demonstrations: each applies to matching requests until it is removed or used up. */
  readonly faults: { add(fault: Fault): void; clear(): void };
  /** Ends all connections and timers. */
  close(): Promise<void>;
}

/** Starts a simulator. @throws Error with code EADDRINUSE when the port is taken */
export declare function startSimulator(options?: SimulatorOptions): Promise<Simulator>;
