// What is loaded, and when. CI fails on the same limits: test/package/vsix.test.ts.
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { findRoot } from '../../tools/root.mjs';
import { appStreamClient, loadedWith, packedBytes } from '../support/pieces';
import { row, target } from './table';

const contents = (files: readonly string[]): Buffer[] =>
  files.map(file => fs.readFileSync(path.join(findRoot(), file)));
const kB = (parts: readonly Buffer[]): number => parts.reduce((sum, { length }) => sum + length, 0) / 1000;
const text = (size: number): string => `${size.toFixed(0)} kB`;

async function main(): Promise<void> {
  console.log('What is loaded, and when');
  const loaded = new Set<string>();
  for (const [piece, when] of [
    ['extension', 'on activation'],
    ['main', 'for the first row'],
    ['later', 'with the first form'],
    ['runtime', 'when there is a row'],
    [appStreamClient, 'at the first request'],
    ['simulator', 'when the sandbox is opened'],
  ] as const) {
    const more = loadedWith(piece).filter(file => !loaded.has(file));
    more.forEach(file => loaded.add(file));
    show(piece.replace('node_modules/', ''), more, when);
  }
  for (const file of ['dist/webview.js', 'dist/form.css']) show(file, [file], "in a form's page");

  const unit = 'kB';
  target('what activation loads', kB(contents(loadedWith('extension'))), { unit, atMost: 60 });
  const first = kB(contents(loadedWith('runtime', appStreamClient)));
  target('what the first request loads, with the AWS SDK', first, { unit, atMost: 560 });
  target("the script of a form's page", kB(contents(['dist/webview.js'])), { unit, atMost: 160 });
  const packed = (await packedBytes()) / 1000;
  target('the VSIX without translations and pictures', packed, { unit, atMost: 480 });
}

function show(name: string, files: readonly string[], when: string): void {
  const parts = contents(files);
  row(name, text(kB(parts)), `${text(kB(parts.map(part => gzipSync(part))))} gzipped, ${when}`);
}

void main();
