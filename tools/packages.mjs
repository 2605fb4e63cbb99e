// Installs npm packages if the installed ones differ from the lockfile.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Whether node_modules holds what package-lock.json asks for. npm itself notes what it installed in
 * node_modules/.package-lock.json, as the last thing it does, so an install that was cut short counts as none.
 *
 * @param {string} folder
 * @returns {boolean}
 */
export function packagesAreCurrent(folder) {
  const wanted = readPackages(path.join(folder, 'package-lock.json'));
  const installed = readPackages(path.join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Error(`${folder} has no package-lock.json. Restore it: git checkout -- package-lock.json`);
  if (!installed) return false;
  // Optional packages may be missing: most are for another platform.
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || installed[name]?.version === entry.version,
  );
}

/**
 * Installs the packages of package-lock.json if node_modules differs.
 *
 * @param {string} folder
 * @param {string} what for the progress line
 * @param {{ npm?: string }} [options] `npm`: the command, for tests
 * @returns {boolean} whether anything was installed
 * @throws Error that says what to do when npm fails
 */
export function installPackages(folder, what, { npm = 'npm' } = {}) {
  if (packagesAreCurrent(folder)) return false;
  const started = Date.now();
  console.log(`Installing ${what} …`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...process.env };
  // A parent npm passes on its own folder, which does not apply here.
  delete env['npm_config_local_prefix'];
  const { status, error } = spawnSync(npm, args, {
    cwd: folder,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    const why = error ? error.message : `npm ended with code ${status}`;
    throw new Error(
      `Could not install ${what} (${why}). npm's own message is above. Check that the npm registry can be reached ` +
        `(npm ping) and that the disk has room, then run the same command again: it carries on from here.`,
    );
  }
  console.log(`Installed ${what} in ${Math.round((Date.now() - started) / 1000)} s.`);
  return true;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined; // missing, or cut short
  }
}
