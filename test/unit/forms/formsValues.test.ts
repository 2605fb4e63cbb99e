import assert from 'node:assert/strict';

import type { Field, Values } from '../../../src/forms/field';
import { fromDraft } from '../../../src/forms/merge';
import { fill } from '../../../src/forms/texts';
import {
  fieldAt,
  hasSensitive,
  inputFrom,
  isEmpty,
  pathInForm,
  valueAt,
  withoutSensitive,
} from '../../../src/forms/values';

const fields: Field[] = [
  { kind: 'text', name: 'Name', label: 'Name' },
  { kind: 'number', name: 'Size', label: 'Size' },
  { kind: 'flag', name: 'Internet', label: 'Internet' },
  { kind: 'list', name: 'Ids', label: 'IDs', item: { kind: 'text', name: 'ID', label: 'ID' } },
  {
    kind: 'map',
    name: 'Tags',
    label: 'Tags',
    key: { kind: 'text', name: 'key', label: 'Key' },
    value: { kind: 'text', name: 'value', label: 'Value' },
  },
  {
    kind: 'group',
    name: 'Settings',
    label: 'Settings',
    fields: [
      { kind: 'flag', name: 'Enabled', label: 'Enabled', required: true },
      { kind: 'text', name: 'Folder', label: 'Folder' },
    ],
  },
  {
    kind: 'group',
    name: 'Account',
    label: 'Account',
    fields: [
      { kind: 'text', name: 'Domain', label: 'Domain' },
      { kind: 'text', name: 'User', label: 'User', sensitive: true },
      { kind: 'text', name: 'Password', label: 'Password', sensitive: true, secret: true },
    ],
  },
];

describe('the input made of a form’s values', () => {
  const table: { given: string; values: Values; input: Values }[] = [
    { given: 'nothing', values: {}, input: {} },
    {
      given: 'empty members of every kind',
      values: { Name: '', Ids: ['', ''], Tags: {}, Settings: { Folder: '' }, Account: {} },
      input: {},
    },
    { given: 'zero and false', values: { Size: 0, Internet: false }, input: { Size: 0, Internet: false } },
    { given: 'an empty entry among others', values: { Ids: ['a', '', 'b'] }, input: { Ids: ['a', 'b'] } },
    { given: 'a tag with an empty value', values: { Tags: { env: '' } }, input: { Tags: { env: '' } } },
    {
      given: 'a group whose required flag was not touched',
      values: { Settings: { Folder: 'f' } },
      input: { Settings: { Enabled: false, Folder: 'f' } },
    },
    { given: 'members that have no field', values: { Name: 'x', Other: 'y' }, input: { Name: 'x' } },
  ];
  for (const { given, values, input } of table) {
    it(`given ${given}`, () => assert.deepEqual(inputFrom(fields, values), input));
  }

  it('keeps a key that objects treat in a special way', () => {
    const tags = JSON.parse('{"__proto__":"x"}') as Values;
    assert.deepEqual(Object.entries(inputFrom(fields, { Tags: tags })['Tags'] ?? {}), [['__proto__', 'x']]);
  });
});

describe('values that may be stored', () => {
  const values: Values = { Name: 'n', Account: { Domain: 'd', User: 'u', Password: 'p' } };

  it('have nothing sensitive, at any depth', () => {
    assert.deepEqual(withoutSensitive(fields, values), { Name: 'n', Account: { Domain: 'd' } });
  });
  it('have nothing sensitive inside lists', () => {
    const item = fields.find(field => field.name === 'Account') as Field;
    const list: Field = { kind: 'list', name: 'All', label: 'All', item };
    assert.deepEqual(withoutSensitive([list], { All: [{ Domain: 'd', Password: 'p' }] }), { All: [{ Domain: 'd' }] });
  });

  const drafts: { given: string; values: Values; opened: Values; now: Values; shows: Values }[] = [
    {
      given: 'what was changed and what was not, the latter as it is now',
      values: { Name: 'new', Size: 3 },
      opened: { Name: 'old', Size: 3 },
      now: { Name: 'old', Size: 4 },
      shows: { Name: 'new', Size: 4 },
    },
    {
      given: 'sensitive members, which no draft has: they are as they are now',
      values: { Account: { Domain: 'new' } },
      opened: { Account: { Domain: 'old' } },
      now: { Account: { User: 'u', Domain: 'old' } },
      shows: { Account: { Domain: 'new', User: 'u' } },
    },
    {
      given: 'something that was emptied: it stays empty',
      values: {},
      opened: { Name: 'old', Tags: { a: '1' } },
      now: { Name: 'old', Tags: { a: '1' } },
      shows: {},
    },
    {
      given: 'one member of a group that was changed, and another that is different now',
      values: { Account: { Domain: 'new' } },
      opened: { Account: {} },
      now: { Account: { Domain: 'theirs' }, Size: 1 },
      shows: { Account: { Domain: 'new' }, Size: 1 },
    },
  ];
  for (const { given, values, opened, now, shows } of drafts) {
    it(`are restored from a draft of ${given}`, () => {
      assert.deepEqual(fromDraft(fields, { values, opened }, now).values, shows);
    });
  }

  it('are recognized by the fields: a form without sensitive ones keeps all', () => {
    const group: Field = { kind: 'group', name: 'G', label: 'G', fields };
    assert.equal(hasSensitive([group]), true);
    assert.equal(hasSensitive([{ kind: 'list', name: 'L', label: 'L', item: group }]), true);
    assert.equal(hasSensitive(fields.filter(({ name }) => name === 'Name' || name === 'Tags')), false);
  });
});

describe('a path in the input', () => {
  const list: Field = { kind: 'list', name: 'L', label: 'L', item: { kind: 'text', name: 'x', label: 'x' } };
  const table = [
    {
      given: 'entries that were left empty before it',
      values: { L: ['', 'a', '', 'b'] },
      path: ['L', 1],
      leads: ['L', 3],
    },
    { given: 'no empty entries', values: { L: ['a', 'b'] }, path: ['L', 1], leads: ['L', 1] },
    { given: 'no place in the list', values: { L: ['', 'a'] }, path: ['L'], leads: ['L'] },
    { given: 'no such member', values: {}, path: ['X', 0], leads: ['X', 0] },
  ];
  for (const { given, values, path, leads } of table) {
    it(`leads to its field, given ${given}`, () => {
      assert.deepEqual(pathInForm([list], values, path), leads);
    });
  }
});

describe('reading values', () => {
  it('follows dotted paths', () => {
    assert.equal(valueAt({ A: { B: 1 } }, 'A.B'), 1);
    assert.equal(valueAt({ A: 'x' }, 'A.length'), undefined);
    assert.equal(valueAt({}, 'constructor.name'), undefined);
    assert.equal(fieldAt(fields, 'Account.User')?.label, 'User');
    assert.equal(fieldAt(fields, 'Name.User'), undefined);
  });
  it('treats as empty what holds nothing, but not 0 or false', () => {
    for (const empty of [undefined, '', [], [''], {}, { a: '' }, { a: { b: [] } }]) assert.ok(isEmpty(empty));
    for (const value of [0, false, ' ', [0], { a: false }]) assert.ok(!isEmpty(value));
  });
  it('fills in placeholders, and keeps those without a value', () => {
    assert.equal(fill('{1} of {0}, {2}', 'a', 2), '2 of a, {2}');
    assert.equal(fill('{0}', '{1}', 'x'), '{1}');
    assert.equal(fill('{10} {x}', ...Array.from({ length: 11 }, (_, at) => `a${at}`)), 'a10 {x}');
  });
});
