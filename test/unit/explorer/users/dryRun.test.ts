// What would become of the rows of a file, by the pool as it is.
import * as assert from 'node:assert/strict';

import type { Entry } from '../../../../src/explorer/users/columns';
import type { Pool, Rules, Verdict } from '../../../../src/explorer/users/dryRun';
import { dryRun } from '../../../../src/explorer/users/dryRun';
import { isAddress, proposedName } from '../../../../src/explorer/users/names';

const pool: Pool = {
  users: new Map(
    [
      { userName: 'ana@x.com', firstName: 'Ana', lastName: 'Ruiz', enabled: true },
      { userName: 'bo@x.com', firstName: '', lastName: '', enabled: false },
    ].map(user => [user.userName, user]),
  ),
  stacks: new Set(['design', 'office']),
  usersOf: new Map([
    ['design', new Set(['ana@x.com'])],
    ['office', new Set()],
  ]),
};
const plain: Rules = { respell: false, rename: false, quota: 50 };
const fixed: Rules = { ...plain, respell: true, rename: true };
const row = (userName: string, more: Partial<Entry> = {}): Entry => ({
  ...{ number: 2, userName, firstName: '', lastName: '', stacks: [], deed: 'create', ...more },
});
const stepsOf = ({ steps }: Verdict): string =>
  steps.map(step => (step.deed === 'associate' ? `associate ${step.stacks.join('+')}` : step.deed)).join(', ');
const judged = (entry: Entry, rules = plain): Verdict => dryRun([entry], pool, rules)[0] as Verdict;

describe('The dry run of a row', () => {
  const table: readonly (readonly [what: string, entry: Entry, kind: string, steps: string, note?: RegExp])[] = [
    ['creates a new user', row('cy@x.com'), 'ready', 'create'],
    ['creates and associates', row('cy@x.com', { stacks: ['design'] }), 'ready', 'create, associate design'],
    ['leaves a user who exists', row('ana@x.com'), 'same', '', /^The user exists\.$/],
    ['says that the user is disabled', row('bo@x.com'), 'same', '', /but is disabled/],
    [
      "says that names can't change",
      row('ana@x.com', { lastName: 'Diaz' }),
      'same',
      '',
      /other names in the user pool/,
    ],
    ['adds only what lacks', row('ana@x.com', { stacks: ['design', 'office'] }), 'ready', 'associate office', /exists/],
    ['leaves one with its stacks', row('ana@x.com', { stacks: ['design'] }), 'same', '', /has these stacks/],
    ['knows other capitals', row('Ana@X.com'), 'capitals', '', /^The user pool has ana@x\.com\. To AWS, addresses/],
    ['refuses no address', row(''), 'invalid', '', /no e-mail address/],
    ['refuses a name', row('Ana Ruiz'), 'invalid', '', /not an e-mail address/],
    ['refuses blanks', row('a na@x.com'), 'invalid', '', /not an e-mail address/],
    ['refuses 129 characters', row(`${'a'.repeat(123)}@x.com`), 'invalid', '', /not an e-mail address/],
    ['refuses no action', row('ana@x.com', { deed: undefined }), 'invalid', '', /does not say what to do/],
    ['refuses an unknown stack', row('cy@x.com', { stacks: ['lab'] }), 'invalid', '', /has no stack lab\.$/],
    ['knows a similar stack', row('cy@x.com', { stacks: ['Design'] }), 'invalid', '', /Do you mean design\?/],
    [
      'explains an apostrophe',
      row('o@x.com', { lastName: "O'Brien" }),
      'names',
      '',
      /refuses ' in a name\. Proposal: OBrien\./,
    ],
    [
      'explains an accent',
      row('j@x.com', { firstName: 'José' }),
      'names',
      '',
      /refuses é in a name\. Proposal: Jose\./,
    ],
    [
      'explains another script',
      row('y@x.com', { lastName: '山田' }),
      'names',
      '',
      /refuses 山田 .* leave the name out/,
    ],
    ['ignores the names of one who exists', row('ana@x.com', { firstName: 'Aná' }), 'same', '', /^The user exists\.$/],
    ['associates', row('bo@x.com', { deed: 'associate', stacks: ['office'] }), 'ready', 'associate office'],
    [
      'associates nobody new',
      row('cy@x.com', { deed: 'associate', stacks: ['office'] }),
      'invalid',
      '',
      /no such user/,
    ],
    ['associates with something', row('bo@x.com', { deed: 'associate' }), 'invalid', '', /names no stack/],
    ['enables', row('bo@x.com', { deed: 'enable' }), 'ready', 'enable'],
    ['leaves an enabled one', row('ana@x.com', { deed: 'enable' }), 'same', '', /is enabled/],
    ['disables', row('ana@x.com', { deed: 'disable' }), 'ready', 'disable'],
    ['leaves a disabled one', row('bo@x.com', { deed: 'disable' }), 'same', '', /is disabled/],
    ['deletes', row('ana@x.com', { deed: 'delete', stacks: ['lab'] }), 'ready', 'delete'],
    ['leaves one who is gone', row('cy@x.com', { deed: 'delete' }), 'same', '', /no such user/],
    ['disables nobody who is gone', row('cy@x.com', { deed: 'disable' }), 'invalid', '', /no such user/],
  ];
  for (const [what, entry, kind, steps, note] of table) {
    it(what, () => {
      const verdict = judged(entry);
      assert.equal(verdict.kind, kind);
      assert.equal(stepsOf(verdict), steps);
      if (note) assert.match(verdict.notes.join(' '), note);
      else assert.deepEqual(verdict.notes, []);
    });
  }

  it("takes the pool's spelling and changed names if the user wants it", () => {
    const respelled = judged(row('Ana@X.com', { deed: 'disable' }), fixed);
    assert.deepEqual([respelled.kind, respelled.entry.userName], ['ready', 'ana@x.com']);
    const renamed = judged(row('o@x.com', { firstName: '山', lastName: "O'Brien" }), fixed);
    assert.deepEqual([renamed.kind, renamed.entry.firstName, renamed.entry.lastName], ['ready', '', 'OBrien']);
    assert.deepEqual(renamed.notes, ['山 is left out.', "O'Brien becomes OBrien."]);
  });

  it('leaves unknown stacks to AWS if they cannot be listed', () => {
    const blind = { ...pool, stacks: undefined, usersOf: new Map() };
    const [verdict] = dryRun([row('ana@x.com', { stacks: ['lab'] })], blind, plain);
    assert.equal(verdict && stepsOf(verdict), 'associate lab');
  });
});

