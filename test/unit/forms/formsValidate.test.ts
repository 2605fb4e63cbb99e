import assert from 'node:assert/strict';

import { api } from '../../../src/api/appstream/model';
import { patternOf } from '../../../src/api/core/facts';
import { formTexts } from '../../../src/explorer/forms/formTexts';
import type { Field, Value, Values } from '../../../src/forms/field';
import {
  atLeast,
  atMostOne,
  each,
  forbiddenWhen,
  given,
  is,
  isNot,
  knowing,
  membersNow,
  oneOf,
  range,
  requiredWhen,
  type Rule,
  unique,
} from '../../../src/forms/rules';
import { compile, validate } from '../../../src/forms/validate';

const texts = formTexts();
const messages = (fields: readonly Field[], values: Values, rules: readonly Rule[] = []) =>
  validate(fields, values, rules, texts).map(({ path, message }) => `${path.join('.')}: ${message}`);

const text = (facts: Partial<Field> = {}) => ({ kind: 'text', name: 'f', label: 'F', ...facts }) as Field;
const number = (facts: Partial<Field> = {}) => ({ kind: 'number', name: 'f', label: 'F', ...facts }) as Field;
const list = (facts: Partial<Field> = {}, item = text()) =>
  ({ kind: 'list', name: 'f', label: 'F', item, ...facts }) as Field;
const group = (fields: readonly Field[], facts: Partial<Field> = {}): Field =>
  ({ kind: 'group', name: 'f', label: 'F', fields, ...facts }) as Field;
const map = (facts: Partial<Field> = {}): Field =>
  ({
    kind: 'map',
    name: 'f',
    label: 'F',
    key: { kind: 'text', name: 'key', label: 'Key', min: 1, max: 3, pattern: '^(?!aws:).*$' },
    value: { kind: 'text', name: 'value', label: 'Value', max: 2 },
    ...facts,
  }) as Field;

