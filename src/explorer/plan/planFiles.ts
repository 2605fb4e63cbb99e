// The plans that are not over, as files in a folder: one JSON file for each plan, and beside it a lock file of the window that does
// it. So a plan outlasts its window, and of two windows one goes on with it.
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';

import type { Actor } from '../../api/core/actor';
import { actorFrom } from '../../api/core/actor';
import type { Values } from '../../forms/field';
import type { Answers } from '../../kinds/action';
import { kinds } from '../../kinds/all';
import type { KindName } from '../../kinds/names';
import type { Durations } from './durations';
import { createDurations } from './durations';
import type { Plan, PlanState, Step, StepState, Waves } from './steps';
import { isKeepable } from './steps';

/** Where the plans are kept that are not over. */
export interface PlanStore {
  /** All of them. Damaged files are set aside, those of a newer version are left alone. It never fails. */
  readonly all: () => Promise<readonly Plan[]>;
  /** Keeps a plan as it is now. A plan with secrets or people's names is not kept. @throws when it can't be written */
  readonly save: (plan: Plan) => Promise<void>;
  /** Keeps a plan that is done, so that it can be taken back later, and gives it back. */
  readonly finish: (plan: Plan) => Promise<void>;
  /** The plans that are done and can be taken back, the newest first. Old ones are dropped. It never fails. */
  readonly finished: () => Promise<readonly Plan[]>;
  /** Drops a plan and its lock. */
  readonly remove: (id: string) => Promise<void>;
  /** Takes a plan for this window. @returns whether this window has it: false while another window does it */
  readonly take: (id: string) => Promise<boolean>;
  /** Whether this window still has a plan, which also shows other windows that it is alive. */
  readonly beat: (id: string) => Promise<boolean>;
  /** How long steps took. */
  readonly durations: Durations;
  /** Gives a plan back, so that another window can take it. */
  readonly release: (id: string) => Promise<void>;
}

export interface PlanFilesOptions {
  readonly folder: string;
  /** A clock that is never set, in milliseconds: a change of the computer's time makes no lock look old. */
  readonly steady?: () => number;
  /** Whether a process of this computer runs. */
  readonly isAlive?: (pid: number) => boolean;
}

const version = 1;

/** How long a lock may stay without a sign of life before another window takes it: milliseconds. */
export const staleAfter = 30_000;

/** How long a plan that is done is kept: milliseconds. */
export const keptFor = 90 * 24 * 3_600_000;

/** How often a window shows that it is alive: milliseconds. */
export const beatEvery = 10_000;

/** What a lock file has. */
interface Lock {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
}

