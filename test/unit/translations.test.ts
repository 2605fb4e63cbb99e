// Each language that has a file is complete, and its texts hold what the code, Markdown and people look for in them.
import assert from 'node:assert/strict';

import { findRoot } from '../../tools/root.mjs';
import { contentOf, differences, fixedParts, languagesIn, translationsOf } from '../../tools/translationFiles.mjs';
import { notEmpty } from '../support/notEmpty';

/** The texts that a language writes as English does: names, and words that it has taken over. */
const sameAsEnglish: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...[
      'ARN',
      'Agents',
      'Bucket',
      'Code',
      'Elastic',
      'Filter',
      'GB',
      'Google Drive',
      'IAM Identity Center',
      'ID',
      'Image',
    ],
    ...['Image Builder', 'Images', 'Instance', 'Name', 'OneDrive for Business', 'Orange', 'Region', 'Region {0}'],
    ...['STAGING', 'Sandbox', 'Sandbox {0}', 'Software', 'Stack', 'Stacks', 'Status', 'TEST', 'Tag', 'Tags', 'VPC'],
    ...['in {0}', '{0} GB', '{0} in {1}'],
  ],
  ja: [
    ...['AMI ID', 'ARN', 'App Block', 'App Block Builder', 'ENI ID', 'Elastic', 'GB', 'Google Drive'],
    ...['IAM Identity Center'],
    ...['ID', 'Image Builder', 'OneDrive for Business', 'VPC', '{0} GB'],
  ],
};

/** Whether a text has words, beside its placeholders. */
const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\d+\}/g, ''));

for (const language of notEmpty(languagesIn(findRoot()))) {
  describe(`The translation to ${language}`, () => {
    const files = notEmpty(translationsOf(findRoot(), language));
    const pairs = files.flatMap(({ file, english, translated }) =>
      Object.entries(english).flatMap(([key, text]) => {
        const said = translated[key];
        return said === undefined ? [] : [{ file, key, text, said }];
      }),
    );
    const wrong = (isWrong: (text: string, said: string) => boolean): string[] =>
      notEmpty(pairs)
        .filter(({ text, said }) => isWrong(text, said))
        .map(({ file, text, said }) => `${file}: ${JSON.stringify(text)} is ${JSON.stringify(said)}`);

    it('has every English text and no other, in the same order', () => {
      for (const translation of files) {
        const { english, translated } = translation;
        const { missing, stale } = differences(translation);
        assert.deepEqual(
          { missing, stale },
          { missing: [], stale: [] },
          `${translation.file} has ${missing.length} texts to add and ${stale.length} to remove: see npm run translations`,
        );
        assert.deepEqual(Object.keys(translated), Object.keys(english), translation.file);
      }
    });

    it('has no empty text', () => {
      assert.deepEqual(
        wrong((_, said) => said.trim() === '' || said.trim() !== said),
        [],
      );
    });

    it('keeps placeholders, links, code, states and the names of settings', () => {
      const isChanged = (text: string, said: string): boolean => {
        const [parts, saidParts] = [fixedParts(text), fixedParts(said)];
        const isOwn = (part: string): boolean => /^[A-Z_]+$/.test(part); // such as NVIDIA
        const isKept = parts.every(part => saidParts.includes(part));
        return !hasOnlyName(text) && !(isKept && saidParts.every(part => isOwn(part) || parts.includes(part)));
      };
      assert.deepEqual(wrong(isChanged), []);
    });

    it('ends with an ellipsis where English does, because titles are shown without it', () => {
      assert.deepEqual(
        wrong((text, said) => text.endsWith('…') !== said.endsWith('…')),
        [],
      );
    });

    it('differs from English, but for names and words that the language has taken over', () => {
      const same = new Set(pairs.filter(({ text, said }) => text === said && hasWords(text)).map(({ text }) => text));
      assert.deepEqual([...same].sort(), [...(sameAsEnglish[language] ?? [])].sort());
    });
  });
}

/** Whether a text is one word in capitals that people read: PRODUCTION. */
const hasOnlyName = (text: string): boolean => /^[A-Z]+$/.test(text);

describe('The files with translations', () => {
  const english = { a: 'One', b: 'Two {0}' };

  const tables = [
    { given: 'complete', translated: { a: 'Eins', b: 'Zwei {0}' }, missing: [], stale: [] },
    { given: 'without a text', translated: { b: 'Zwei {0}' }, missing: ['a'], stale: [] },
    { given: 'with a text that is gone', translated: { c: 'Drei', a: 'Eins' }, missing: ['b'], stale: ['c'] },
  ];
  for (const { given, translated, missing, stale } of tables) {
    it(`are compared with English: ${given}`, () => {
      assert.deepEqual(differences({ english, translated }), { missing, stale });
    });
  }

  it('are written in the order of the English texts, without stale ones', () => {
    const content = contentOf({ english, translated: { c: 'Drei', b: 'Zwei {0}', a: 'Eins' } });
    assert.equal(content, '{\n  "a": "Eins",\n  "b": "Zwei {0}"\n}\n');
  });

  const parts = [
    { text: 'Start {0} of {1}, then {0}', fixed: ['{0}', '{1}'] },
    { text: 'Choose **Load More** or [Open](command:appstream.open)', fixed: ['**', '](command:appstream.open)'] },
    { text: 'It is RUNNING: set http.proxy and `auto` $(gear)', fixed: ['$(gear)', 'RUNNING', '`auto`', 'http.proxy'] },
    { text: 'The role may not use ec2:CreateNetworkInterface', fixed: ['ec2:CreateNetworkInterface'] },
    { text: 'Check sso_region. A US user: yes', fixed: ['sso_region'] },
  ];
  for (const { text, fixed } of parts) {
    it(`keep what stays the same in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(fixedParts(text), fixed.sort());
    });
  }
});
