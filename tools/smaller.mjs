// Makes the scripts of the build for users smaller than esbuild alone does: about 10 kB of the VSIX.
import fs from 'node:fs';
import path from 'node:path';

import { minify } from 'terser';

/**
 * Rewrites all scripts below a folder.
 * @param {string} folder
 */
export async function makeSmaller(folder) {
  const scripts = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.js'));
  for (const file of scripts.map(name => path.join(folder, name))) {
    const { code } = await minify(fs.readFileSync(file, 'utf8'), { ecma: 2020, compress: { passes: 2 } });
    if (code !== undefined) fs.writeFileSync(file, code);
  }
}