describe('The dry run of several rows', () => {
  const kinds = (entries: readonly Entry[], rules = plain) => dryRun(entries, pool, rules).map(({ kind }) => kind);

  it('creates a user once, and adds up the stacks', () => {
    const verdicts = dryRun(
      [
        row('cy@x.com', { number: 2, stacks: ['design'] }),
        row('cy@x.com', { number: 3, stacks: ['design', 'office'] }),
        row('cy@x.com', { number: 4, stacks: ['office'] }),
      ],
      pool,
      plain,
    );
    assert.deepEqual(verdicts.map(stepsOf), ['create, associate design', 'associate office', '']);
    assert.match(verdicts[1]?.notes.join(' ') ?? '', /^Row 2 has the same user\./);
  });

  it('refuses two wishes for one user, and asks about capitals', () => {
    const all = [row('cy@x.com'), row('cy@x.com', { number: 3, deed: 'delete' }), row('CY@x.com', { number: 4 })];
    assert.deepEqual(kinds(all), ['ready', 'invalid', 'capitals']);
    assert.deepEqual(kinds(all, fixed), ['ready', 'invalid', 'same']);
  });

  it('stays below the quota, which deleted users leave room for', () => {
    const all = [row('c@x.com'), row('d@x.com'), row('ana@x.com', { deed: 'delete' }), row('e@x.com')];
    assert.deepEqual(kinds(all, { ...plain, quota: 3 }), ['ready', 'over', 'ready', 'ready']);
    assert.deepEqual(kinds(all, { ...plain, quota: undefined }), ['ready', 'ready', 'ready', 'ready']);
  });

  it('takes less than two seconds of CPU time for 10,000 rows', () => {
    const all = Array.from({ length: 10_000 }, (_, at) => row(`u${at}@x.com`, { number: at, lastName: 'Müller' }));
    const begin = process.cpuUsage();
    assert.equal(kinds(all, { ...fixed, quota: 20_000 }).filter(kind => kind === 'ready').length, 10_000);
    const { user, system } = process.cpuUsage(begin);
    assert.ok(user + system < 2_000_000, `${user + system} µs`);
  });
});

describe('A name that AWS accepts', () => {
  const table: readonly (readonly [name: string, proposal: string])[] = [
    ["O'Brien", 'OBrien'],
    ['D’Angelo', 'DAngelo'],
    ['José María', 'Jose Maria'],
    ['Jose\u0301', 'Jose'],
    ['Müller', 'Mueller'],
    ['Weiß', 'Weiss'],
    ['Łukasz', 'Lukasz'],
    ['Jean–Luc', 'Jean-Luc'],
    ['Ruiz Jr.', 'Ruiz Jr'],
    ['Иван', ''],
    ['山田', ''],
    ['Ana (HR)', ''],
  ];
  for (const [name, proposal] of table) {
    it(`takes the place of ${name}`, () => assert.equal(proposedName(name), proposal));
  }

  it('is not asked of an address', () => {
    assert.deepEqual(['josé@x.com', '@x.com', 'a@b@c', 'a@'].map(isAddress), [true, false, false, false]);
  });
});
