// Texts and JSON from outside, made safe to show, to paste and to log.
import * as assert from 'node:assert/strict';

import { appstream } from '../../../../src/api/appstream/service';
import { plainJson } from '../../../../src/api/core/plainJson';
import { plainCode, plainText } from '../../../../src/api/core/plainText';
import { longestMessage, scrub } from '../../../../src/api/core/scrub';
import { library } from '../../../support/library';

describe('JSON for any shell', () => {
  const table: readonly (readonly [json: string, plain: string])[] = [
    ['{"a":"b c"}', '{"a":"b c"}'],
    ['{"a":"ä"}', '{"a":"\\u00e4"}'],
    ['{"a":"~\u007f"}', '{"a":"~\\u007f"}'],
    ['"say \\"hi\\""', '"say \\u0022hi\\u0022"'],
    ['"C:\\\\"', '"C:\\\\"'],
    ['"a\\\\\\"b"', '"a\\\\\\u0022b"'],
    ['"50%!^&|<>?"', '"50\\u0025\\u0021\\u005e\\u0026\\u007c\\u003c\\u003e\\u003f"'],
    ['"😀"', '"\\ud83d\\ude00"'],
    ['"a\\nb"', '"a\\nb"'],
  ];
  for (const [json, plain] of table) {
    it(`is ${plain}`, () => {
      assert.equal(plainJson(json), plain);
      assert.deepEqual(JSON.parse(plain), JSON.parse(json));
    });
  }
});

