// Writes the generated files, or reports outdated ones: node esbuild.mjs --generate [--check]
import * as fs from 'node:fs';
import * as path from 'node:path';

import { manifest } from './manifest';
import { replaced, withMadeParts } from './readme';
import { stringsBundle } from './strings';
import { countsOf, readTruth, truthTable } from './truth';

/**
 * Writes the generated files that are outdated.
 * @param root the project's folder
 * @param check only report outdated files
 * @returns with `check`, the outdated files
 */
export async function main(root: string, { check }: { check: boolean }): Promise<string[]> {
  const { contributes, strings } = manifest();
  const packageFile = path.join(root, 'package.json');
  const before = JSON.parse(fs.readFileSync(packageFile, 'utf8')) as Record<string, unknown>;
  const description =
    'Manage Amazon AppStream 2.0 (Amazon WorkSpaces Applications) from your editor: fleets, stacks, images, image builders and sessions, across all your profiles and Regions.';
  const pretty = (content: unknown): string => `${JSON.stringify(content, undefined, 2)}\n`;
  const truth = readTruth(root);
  const simulatorReadme = 'src/simulator/README.md';
  const files: Record<string, string> = {
    'package.json': pretty({ ...before, contributes }),
    'package.nls.json': pretty({ 'extension.description': description, ...strings }),
    'l10n/bundle.l10n.json': pretty(await stringsBundle(root)),
    'README.md': withMadeParts(
      fs.readFileSync(path.join(root, 'README.md'), 'utf8'),
      contributes.configuration.properties,
      strings,
    ),
    'src/simulator/TRUTH.md': truthTable(truth),
    [simulatorReadme]: replaced(
      fs.readFileSync(path.join(root, simulatorReadme), 'utf8'),
      'counts of rules',
      countsOf(truth),
    ),
  };
  const stale: string[] = [];
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(root, file);
    if (fs.existsSync(full) && fs.readFileSync(full, 'utf8') === text) continue;
    stale.push(file);
    if (!check) fs.writeFileSync(full, text);
  }
  return check ? stale : [];
}