describe('validating one field', () => {
  const pair = group([text({ name: 'A', required: true }), text({ name: 'B' })]);
  const table: { given: string; field: Field; fine?: (Value | undefined)[]; wrong?: [Value | undefined, string][] }[] =
    [
      { given: 'an optional text', field: text(), fine: [undefined, '', 'x'], wrong: [[7, texts.wrongType]] },
      {
        given: 'a required text',
        field: text({ required: true }),
        fine: ['x', ' '],
        wrong: [
          [undefined, 'This is required.'],
          ['', 'This is required.'],
        ],
      },
      {
        given: 'a text of 2 to 3 characters',
        field: text({ min: 2, max: 3 }),
        fine: ['ab', 'abc', '🙂🙂', '🙂🙂🙂'],
        wrong: [
          ['a', 'Use at least 2 characters; this has 1.'],
          ['abcd', 'Use at most 3 characters; this has 4.'],
          ['🙂', 'Use at least 2 characters; this has 1.'],
          ['🙂🙂🙂🙂', 'Use at most 3 characters; this has 4.'],
        ],
      },
      {
        given: 'a text with a pattern that needs the u flag',
        field: text({ pattern: '^[\\p{L}]{2}$' }),
        fine: ['ab', 'éß', '𝒜𝒜'],
        wrong: [
          ['a1', 'AWS does not accept this text.'],
          ['abc', 'AWS does not accept this text.'],
        ],
      },
      {
        given: 'a text with a pattern that does not bear the u flag',
        field: text({ pattern: '^a\\-b\\,$' }),
        fine: ['a-b,'],
        wrong: [['ab', 'AWS does not accept this text.']],
      },
      {
        given: 'a text whose pattern is not anchored, which the whole of it must match all the same',
        field: text({ pattern: '[ab]+' }),
        fine: ['ab'],
        wrong: [['a b', 'AWS does not accept this text.']],
      },
      {
        given: 'any number',
        field: number(),
        fine: [undefined, 0, -1, Number.MAX_SAFE_INTEGER],
        wrong: [
          [1.5, 'Enter a whole number.'],
          ['12', 'Enter a whole number.'],
          ['abc', 'Enter a whole number.'],
          [Number.MAX_SAFE_INTEGER + 1, 'Enter a whole number.'],
          [true, 'Enter a whole number.'],
        ],
      },
      {
        given: 'a number from 60 to 36000',
        field: number({ min: 60, max: 36000 }),
        fine: [60, 36000],
        wrong: [
          [59, 'Enter a value from 60 to 36000.'],
          [36001, 'Enter a value from 60 to 36000.'],
        ],
      },
      { given: 'a number from 0 up', field: number({ min: 0 }), fine: [0], wrong: [[-1, 'Enter 0 or more.']] },
      { given: 'a number up to 5', field: number({ max: 5 }), fine: [5, -9], wrong: [[6, 'Enter 5 or less.']] },
      {
        given: 'a choice',
        field: { kind: 'choice', name: 'f', label: 'F', options: [{ value: 'A' }] },
        fine: ['A', 'NEWER_THAN_THE_MODEL', undefined],
        wrong: [[3, texts.wrongType]],
      },
      {
        given: 'a required flag',
        field: { kind: 'flag', name: 'f', label: 'F', required: true },
        fine: [undefined, false, true],
      },
      { given: 'a flag', field: { kind: 'flag', name: 'f', label: 'F' }, wrong: [['yes', texts.wrongType]] },
      {
        given: 'a list of 2 to 3',
        field: list({ min: 2, max: 3 }),
        fine: [undefined, [], [''], ['a', 'b'], ['a', '', 'b', 'c']],
        wrong: [
          [['a'], 'At least 2 needed; there are 1.'],
          [['a', ''], 'At least 2 needed; there are 1.'],
          [['a', 'b', 'c', 'd'], 'At most 3 allowed; there are 4.'],
          ['a', texts.wrongType],
        ],
      },
      {
        given: 'a required list',
        field: list({ required: true }),
        fine: [['a']],
        wrong: [
          [[], 'This is required.'],
          [['', ''], 'This is required.'],
        ],
      },
      {
        given: 'a map of at most 2',
        field: map({ max: 2 }),
        fine: [undefined, {}, { a: '' }, { abc: '🙂🙂', b: 'y' }, JSON.parse('{"__p":"x"}') as Values],
        wrong: [[{ a: '', b: '', c: '' }, 'At most 2 allowed; there are 3.']],
      },
      {
        given: 'a group with a required member',
        field: pair,
        fine: [undefined, {}, { A: '', B: '' }, { A: 'x' }],
        wrong: [['x', texts.wrongType]],
      },
      {
        given: 'a required group',
        field: { ...pair, required: true },
        fine: [{ A: 'x' }],
        wrong: [[{ A: '' }, 'This is required.']],
      },
    ];
  for (const { given, field, fine = [], wrong = [] } of table) {
    for (const value of fine) {
      it(`given ${given}, accepts ${JSON.stringify(value)}`, () => {
        assert.deepEqual(messages([field], value === undefined ? {} : { f: value }), []);
      });
    }
    for (const [value, message] of wrong) {
      it(`given ${given}, refuses ${JSON.stringify(value)}: ${message}`, () => {
        assert.deepEqual(messages([field], value === undefined ? {} : { f: value }), [`f: ${message}`]);
      });
    }
  }

  it('requires a member once its group has a value, and says where', () => {
    assert.deepEqual(messages([pair], { f: { B: 'x' } }), ['f.A: This is required.']);
  });
  it('finds problems of list entries at their position, with or without empty entries before them', () => {
    assert.deepEqual(messages([list({}, text({ max: 1 }))], { f: ['a', '', 'bb'] }), [
      'f.2: Use at most 1 characters; this has 2.',
    ]);
  });
  it('finds problems inside the groups of a list', () => {
    assert.deepEqual(messages([list({}, pair)], { f: [{}, { B: 'x' }] }), ['f.1.A: This is required.']);
  });
  it('finds one problem for each key of a map, at the key', () => {
    assert.deepEqual(messages([map()], { f: { 'aws:': 'x', '': 'y', k: 'zzz', good: 'xyz' } }), [
      'f.aws:: Use at most 3 characters; this has 4.',
      'f.: Enter a key for this value.',
      'f.k: Use at most 2 characters; this has 3.',
      'f.good: Use at most 3 characters; this has 4.',
    ]);
  });
  it('is not confused by members that every object inherits', () => {
    assert.deepEqual(messages([text({ name: 'constructor', required: true })], {}), ['constructor: This is required.']);
  });
  it('reads every pattern of the API as the API layer does', () => {
    const patterns = Object.values(api.shapes).flatMap(shape => shape.pattern ?? []);
    assert.ok(patterns.length > 20);
    for (const pattern of patterns) assert.deepEqual(compile(pattern), patternOf(pattern));
  });
});

