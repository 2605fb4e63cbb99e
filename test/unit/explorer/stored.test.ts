// People's names and e-mail addresses are shown, and kept nowhere: not in ids, which VS Code saves, nor in titles of tabs and
// addresses of documents.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import * as fc from 'fast-check';

import { api } from '../../../src/api/appstream/model';
import { formKey } from '../../../src/explorer/forms/pageForm';
import { shownName } from '../../../src/explorer/show/messages';
import { actionTab, documentTitle, duplicateTab, storedName } from '../../../src/explorer/show/stored';
import { kinds } from '../../../src/kinds/all';
import { nodeOf } from '../../support/nodes';

/** The members that name a person: those that the model marks as sensitive, and those that its documentation says so of. */
const personal = [
  ...new Set(
    Object.values(api.shapes).flatMap(({ members = {} }) =>
      Object.entries(members).flatMap(([member, shape]) => (api.shapes[shape]?.sensitive ? [member] : [])),
    ),
  ),
  'UserId',
  'UserArn',
];

/** All that a resource has is a person's name, but for what must not be one. */
function resourceOf(person: string): Record<string, string> {
  const other = { Name: 'acme', Id: 'id-1', StackName: 'office', FleetName: 'desktops', LicenseType: 'Office' };
  return { ...other, ...Object.fromEntries(personal.map(member => [member, person])) };
}

const person = fc.string({ minLength: 6, unit: fc.constantFrom(...'ghijkQRSTUVWXYZ@.+') });

describe('The stored texts of a resource', () => {
  it('are tested with the members that name people', () => {
    for (const member of ['UserName', 'FirstName', 'LastName', 'UserId']) assert.ok(personal.includes(member), member);
  });

  for (const of of kinds) {
    it(`have no person's name: ${of.name}`, () => {
      fc.assert(
        fc.property(person, someone => {
          const node = nodeOf(of.name, resourceOf(someone));
          const kept = [
            node.id,
            ...node.groups.map(({ id }) => id),
            storedName(node),
            documentTitle(node),
            duplicateTab(node),
            ...of.actions.map(action => actionTab(action, node)),
            ...of.actions.map(action => formKey(`${of.name}.${action.name}`, node.id)),
          ];
          for (const text of kept) assert.ok(!decodeURIComponent(text).includes(someone), text);
        }),
        { numRuns: 20 },
      );
    });
  }

  it('differ from the shown name, which has it', () => {
    const shown = kinds.filter(of => shownName(nodeOf(of.name, resourceOf('mary@example.com'))) === 'mary@example.com');
    assert.deepEqual(
      shown.map(({ name }) => name),
      kinds.filter(({ privateLabel }) => privateLabel).map(({ name }) => name),
      'a kind whose label names a person says so',
    );
  });
});

describe('Stored text', () => {
  const src = path.resolve(__dirname, '../../../../src');
  const sources = fs
    .readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => ({ file: file.split(path.sep).join('/'), text: fs.readFileSync(path.join(src, file), 'utf8') }));
  const having = (pattern: RegExp): string[] =>
    sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

  it('is made in one file', () => {
    assert.deepEqual(having(/as StoredText/), ['explorer/show/stored.ts']);
  });

  it('is the only type for titles and addresses', () => {
    assert.deepEqual(having(/createWebviewPanel\(|panel\.title =/), [
      'host/details/pages.ts',
      'host/forms/formPanel.ts',
      'host/sessions/board.ts',
      'host/sessions/boards.ts',
      'host/users/usersPage.ts',
    ]);
    assert.deepEqual(having(/Uri\.from\(/).sort(), ['host/details/documents.ts', 'host/view/treeItem.ts']);
    assert.deepEqual(
      having(/\bshownName\b|\bnameOf\b/).filter(file =>
        /host\/((details|sessions)\/.*|forms\/formPanel|base\/log)\.ts/.test(file),
      ),
      [],
    );
  });

  it('is logged as fields, in one file', () => {
    assert.deepEqual(having(/createOutputChannel/), ['host/base/log.ts']);
    assert.deepEqual(
      having(/\bconsole\.\w+\(/).filter(file => !/^(build|simulator)\//.test(file)),
      [],
    );
  });
});
