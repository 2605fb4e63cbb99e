// Writes what is generated, or says what is stale: node esbuild.mjs --generate [--check]
import * as fs from 'node:fs';
import * as path from 'node:path';

import { manifest } from './manifest';
import { stringsBundle } from './strings';

/**
 * @param root the project's folder
 * @returns the files that were not as they should be; with `check` they are left as they are
 */
export async function main(root: string, { check }: { check: boolean }): Promise<string[]> {
  const { contributes, strings } = manifest();
  const packageFile = path.join(root, 'package.json');
  const before = JSON.parse(fs.readFileSync(packageFile, 'utf8')) as Record<string, unknown>;
  const description =
    'Run Amazon AppStream 2.0 (Amazon WorkSpaces Applications) from your editor: fleets, stacks, images, image builders and sessions, over all your profiles and Regions.';
  const files: Record<string, unknown> = {
    'package.json': { ...before, contributes },
    'package.nls.json': { 'extension.description': description, ...strings },
    'l10n/bundle.l10n.json': await stringsBundle(root),
  };
  const stale: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    const full = path.join(root, file);
    const text = `${JSON.stringify(content, undefined, 2)}\n`;
    if (fs.existsSync(full) && fs.readFileSync(full, 'utf8') === text) continue;
    stale.push(file);
    if (!check) fs.writeFileSync(full, text);
  }
  return check ? stale : [];
}
