// What the Visual Studio Marketplace and Open VSX ask of an extension's package.json, and what the workflows run.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';
import { stages } from '../../tools/stages.mjs';
import { notEmpty } from '../support/notEmpty';

const root = findRoot();
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

interface Metadata {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly publisher: string;
  readonly version: string;
  readonly license: string;
  readonly icon: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly galleryBanner: { readonly color: string; readonly theme: string };
  readonly pricing: string;
  readonly extensionKind: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: object; readonly virtualWorkspaces: boolean };
  readonly engines: { readonly vscode: string };
  readonly scripts: Readonly<Record<string, string>>;
}

describe('package.json is fit for the Visual Studio Marketplace and Open VSX', () => {
  const metadata = JSON.parse(read('package.json')) as Metadata;
  const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;

  /** The categories of the Marketplace that an extension without languages, themes and debuggers can have. */
  const categories = ['Azure', 'Data Science', 'Education', 'Machine Learning', 'Other', 'Testing', 'Visualization'];

  const rules: [sentence: string, isKept: () => boolean][] = [
    ['names are of letters, digits and hyphens', () => [metadata.name, metadata.publisher].every(isPlainName)],
    ['the version has three numbers', () => /^\d+\.\d+\.\d+$/.test(metadata.version)],
    ['the shown name has at most 255 characters', () => isBetween(metadata.displayName.length, 3, 255)],
    ['the description has at most 2,048 characters', () => isBetween(descriptionOf().length, 20, 2048)],
    ['there are 1 to 3 categories that exist', () => isBetween(metadata.categories.length, 1, 3) && haveAll()],
    // vsce and the Marketplace add some of their own to the 30 that are allowed.
    ['there are 5 to 25 different keywords', () => isBetween(new Set(metadata.keywords).size, 5, 25) && areDifferent()],
    ['a keyword has at most 50 characters and no comma', () => metadata.keywords.every(isKeyword)],
    [
      'the banner has a color and a theme',
      () => /^#[0-9a-f]{6}dark$/i.test(Object.values(metadata.galleryBanner).join('')),
    ],
    ['it is free', () => metadata.pricing === 'Free'],
    // The AWS files, the clipboard and the browser are there.
    ['it runs where the user sits, and on a remote computer only if it must', () => metadata.extensionKind[0] === 'ui'],
    ['it says what it can do in folders without trust and without files', () => saysCapabilities()],
    ['the oldest VS Code is named', () => /^\^1\.\d+\.0$/.test(metadata.engines.vscode)],
    ['the licence is that of the file LICENSE', () => metadata.license === 'MIT' && read('LICENSE').startsWith('MIT')],
  ];
  for (const [sentence, isKept] of rules) it(sentence, () => assert.ok(isKept()));

  const isPlainName = (name: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name);
  const isBetween = (count: number, least: number, most: number): boolean => count >= least && count <= most;
  const isKeyword = (word: string): boolean => isBetween(word.length, 2, 50) && !word.includes(',');
  const areDifferent = (): boolean => new Set(metadata.keywords).size === metadata.keywords.length;
  const haveAll = (): boolean => metadata.categories.every(category => categories.includes(category));
  const descriptionOf = (): string => texts[metadata.description.replaceAll('%', '')] ?? '';
  const saysCapabilities = (): boolean => {
    const { untrustedWorkspaces, virtualWorkspaces } = metadata.capabilities;
    return 'supported' in untrustedWorkspaces && typeof virtualWorkspaces === 'boolean';
  };

  it('the icon is a square PNG of 128 pixels or more', () => {
    const png = fs.readFileSync(path.join(root, metadata.icon));
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.ok(width === height && width >= 128, `${width} × ${height}`);
  });

  // A page of a marketplace shows no other pictures.
  it('the pages have only pictures of the project, and no SVG', () => {
    const pictures = ['README.md', 'CHANGELOG.md'].flatMap(page =>
      [...read(page).matchAll(/!\[[^\]]*\]\(([^)]+)\)|<img[^>]* src="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? ''),
    );
    for (const picture of notEmpty(pictures)) {
      assert.match(picture, /^media\/[\w/-]+\.png$/);
      assert.ok(fs.existsSync(path.join(root, picture)), picture);
    }
  });
});

describe('the workflows', () => {
  const folder = '.github/workflows';
  const { scripts } = JSON.parse(read('package.json')) as Metadata;

  for (const file of notEmpty(fs.readdirSync(path.join(root, folder)))) {
    it(`run scripts and stages that exist: ${file}`, () => {
      const text = read(`${folder}/${file}`);
      for (const [, name = ''] of notEmpty(text.matchAll(/npm (?:run )?(?!ci\b)([a-z]+)/g))) {
        assert.ok(scripts[name], name);
      }
      for (const [, names = ''] of text.matchAll(/npm test -- (.+)/g)) {
        for (const name of notEmpty(names.split(' '))) assert.ok(name in stages, name);
      }
    });

    it(`use no address but those of their own actions: ${file}`, () => {
      assert.ok(!/https?:/.test(read(`${folder}/${file}`)));
    });
  }
});
