import { startProcess } from './cleanup.mjs';
import { findRoot } from './root.mjs';

/**
 * Runs a script of the project to its end.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options] `cwd`: the project's folder by default; `env`: variables
 *   besides those of this process
 * @returns {Promise<void>}
 * @throws Error if it fails, after it has printed its own output
 */
export async function runNode(args, { cwd = findRoot(), env = {} } = {}) {
  const { ended, stop } = startProcess(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await ended;
  await stop();
  if (code !== 0) throw new Error(`node ${args[0]} ended with code ${code}; what it said is above.`);
}
