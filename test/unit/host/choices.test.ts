// The settings that the extension writes: whatever users or newer versions have written there.
import assert from 'node:assert/strict';

import fc from 'fast-check';

import { marksIn } from '../../../src/explorer/tree/mark';
import { choicesIn, withChoices, withMark } from '../../../src/host/base/choices';

const entry = fc.oneof(
  fc.jsonValue(),
  fc.record({ profile: fc.constantFrom('a', 'b', ''), regions: fc.oneof(fc.jsonValue(), fc.array(fc.string())) }),
);
const connections = fc.oneof(fc.jsonValue(), fc.array(entry));
const profiles = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.jsonValue()));

describe('the setting of profiles and Regions', () => {
  const table: [what: string, setting: unknown, choices: object[]][] = [
    ['a profile with Regions', [{ profile: 'a', regions: ['x', 'y'] }], [{ profile: 'a', regions: ['x', 'y'] }]],
    [
      'two entries for a profile, as one',
      [
        { profile: 'a', regions: ['x'] },
        { profile: 'a', regions: ['y', 'x'] },
      ],
      [{ profile: 'a', regions: ['x', 'y'] }],
    ],
    ['a profile without Regions', [{ profile: 'a' }], [{ profile: 'a', regions: [] }]],
    ['nothing of an entry without a profile', [{ regions: ['x'] }, null, 'a', 7, { profile: '' }], []],
    [
      'only Regions that are texts',
      [{ profile: 'a', regions: [7, '', 'x', null] }],
      [{ profile: 'a', regions: ['x'] }],
    ],
    ['nothing of what is no list', { profile: 'a' }, []],
  ];
  for (const [what, setting, choices] of table) {
    it(`gives ${what}`, () => assert.deepEqual(choicesIn(setting), choices));
  }

  it('can be written whatever is there, and then gives what was written', () => {
    const choice = fc.record({
      profile: fc.constantFrom('a', 'b', 'c'),
      regions: fc.uniqueArray(fc.constantFrom('x', 'y')),
    });
    const choices = fc.uniqueArray(choice, { selector: ({ profile }) => profile });
    fc.assert(
      fc.property(connections, choices, (before, written) => {
        assert.deepEqual(
          choicesIn(withChoices(before, written)),
          written.map(one => ({ ...one })),
        );
      }),
    );
  });

  it('keeps what is not understood', () => {
    const before = [{ role: 'new' }, { profile: 'a', regions: ['x'], color: 'new' }];
    assert.deepEqual(withChoices(before, [{ profile: 'a', regions: [] }]), [
      { profile: 'a', regions: [], color: 'new' },
      { role: 'new' },
    ]);
    assert.deepEqual(withChoices(before, []), [{ role: 'new' }]);
  });
});

describe('the setting of marks', () => {
  it('can be written whatever is there, and then has the mark', () => {
    const mark = { word: 'PRODUCTION', color: 'red', readOnly: true } as const;
    fc.assert(
      fc.property(profiles, before => {
        const after = withMark(before, 'a', mark);
        assert.deepEqual(marksIn(after).get('a'), mark);
        assert.deepEqual(marksIn(withMark(after, 'a', { readOnly: false })).get('a')?.word, undefined);
      }),
    );
  });

  const table: [what: string, before: unknown, after: object][] = [
    ['other profiles', { b: { word: 'B' } }, { b: { word: 'B' }, a: { word: 'A' } }],
    [
      'what is not understood of the profile',
      { a: { word: 'old', shape: 'round' } },
      { a: { shape: 'round', word: 'A' } },
    ],
    ['nothing of what is no object', ['a'], { a: { word: 'A' } }],
  ];
  for (const [what, before, after] of table) {
    it(`keeps ${what}`, () => assert.deepEqual(withMark(before, 'a', { word: 'A', readOnly: false }), after));
  }

  it('drops a profile whose mark is empty', () => {
    assert.deepEqual(withMark({ a: { word: 'A' }, b: {} }, 'a', { readOnly: false }), { b: {} });
  });
});
