// The plans that are not over, as files in a folder: one JSON file for each plan, and beside it a lock file of the window that does
// it. So a plan outlasts its window, and of two windows one goes on with it.
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

import type { Durations } from './durations';
import { createDurations } from './durations';
import { keptPlan, planIn } from './keptPlan';
import type { PlanLocks, PlanLocksOptions } from './planLocks';
import { lockOf, planLocks } from './planLocks';
import type { Plan } from './steps';
import { isKeepable } from './steps';

/** Where the plans are kept that are not over. */
export interface PlanStore extends PlanLocks {
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
  /** How long steps took. */
  readonly durations: Durations;
}

/** How long a plan that is done is kept: milliseconds. */
export const keptFor = 90 * 24 * 3_600_000;

/** Keeps plans as files in a folder, for one window. */
export function planFiles(options: PlanLocksOptions): PlanStore {
  const { folder } = options;
  const owner = randomUUID();
  const fileOf = (id: string): string => path.join(folder, `${id}.json`);
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
    await fs.writeFile(written, JSON.stringify(keptPlan(plan)));
    await fs.rename(written, file);
  }

  async function removeAll(...files: readonly string[]): Promise<void> {
    for (const file of files) await fs.rm(file, { force: true });
  }

  return {
    ...planLocks(options, owner),
    durations: createDurations(folder, owner),
    all: () => readAll('.json'),
    async save(plan) {
      await write(plan, fileOf(plan.id));
      await removeAll(doneOf(plan.id));
    },
    async finish(plan) {
      await write(plan, doneOf(plan.id));
      await removeAll(fileOf(plan.id), lockOf(folder, plan.id));
    },
    async finished() {
      const plans = await readAll('.done');
      const isOld = ({ begun }: Plan): boolean => Date.now() - begun > keptFor;
      await removeAll(...plans.filter(isOld).map(({ id }) => doneOf(id))).catch(() => undefined);
      return plans.filter(plan => !isOld(plan)).reverse();
    },
    remove: id => removeAll(fileOf(id), doneOf(id), lockOf(folder, id)),
  };
}
