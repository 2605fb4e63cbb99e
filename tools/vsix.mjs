// Builds the extension for users and packs it: what `npm run package`, `npm start` and the UI tests use.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from './root.mjs';
import { runNode } from './runNode.mjs';

/** The files that the VSIX and the simulator are made from, beside the manifest's texts. */
const inputs = [
  ...['src', 'media', 'l10n'],
  ...['package.json', 'package-lock.json', 'esbuild.mjs', '.vscodeignore'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE'],
  ...['tools/notices.mjs', 'tools/shorterTemplates.mjs', 'tools/vsix.mjs'],
];

/**
 * vsce gives each file of a VSIX this time, in seconds, instead of the time at which it was written. So the same sources make the
 * same bytes.
 */
const sameTime = { SOURCE_DATE_EPOCH: process.env['SOURCE_DATE_EPOCH'] ?? '946684800', TZ: 'UTC' };

/** Where the packed extension is. @returns {string} */
export function vsixFile() {
  return path.join(findRoot(), 'out', 'appstream-explorer.vsix');
}

/**
 * Packs the extension, unless the existing VSIX was made from the same files.
 *
 * @param {{ again?: boolean }} [options] `again`: in any case
 * @returns {Promise<{ file: string, made: boolean }>}
 * @throws Error when the build or vsce fails; what they printed is above it
 */
export async function packVsix({ again = false } = {}) {
  const root = findRoot();
  const file = vsixFile();
  const stamp = `${file}.made-from`;
  const wanted = digest(root);
  const made = [file, path.join(root, 'out', 'simulator.js')].every(made => fs.existsSync(made));
  if (!again && made && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return { file, made: false };
  fs.rmSync(stamp, { force: true });
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await runNode(['esbuild.mjs', '--production']);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // No dependencies: the bundles hold them. No rewriting of links: the project names no repository to point them at.
  const vsce = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--no-rewrite-relative-links'];
  await runNode([...vsce, '--allow-missing-repository', '--out', file], { env: sameTime });
  fs.writeFileSync(stamp, wanted);
  return { file, made: true };
}

/**
 * Packs an extension that is a folder of plain files, for use beside the real one, unless what is there is newer than they are.
 *
 * @param {string} folder
 * @param {string} file the VSIX to write
 * @returns {Promise<void>}
 * @throws Error when vsce fails
 */
export async function packFolder(folder, file) {
  const newest = Math.max(...fs.readdirSync(folder).map(name => fs.statSync(path.join(folder, name)).mtimeMs));
  if (fs.existsSync(file) && fs.statSync(file).mtimeMs > newest) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const vsce = [
    path.join(findRoot(), 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--skip-license',
  ];
  await runNode([...vsce, '--allow-missing-repository', '--out', file], { cwd: folder });
}

/**
 * @param {string} root
 * @returns {string}
 */
function digest(root) {
  const hash = crypto.createHash('sha256');
  const texts = fs.readdirSync(root).filter(name => /^package\.nls.*\.json$/.test(name));
  for (const input of [...inputs, ...texts.sort()]) {
    const top = path.join(root, input);
    if (!fs.existsSync(top)) continue;
    const names = fs.statSync(top).isDirectory()
      ? fs.readdirSync(top, { recursive: true, encoding: 'utf8' }).sort()
      : [''];
    for (const name of names) {
      const file = path.join(top, name);
      if (fs.statSync(file).isFile()) hash.update(`${input}/${name}\0`).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}
