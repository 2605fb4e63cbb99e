// The demo of `npm start`: a simulated company, and AWS files that lead to it.
import path from 'node:path';

import { awsFiles } from '../test/support/awsFiles.mjs';
import { startProcess, watchOutput } from './cleanup.mjs';
import { findRoot } from './root.mjs';

/** Divides AWS's durations: a fleet that takes minutes there settles here in the seconds that a newcomer watches. */
const speed = 60;

/** The time in which the simulator must listen, in milliseconds. It takes less than one second. */
const startLimit = 30_000;

/** The profiles, and the Regions of each that the explorer shows at once. */
const profiles = [
  { profile: 'demo-production', accessKeyId: 'SANDBOXPRODUCTION', regions: ['eu-west-1', 'us-east-1'] },
  { profile: 'demo-development', accessKeyId: 'SANDBOXDEVELOPMENT', regions: ['us-east-1'] },
];

/**
 * @typedef {object} Demo
 * @property {string} url of the simulator
 * @property {Record<string, string | undefined>} env for VS Code: its AWS configuration is this one, and nothing of the user's
 * @property {Record<string, unknown>} settings for VS Code
 * @property {Promise<number | null>} ended when the simulator has ended
 * @property {() => string} output the end of what it printed
 */

/**
 * Starts the simulator and writes the AWS files. Both end with this process.
 *
 * @returns {Promise<Demo>}
 * @throws Error that holds what the simulator printed
 */
export async function startDemo() {
  const program = path.join(findRoot(), 'out', 'simulator.js');
  const args = [program, '--port', '0', '--seed', 'demo', '--speed', String(speed)];
  const { child, ended, stop } = startProcess(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const watched = watchOutput(child);
  const ready = await Promise.race([
    watched.until(/http:\/\/127\.0\.0\.1:\d+/, startLimit),
    ended.then(code => `It ended with code ${code}.`),
  ]);
  if (typeof ready === 'string') {
    await stop();
    throw new Error(`The simulator did not start. ${ready} It printed:\n${watched.output()}`);
  }
  const [url] = ready;
  const files = awsFiles(
    Object.fromEntries(
      profiles.map(({ profile, accessKeyId, regions: [region] }) => [
        profile,
        { accessKeyId, endpointUrl: url, ...(region ? { region } : {}) },
      ]),
    ),
  );
  const connections = profiles.map(({ profile, regions }) => ({ profile, regions }));
  return { url, env: files.env, settings: { 'appstream.connections': connections }, ended, output: watched.output };
}
