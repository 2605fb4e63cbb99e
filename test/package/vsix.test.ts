// What users install: which files it has, and the sizes that must not grow. Sizes are those of the production build.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';
import { appStreamClient, loadedWith, packedBytes, packedFiles } from '../support/pieces';

const root = findRoot();
const sizeOf = (file: string): number => fs.statSync(path.join(root, file)).size;
const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

describe('The VSIX', () => {
  let files: string[];

  before(async () => {
    files = await packedFiles();
  });

  it('has the files that run and the pages that are read, and no others', () => {
    const expected = [
      /^(package\.json|package\.nls(\.[\w-]+)?\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
      /^dist\/(extension|main|forms|runtime|simulator|webview)\.js$/,
      /^dist\/chunks\/[\w-]+\.js$/,
      /^dist\/(form\.css|help\.json)$/,
      /^media\/[\w-]+\.(svg|png)$/,
      /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
    ];
    assert.deepEqual(
      files.filter(file => !expected.some(pattern => pattern.test(file))),
      [],
    );
    assert.deepEqual(
      expected.filter(pattern => !files.some(file => pattern.test(file))),
      [],
    );
  });

  it('has every chunk that another file loads', () => {
    const bundles = files.filter(file => file.startsWith('dist/') && file.endsWith('.js'));
    const required = bundles.flatMap(file =>
      [...fs.readFileSync(path.join(root, file), 'utf8').matchAll(/require\("(\.{1,2}\/[^"]+)"\)/g)].map(
        ([, to = '']) => path.posix.join(path.posix.dirname(file), to),
      ),
    );
    assert.ok(required.length > 10);
    assert.deepEqual(
      required.filter(file => !files.includes(file)),
      [],
    );
  });

  it('runs in strict mode, as the tests do', () => {
    const bundles = files.filter(file => /^dist\/(?!webview).*\.js$/.test(file));
    assert.ok(bundles.length > 10);
    assert.deepEqual(
      bundles.filter(file => !fs.readFileSync(path.join(root, file), 'utf8').startsWith('"use strict";')),
      [],
    );
  });

  describe('loads no more than', () => {
    const budgets: [what: string, kB: number, loaded: () => number | Promise<number>][] = [
      ['30 kB on activation, with the first rows', 30, () => total(loadedWith('extension').map(sizeOf))],
      ['260 kB to expand a Region', 260, () => total(loadedWith('extension', 'main').map(sizeOf))],
      ['560 kB for the first request', 560, () => total(loadedWith('runtime', appStreamClient).map(sizeOf))],
      ["160 kB in a form's page", 160, () => sizeOf('dist/webview.js')],
      ['480 kB in all, packed, without translations and pictures', 480, packedBytes],
    ];
    for (const [what, kB, loaded] of budgets) {
      it(what, async () => {
        const bytes = await loaded();
        assert.ok(bytes > 0 && bytes <= kB * 1000, `${bytes} bytes`);
      });
    }
  });
});
