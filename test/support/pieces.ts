// What the pieces of the extension load, as the bundler's metafile says.
import fs from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { listFiles, PackageManager } from '@vscode/vsce';

import type { pieces } from '../../tools/pieces.mjs';
import { findRoot } from '../../tools/root.mjs';

/** The SDK's client of AppStream, as a piece. */
export const appStreamClient = 'node_modules/@aws-sdk/client-appstream/dist-es/index.js';

/** `main` for dist/main.js, or the path of the source that begins a chunk. */
export type Piece = keyof typeof pieces | typeof appStreamClient;

interface Metafile {
  readonly outputs: Record<
    string,
    {
      readonly entryPoint?: string;
      readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
      readonly imports: readonly { path: string; kind: string; external?: boolean }[];
    }
  >;
}

function outputs(bundle = 'host'): Metafile['outputs'] {
  return (JSON.parse(fs.readFileSync(path.join(findRoot(), `out/meta/${bundle}.json`), 'utf8')) as Metafile).outputs;
}

/**
 * The files that are loaded with some pieces.
 * @throws Error if the build made no such piece
 */
export function loadedWith(...wanted: readonly Piece[]): string[] {
  const all = outputs();
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path: to, kind, external } of all[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) load(to);
    }
  };
  for (const piece of wanted) {
    const found = Object.keys(all).find(file => file === `dist/${piece}.js` || all[file]?.entryPoint === piece);
    if (found === undefined) throw new Error(`out/meta/host.json has no ${piece}`);
    load(found);
  }
  return [...loaded];
}

/** The sources of the files that are loaded with a piece. */
export function sourcesOf(piece: Piece): string[] {
  const all = outputs();
  return loadedWith(piece).flatMap(file => Object.keys(all[file]?.inputs ?? {}));
}

/** The folders of the packages of which the VSIX has something, relative to the project's folder. */
export function bundledPackages(): string[] {
  const files = [
    'host',
    'webview',
    'style',
    'details',
    'detailsStyle',
    'sessions',
    'sessionsStyle',
    'users',
    'usersStyle',
  ].flatMap(bundle => Object.values(outputs(bundle)).flatMap(({ inputs }) => Object.entries(inputs)));
  const folders = files.flatMap(([file, { bytesInOutput }]) => {
    const parts = file.split('/');
    const at = parts.lastIndexOf('node_modules') + 1;
    return at && bytesInOutput ? [parts.slice(0, parts[at]?.startsWith('@') ? at + 2 : at + 1).join('/')] : [];
  });
  return [...new Set(folders)];
}

/** The files that vsce packs, as they are called in the project. */
export function packedFiles(): Promise<string[]> {
  return listFiles({ cwd: findRoot(), packageManager: PackageManager.None });
}

/** The size of the VSIX without translations, licence notices and pictures, packed. */
export async function packedBytes(): Promise<number> {
  const files = (await packedFiles()).filter(
    file => !/^(l10n|media)\/|^package\.nls\.[a-z-]+\.json$|^THIRD-PARTY-NOTICES\.txt$/.test(file),
  );
  return files.reduce((sum, file) => sum + deflateRawSync(fs.readFileSync(path.join(findRoot(), file))).length, 0);
}

/**
 * What a VSIX holds: of each file, its entry in the table at the end of the zip, which has its size, time, rights and checksum.
 * @param zip the bytes of the VSIX
 */
export function entriesOf(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const entries = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  while (at < end) {
    const [name, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const next = at + 46 + name + extra + comment;
    entries.set(zip.toString('utf8', at + 46, at + 46 + name), zip.subarray(at, next));
    at = next;
  }
  return entries;
}
