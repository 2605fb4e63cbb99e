// The columns of a file of users are found by their headings.
import * as assert from 'node:assert/strict';

import { deedNamed, entriesOf, matchColumns } from '../../../../src/explorer/users/columns';
import { readTable } from '../../../../src/explorer/users/table';
import type { Columns } from '../../../../src/users/words';

describe('The columns of a file of users', () => {
  const table: readonly (readonly [headings: string, columns: Columns])[] = [
    ['Email,First Name,Last Name,Stacks', { userName: 0, firstName: 1, lastName: 2, stacks: 3 }],
    ['UserName,FirstName,LastName', { userName: 0, firstName: 1, lastName: 2 }],
    ['given_name,SURNAME,e-mail address,Action', { userName: 2, firstName: 0, lastName: 1, deed: 3 }],
    ['Name,Vorname,E-Mail-Adresse,Stack', { userName: 2, firstName: 1, lastName: 0, stacks: 3 }],
    ['Nachname,Vorname,Benutzername,Aktion', { userName: 2, firstName: 1, lastName: 0, deed: 3 }],
    ['E-Mail (dienstlich),Name', { userName: 0 }],
    ['Work mail,Department', { userName: 0 }],
    ['姓,名,メールアドレス,スタック,操作', { userName: 2, firstName: 1, lastName: 0, stacks: 3, deed: 4 }],
    ['ｅメール,名字', { userName: 0, lastName: 1 }],
    ['Contact,Team', { userName: 0 }],
  ];
  for (const [headings, columns] of table) {
    it(`are found in: ${headings}`, () => {
      const cells = headings.split(',').map((_, place) => (place === columns.userName ? 'ana@example.com' : 'x'));
      assert.deepEqual(matchColumns(readTable(`${headings}\n${cells.join(',')}`)), columns);
    });
  }

  it('may lack all', () => assert.deepEqual(matchColumns(readTable('a,b\n1,2')), {}));

  it('say what to do in three languages', () => {
    const words = ['Create', 'add user', 'zuweisen', 'LÖSCHEN', '有効化', '削除', 'resend', ''];
    const deeds = ['create', 'create', 'associate', 'delete', 'enable', 'delete', undefined, undefined];
    assert.deepEqual(words.map(deedNamed), deeds);
  });

  it('make entries, with the stacks of all rows', () => {
    const read = readTable('email;stack;action\na@x.com;"one, two";delete\nb@x.com;;');
    const columns = matchColumns(read);
    assert.deepEqual(entriesOf(read, columns, 'column', ['two', 'three']), [
      { number: 2, userName: 'a@x.com', firstName: '', lastName: '', stacks: ['one', 'two', 'three'], deed: 'delete' },
      { number: 3, userName: 'b@x.com', firstName: '', lastName: '', stacks: ['two', 'three'], deed: undefined },
    ]);
    assert.deepEqual(
      entriesOf(read, columns, 'enable', []).map(({ deed }) => deed),
      ['enable', 'enable'],
    );
  });
});
