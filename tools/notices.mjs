// Writes the licence notices of all that the bundles hold from other packages: THIRD-PARTY-NOTICES.txt, which goes into the VSIX.
import fs from 'node:fs';
import path from 'node:path';

/** The notices, in the project's folder. Each build writes them. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/**
 * Packages that name their licence but have no file with its text, each with a package of the same owner and licence that has one.
 * For a new package, look whose it is before you add it.
 *
 * @type {Readonly<Record<string, string>>}
 */
const textIsIn = {
  '@aws-sdk/credential-provider-http': '@aws-sdk/core',
  '@aws-sdk/credential-provider-login': '@aws-sdk/core',
  '@aws-sdk/nested-clients': '@aws-sdk/core',
  '@microsoft/fast-element': '@vscode/webview-ui-toolkit',
  '@microsoft/fast-foundation': '@vscode/webview-ui-toolkit',
  '@microsoft/fast-web-utilities': '@vscode/webview-ui-toolkit',
  '@vscode/l10n': '@vscode/webview-ui-toolkit',
};

/** The facts of the API are made from botocore's files. The Python package has the licence and the owner of this one. */
const likeBotocore = '@aws-sdk/core';

/** The folder of the package that a file belongs to. */
const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** The part of esbuild's metafile that is read here. @typedef {Pick<import('esbuild').Metafile, 'outputs'>} Bundled */

/**
 * What the bundles hold of another project.
 *
 * @typedef {object} Part
 * @property {string} name with its version
 * @property {string} license its SPDX identifier
 * @property {string} text the licence and what else its owner wants to be said
 */

/**
 * The packages of which the bundles hold something, and what they hold besides.
 *
 * @param {string} root the project's folder
 * @param {readonly Bundled[]} metafiles of the bundles
 * @returns {Part[]} in the order of their names
 * @throws Error that names the packages without a licence
 */
export function bundledParts(root, metafiles) {
  const inputs = new Set(
    metafiles
      .flatMap(({ outputs }) => Object.values(outputs))
      .flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0))
      .map(([file]) => file),
  );
  const folders = new Set([...inputs].flatMap(file => packageFolder.exec(file)?.[1] ?? []));
  /** @type {string[]} */
  const problems = [];
  /** @type {Map<string, Part>} two copies of a version are one part */
  const parts = new Map();
  for (const folder of folders) {
    const part = packageIn(root, folder);
    if (typeof part === 'string') problems.push(part);
    else parts.set(part.name, part);
  }
  if (problems.length) throw new Error(`${problems.join('\n')}\nThe licence of each bundled package must go with it.`);
  for (const file of inputs) {
    if (path.posix.basename(file) !== 'facts.json' || file.includes('node_modules/')) continue;
    const { source } = JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
    const text = licensesIn(packageNear(root, likeBotocore)).join('\n\n');
    parts.set(source, { name: source, license: 'Apache-2.0', text });
  }
  return [...parts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The text of the notices. A text that several parts share stands there once.
 *
 * @param {readonly Part[]} parts
 * @param {string} whole what contains them
 * @returns {string}
 */
export function noticesText(parts, whole = 'AppStream Explorer') {
  /** @type {Map<string, Part[]>} by their texts, which may differ in white space */
  const groups = new Map();
  for (const part of parts) {
    const key = part.text.replace(/\s+/g, ' ');
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const sections = [...groups.values()].map(group => {
    const names = group.map(({ name, license }) => `${name} (${license})`).join('\n');
    return `${names}\n\n${group[0]?.text}\n`;
  });
  const intro = `${whole} contains parts of the packages below. Their licences follow their names.\n`;
  return [intro, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * Writes the notices into the project's folder.
 *
 * @param {string} root the project's folder
 * @param {readonly Bundled[]} metafiles of the bundles that the VSIX has
 * @throws Error that names the packages without a licence
 */
export function writeNotices(root, metafiles) {
  fs.writeFileSync(path.join(root, noticesFile), noticesText(bundledParts(root, metafiles)));
}

/**
 * @param {string} root
 * @param {string} folder of the package, below the root
 * @returns {Part | string} the problem if it has no licence
 */
function packageIn(root, folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const called = `${name} ${version}`;
  if (typeof license !== 'string') return `${called}: its package.json names no licence.`;
  const own = licensesIn(path.join(root, folder));
  const texts = own.length ? own : licensesIn(packageNear(root, textIsIn[name] ?? ''));
  if (!texts.length) {
    return `${called} (${license}): it has no file with the text of its licence. See textIsIn in tools/notices.mjs.`;
  }
  const said = textsIn(path.join(root, folder), /^[\w-]*notices?(\.(txt|md))?$/i);
  return { name: called, license, text: [...texts, ...said].join('\n\n') };
}

/**
 * The folder of an installed package. `npm run mutate` builds a copy of the project whose packages are in a folder above it.
 *
 * @param {string} root
 * @param {string} name of the package
 * @returns {string} the one in the root if there is none anywhere
 */
function packageNear(root, name) {
  for (let above = root; above !== path.dirname(above); above = path.dirname(above)) {
    const folder = path.join(above, 'node_modules', name);
    if (fs.existsSync(folder)) return folder;
  }
  return path.join(root, 'node_modules', name);
}

/** @param {string} folder @returns {string[]} */
function licensesIn(folder) {
  return textsIn(folder, /^(licen[cs]e|copying)/i);
}

/**
 * The texts of the files in a folder whose names match, with line feeds only.
 *
 * @param {string} folder
 * @param {RegExp} names
 * @returns {string[]}
 */
function textsIn(folder, names) {
  return fs
    .readdirSync(folder)
    .filter(name => names.test(name) && fs.statSync(path.join(folder, name)).isFile())
    .sort()
    .map(name => fs.readFileSync(path.join(folder, name), 'utf8').replace(/\r\n?/g, '\n').trimEnd())
    .filter(text => text.trim());
}