describe('A text that is shown', () => {
  const table: readonly (readonly [given: string, text: string, plain: string])[] = [
    ['several lines', 'a\r\n\tb\u2028\u2029c', 'a b c'],
    ['two links', '[a](b)](c', '[a] (b)] (c'],
    ['two icons', '$(error)$(x', '$ (error)$ (x'],
    ['two invisible characters', 'a\u200bb\u202ec', 'a\uFFFDb\uFFFDc'],
    ['a mark of a color without its picture', 'a\ufe0f', 'a\uFFFD'],
    ['a picture with a skin color in a group', '👩🏽‍💻👩‍💻', '👩🏽‍💻👩‍💻'],
    ['a joiner at the end of a picture', '👩\u200d', '👩\uFFFD'],
    ['a joiner in front of a Latin letter', 'ع\u200da', 'ع\uFFFDa'],
    ['a joiner after a vowel sign', 'कि\u200cक', 'कि\u200cक'],
  ];
  for (const [given, text, plain] of table) {
    it(`is ${JSON.stringify(plain)}, given ${given}`, () => assert.equal(plainText(text), plain));
  }

  it('is a code only if it is short and of plain characters, from its beginning to its end', () => {
    assert.deepEqual(['a', 'x'.repeat(80), 'x'.repeat(81), ' a', 'a ', 'a b', ''].map(plainCode), [
      'a',
      'x'.repeat(80),
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('A message without secrets', () => {
  const clean = (message: string, input: object = {}, secrets: readonly string[] = []): string =>
    scrub(message, library, 'LendBook', input, secrets);

  const patterns: readonly (readonly [message: string, becomes: string])[] = [
    ['see https://a.test/?token=x&y=z now', 'see … now'],
    ['see http://a.test/?a=b#code=x now', 'see … now'],
    ['see https://a.test/?a=1&X-Amz-Signature=x now', 'see … now'],
    ['see "https://a.test/?signature=x" now', 'see "…" now'],
    ['see https://a.test/?tokens now', 'see https://a.test/?tokens now'],
    ['see https://a.test/?mytoken=x now', 'see https://a.test/?mytoken=x now'],
    ['see https://ann:pw@a.test/x', 'see https://…@a.test/x'],
    ['see http://ann@a.test', 'see https://…@a.test'],
    ['mail ann.b+c@mail.example.com now', 'mail … now'],
    ['mail ann@localhost now', 'mail ann@localhost now'],
    ['arn:aws:iam::1:user/team/ann may not', 'arn:aws:iam::1:user/… may not'],
    ['arn:aws:sts::1:federated-user/ann may not', 'arn:aws:sts::1:federated-user/… may not'],
    ['"arn:aws:sts::1:assumed-role/Admin/ann" may not', '"arn:aws:sts::1:assumed-role/Admin/…" may not'],
    [
      'Unexpected token a in JSON\nhere is not valid JSON. And Unexpected x is not valid JSON',
      'not valid JSON. And not valid JSON',
    ],
    ['keys AKIAABCDEFGHIJKL and ASIAABCDEFGHIJKLMN', 'keys … and …'],
    ['keys AKIAABCDEFGHIJK and XAKIAABCDEFGHIJKL', 'keys AKIAABCDEFGHIJK and XAKIAABCDEFGHIJKL'],
  ];
  for (const [message, becomes] of patterns) {
    it(`says "${becomes}" for ${JSON.stringify(message)}`, () => assert.equal(clean(message), becomes));
  }

  const values: readonly (readonly [given: string, message: string, input: object, becomes: string])[] = [
    ['a value as a word', 'Ann, ann and Annex; xann', { Reader: 'Ann' }, '…, … and Annex; xann'],
    ['a value beside an underline', 'Ann_ _Ann', { Reader: 'Ann' }, 'Ann_ _Ann'],
    ['a value beside a letter of another script', 'äAnn Annä', { Reader: 'Ann' }, 'äAnn Annä'],
    ['a value after an escape', '\\tAnn %2fAnn xtAnn', { Reader: 'Ann' }, '\\t… %2f… xtAnn'],
    ['an empty value', 'a b', { Reader: '' }, 'a b'],
    ['a value of another member', 'Emma is out', { Title: 'Emma' }, 'Emma is out'],
    ['a member that the facts lack', 'Emma is out', { Other: 'Emma' }, 'Emma is out'],
    ['a value that is no text', '7 is out', { Reader: 7 }, '7 is out'],
    ['no value', 'null is out', { Reader: null }, 'null is out'],
    [
      'a value with characters of patterns',
      'a.b(c)[d]\\^$|?*+{1}/ but axb',
      { Reader: 'a.b(c)[d]\\^$|?*+{1}/' },
      '… but axb',
    ],
  ];
  for (const [given, message, input, becomes] of values) {
    it(`says "${becomes}", given ${given}`, () => assert.equal(clean(message, input), becomes));
  }

  const odd: readonly (readonly [given: string, operation: string, input: object])[] = [
    ['an object in place of a list', 'BatchAssociateUserStack', { UserStackAssociations: { UserName: 'ann' } }],
    ['a list in place of a text', 'CreateUser', { FirstName: ['ann'] }],
    ['a text in place of an object', 'CreateDirectoryConfig', { ServiceAccountCredentials: 'ann' }],
    ['null in place of an object', 'CreateDirectoryConfig', { ServiceAccountCredentials: null }],
    ['an object in place of a text', 'CreateUser', { FirstName: { UserName: 'ann' } }],
  ];
  for (const [given, operation, input] of odd) {
    it(`looks for values only where the facts have them, given ${given}`, () =>
      assert.equal(scrub('ann is out', appstream, operation, input), 'ann is out'));
  }

  const secrets: readonly (readonly [given: string, message: string, secrets: readonly string[], becomes: string])[] = [
    ['a secret inside a word', 'xSECRETx', ['SECRET'], 'x…x'],
    ['the longer of two secrets first', 'abcdef abc', ['abc', 'abcdef'], '… …'],
    ['no secret', 'abc', [''], 'abc'],
    ['a secret too short for base64', `= ${Buffer.from('xabcdefg').toString('base64')}`, ['abcdefg'], '= eGFiY2RlZmc='],
    ['a secret just long enough for base64', `= ${Buffer.from('abcdefgh').toString('base64')}`, ['abcdefgh'], '= …g='],
    ['a secret in base64', 'c2VjcmV0LTEy', ['secret-12'], '…'],
    ['a secret in base64 after a byte', 'eHNlY3JldC0xMg==', ['secret-12'], 'eH…g=='],
    ['a secret in base64 after two bytes', 'eHlzZWNyZXQtMTI=', ['secret-12'], 'eHl…I='],
    ['a secret in base64 of URLs', Buffer.from('a??>>>~~~b').toString('base64url'), ['a??>>>~~~b'], '…g'],
  ];
  for (const [given, message, hidden, becomes] of secrets) {
    it(`says "${becomes}", given ${given}`, () => {
      assert.equal(clean(message, {}, hidden), becomes);
    });
  }

  it('is cut before a secret of several words that goes over the end', () => {
    const secret = 'correct horse battery';
    const said = clean(`${'- '.repeat(longestMessage / 2 - 6)}${secret} and more`, {}, [secret]);
    assert.match(said, /^(- )+…$/);
  });

  it('is as long as a message may be, and is cut after a word if it is longer', () => {
    const whole = `${'word '.repeat(longestMessage / 5)}`.padEnd(longestMessage, 'x');
    assert.equal(clean(whole), whole);
    const words = `${'word '.repeat(longestMessage / 5 + 1)}end`;
    assert.match(clean(words), /^(word )+…$/);
    assert.ok(clean(words).length <= longestMessage + 2);
    assert.equal(clean('x'.repeat(longestMessage + 1)), '…');
  });
});
