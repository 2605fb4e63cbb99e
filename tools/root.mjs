import fs from 'node:fs';
import path from 'node:path';

/**
 * The project's folder: the nearest one, from the working directory up, with our package.json. (Not `import.meta.url`:
 * the tests bundle these modules to CommonJS, where there is none.)
 *
 * @param {string} [from]
 * @returns {string}
 * @throws Error when there is none
 */
export function findRoot(from = process.cwd()) {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (fs.existsSync(manifest) && JSON.parse(fs.readFileSync(manifest, 'utf8')).name === 'appstream-explorer') {
      return folder;
    }
    if (folder === path.dirname(folder)) {
      throw new Error(`${from} is not inside the AppStream Explorer project. Run this from the project's folder.`);
    }
  }
}
