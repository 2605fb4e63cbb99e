// The entry of the simulator's bundle. README.md explains the design.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';

import { accountIdOf } from './base/accounts';
import { createAgenda } from './base/agenda';
import type { Clock } from './base/clock';
import { createClock } from './base/clock';
import type { OtherServices } from './base/otherServices';
import type { Quotas } from './base/quotas';
import type { Store } from './base/store';
import type { World } from './base/world';
import { createWorld } from './base/world';
import type { Control } from './control/api';
import type { Calls } from './control/calls';
import type { Fault, Faults } from './faults/faults';
import { createFaults } from './faults/faults';
import type { ImageRequest } from './handlers/imageAssistant';
import { createImage } from './handlers/imageAssistant';
import { addModels } from './protocol/models';
import type { CborWire } from './protocol/wire';
import type { SeedFile } from './seed/seedFile';
import type { Seed } from './seed/seedStore';
import { seedStoreWith } from './seed/seedStore';
import { createExecuted } from './server/executed';
import { ownHosts } from './server/host';
import type { Limits } from './server/limits';
import { standardLimits } from './server/limits';
import type { RequestLogEntry } from './server/log';
import { createServer } from './server/server';

export type { SandboxAccount } from './base/accounts';
export { sandboxAccounts } from './base/accounts';
export type { Fault, Outcome } from './faults/faults';
export type { ImageRequest } from './handlers/imageAssistant';
export type { RequestLogEntry } from './server/log';

export interface SimulatorOptions {
  /** Port to listen at; 0, the default, picks a free one. */
  readonly port?: number;
  /**
   * Address or name to listen at. Default 127.0.0.1: only this computer reaches it. At another, whoever reaches it can do anything with
   * what is simulated.
   */
  readonly host?: string;
  /** Names that requests may have in their Host header, beside this computer's own: names of this computer that it does not know. */
  readonly allowHosts?: readonly string[];
  /** What it takes from slow or broken clients, where that differs from the standard. */
  readonly limits?: Partial<Limits>;
  /** What each account has at first: nothing, the demo company, that many fleets, stacks and users, or a seed. Default `demo`. */
  readonly seed?: Seed;
  /** Quotas that all accounts have, in each Region; others have their standard values, or those of the seed. */
  readonly quotas?: Partial<Quotas>;
  /** Services beside AppStream: `otherServices` of services/all.ts. Without, it has AppStream and its tags alone. */
  readonly services?: OtherServices;
  /** `cborWire` of protocol/cbor.ts, so that it speaks Smithy RPC v2 CBOR, too. The sandbox does without, to be smaller. */
  readonly cbor?: CborWire;
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
  /** `http://127.0.0.1:PORT`, or with another host that it listens at. */
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
  /** The simulator's time, in milliseconds since the epoch. */
  now(): number;
  /**
   * Moves the simulator's clock forward, by milliseconds. What becomes due happens at once, in its order.
   * @throws RangeError with a sentence for the user, when that is no time or more than a year
   */
  advance(ms: number): void;
  /** Whether its clock stands still. */
  isPaused(): boolean;
  /** Makes the clock stand still, or run on from where it stood. */
  pause(paused: boolean): void;
  /** Ends all connections and timers. */
  close(): Promise<void>;
}

/** What a simulator has inside, for what is built around it. */
export interface Inside {
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  /** What new accounts and Regions have. */
  readonly seed: { current: Seed };
}

/** What is built around a simulator: the control API and the state file. */
export interface Around {
  readonly control?: Control;
  readonly calls?: Pick<Calls, 'add'>;
  /** Puts a seed from a file into a new store. */
  readonly applySeedFile?: (seed: SeedFile, store: Store, world: World) => void;
  /** Told after each request, with its operation, and after the clock was moved. */
  readonly changed?: (operation: string) => void;
  readonly close?: () => void;
}

/**
 * Starts a simulator.
 * @param build makes what is around it
 * @throws Error with code EADDRINUSE when the port is taken; what `build` throws
 */
export async function startSimulator(
  options: SimulatorOptions = {},
  build: (inside: Inside) => Around = () => ({}),
): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', quotas = {}, speed = 1 } = options;
  const { latency = 0, log = () => {}, now = Date.now } = options;
  const { services: others } = options;
  addModels(others?.models ?? []);
  let around: Around = {};
  const clock = createClock(now);
  const seed: { current: Seed } = { current: options.seed ?? 'demo' };
  const world = createWorld(createAgenda(clock.now, speed), randomBytes(32), (store, world) => {
    seedStoreWith(seed.current, quotas, around.applySeedFile)(store, world);
    if (seed.current === 'demo') others?.seedDemo(store, world);
  });
  const faults = createFaults(options.faults);
  around = build({ world, clock, faults, seed });
  const { changed = () => {} } = around;
  const executed = createExecuted();
  const closing = new AbortController();
  let refusing: NodeJS.Timeout | undefined;
  const server = createServer({
    ...{ world, faults, executed, others, latency, log, refuseFor, changed, closing: closing.signal },
    ...{ limits: { ...standardLimits, ...options.limits }, isOwnHost: ownHosts(host, options.allowHosts) },
    ...(options.cbor && { cbor: options.cbor }),
    ...(around.control && { control: around.control }),
    ...(around.calls && { calls: around.calls }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: unknown) => {
    around.close?.();
    throw error;
  });
  const { port: taken } = server.address() as AddressInfo;
  world.origin = originOf(host, taken);

  function refuseFor(ms: number): void {
    server.close();
    server.closeAllConnections();
    clearTimeout(refusing);
    refusing = setTimeout(() => server.listen(taken, host), ms);
  }

  return {
    url: world.origin,
    faults,
    executed: accessKeyId => executed.countsOf(accessKeyId),
    now: clock.now,
    advance(ms) {
      clock.advance(ms);
      world.agenda.catchUp();
      changed('advance');
    },
    isPaused: () => clock.isPaused(),
    pause(paused) {
      clock.pause(paused);
      changed('pause');
    },
    createImageFromBuilder(accessKeyId, region, request) {
      world.agenda.catchUp();
      createImage(request, { store: world.store(accountIdOf(accessKeyId), region), world });
      changed('CreateImage');
    },
    close: () =>
      new Promise(resolve => {
        closing.abort();
        clearTimeout(refusing);
        server.close(() => resolve());
        server.closeAllConnections();
        around.close?.();
      }),
  };
}

/** Where clients on this computer reach a server that listens at a host. */
function originOf(host: string, port: number): string {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIP(reached) === 6 ? `[${reached}]` : reached}:${port}`;
}
