// A simulator with a control API and a state file: what the program and the package start. The sandbox has neither.
import { randomBytes } from 'node:crypto';

import { createAgenda } from './base/agenda';
import { createWorld } from './base/world';
import { createCalls } from './control/calls';
import { createControl } from './control/control';
import { cborWire } from './protocol/cbor';
import { applySeedFile, makeStores } from './seed/applySeedFile';
import type { SeedFile } from './seed/seedFile';
import { readSeed } from './seed/seedFile';
import { seedStoreWith } from './seed/seedStore';
import { otherServices } from './services/all';
import type { Around, Inside, Simulator, SimulatorOptions } from './simulator';
import { startSimulator } from './simulator';
import { loadSnapshot, takeSnapshot } from './state/snapshot';
import type { StateFile } from './state/stateFile';
import { openStateFile } from './state/stateFile';

export interface ControlledOptions extends SimulatorOptions {
  /** Whether the control API is on. Default false. */
  readonly control?: boolean;
  /** The file that keeps the state over restarts. If it is there, it is loaded, and the seed is for new accounts alone. */
  readonly state?: string;
  /** Told when the state file can't be written. */
  readonly stateFailed?: (error: Error) => void;
}

export interface ControlledSimulator extends Simulator {
  /** What the control API asks for as `authorization: Bearer TOKEN`; undefined when it is off. */
  readonly token: string | undefined;
}

/**
 * Starts a simulator, with all services and protocols unless the options say otherwise.
 * @throws Error with a sentence for the user, when the seed or the state file can't be used; Error with code EADDRINUSE when the port
 *   is taken
 */
export async function startControlledSimulator(options: ControlledOptions = {}): Promise<ControlledSimulator> {
  const seed = typeof options.seed === 'object' ? readSeed(options.seed) : (options.seed ?? 'demo');
  const token = options.control ? randomBytes(24).toString('base64url') : undefined;
  const simulator = await startSimulator({ services: otherServices, cbor: cborWire, ...options, seed }, inside =>
    build(inside, { ...options, seed }, token),
  );
  return { ...simulator, token };
}

function build(inside: Inside, options: ControlledOptions, token: string | undefined): Around {
  const { seed = 'demo', state, stateFailed = () => {} } = options;
  if (typeof seed === 'object') tryOut(seed, inside, options.quotas);
  const calls = createCalls();
  const file = state === undefined ? undefined : openState(state, inside, stateFailed);
  return {
    applySeedFile,
    ...(token !== undefined && { control: createControl(token, { ...inside, calls, firstSeed: seed }), calls }),
    ...(file && { changed: toldOf(file, inside), close: file.close }),
  };
}

/** Applies a seed to a world of its own, so that one that contradicts itself is refused when the simulator starts. */
function tryOut(seed: SeedFile, { clock }: Inside, quotas: ControlledOptions['quotas']): void {
  const apply = seedStoreWith(seed, quotas, applySeedFile); // with AWS's public images, which a seed may name
  makeStores(seed, createWorld(createAgenda(clock.now, 1), randomBytes(32), apply));
}

function openState(path: string, inside: Inside, failed: (error: Error) => void): StateFile {
  const file = openStateFile(path, () => `${JSON.stringify(takeSnapshot(inside), null, 1)}\n`, failed);
  if (file.content === undefined) return file;
  try {
    loadSnapshot(file.content, inside);
    return file;
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/** Which operations change nothing but what time changes anyway. */
const reads = /^(Describe|List|Get|GET$)/;

/** Tells the state file of changes. A read changes something when it is the first in its account and Region. */
function toldOf(file: StateFile, { world }: Inside): (operation: string) => void {
  const count = () => [...world.stores()].length;
  let seen = count();
  return operation => {
    if (reads.test(operation) && count() === seen) return;
    seen = count();
    file.changed();
  };
}
