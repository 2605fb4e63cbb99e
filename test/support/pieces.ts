// What the pieces of the extension load, as the bundler's metafile says.
import fs from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { listFiles, PackageManager } from '@vscode/vsce';

import { findRoot } from '../../tools/root.mjs';

/** The SDK's client of AppStream, as a piece. */
export const appStreamClient = 'node_modules/@aws-sdk/client-appstream/dist-es/index.js';

interface Metafile {
  readonly outputs: Record<
    string,
    {
      readonly entryPoint?: string;
      readonly inputs: object;
      readonly imports: readonly { path: string; kind: string; external?: boolean }[];
    }
  >;
}

function outputs(): Metafile['outputs'] {
  return (JSON.parse(fs.readFileSync(path.join(findRoot(), 'out/meta/host.json'), 'utf8')) as Metafile).outputs;
}

/**
 * The files that are loaded with some pieces.
 * @param pieces `extension` for dist/extension.js, or the path of the source that begins a chunk
 * @throws Error if there is no such piece
 */
export function loadedWith(...pieces: readonly string[]): string[] {
  const all = outputs();
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path: to, kind, external } of all[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) load(to);
    }
  };
  for (const piece of pieces) {
    const found = Object.keys(all).find(file => file === `dist/${piece}.js` || all[file]?.entryPoint === piece);
    if (found === undefined) throw new Error(`out/meta/host.json has no ${piece}`);
    load(found);
  }
  return [...loaded];
}

/** The sources of the files that are loaded with a piece. */
export function sourcesOf(piece: string): string[] {
  const all = outputs();
  return loadedWith(piece).flatMap(file => Object.keys(all[file]?.inputs ?? {}));
}

/** The files of the VSIX. */
export function packedFiles(): Promise<string[]> {
  return listFiles({ cwd: findRoot(), packageManager: PackageManager.None });
}

/** The size of the VSIX without translations and pictures, packed. */
export async function packedBytes(): Promise<number> {
  const files = (await packedFiles()).filter(file => !file.startsWith('l10n/') && !file.startsWith('media/'));
  return files.reduce((sum, file) => sum + deflateRawSync(fs.readFileSync(path.join(findRoot(), file))).length, 0);
}
