// What users install: which files it has, the licences of what it contains, and the sizes that must not grow. Sizes are those of
// the production build.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';
import { packVsix, vsixFile } from '../../tools/vsix.mjs';
import { notEmpty } from '../support/notEmpty';
import { appStreamClient, bundledPackages, entriesOf, loadedWith, packedBytes, packedFiles } from '../support/pieces';

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
      /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/, // from vsce, which also gives the pages their names
      /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md)$/,
      /^extension\/(LICENSE|THIRD-PARTY-NOTICES)\.txt$/,
      /^extension\/dist\/(extension|main|later|runtime|simulator|webview|page|sessions|users)\.js$/,
      /^extension\/dist\/chunks\/[\w-]+\.js$/,
      /^extension\/dist\/((form|page|sessions|users)\.css|help\.json)$/,
      /^extension\/media\/[\w-]+\.(svg|png)$/,
      /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
    ];
    const packed = [...entriesOf(fs.readFileSync(vsixFile())).keys()];
    assert.deepEqual(
      packed.filter(file => !expected.some(pattern => pattern.test(file))),
      [],
    );
    assert.deepEqual(
      expected.filter(pattern => !packed.some(file => pattern.test(file))),
      [],
    );
    assert.equal(packed.length, files.length + 2);
  });

  it('names each package that it contains, with its version and the text of its licence', () => {
    const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
    const sections = plain(fs.readFileSync(path.join(root, 'THIRD-PARTY-NOTICES.txt'), 'utf8')).split('-'.repeat(80));
    const without = notEmpty(bundledPackages()).filter(folder => {
      const full = path.join(root, folder);
      const { name, version, license } = JSON.parse(fs.readFileSync(path.join(full, 'package.json'), 'utf8')) as Record<
        string,
        string
      >;
      const section = sections.find(text => text.includes(` ${name} ${version} (${license}) `));
      const texts = fs.readdirSync(full).filter(file => /licen[cs]e|notice/i.test(file));
      const words = {
        MIT: 'Permission is hereby granted',
        'Apache-2.0': 'Apache License',
        '0BSD': 'Permission to use',
        ISC: 'Permission to use',
      };
      return !(
        section?.includes(words[license as keyof typeof words]) &&
        texts.every(file => section.includes(plain(fs.readFileSync(path.join(full, file), 'utf8'))))
      );
    });
    assert.deepEqual(without, []);
  });

  it('has the same bytes if it is made again from the same files, later and in another time zone', async function () {
    this.timeout(120_000);
    const before = fs.readFileSync(vsixFile());
    const { TZ } = process.env;
    process.env['TZ'] = 'Asia/Tokyo';
    try {
      await packVsix({ again: true });
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
    const again = fs.readFileSync(vsixFile());
    const [first, second] = [entriesOf(before), entriesOf(again)];
    const different = [...new Set([...first.keys(), ...second.keys()])].filter(
      file => !first.get(file)?.equals(second.get(file) ?? Buffer.alloc(0)),
    );
    assert.deepEqual(different, []);
    assert.ok(before.equals(again));
  });

  it('has every chunk that another file loads, and no other', () => {
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
    assert.deepEqual(
      bundles.filter(file => file.startsWith('dist/chunks/') && !required.includes(file)),
      [],
    );
  });

  it('has no code that finds credentials by itself, in place of the profile that the user chose', () => {
    const { inputs } = JSON.parse(fs.readFileSync(path.join(root, 'out/meta/host.json'), 'utf8')) as {
      inputs: Record<string, unknown>;
    };
    const clients = Object.keys(inputs).filter(file => file.includes('/client-appstream/'));
    assert.ok(clients.length > 10);
    assert.deepEqual(
      Object.keys(inputs).filter(file => file.includes('/credential-provider-node/')),
      [],
    );
  });

  it('runs in strict mode, as the tests do', () => {
    const bundles = files.filter(file => /^dist\/(?!webview|page|sessions|users).*\.js$/.test(file));
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
      ["20 kB in a resource's page", 20, () => total(['dist/page.js', 'dist/page.css'].map(sizeOf))],
      [
        '14 kB in the page of Users from CSV',
        14,
        () => total(['dist/users.js', 'dist/sessions.css', 'dist/users.css'].map(sizeOf)),
      ],
      ['20 kB in the sessions board', 20, () => total(['dist/sessions.js', 'dist/sessions.css'].map(sizeOf))],
      ['480 kB in all, packed, without translations, licence notices and pictures', 480, packedBytes],
    ];
    for (const [what, kB, loaded] of budgets) {
      it(what, async () => {
        const bytes = await loaded();
        assert.ok(bytes > 0 && bytes <= kB * 1000, `${bytes} bytes`);
      });
    }
  });
});
