// The locks of plans: beside the file of a plan, a lock file of the window that does it. It is created exclusively, so of two windows
// one has it. The window shows that it is alive by touching it.
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';

import { isRecord } from './keptPlan';

/** The locks of a window. */
export interface PlanLocks {
  /** Takes a plan for this window. @returns whether this window has it: false while another window does it */
  readonly take: (id: string) => Promise<boolean>;
  /** Whether this window still has a plan, which also shows other windows that it is alive. */
  readonly beat: (id: string) => Promise<boolean>;
  /** Gives a plan back, so that another window can take it. */
  readonly release: (id: string) => Promise<void>;
}

export interface PlanLocksOptions {
  readonly folder: string;
  /** A clock that is never set, in milliseconds: a change of the computer's time makes no lock look old. */
  readonly steady?: () => number;
  /** Whether a process of this computer runs. */
  readonly isAlive?: (pid: number) => boolean;
}

/** How long a lock may stay without a sign of life before another window takes it: milliseconds. */
export const staleAfter = 30_000;

/** How often a window shows that it is alive: milliseconds. */
export const beatEvery = 10_000;

/** What a lock file has. */
interface Lock {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
}

/** The lock file of a plan. */
export function lockOf(folder: string, id: string): string {
  return path.join(folder, `${id}.lock`);
}

/** Takes plans for one window. @param owner tells windows apart */
export function planLocks(
  { folder, steady = () => performance.now(), isAlive = isRunning }: PlanLocksOptions,
  owner: string,
): PlanLocks {
  /** The sign of life of each foreign lock, and since when it is the same. */
  const seen = new Map<string, { readonly sign: string; readonly since: number }>();
  const fileOf = (id: string): string => lockOf(folder, id);

  async function lockIn(id: string): Promise<{ readonly lock: Lock | undefined; readonly sign: string } | undefined> {
    try {
      const [text, { mtimeMs }] = await Promise.all([fs.readFile(fileOf(id), 'utf8'), fs.stat(fileOf(id))]);
      return { lock: lockFrom(text), sign: `${mtimeMs} ${text}` };
    } catch {
      return undefined;
    }
  }

  async function create(id: string): Promise<boolean> {
    try {
      const lock: Lock = { owner, host: os.hostname(), pid: process.pid };
      await fs.writeFile(fileOf(id), JSON.stringify(lock), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** Moves a stale lock away. Of two windows that do so at once, one finds nothing to move. */
  async function breakLock(id: string, sign: string): Promise<void> {
    const aside = `${fileOf(id)}.${owner}`;
    const now = await lockIn(id);
    if (now?.sign !== sign) return;
    await fs.rename(fileOf(id), aside).catch(() => undefined);
    await fs.rm(aside, { force: true });
  }

  return {
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
      await fs.utimes(fileOf(id), now, now);
      return true;
    },
    async release(id) {
      if ((await lockIn(id))?.lock?.owner === owner) await fs.rm(fileOf(id), { force: true });
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
