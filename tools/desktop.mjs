// Finds and starts a desktop VS Code that is installed on this machine.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { startProcess, temporaryFolder } from './cleanup.mjs';
import { quietSettings } from './settings.mjs';

/**
 * @typedef {object} Desktop
 * @property {string} program VS Code itself. The command `code` only starts it and ends, so that one could not stop it
 * @property {string} cli its command-line script, run by the program as a Node
 */

/**
 * Looks for `code` on the PATH, then where installers put VS Code.
 *
 * @param {{ env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform }} [machine] for tests
 * @returns {Desktop}
 * @throws Error that says what to do when there is none
 */
export function findDesktop({ env = process.env, platform = process.platform } = {}) {
  const folders = [...pathFolders(env, platform), ...usualFolders(env, platform)];
  for (const folder of folders) {
    const desktop = desktopIn(folder, platform);
    if (desktop) return desktop;
  }
  throw new Error(
    'There is no desktop VS Code on this machine: no "code" on the PATH, and none where its installers put it. ' +
      'Install it from https://code.visualstudio.com, or leave --desktop out to use VS Code in your browser.',
  );
}

/**
 * The folders of the `code` commands on the PATH: `…/bin`, inside VS Code's own folder once links are followed.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function pathFolders(env, platform) {
  const names = platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders'];
  return (env['PATH'] ?? env['Path'] ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .flatMap(folder => names.map(name => path.join(folder, name)))
    .filter(file => fs.existsSync(file))
    .map(file => path.resolve(path.dirname(fs.realpathSync(file)), '..'));
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function usualFolders(env, platform) {
  if (platform === 'darwin') {
    const names = ['Visual Studio Code.app', 'Visual Studio Code - Insiders.app'];
    const places = ['/Applications', path.join(env['HOME'] ?? '', 'Applications')];
    return places.flatMap(place => names.map(name => path.join(place, name, 'Contents', 'Resources', 'app')));
  }
  if (platform === 'win32') {
    const places = [path.join(env['LOCALAPPDATA'] ?? '', 'Programs'), env['ProgramFiles'] ?? 'C:\\Program Files'];
    return places.map(place => path.join(place, 'Microsoft VS Code'));
  }
  return [
    '/usr/share/code',
    '/usr/share/code-insiders',
    '/opt/visual-studio-code',
    '/snap/code/current/usr/share/code',
  ];
}

/**
 * @param {string} folder that holds `bin/code`
 * @param {NodeJS.Platform} platform
 * @returns {Desktop | undefined}
 */
function desktopIn(folder, platform) {
  const app = platform === 'darwin' ? folder : path.join(folder, 'resources', 'app');
  const cli = path.join(app, 'out', 'cli.js');
  const programs =
    platform === 'darwin'
      ? [path.join(folder, '..', '..', 'MacOS', 'Electron')]
      : ['code', 'code-insiders', 'Code.exe', 'Code - Insiders.exe'].map(name => path.join(folder, name));
  const program = programs.find(file => fs.existsSync(file));
  return program && fs.existsSync(cli) ? { program, cli } : undefined;
}

/**
 * Starts VS Code with a user of its own and the extension, and nothing of the user's. Ends with this process at the latest.
 *
 * @param {Desktop} desktop
 * @param {{ extensions: readonly string[], env: Record<string, string | undefined>, settings: Record<string, unknown> }} options
 * @returns {Promise<{ ended: Promise<number | null> }>} `ended` when the user has closed it
 * @throws Error with what VS Code said when the extension could not be installed
 */
export async function startDesktop(desktop, { extensions, env, settings }) {
  const folder = temporaryFolder('appstream-code-').path;
  const settingsFile = path.join(folder, 'data', 'User', 'settings.json');
  fs.mkdirSync(path.dirname(settingsFile), { recursive: true });
  fs.writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  const places = ['--user-data-dir', path.join(folder, 'data'), '--extensions-dir', path.join(folder, 'extensions')];
  const environment = { ...process.env, ...env };
  // A terminal of VS Code sets this. It would make the program run as plain Node.
  delete environment['ELECTRON_RUN_AS_NODE'];

  const installs = extensions.flatMap(vsix => ['--install-extension', vsix]);
  await promisify(execFile)(desktop.program, [desktop.cli, ...places, ...installs, '--force'], {
    env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
  });
  // Chromium refuses to run as root inside its sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ended } = startProcess(desktop.program, ['--new-window', ...asRoot, ...places], {
    env: environment,
    stdio: 'ignore',
  });
  return { ended };
}
