// Which lists are shown with one row for each value of an enum, and how their rows are named.
import * as assert from 'node:assert/strict';

import { eachOf, withLabels } from '../../../src/explorer/forms/formEach';
import type { ChoiceField, Field, GroupField, TextField } from '../../../src/forms/field';

const choice = (name: string, values: readonly string[], required = true): ChoiceField => ({
  ...{ kind: 'choice', name, label: name, required },
  options: values.map(value => ({ value })),
});
const text = (name: string, required = false): TextField => ({ kind: 'text', name, label: name, required });
const entry = (...fields: Field[]): GroupField => ({ kind: 'group', name: '', label: '', fields });

const action = choice('Action', ['COPY', 'PRINT']);
const permission = choice('Permission', ['ENABLED', 'DISABLED']);
const switches = { key: 'Action', toggle: { member: 'Permission', on: 'ENABLED', off: 'DISABLED' } };

describe('An entry of a list', () => {
  const cases: {
    given: string;
    item: GroupField;
    hint?: Parameters<typeof eachOf>[1];
    is: ReturnType<typeof eachOf>;
  }[] = [
    { given: 'a required enum and ENABLED or DISABLED', item: entry(action, permission), is: switches },
    { given: 'the same in another order', item: entry(permission, action), is: switches },
    { given: 'the same and an optional text', item: entry(action, permission, text('Note')), is: switches },
    { given: 'the same and a required text', item: entry(action, permission, text('Note', true)), is: undefined },
    { given: 'a required enum that is no enum', item: entry(text('Action', true), permission), is: undefined },
    { given: 'a permission alone', item: entry(permission), is: undefined },
    { given: 'an enum alone', item: entry(action), is: undefined },
    { given: 'an enum alone, with the hint', item: entry(action), hint: { each: 'Action' }, is: { key: 'Action' } },
    {
      given: 'an optional permission',
      item: entry(action, choice('Permission', ['ENABLED', 'DISABLED'], false)),
      is: undefined,
    },
    {
      given: 'ENABLED and DISABLED among other values',
      item: entry(action, choice('Permission', ['ENABLED', 'DISABLED', 'ASK'])),
      is: undefined,
    },
    { given: 'two other values', item: entry(action, choice('Permission', ['ENABLED', 'OFF'])), is: undefined },
    {
      given: 'what is on by default',
      item: entry(action, permission),
      hint: { defaults: { COPY: 'ENABLED' } },
      is: { ...switches, toggle: { ...switches.toggle, defaults: { COPY: 'ENABLED' } } },
    },
  ];
  for (const { given, item, hint = {}, is } of cases) {
    it(`is ${is === undefined ? 'no row of its own' : is.toggle ? 'a switch' : 'a check box'}: ${given}`, () => {
      assert.deepEqual(eachOf(item, hint), is);
    });
  }

  it('has labels for the values that name rows, and for no others', () => {
    const other = choice('Other', ['A_B']);
    const { fields } = withLabels(entry(action, permission, other, text('Note')), switches);
    const labels = fields.map(field =>
      field.kind === 'choice' ? field.options.map(({ label }) => label) : field.kind,
    );
    assert.deepEqual(labels, [['Copy', 'Print'], ['Enabled', 'Disabled'], [undefined], 'text']);
  });

  it('keeps the labels that it has', () => {
    const named: ChoiceField = { ...action, options: [{ value: 'COPY', label: 'Copy files' }] };
    const [field] = withLabels(entry(named), { key: 'Action' }).fields;
    assert.deepEqual(field?.kind === 'choice' && field.options, [{ value: 'COPY', label: 'Copy files' }]);
  });
});
