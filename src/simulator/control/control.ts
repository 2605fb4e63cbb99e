// The control API: what a test or a demonstration does to the simulator itself, and AWS has nothing like.
import { timingSafeEqual } from 'node:crypto';

import { readFaults } from '../faults/faultFile';
import type { Faults } from '../faults/faults';
import { addSeed, makeStores } from '../seed/applySeedFile';
import { isCount } from '../seed/count';
import { readSeed } from '../seed/seedFile';
import type { Seed } from '../seed/seedStore';
import type { Saved, Snapshot } from '../state/snapshot';
import { allOrNothing, loadSnapshot, takeSnapshot } from '../state/snapshot';
import type { Control } from './api';
import { controlPath, problem } from './api';
import type { Calls } from './calls';

export interface ControlParts extends Saved {
  readonly faults: Pick<Faults, 'add' | 'clear' | 'all'>;
  readonly calls: Calls;
  /** What a reset without a seed goes back to. */
  readonly firstSeed: Seed;
}

/** How the clock goes, as the control API tells it. */
export interface ClockState {
  /** ISO 8601. */
  readonly time: string;
  readonly paused: boolean;
  /** Divides all durations. */
  readonly speed: number;
}

/** What the clock is asked to do; what is absent stays. */
export interface ClockChange {
  readonly paused?: boolean;
  /** Seconds to move forward. */
  readonly advance?: number;
  readonly speed?: number;
}

/** What is wrong with a request. */
class BadRequest extends Error {}

type Answer = (body: unknown, parts: ControlParts) => unknown;

/** By path, then by method. An answer of undefined is an empty object. */
const paths: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  clock: {
    GET: (_, parts) => clockState(parts),
    POST: (body, parts) => changeClock(body, parts),
  },
  reset: { POST: (body, parts) => reset(body, parts) },
  snapshot: {
    GET: (_, parts): Snapshot => takeSnapshot(parts),
    PUT: (body, parts) => loadSnapshot(body, parts),
  },
  seed: {
    POST: (body, parts) => {
      const seed = readSeed(body);
      allOrNothing(parts, () => addSeed(seed, parts.world));
    },
  },
  faults: {
    GET: (_, { faults }) => faults.all(),
    POST: (body, { faults }) => {
      for (const fault of readFaults(body, 'the request')) faults.add(fault);
    },
    PUT: (body, { faults }) => {
      const wanted = readFaults(body, 'the request');
      faults.clear();
      for (const fault of wanted) faults.add(fault);
    },
    DELETE: (_, { faults }) => faults.clear(),
  },
  calls: {
    GET: (_, { calls }) => calls.all(),
    DELETE: (_, { calls }) => calls.clear(),
  },
};

/** @param token what a request must have as `authorization: Bearer TOKEN` */
export function createControl(token: string, parts: ControlParts): Control {
  const wanted = Buffer.from(`Bearer ${token}`);
  return {
    admits(authorization = '') {
      const given = Buffer.from(authorization);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
    answer({ method = '', path }, body) {
      const methods = Object.hasOwn(paths, path) ? paths[path] : undefined;
      if (!methods) return problem(404, `There is no ${controlPath}${path}, only ${Object.keys(paths).join(', ')}.`);
      const act = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!act) return problem(405, `${controlPath}${path} takes ${Object.keys(methods).join(', ')}.`);
      try {
        return { status: 200, body: act(parse(body), parts) ?? {} };
      } catch (error) {
        return problem(400, (error as Error).message);
      }
    },
  };
}

function parse(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    throw new BadRequest(`The request body is not JSON: ${(error as Error).message}.`);
  }
}

function clockState({ clock, world }: Saved): ClockState {
  return { time: new Date(clock.now()).toISOString(), paused: clock.isPaused(), speed: world.agenda.speed() };
}

function changeClock(body: unknown, parts: ControlParts): ClockState {
  const { paused, advance, speed, ...rest } = objectOf(body) as Record<keyof ClockChange, unknown>;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new BadRequest(`The clock has no "${unknown}", only paused, advance, speed.`);
  if (paused !== undefined && typeof paused !== 'boolean') throw new BadRequest('"paused" must be true or false.');
  if (advance !== undefined && typeof advance !== 'number') {
    throw new BadRequest('"advance" must be a number of seconds.');
  }
  if (speed !== undefined && typeof speed !== 'number') throw new BadRequest('"speed" must be a number.');
  const { clock, world } = parts;
  const [settingBefore, speedBefore] = [clock.setting(), world.agenda.speed()];
  try {
    if (paused !== undefined) clock.pause(paused);
    if (speed !== undefined) world.agenda.setSpeed(speed);
    if (advance !== undefined) clock.advance(advance * 1000);
  } catch (error) {
    clock.set(settingBefore);
    world.agenda.setSpeed(speedBefore);
    throw error;
  }
  world.agenda.catchUp();
  return clockState(parts);
}

function reset(body: unknown, parts: ControlParts): void {
  const { seed = parts.firstSeed, ...rest } = objectOf(body ?? {}) as { readonly seed?: unknown };
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new BadRequest(`A reset has no "${unknown}", only seed.`);
  const wanted = seedOf(seed);
  allOrNothing(parts, () => {
    parts.world.clear();
    parts.seed.current = wanted;
    // Its accounts are made now, so that what contradicts itself is refused now.
    if (typeof wanted === 'object') makeStores(wanted, parts.world);
  });
  parts.faults.clear();
  parts.calls.clear();
}

function seedOf(seed: unknown): Seed {
  if (seed === 'empty' || seed === 'demo') return seed;
  if (isCount(seed)) return seed;
  if (typeof seed === 'object') return readSeed(seed);
  throw new BadRequest('"seed" must be empty, demo, a count or a seed.');
}

function objectOf(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new BadRequest('The request body must be a JSON object.');
  }
  return body;
}
