// Makes an npm package of the simulator, out/appstream-simulator-VERSION.tgz. It has no dependencies.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import * as esbuild from 'esbuild';

import { bundledParts, noticesText } from './notices.mjs';
import { findRoot } from './root.mjs';
import { runNode } from './runNode.mjs';

const name = 'appstream-simulator';

/** @returns {string} the path of the file that packSimulator makes */
export function packedSimulator() {
  const root = findRoot();
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return path.join(root, 'out', `${name}-${version}.tgz`);
}

/**
 * Makes the package.
 *
 * @returns {Promise<string>} the path of its file
 */
export async function packSimulator() {
  const root = findRoot();
  const { version, license, engines } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const folder = path.join(root, 'out', name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });

  /** @type {esbuild.BuildOptions} */
  const options = {
    ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', legalComments: 'none', logLevel: 'warning' },
    ...{ absWorkingDir: root, metafile: true, define: { simulatorCommand: JSON.stringify(`npx ${name}`) } },
  };
  const built = await Promise.all([
    esbuild.build({
      ...options,
      ...{ entryPoints: ['src/simulator/main.ts'], outfile: path.join(folder, 'cli.js') },
      banner: { js: '#!/usr/bin/env node' },
    }),
    esbuild.build({
      ...options,
      entryPoints: ['src/simulator/package/index.ts'],
      outfile: path.join(folder, 'index.js'),
    }),
  ]);
  await writeTypes(root, path.join(folder, 'types'));

  const metafiles = built.flatMap(({ metafile }) => (metafile ? [metafile] : []));
  const notices = noticesText(bundledParts(root, metafiles), 'The simulator');
  fs.writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), notices);
  fs.copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  const readme = fs.readFileSync(path.join(root, 'src/simulator/package/README.md'), 'utf8');
  fs.writeFileSync(path.join(folder, 'README.md'), readme.replaceAll('-VERSION.tgz', `-${version}.tgz`));
  const description = 'A simulated Amazon AppStream 2.0 for tests and demonstrations';
  const manifest = {
    ...{ name, version, private: true, description, license, engines: { node: engines?.node ?? '>=20' } },
    ...{ bin: { [name]: 'cli.js' }, main: 'index.js', types: 'types/simulator/package/index.d.ts' },
    exports: { '.': { types: './types/simulator/package/index.d.ts', default: './index.js' } },
  };
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

  const out = path.join(root, 'out');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', out], {
    ...{ cwd: folder, encoding: 'utf8', shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] },
  });
  return packedSimulator();
}

/**
 * Writes the declarations of what the package exports, with those of all that they name.
 *
 * @param {string} root
 * @param {string} folder
 */
async function writeTypes(root, folder) {
  const entry = 'src/simulator/package/index.ts';
  const flags = ['--declaration', '--emitDeclarationOnly', '--strict', '--skipLibCheck', '--resolveJsonModule'];
  const how = ['--module', 'preserve', '--moduleResolution', 'bundler', '--target', 'es2023', '--types', 'node'];
  const where = ['--rootDir', path.join(root, 'src'), '--outDir', folder];
  await runNode(['node_modules/typescript/bin/tsc', entry, ...flags, ...how, ...where]);
  const needed = new Set();
  follow(path.join(folder, 'simulator/package/index.d.ts'), needed);
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(folder, file);
    if (full.endsWith('.d.ts') && !needed.has(full)) fs.rmSync(full);
  }
  removeEmpty(folder);
}

/**
 * @param {string} file with declarations
 * @param {Set<string>} seen
 */
function follow(file, seen) {
  if (seen.has(file) || !fs.existsSync(file)) return;
  seen.add(file);
  for (const [, target = ''] of fs.readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)) {
    follow(`${path.join(path.dirname(file), target)}.d.ts`, seen);
  }
}

/** @param {string} folder */
function removeEmpty(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(path.join(folder, entry.name));
  }
  if (!fs.readdirSync(folder).length) fs.rmdirSync(folder);
}
