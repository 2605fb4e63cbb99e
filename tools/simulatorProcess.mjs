// Starts the built simulator in a process of its own.
import path from 'node:path';

import { startProcess, watchOutput } from './cleanup.mjs';
import { findRoot } from './root.mjs';

/** The time in which it must listen, in milliseconds. It takes less than one second. */
const startLimit = 30_000;

/**
 * @typedef {object} SimulatorProcess
 * @property {string} url
 * @property {Promise<number | null>} ended when it has ended
 * @property {() => string} output the end of what it printed
 * @property {() => Promise<void>} stop ends it; it also ends with this process
 */

/**
 * @param {readonly string[]} args as for `npm run simulator`; its port is a free one
 * @returns {Promise<SimulatorProcess>}
 * @throws Error that holds what the simulator printed
 */
export async function startSimulatorProcess(args) {
  const program = path.join(findRoot(), 'out', 'simulator.js');
  const { child, ended, stop } = startProcess(process.execPath, [program, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const watched = watchOutput(child);
  const ready = await Promise.race([
    watched.until(/http:\/\/127\.0\.0\.1:\d+/, startLimit),
    ended.then(code => `It ended with code ${code}.`),
  ]);
  if (typeof ready === 'string') {
    await stop();
    throw new Error(`The simulator did not start. ${ready} It printed:\n${watched.output()}`);
  }
  return { url: ready[0], ended, output: watched.output, stop };
}
