// Removes everything that this process started or wrote when it ends, in any way.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Owned
 * @property {() => Promise<void> | void} stop ends it in order
 * @property {() => void} kill ends it at once, when there is no time for order
 */

/** In the order of opening. They end in reverse order. @type {Set<Owned>} */
const owned = new Set();

/** The time in which something must end by itself, in milliseconds. */
const patience = 5000;

/** @type {number | undefined} */
let signalExitCode;
let watching = false;
let stopping = false;

/**
 * Ends something together with this process.
 *
 * @param {Owned} thing
 * @returns {() => void} to be called when it has ended
 */
export function own(thing) {
  watch();
  owned.add(thing);
  return () => owned.delete(thing);
}

/** @type {Promise<void> | undefined} */
let ending;

/** Ends everything, last opened first. Call it at the end of a program: it does not end what is opened later. */
export function stopAll() {
  ending ??= stopOwned();
  return ending;
}

/** Whether a signal has asked this process to end, so that the end of its child processes is expected. */
export function isStopping() {
  return stopping;
}

async function stopOwned() {
  for (const thing of [...owned].reverse()) {
    try {
      await thing.stop();
    } catch (error) {
      console.error(error);
      thing.kill();
    }
    owned.delete(thing);
  }
}

/**
 * For programs that the user ends with Ctrl-C, which is then no failure.
 *
 * @param {number} code
 */
export function exitOnSignalWith(code) {
  watch();
  signalExitCode = code;
}

function watch() {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const thing of [...owned].reverse()) thing.kill();
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stopAndExit);
  // The terminal may close before this process ends.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

/** @param {NodeJS.Signals} signal */
function stopAndExit(signal) {
  if (stopping) return; // a terminal signals the whole group, and npm passes its own on
  stopping = true;
  void stopAll().then(() => process.exit(signalExitCode ?? 128 + os.constants.signals[signal]));
}

/** How often to check whether npm still runs, in milliseconds. */
const npmLook = 500;

/**
 * Ends this process when the npm that runs it ends. A terminal's Ctrl-C reaches us all, but a signal sent to npm alone ends
 * only npm, or npm and the shell between us.
 */
export function stopWithNpm() {
  if (!process.env['npm_lifecycle_event'] || process.platform === 'win32') return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const look = () => {
    if (process.ppid === shell && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    stopAndExit('SIGTERM');
  };
  const timer = setInterval(look, npmLook).unref();
}

/** @param {number} pid @returns {number | undefined} */
function parentOf(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout) || undefined; // without `ps`, the shell is all that is watched
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * A folder in the system's place for temporary files that goes away with this process.
 *
 * @param {string} [name] how its name begins
 * @returns {{ path: string, remove(): void }}
 */
export function temporaryFolder(name = 'appstream-explorer-') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), name));
  // Try several times, because a process that was just ended may still write its last line.
  const clear = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  const release = own({ stop: clear, kill: clear });
  return {
    path: folder,
    remove() {
      clear();
      release();
    },
  };
}

/**
 * @typedef {object} OwnedProcess
 * @property {import('node:child_process').ChildProcess} child
 * @property {Promise<number | null>} ended its exit code, null when a signal ended it or it never started
 * @property {() => Promise<void>} stop ends it and all that it started
 */

/**
 * Starts a program in a process group of its own, so that it can be ended together with all that it starts.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {OwnedProcess}
 */
export function startProcess(command, args, options) {
  const child = spawn(command, args, { detached: process.platform !== 'win32', windowsHide: true, ...options });
  /** @type {Promise<number | null>} */
  const ended = new Promise(resolve => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  /** @param {NodeJS.Signals} signal */
  const signalGroup = signal => {
    if (child.pid === undefined) return;
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
      return;
    }
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group is empty.
    }
  };
  const kill = () => signalGroup('SIGKILL');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      signalGroup('SIGTERM');
      const timer = setTimeout(kill, patience);
      await ended;
      clearTimeout(timer);
    }
    kill(); // child processes that the program left behind
    release();
  };
  const release = own({ stop, kill });
  return { child, ended, stop };
}

/** How much of a program's output is kept, in characters. */
const keptOutput = 8000;

/**
 * Keeps the end of what a program prints, for error messages, and waits for it to say something.
 *
 * @param {import('node:child_process').ChildProcess} child with its output piped
 * @returns {{ output(): string, until(pattern: RegExp, limit: number): Promise<RegExpExecArray | string> }} `until` answers
 *   the match, or after `limit` milliseconds a sentence that says so
 */
export function watchOutput(child) {
  let output = '';
  /** @type {Set<() => void>} */
  const listeners = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-keptOutput);
      for (const listener of listeners) listener();
    });
  }
  return {
    output: () => output,
    until(pattern, limit) {
      return new Promise(resolve => {
        const late = () => finish(`It said nothing of being ready within ${limit / 1000} s.`);
        const timer = setTimeout(late, limit).unref(); // the program itself keeps us waiting, or has ended
        const look = () => {
          const match = pattern.exec(output);
          if (match) finish(match);
        };
        /** @param {RegExpExecArray | string} answer */
        const finish = answer => {
          clearTimeout(timer);
          listeners.delete(look);
          resolve(answer);
        };
        listeners.add(look);
        look();
      });
    },
  };
}
