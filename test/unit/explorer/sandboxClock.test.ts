// The moments until which the user moves the clock of the sandbox.
import * as assert from 'node:assert/strict';

import { leaps, momentOf, momentProblem, nextMorning } from '../../../src/explorer/show/sandboxClock';

/** November 29, 2026, 16:45:30, wherever this runs. */
const now = new Date(2026, 10, 29, 16, 45, 30).getTime();

describe('The clock of the sandbox', () => {
  it('moves by a quarter of an hour, an hour, a day at work or a day', () => {
    assert.deepEqual(
      leaps().map(({ label, ms }) => [label, ms / 3_600_000]),
      [
        ['15 minutes', 0.25],
        ['1 hour', 1],
        ['8 hours', 8],
        ['1 day', 24],
      ],
    );
  });

  const moments: [text: string, what: string, at: [number, number, number, number, number]][] = [
    ['18:30', 'this evening', [2026, 10, 29, 18, 30]],
    ['16:46', 'the next minute', [2026, 10, 29, 16, 46]],
    ['16:45', 'a minute that has begun: tomorrow', [2026, 10, 30, 16, 45]],
    [' 8:00 ', 'tomorrow morning', [2026, 10, 30, 8, 0]],
    ['2026-12-24 18:30', 'a date', [2026, 11, 24, 18, 30]],
    ['2026-12-1T08:00', 'a date as computers write it', [2026, 11, 1, 8, 0]],
    ['2027-11-29 16:45', 'almost a year', [2027, 10, 29, 16, 45]],
  ];
  for (const [text, what, at] of moments) {
    it(`moves until "${text}": ${what}`, () => {
      assert.equal(momentOf(text, now), new Date(...at).getTime());
      assert.equal(momentProblem(text, now), undefined);
    });
  }

  const problems: [text: string, problem: RegExp][] = [
    ['', /^Enter a time such as 18:30/],
    ['soon', /^Enter a time such as/],
    ['24:00', /^Enter a time such as/],
    ['12:60', /^Enter a time such as/],
    ['2027-02-30 12:00', /^Enter a time such as/],
    ['2026-13-01 12:00', /^Enter a time such as/],
    ['2026-11-29', /^Enter a time such as/],
    ['2026-11-29 16:45', /^The clock moves only forward\. Enter a time after Nov 29, 2026, 4:45/],
    ['0099-01-01 00:00', /^The clock moves only forward/],
    ['2027-11-29 16:46', /^The clock moves forward by a year at most\.$/],
  ];
  for (const [text, problem] of problems) {
    it(`does not move until "${text}"`, () => assert.match(momentProblem(text, now) ?? '', problem));
  }

  it('is offered a text that it understands: the next morning', () => {
    assert.equal(nextMorning(now), '2026-11-30 08:00');
    assert.equal(nextMorning(new Date(2026, 11, 31, 9).getTime()), '2027-01-01 08:00');
    assert.equal(momentOf(nextMorning(now), now), new Date(2026, 10, 30, 8).getTime());
  });
});
