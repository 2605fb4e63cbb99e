// Keeps a simulator's state in a file over restarts.
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A state file that this process alone uses. */
export interface StateFile {
  /** What was there; undefined for a new file. */
  readonly content: unknown;
  /** Says that something has changed. It is written within a second. */
  changed(): void;
  /** Writes what has changed and gives the file free. */
  readonly close: () => void;
  /** Gives the file free as it is. */
  readonly abandon: () => void;
}

/** The longest time between a change and its place in the file, in milliseconds. */
const delay = 900;

/**
 * Opens a state file.
 * @param file its folder must be there
 * @param state makes the text that is written
 * @param failed is told when the file can't be written. The next change tries again
 * @throws Error with a sentence for the user, when another simulator uses the file or it can't be read
 */
export function openStateFile(file: string, state: () => string, failed: (error: Error) => void): StateFile {
  const lock = `${file}.lock`;
  takeLock(lock, file);
  let content: unknown;
  try {
    content = read(file);
  } catch (error) {
    giveFree(lock);
    throw error;
  }

  let timer: NodeJS.Timeout | undefined;
  let written: string | undefined;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    try {
      const text = state();
      if (text === written) return;
      replaceFile(file, text);
      written = text;
    } catch (error) {
      failed(new Error(`The state file cannot be written: ${(error as Error).message}.`, { cause: error }));
    }
  }

  const abandon = () => {
    clearTimeout(timer);
    giveFree(lock);
  };
  return {
    content,
    changed: () => void (timer ??= setTimeout(write, delay)),
    close() {
      if (timer || written === undefined) write();
      abandon();
    },
    abandon,
  };
}

function read(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The state file cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`The state file is not JSON: ${(error as Error).message}.`, { cause: error });
  }
}

/** Writes a file so that after a crash there is the old one or the new one, never a part of one. */
function replaceFile(file: string, text: string): void {
  const fresh = `${file}.new`;
  const descriptor = fs.openSync(fresh, 'w', 0o600);
  try {
    fs.writeFileSync(descriptor, text);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  fs.renameSync(fresh, file);
  syncFolder(path.dirname(file));
}

/** Makes a renaming last. Windows can't open a folder, and needs no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The locks of this process. In a container, one that was killed and its successor have the same process ID. */
const own = new Set<string>();

/** A lock holds the process ID of its owner. That of a process that is gone counts for nothing. */
function takeLock(lock: string, file: string): void {
  const fresh = `${lock}.${process.pid}`;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      // A link appears with its content, so that no other process sees a lock without an owner.
      fs.writeFileSync(fresh, String(process.pid));
      fs.linkSync(fresh, lock);
      own.add(path.resolve(lock));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Error(`The state file cannot be used: ${(error as Error).message}.`, { cause: error });
      }
      const owner = ownerOf(lock);
      if (owner === process.pid ? own.has(path.resolve(lock)) : owner !== undefined && isRunning(owner)) {
        throw new Error(
          `Another simulator (process ${owner}) uses the state file ${file}. Stop it, or name another file. ` +
            `If that process is no simulator, delete ${lock}.`,
          { cause: error },
        );
      }
      fs.rmSync(lock, { force: true });
    } finally {
      fs.rmSync(fresh, { force: true });
    }
  }
  throw new Error(`The state file ${file} is taken by another simulator again and again.`);
}

function giveFree(lock: string): void {
  fs.rmSync(lock, { force: true });
  own.delete(path.resolve(lock));
}

function ownerOf(lock: string): number | undefined {
  try {
    const owner = Number(fs.readFileSync(lock, 'utf8'));
    return Number.isInteger(owner) && owner > 0 ? owner : undefined;
  } catch {
    return undefined; // given free meanwhile
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // another user's process
  }
}
