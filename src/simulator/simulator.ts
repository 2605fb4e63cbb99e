// The entry of the simulator's bundle. README.md explains the design.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import { accountIdOf } from './base/accounts';
import { createAgenda } from './base/agenda';
import type { OtherServices } from './base/otherServices';
import type { Quotas } from './base/quotas';
import { createWorld } from './base/world';
import type { Fault, Faults } from './faults/faults';
import { createFaults } from './faults/faults';
import type { ImageRequest } from './handlers/imageAssistant';
import { createImage } from './handlers/imageAssistant';
import { addModels } from './protocol/models';
import type { Seed } from './seed/seedStore';
import { seedStoreWith } from './seed/seedStore';
import { createExecuted } from './server/executed';
import type { RequestLogEntry } from './server/log';
import { createServer } from './server/server';

export type { SandboxAccount } from './base/accounts';
export { sandboxAccounts } from './base/accounts';
export type { Fault, Outcome } from './faults/faults';
export type { ImageRequest } from './handlers/imageAssistant';
export type { RequestLogEntry } from './server/log';

export interface SimulatorOptions {
  /** Port on 127.0.0.1; 0, the default, picks a free one. */
  readonly port?: number;
  /** What each account has at first: nothing, the demo company, or that many fleets, stacks and users. Default `demo`. */
  readonly seed?: Seed;
  /** Quotas that all accounts have, in each Region; others have their standard values, or those of the seed. */
  readonly quotas?: Partial<Quotas>;
  /** Services beside AppStream: `otherServices` of services/all.ts. Without, it has AppStream and its tags alone. */
  readonly services?: OtherServices;
  /** Divides the real durations: at 1 a fleet takes minutes to start, at 1000 less than a second. Default 1. */
  readonly speed?: number;
  /** Delays each answer, in milliseconds. Default 0. */
  readonly latency?: number;
  /** Called after each answer. An entry never holds a body. */
  readonly log?: (entry: RequestLogEntry) => void;
  /** Faults that apply from the first request on. */
  readonly faults?: readonly Fault[];
  /** The time, in milliseconds since the epoch. Default `Date.now`; for tests with a clock of their own. */
  readonly now?: () => number;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Faults to inject, for tests and demonstrations: each applies to matching requests until it is removed or used up. */
  readonly faults: Pick<Faults, 'add' | 'clear'>;
  /**
   * How often each operation ran. Refused requests do not count; requests whose answer was lost do.
   * @param accessKeyId in one account; in all when absent
   */
  executed(accessKeyId?: string): ReadonlyMap<string, number>;
  /**
   * Creates an image from a running image builder, as Image Assistant does on its desktop. The builder takes a snapshot and
   * stops; the image is PENDING and then AVAILABLE.
   * @throws Error with a message for the user, when the builder does not run or an image of this name can't be created
   */
  createImageFromBuilder(accessKeyId: string, region: string, request: ImageRequest): void;
  /** Ends all connections and timers. */
  close(): Promise<void>;
}

/** Starts a simulator. @throws Error with code EADDRINUSE when the port is taken */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, seed = 'demo', quotas = {}, speed = 1, latency = 0, log = () => {}, now = Date.now } = options;
  const { services: others } = options;
  addModels(others?.models ?? []);
  const executed = createExecuted();
  const world = createWorld(createAgenda(now, speed), randomBytes(32), seedStoreWith(seed, quotas));
  const faults = createFaults(options.faults);
  const closing = new AbortController();
  let refusing: NodeJS.Timeout | undefined;
  const server = createServer({ world, faults, executed, others, latency, log, refuseFor, closing: closing.signal });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${taken}`;

  function refuseFor(ms: number): void {
    server.close();
    server.closeAllConnections();
    clearTimeout(refusing);
    refusing = setTimeout(() => server.listen(taken, '127.0.0.1'), ms);
  }

  return {
    url: world.origin,
    faults,
    executed: accessKeyId => executed.countsOf(accessKeyId),
    createImageFromBuilder(accessKeyId, region, request) {
      world.agenda.catchUp();
      createImage(request, { store: world.store(accountIdOf(accessKeyId), region), world });
    },
    close: () =>
      new Promise(resolve => {
        closing.abort();
        clearTimeout(refusing);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
