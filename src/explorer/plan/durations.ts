// How long the steps of plans took, for the next plan: a file beside those of the plans. It has ids of resources and no names of people.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

import type { StepPlan } from './steps';
import { isKeepable } from './steps';

/** Keeps how long steps took. */
export interface Durations {
  /** How long a step took the last time: milliseconds. Undefined if no plan has done it. It never fails. */
  readonly of: (step: StepPlan) => Promise<number | undefined>;
  /** Keeps how long a step took. Short ones are not kept. It never fails. */
  readonly keep: (step: StepPlan, ms: number) => Promise<void>;
}

/** The most steps that are kept. The oldest go first. */
const most = 300;

/** How short a step has to be that nobody waits for: milliseconds. */
const short = 10_000;

/** @param folder where the plans are kept @param owner tells the files of windows apart */
export function createDurations(folder: string, owner: string): Durations {
  // Not .json, because such files are plans.
  const file = path.join(folder, 'durations');
  const keyOf = ({ action, nodeId }: StepPlan): string => `${action} ${nodeId}`;
  let writing = Promise.resolve();

  async function read(): Promise<readonly [string, number][]> {
    try {
      const value: unknown = JSON.parse(await fs.readFile(file, 'utf8'));
      return Array.isArray(value) ? value.filter(isEntry) : [];
    } catch {
      return [];
    }
  }

  async function write(key: string, ms: number): Promise<void> {
    const others = (await read()).filter(([other]) => other !== key);
    const kept = [...others, [key, Math.round(ms)]].slice(-most);
    const written = `${file}.${owner}.tmp`;
    await fs.mkdir(folder, { recursive: true });
    await fs.writeFile(written, JSON.stringify(kept));
    await fs.rename(written, file);
  }

  return {
    of: async step => (await read()).find(([key]) => key === keyOf(step))?.[1],
    keep(step, ms) {
      if (ms < short || !isKeepable(step)) return Promise.resolve();
      // One after the other, so that none is lost.
      writing = writing.then(() => write(keyOf(step), ms)).catch(() => undefined);
      return writing;
    },
  };
}

function isEntry(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number' && value[1] >= 0;
}
