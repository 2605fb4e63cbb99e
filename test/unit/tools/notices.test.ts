import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { temporaryFolder } from '../../../tools/cleanup.mjs';
import { bundledParts, noticesText } from '../../../tools/notices.mjs';

/** Files by their paths. */
type Files = Readonly<Record<string, string>>;

const packageJson = (name: string, license?: string): string => JSON.stringify({ name, version: '1.2.3', license });

/** The notices of a project whose bundle has one byte of each of its files. @param below where the project is, in the folder */
function noticesOf(files: Files, unused: readonly string[] = [], below = ''): string {
  const folder = temporaryFolder('appstream-notices-');
  try {
    for (const [file, text] of Object.entries(files)) {
      const full = path.join(folder.path, below, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, text);
    }
    const inputs = Object.keys(files).map(file => [file, { bytesInOutput: unused.includes(file) ? 0 : 1 }]);
    const output = { bytes: 1, imports: [], exports: [], inputs: Object.fromEntries(inputs) as object as Inputs };
    return noticesText(bundledParts(path.join(folder.path, below), [{ outputs: { 'dist/a.js': output } }]));
  } finally {
    folder.remove();
  }
}
type Inputs = Record<string, { bytesInOutput: number }>;

const moon: Files = {
  'node_modules/moon/package.json': packageJson('moon', 'MIT'),
  'node_modules/moon/LICENSE.md': 'Copyright Moon\r\nDo as you like.\r\n',
  'node_modules/moon/index.js': '',
};

describe('the licence notices', () => {
  it('name a bundled package with its version, its licence and the text of its licence', () => {
    assert.match(noticesOf(moon), /\n\nmoon 1\.2\.3 \(MIT\)\n\nCopyright Moon\nDo as you like\.\n$/);
  });

  it('say a text once for all packages that have it', () => {
    const text = noticesOf({
      ...moon,
      'node_modules/@big/sun/package.json': packageJson('@big/sun', 'MIT'),
      'node_modules/@big/sun/licence': 'Copyright   Moon\n\nDo as you like.',
    });
    assert.match(text, /\n\n@big\/sun 1\.2\.3 \(MIT\)\nmoon 1\.2\.3 \(MIT\)\n\nCopyright/);
    assert.equal(text.split('Do as you like.').length, 2);
  });

  it('have what else a package wants to be said', () => {
    const said = { 'node_modules/moon/NOTICE': 'Made of cheese.', 'node_modules/moon/noticed.js': 'code' };
    const text = noticesOf({ ...moon, ...said });
    assert.ok(text.includes('Do as you like.\n\nMade of cheese.\n'));
    assert.ok(!text.includes('code'));
  });

  it('have the licence of a package within a package, not of the one around it', () => {
    const text = noticesOf({
      'node_modules/moon/package.json': packageJson('moon', 'MIT'),
      'node_modules/moon/node_modules/dust/package.json': packageJson('dust', '0BSD'),
      'node_modules/moon/node_modules/dust/LICENSE': 'Dust is free.',
      'node_modules/moon/node_modules/dust/dust.js': '',
      ...{ 'node_modules/moon/LICENSE': 'Moon is not.' },
    });
    assert.match(text, /dust 1\.2\.3 \(0BSD\)\n\nDust is free\./);
  });

  it('leave out a package of which the bundle has nothing', () => {
    assert.ok(!noticesOf(moon, Object.keys(moon)).includes('moon'));
  });

  it('find the licence of such an owner above a copy of the project, as npm run mutate makes one', () => {
    const files = {
      'src/api/moon/facts.json': JSON.stringify({ source: 'botocore 9.9' }),
      '../../node_modules/@aws-sdk/core/LICENSE': 'Copyright Amazon',
    };
    const text = noticesOf(files, ['../../node_modules/@aws-sdk/core/LICENSE'], 'out/copy');
    assert.match(text, /botocore 9\.9 \(Apache-2\.0\)\n\nCopyright Amazon/);
  });

  it('name the source of the facts of an API, with the licence of its owner', () => {
    const text = noticesOf({
      'src/api/moon/facts.json': JSON.stringify({ source: 'botocore 9.9' }),
      'node_modules/@aws-sdk/core/package.json': packageJson('@aws-sdk/core', 'Apache-2.0'),
      'node_modules/@aws-sdk/core/LICENSE': 'Copyright Amazon',
    });
    assert.match(text, /@aws-sdk\/core 1\.2\.3 \(Apache-2\.0\)\nbotocore 9\.9 \(Apache-2\.0\)\n\nCopyright Amazon/);
  });

  it('have the text of another package of the same owner for one that lacks it', () => {
    const text = noticesOf({
      'node_modules/@vscode/l10n/package.json': packageJson('@vscode/l10n', 'MIT'),
      'node_modules/@vscode/webview-ui-toolkit/package.json': packageJson('@vscode/webview-ui-toolkit', 'MIT'),
      'node_modules/@vscode/webview-ui-toolkit/LICENSE': 'Copyright Microsoft',
      'node_modules/@vscode/webview-ui-toolkit/NOTICES': 'Of the toolkit alone.',
    });
    assert.match(text, /\n@vscode\/l10n 1\.2\.3 \(MIT\)\n\nCopyright Microsoft\n\n-/);
  });

  const refused: [what: string, files: Files, message: RegExp][] = [
    [
      'names no licence',
      { 'node_modules/moon/package.json': packageJson('moon'), 'node_modules/moon/LICENSE': 'Free.' },
      /^moon 1\.2\.3: its package\.json names no licence\./,
    ],
    [
      'has no file with the text of its licence',
      { 'node_modules/moon/package.json': packageJson('moon', 'MIT'), 'node_modules/moon/index.js': '' },
      /^moon 1\.2\.3 \(MIT\): it has no file with the text of its licence\./,
    ],
    [
      'has an empty file for the text of its licence',
      { 'node_modules/moon/package.json': packageJson('moon', 'MIT'), 'node_modules/moon/LICENSE': ' \n' },
      /^moon 1\.2\.3 \(MIT\): it has no file with the text of its licence\./,
    ],
  ];
  for (const [what, files, message] of refused) {
    it(`fail the build if a bundled package ${what}`, () => assert.throws(() => noticesOf(files), { message }));
  }
});
