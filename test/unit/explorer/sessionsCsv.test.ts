// Sessions as comma-separated values: what a spreadsheet reads, and that it runs nothing.
import * as assert from 'node:assert/strict';

import fc from 'fast-check';

import { csvOf, tsvOf } from '../../../src/explorer/sessions/csv';
import { csvCell } from '../../../src/explorer/show/csv';
import { nodeOf } from '../../support/nodes';

describe('A cell of a CSV file', () => {
  const cells: readonly [what: string, text: string, written: string][] = [
    ['of plain text stays as it is', 'cad', 'cad'],
    ['with a comma is quoted', 'a,b', '"a,b"'],
    ['with a quotation mark has it twice', 'a "b"', '"a ""b"""'],
    ['with a line break is quoted', 'a\nb', '"a\nb"'],
    ['without text is empty', '', ''],
    ['with a minus inside stays as it is', 'eu-west-1', 'eu-west-1'],
    ['that begins as a formula does is text', '=1+1', "'=1+1"],
    ['that begins with a plus is text', '+1', "'+1"],
    ['that begins with a minus is text', '-1', "'-1"],
    ['that begins with an at sign is text', '@SUM(A1)', "'@SUM(A1)"],
    ['with a formula after spaces is text', '  =1', "'  =1"],
    ['that begins with a tab is text', '\tcmd', "'\tcmd"],
    ['with a formula and quotation marks is quoted text', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ];
  for (const [what, text, written] of cells) it(what, () => assert.equal(csvCell(text), written));

  it('never begins as a formula, and reads as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@ \t\r\n",a') }), text => {
        const cell = csvCell(text);
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        assert.doesNotMatch(read, /^\s*[=+\-@]/);
        assert.ok(read === text || read === `'${text}`);
      }),
    );
  });
});

describe('A table of sessions', () => {
  const node = nodeOf('session', {
    ...{ Id: 's-1', UserId: '=ana', FleetName: 'cad', StackName: 'cad\tstack', State: 'ACTIVE' },
    StartTime: new Date('2026-03-01T09:00:00Z'),
  });

  it('has a byte order mark as CSV, the titles, a line for each session, and times in UTC', () => {
    const columns = [
      { name: 'user', title: 'User' },
      { name: 'fleet', title: 'Fleet, name' },
      { name: 'started', title: 'Started' },
      { name: 'ends', title: 'Ends by' },
    ] as const;
    assert.equal(
      csvOf([node], columns),
      '\uFEFFUser,"Fleet, name",Started,Ends by\r\n\'=ana,cad,2026-03-01T09:00:00.000Z,\r\n',
    );
  });

  it('has tabs between its values for the clipboard, and none in them', () => {
    const columns = [
      { name: 'user', title: 'User' },
      { name: 'stack', title: 'Stack' },
      { name: 'started', title: 'Started' },
    ] as const;
    assert.equal(tsvOf([node], columns), "User\tStack\tStarted\n'=ana\tcad stack\t2026-03-01T09:00:00.000Z\n");
  });
});