describe('validating rules between fields', () => {
  const fields: Field[] = [
    text({ name: 'Type', label: 'Fleet type' }),
    text({ name: 'A', label: 'Image name' }),
    text({ name: 'B', label: 'Image ARN' }),
    number({ name: 'N', label: 'Idle' }),
    group([list({ name: 'L', label: 'Subnets' })], { name: 'G', label: 'VPC' }),
    list(
      { name: 'Settings' },
      group([text({ name: 'Action', label: 'Action' }), number({ name: 'Length', label: 'Length' })]),
    ),
  ];
  const elastic = is('Type', 'ELASTIC');
  const table: { rule: Rule; fine: Values[]; wrong: [Values, string][] }[] = [
    {
      rule: oneOf(['A', 'B'], isNot('Type', 'ELASTIC')),
      fine: [{ A: 'x' }, { B: 'x' }, { A: 'x', B: '' }, { Type: 'ELASTIC' }, { Type: 'ELASTIC', A: 'x', B: 'x' }],
      wrong: [
        [{}, 'A: Enter one of these: Image name, Image ARN.'],
        [{ Type: 'ON_DEMAND', A: '' }, 'A: Enter one of these: Image name, Image ARN.'],
        [{ A: 'x', B: 'y' }, 'B: Enter only one of these: Image name, Image ARN.'],
      ],
    },
    {
      rule: atMostOne('A', 'B'),
      fine: [{}, { A: 'x' }],
      wrong: [[{ A: 'x', B: 'y' }, 'B: Enter only one of these: Image name, Image ARN.']],
    },
    {
      rule: requiredWhen('N', elastic),
      fine: [{}, { Type: 'ELASTIC', N: 0 }, { Type: 'ON_DEMAND' }],
      wrong: [[{ Type: 'ELASTIC' }, 'N: Required when Fleet type is ELASTIC.']],
    },
    {
      rule: requiredWhen('N', isNot('Type', 'ELASTIC')),
      fine: [{ Type: 'ELASTIC' }, { N: 1 }],
      wrong: [[{}, 'N: Required unless Fleet type is ELASTIC.']],
    },
    {
      rule: requiredWhen('B', given('G')),
      fine: [{ G: { L: [''] } }, { G: { L: ['x'] }, B: 'y' }],
      wrong: [[{ G: { L: ['x'] } }, 'B: Required together with VPC.']],
    },
    {
      rule: forbiddenWhen('G', elastic),
      fine: [{ Type: 'ELASTIC' }, { Type: 'ELASTIC', G: { L: [] } }, { G: { L: ['x'] } }],
      wrong: [[{ Type: 'ELASTIC', G: { L: ['x'] } }, 'G: Leave this empty when Fleet type is ELASTIC.']],
    },
    {
      rule: forbiddenWhen('A', isNot('Type', 'ELASTIC')),
      fine: [{ Type: 'ELASTIC', A: 'x' }],
      wrong: [[{ A: 'x' }, 'A: Leave this empty unless Fleet type is ELASTIC.']],
    },
    {
      rule: forbiddenWhen('A', given('B')),
      fine: [{ A: 'x' }, { B: 'x' }],
      wrong: [[{ A: 'x', B: 'y' }, 'A: Leave this empty if Image ARN is set.']],
    },
    {
      rule: range('N', 60, 36000, [0]),
      fine: [{}, { N: 0 }, { N: 60 }, { N: 36000 }],
      wrong: [
        [{ N: 1 }, 'N: Enter 0, or a value from 60 to 36000.'],
        [{ N: 59 }, 'N: Enter 0, or a value from 60 to 36000.'],
        [{ N: 36001 }, 'N: Enter 0, or a value from 60 to 36000.'],
      ],
    },
    { rule: range('N', 1, 2), fine: [{ N: 1 }, { N: 2 }], wrong: [[{ N: 3 }, 'N: Enter a value from 1 to 2.']] },
    {
      rule: atLeast(2, 'G.L', elastic),
      fine: [{}, { Type: 'ELASTIC', G: { L: ['a', 'b'] } }],
      wrong: [
        [{ Type: 'ELASTIC' }, 'G.L: At least 2 needed; there are 0.'],
        [{ Type: 'ELASTIC', G: { L: ['a', ''] } }, 'G.L: At least 2 needed; there are 1.'],
      ],
    },
    {
      rule: { kind: 'entries', member: 'G.L', max: 1 },
      fine: [{}, { G: { L: ['a'] } }],
      wrong: [[{ G: { L: ['a', 'b'] } }, 'G.L: At most 1 allowed; there are 2.']],
    },
    {
      rule: { kind: 'entries', member: 'Tags', max: 1 },
      fine: [{}, { Tags: { a: '' } }],
      wrong: [[{ Tags: { a: '', b: '' } }, 'Tags: At most 1 allowed; there are 2.']],
    },
    {
      rule: { kind: 'begins', member: 'G.L', with: ['OU='] },
      fine: [{}, { G: { L: ['OU=x', 'ou=y', ''] } }],
      wrong: [[{ G: { L: ['OU=x', 'CN=y'] } }, 'G.L.1: This must begin with OU=.']],
    },
    {
      rule: { kind: 'beginsNot', member: 'A', with: ['aws', 'amazon'] },
      fine: [{}, { A: 'my-aws' }],
      wrong: [[{ A: 'AWS-mine' }, 'A: This must not begin with aws, amazon.']],
    },
    {
      rule: { kind: 'forbidden', member: 'A' },
      fine: [{}, { A: '' }],
      wrong: [[{ A: 'x' }, 'A: Leave this empty.']],
    },
    {
      rule: requiredWhen('N', is('Type', 'A', 'B')),
      fine: [{}, { Type: 'C' }, { Type: 'B', N: 1 }],
      wrong: [[{ Type: 'B' }, 'N: Required when Fleet type is A, B.']],
    },
    {
      rule: forbiddenWhen('N', isNot('Type', 'A', 'B')),
      fine: [{ Type: 'A', N: 1 }, { Type: 'C' }],
      wrong: [
        [{ Type: 'C', N: 1 }, 'N: Leave this empty unless Fleet type is A, B.'],
        [{ N: 1 }, 'N: Leave this empty unless Fleet type is A, B.'],
      ],
    },
    {
      rule: unique('Settings', 'Action'),
      fine: [{}, { Settings: [{ Action: 'x' }, { Action: 'y' }, {}, { Action: '' }] }],
      wrong: [
        [
          { Settings: [{ Action: 'x' }, { Action: 'y' }, { Action: 'x' }] },
          'Settings.2.Action: This entry already exists.',
        ],
      ],
    },
    {
      rule: each('Settings', forbiddenWhen('Length', isNot('Action', 'COPY')))[0] as Rule,
      fine: [{}, { Settings: [{ Action: 'COPY', Length: 1 }, { Action: 'PRINT' }, {}] }],
      wrong: [
        [
          { Settings: [{ Action: 'COPY' }, { Action: 'PRINT', Length: 1 }] },
          'Settings.1.Length: Leave this empty unless Action is COPY.',
        ],
      ],
    },
    {
      rule: { kind: 'required', member: 'A', message: 'Say which.' },
      fine: [{ A: 'x' }],
      wrong: [[{}, 'A: Say which.']],
    },
  ];
  for (const { rule, fine, wrong } of table) {
    for (const values of fine) {
      it(`${JSON.stringify(rule)} accepts ${JSON.stringify(values)}`, () => {
        assert.deepEqual(messages(fields, values, [rule]), []);
      });
    }
    for (const [values, message] of wrong) {
      it(`${JSON.stringify(rule)} finds in ${JSON.stringify(values)}: ${message}`, () => {
        assert.deepEqual(messages(fields, values, [rule]), [message]);
      });
    }
  }

  it('shows one problem for each field: that of the field itself first', () => {
    assert.deepEqual(messages(fields, { N: 'x' }, [requiredWhen('N', isNot('Type', 'E')), range('N', 1, 2)]), [
      'N: Enter a whole number.',
    ]);
  });
  it('tells the page which members are required and forbidden now', () => {
    const rules = [requiredWhen('N', elastic), forbiddenWhen('G', elastic)];
    assert.deepEqual([...membersNow(rules, 'required', { Type: 'ELASTIC' })], ['N']);
    assert.deepEqual([...membersNow(rules, 'forbidden', { Type: 'ELASTIC' })], ['G']);
    assert.deepEqual([...membersNow(rules, 'forbidden', {})], []);
  });
  it('tells the page nothing about members inside lists', () => {
    assert.deepEqual([...membersNow(each('L', { kind: 'required', member: 'A' }), 'required', {})], []);
  });
  it('decides rules whose condition is about a known value', () => {
    const rules = [
      requiredWhen('N', elastic),
      forbiddenWhen('A', isNot('Type', 'ELASTIC')),
      requiredWhen('B', given('A')),
      range('N', 1, 2),
    ];
    assert.deepEqual(knowing(rules, { Type: 'ELASTIC' }), [
      { kind: 'required', member: 'N' },
      requiredWhen('B', given('A')),
      range('N', 1, 2),
    ]);
    assert.deepEqual(knowing(rules, {}), rules);
  });

  const locked = fields.map(field => (field.name === 'A' ? { ...field, locked: 'Stop it first.' } : field));
  it('accepts any value of a locked field, because it is not sent', () => {
    assert.deepEqual(messages(locked, { A: 'aws' }, [{ kind: 'beginsNot', member: 'A', with: ['aws'] }]), []);
    assert.deepEqual(messages([text({ required: true, locked: 'Stop it first.' })], {}), []);
  });
  it('says what a locked field lacks if the user can change another field', () => {
    assert.deepEqual(messages(locked, { B: 'x' }, [{ ...requiredWhen('A', given('B')), message: 'Needs both.' }]), [
      'B: Needs both.',
    ]);
  });
});
