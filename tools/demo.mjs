// The demo of `npm start`: a simulated company, and AWS files that lead to it.
import { awsFiles } from '../test/support/awsFiles.mjs';
import { startSimulatorProcess } from './simulatorProcess.mjs';

/** Divides AWS's durations: a fleet that takes minutes there settles here in the seconds that a newcomer watches. */
const speed = 60;

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
  const { url, ended, output } = await startSimulatorProcess(['--seed', 'demo', '--speed', String(speed)]);
  const files = awsFiles(
    Object.fromEntries(
      profiles.map(({ profile, accessKeyId, regions: [region] }) => [
        profile,
        { accessKeyId, endpointUrl: url, ...(region ? { region } : {}) },
      ]),
    ),
  );
  const connections = profiles.map(({ profile, regions }) => ({ profile, regions }));
  return { url, env: files.env, settings: { 'appstream.connections': connections }, ended, output };
}
