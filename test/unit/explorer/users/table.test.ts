// Files of users as spreadsheets and scripts write them, read as tables.
import * as assert from 'node:assert/strict';

import { decoded } from '../../../../src/explorer/users/decode';
import { readTable, UnreadableTable } from '../../../../src/explorer/users/table';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

describe('The bytes of a file of users', () => {
  const text = 'E-Mail;Nachname\r\nana@example.com;Müller\r\n';
  const table: readonly (readonly [what: string, bytes: Uint8Array, language: string, text: string])[] = [
    ['UTF-8', utf8(text), 'en', text],
    ['UTF-8 with a mark', utf8(`\uFEFF${text}`), 'en', text],
    ['UTF-16 LE with a mark, as "Unicode Text" of Excel', utf16(`\uFEFF${text}`), 'en', text],
    ['UTF-16 BE with a mark', utf16(`\uFEFF${text}`, true), 'en', text],
    ['UTF-16 LE without a mark', utf16(text), 'en', text],
    ['UTF-16 BE without a mark', utf16(text, true), 'en', text],
    ['the code page of Windows, as "CSV" of Excel', Buffer.from(text, 'latin1'), 'de', text],
    ['Shift JIS, as "CSV" of a Japanese Excel', Buffer.from([0x90, 0xa9, 0x2c, 0x96, 0xbc]), 'ja', '姓,名'],
    ['an empty file', utf8(''), 'en', ''],
  ];
  for (const [what, bytes, language, expected] of table) {
    it(`are read as ${what}`, () => assert.equal(decoded(bytes, language), expected));
  }
});

describe('A file of users is a table', () => {
  const table: readonly (readonly [what: string, text: string, headings: string[], rows: [number, ...string[]][]])[] = [
    ['commas', 'email,first\na@x.com,Ana\n', ['email', 'first'], [[2, 'a@x.com', 'Ana']]],
    ['semicolons', 'email;stacks\r\na@x.com;"b,c"\r\n', ['email', 'stacks'], [[2, 'a@x.com', 'b,c']]],
    ['tabs', 'email\tfirst\na@x.com\tAna', ['email', 'first'], [[2, 'a@x.com', 'Ana']]],
    ['line breaks of old Macs', 'email,first\ra@x.com,Ana\r', ['email', 'first'], [[2, 'a@x.com', 'Ana']]],
    ['quotes', 'email,last\n"a@x.com","O""Brien, Jr.\nII"\n', ['email', 'last'], [[2, 'a@x.com', 'O"Brien, Jr.\nII']]],
    ['a quote inside a cell', 'email,last\na@x.com,5" disk\n', ['email', 'last'], [[2, 'a@x.com', '5" disk']]],
    ['the first line of Excel', 'sep=;\r\nemail;a,b\r\na@x.com;1\r\n', ['email', 'a,b'], [[3, 'a@x.com', '1']]],
    ['empty rows, numbered as in a spreadsheet', '\nemail\n\na@x.com\n,\n', ['email'], [[4, 'a@x.com']]],
    ['empty columns at the end', 'email,,\na@x.com,,\n', ['email'], [[2, 'a@x.com']]],
    ['a heading without a name', 'email,\na@x.com,Ana\n', ['email', 'Column 2'], [[2, 'a@x.com', 'Ana']]],
    [
      'short and long rows',
      'email,first\na@x.com\nb@x.com,Bo,more\n',
      ['email', 'first', 'Column 3'],
      [
        [2, 'a@x.com', '', ''],
        [3, 'b@x.com', 'Bo', 'more'],
      ],
    ],
    [
      'no headings',
      'a@x.com,Ana\nb@x.com,Bo\n',
      ['Column 1', 'Column 2'],
      [
        [1, 'a@x.com', 'Ana'],
        [2, 'b@x.com', 'Bo'],
      ],
    ],
    [
      'addresses alone',
      'a@x.com\nb@x.com',
      ['Column 1'],
      [
        [1, 'a@x.com'],
        [2, 'b@x.com'],
      ],
    ],
    ['blanks and invisible characters', 'email\n \u00a0a@x.com\u200b \n', ['email'], [[2, 'a@x.com']]],
    ['a disarmed formula', "email\n'+a@x.com\n", ['email'], [[2, '+a@x.com']]],
  ];
  for (const [what, text, headings, rows] of table) {
    it(`with ${what}`, () => {
      const read = readTable(text);
      assert.deepEqual(read.headings, headings);
      assert.deepEqual(
        read.rows.map(({ number, cells }) => [number, ...cells]),
        rows,
      );
    });
  }

  const refused: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['nothing', '', /no rows/],
    ['empty rows', '\n,,\n', /no rows/],
    ['headings alone', 'email,first\n', /no rows below/],
    ['an open quote', 'email\na@x.com\n"b@x.com\nc@x.com\n', /Row 3 /],
    ['text after a quote', 'email,last\na@x.com,"O"Brien\n', /Row 2 /],
    ['an open quote below a line of Excel', 'sep=;\nemail\n"a@x.com\n', /Row 3 /],
    ['too many rows', `email\n${'a@x.com\n'.repeat(50_001)}`, /more than 50000 rows/],
  ];
  for (const [what, text, message] of refused) {
    it(`unless it has ${what}`, () => {
      assert.throws(
        () => readTable(text),
        (error: Error) => {
          assert.ok(error instanceof UnreadableTable);
          assert.match(error.message, message);
          assert.ok(!error.message.includes('@'), 'it quotes nothing of the file');
          return true;
        },
      );
    });
  }

  it('with 10,000 rows within a second', () => {
    const text = `email,first,last\n${Array.from({ length: 10_000 }, (_, at) => `"u${at}@x.com",A,"B"`).join('\n')}`;
    const begin = performance.now();
    assert.equal(readTable(text).rows.length, 10_000);
    assert.ok(performance.now() - begin < 1_000);
  });
});