/** Keeps plans as files in a folder, for one window. */
export function planFiles({
  folder,
  steady = () => performance.now(),
  isAlive = isRunning,
}: PlanFilesOptions): PlanStore {
  const owner = randomUUID();
  /** The sign of life of each foreign lock, and since when it is the same. */
  const seen = new Map<string, { readonly sign: string; readonly since: number }>();
  const fileOf = (id: string): string => path.join(folder, `${id}.json`);
  const lockOf = (id: string): string => path.join(folder, `${id}.lock`);
  // Not .json, because such files are looked for when the view is first visible.
  const doneOf = (id: string): string => path.join(folder, `${id}.done`);

  async function readOne(name: string): Promise<Plan | undefined> {
    const file = path.join(folder, name);
    let value: unknown;
    try {
      value = JSON.parse(await fs.readFile(file, 'utf8'));
    } catch (error) {
      if (!(error instanceof SyntaxError)) return undefined; // it has just gone, or can't be read now
    }
    const plan = planIn(value);
    if (plan && plan !== 'newer' && plan.id === path.parse(name).name) return plan;
    if (plan !== 'newer') await fs.rename(file, `${file}.damaged`).catch(() => undefined);
    return undefined;
  }

  async function lockIn(id: string): Promise<{ readonly lock: Lock | undefined; readonly sign: string } | undefined> {
    try {
      const [text, { mtimeMs }] = await Promise.all([fs.readFile(lockOf(id), 'utf8'), fs.stat(lockOf(id))]);
      return { lock: lockFrom(text), sign: `${mtimeMs} ${text}` };
    } catch {
      return undefined;
    }
  }

  async function create(id: string): Promise<boolean> {
    try {
      const lock: Lock = { owner, host: os.hostname(), pid: process.pid };
      await fs.writeFile(lockOf(id), JSON.stringify(lock), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** Moves a stale lock away. Of two windows that do so at once, one finds nothing to move. */
  async function breakLock(id: string, sign: string): Promise<void> {
    const aside = `${lockOf(id)}.${owner}`;
    const now = await lockIn(id);
    if (now?.sign !== sign) return;
    await fs.rename(lockOf(id), aside).catch(() => undefined);
    await fs.rm(aside, { force: true });
  }

  /** Reads the files that end so, the oldest plan first. */
  async function readAll(end: string): Promise<readonly Plan[]> {
    const names = await fs.readdir(folder).catch((): string[] => []);
    const plans = await Promise.all(names.filter(name => name.endsWith(end)).map(readOne));
    return plans.filter(plan => plan !== undefined).sort((a, b) => a.begun - b.begun);
  }

  async function write(plan: Plan, file: string): Promise<void> {
    if (!plan.steps.every(isKeepable)) return;
    await fs.mkdir(folder, { recursive: true });
    const written = `${file}.${owner}.tmp`;
    await fs.writeFile(written, JSON.stringify({ version, plan: keptPlan(plan) }));
    await fs.rename(written, file);
  }

  async function removeAll(...files: readonly string[]): Promise<void> {
    for (const file of files) await fs.rm(file, { force: true });
  }

  return {
    durations: createDurations(folder, owner),
    all: () => readAll('.json'),
    async save(plan) {
      await write(plan, fileOf(plan.id));
      await removeAll(doneOf(plan.id));
    },
    async finish(plan) {
      await write(plan, doneOf(plan.id));
      await removeAll(fileOf(plan.id), lockOf(plan.id));
    },
    async finished() {
      const plans = await readAll('.done');
      const isOld = ({ begun }: Plan): boolean => Date.now() - begun > keptFor;
      await removeAll(...plans.filter(isOld).map(({ id }) => doneOf(id))).catch(() => undefined);
      return plans.filter(plan => !isOld(plan)).reverse();
    },
    remove: id => removeAll(fileOf(id), doneOf(id), lockOf(id)),
    async take(id) {
      await fs.mkdir(folder, { recursive: true });
      if (await create(id)) return true;
      const found = await lockIn(id);
      if (!found) return create(id);
      const { lock, sign } = found;
      if (lock?.owner === owner) return true;
      const isDead =
        lock !== undefined && lock.host === os.hostname() && lock.pid !== process.pid && !isAlive(lock.pid);
      const before = seen.get(id);
      if (before?.sign !== sign) seen.set(id, { sign, since: steady() });
      const isStale = before?.sign === sign && steady() - before.since >= staleAfter;
      if (!isDead && !isStale) return false;
      await breakLock(id, sign);
      return create(id);
    },
    async beat(id) {
      if ((await lockIn(id))?.lock?.owner !== owner) return false;
      const now = new Date();
      await fs.utimes(lockOf(id), now, now);
      return true;
    },
    async release(id) {
      if ((await lockIn(id))?.lock?.owner === owner) await fs.rm(lockOf(id), { force: true });
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function lockFrom(text: string): Lock | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    if (!isRecord(value)) return undefined;
    const { owner, host, pid } = value;
    return typeof owner === 'string' && typeof host === 'string' && typeof pid === 'number'
      ? { owner, host, pid }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What is written of a plan. The actor is the account alone: a principal may be named after a person. */
function keptPlan({ id, title, steps, waves, begun, state, reason, actor }: Plan): unknown {
  const { identity, ...others } = actor;
  const who = { ...others, ...(identity && { identity: { account: identity.account } }) };
  const kept = steps.map(step => ({ ...step, news: undefined }));
  return { id, title, actor: who, steps: kept, waves, begun, state, reason };
}

const planStates: readonly string[] = ['running', 'paused', 'stopped', 'left', 'done'] satisfies PlanState[];
const stepStates: readonly string[] = ['waiting', 'running', 'done', 'stopped', 'leftOut'] satisfies StepState[];

/** Reads what `save` has written. @returns `newer` for a file of a newer version; undefined for a damaged one */
export function planIn(value: unknown): Plan | 'newer' | undefined {
  if (!isRecord(value)) return undefined;
  if (typeof value['version'] === 'number' && value['version'] > version) return 'newer';
  const { plan } = value;
  if (value['version'] !== version || !isRecord(plan)) return undefined;
  const { id, title, actor, steps, waves, begun, state, reason } = plan;
  const who: Actor | undefined = actorFrom(JSON.stringify(actor));
  if (typeof id !== 'string' || !/^[\w-]+$/.test(id) || typeof title !== 'string' || !who) return undefined;
  if (typeof begun !== 'number' || typeof state !== 'string' || !planStates.includes(state)) return undefined;
  const read = Array.isArray(steps) ? steps.map(stepIn) : [];
  const known = read.filter(step => step !== undefined);
  if (!known.length || known.length < read.length) return undefined;
  return {
    ...{ id, title, actor: who, steps: known, begun, state: state as PlanState },
    ...(isWaves(waves) && { waves }),
    ...(typeof reason === 'string' && { reason }),
  };
}

function isWaves(value: unknown): value is Waves {
  return isRecord(value) && typeof value['pauses'] === 'boolean' && typeof value['minutes'] === 'number';
}

function stepIn(value: unknown): Step | undefined {
  if (!isRecord(value)) return undefined;
  const { nodeId, kind, action, answers, input, name, state } = value;
  if (typeof nodeId !== 'string' || typeof action !== 'string' || typeof name !== 'string') return undefined;
  if (!kinds.some(one => one.name === kind) || typeof state !== 'string' || !stepStates.includes(state)) {
    return undefined;
  }
  if (!isRecord(answers) || !isRecord(input)) return undefined;
  if (!Object.values(answers).every(answer => typeof answer === 'string')) return undefined;
  const { before, held, known } = value;
  const numbers = ['created', 'usualMinutes', 'lastTook', 'undoes', 'wave', 'ran', 'since', 'until'] as const;
  return {
    ...{ nodeId, kind: kind as KindName, action, name, state: state as StepState },
    ...{ answers: answers as Answers, input: input as Values },
    ...(isRecord(before) && { before: before as Values }),
    ...(isRecord(held) && { held: held as Values }),
    ...(Array.isArray(known) && { known: known.filter(code => typeof code === 'string') }),
    ...Object.fromEntries(numbers.flatMap(key => (typeof value[key] === 'number' ? [[key, value[key]]] : []))),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
