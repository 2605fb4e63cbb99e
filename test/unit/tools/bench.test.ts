// What `npm run bench` takes as arguments, and the table that it prints.
import * as assert from 'node:assert/strict';

import { readArguments, tableOf, usage, UsageError } from '../../bench/report.mjs';

const names = ['listing', 'form', 'start'];
const read = (...args: string[]) => readArguments(args, names, ['start']);

describe('npm run bench', () => {
  it('runs all benchmarks but those that run only if they are named', () => {
    assert.deepEqual(read(), {
      names: ['listing', 'form'],
      runs: 1,
      options: { fleets: 5000, users: 20_000, profiles: 5000 },
    });
  });

  it('runs those that are named, with the numbers that are given', () => {
    assert.deepEqual(read('start', 'form', '--runs', '5', '--fleets', '100'), {
      names: ['form', 'start'],
      runs: 5,
      options: { fleets: 100, users: 20_000, profiles: 5000 },
    });
  });

  for (const [args, words] of [
    [['listings'], /There is no benchmark "listings". There are listing, form, start./],
    [['--fleet', '5'], /'--fleet'/],
    [['--fleets', 'many'], /--fleets must be a whole number from 1 to 50000, not "many"./],
    [['--fleets', '0'], /--fleets must be a whole number/],
    [['--runs', '1.5'], /--runs must be a whole number/],
    [['--users', '50001'], /--users must be a whole number/],
    [['--profiles'], /profiles/],
    [['5000'], /There is no benchmark "5000"/],
  ] as const) {
    it(`says what is wrong with ${args.join(' ')}`, () => {
      assert.throws(
        () => read(...args),
        error => error instanceof UsageError && words.test(error.message),
      );
    });
  }

  it('explains itself, with each benchmark and option', () => {
    assert.equal(read('--help'), 'help');
    const text = usage({ listing: 'lists', start: 'npm start' }, ['start']);
    for (const words of [
      / listing +lists$/m,
      / start +npm start \(only if named\)$/m,
      /--runs N/,
      /--fleets N .*5000/,
    ]) {
      assert.match(text, words);
    }
  });

  const ms = { unit: 'ms', isLeast: false };
  for (const { given, rows, line } of [
    {
      given: 'the median of all runs',
      rows: [9, 2, 3].map(value => ({ ...ms, value, limit: 10 })),
      line: /3 ms +≤ 10 ms +yes$/m,
    },
    { given: 'a target that is missed', rows: [{ ...ms, value: 11, limit: 10 }], line: /11 ms +≤ 10 ms +NO$/m },
    {
      given: 'a ratio that must be large',
      rows: [{ value: 4.2, unit: '×', limit: 4, isLeast: true }],
      line: /4.20 × +≥ 4 × +yes$/m,
    },
    {
      given: 'one that is too small',
      rows: [{ value: 3.9, unit: '×', limit: 4, isLeast: true }],
      line: /3.90 × +≥ 4 × +NO$/m,
    },
    { given: 'a value without a target', rows: [{ ...ms, value: 50 }], line: /^first +50 ms$/m },
    {
      given: 'why something was not measured',
      rows: [{ why: 'aws is missing' }],
      line: /^first +not measured +aws is missing$/m,
    },
  ]) {
    it(`shows ${given}`, () => {
      const table = tableOf(rows.map(row => ({ measure: 'first', ...row })));
      assert.match(table, /^measure +measured +target +met$/m);
      assert.match(table, line);
    });
  }
});
