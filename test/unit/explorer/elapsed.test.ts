// The time that a row under way shows, and when the row is drawn anew for it: a row that is drawn anew closes its tooltip.
import * as assert from 'node:assert/strict';

import { createDueRows, elapsedText } from '../../../src/explorer/show/elapsed';

describe('The time that a row under way shows', () => {
  for (const [ms, text] of [
    [-500, '0 s'],
    [999, '0 s'],
    [9_999, '9 s'],
    [19_999, '10 s'],
    [59_999, '50 s'],
    [60_000, '1 min'],
    [119_999, '1 min'],
    [3_600_000, '60 min'],
  ] as const) {
    it(`is ${text} after ${ms} ms`, () => assert.equal(elapsedText(ms), text));
  }
});

describe('A row under way is drawn anew', () => {
  interface Row {
    readonly begins: number[];
  }
  /** The seconds at which a row is drawn anew, if it is asked each second. @param given what changes meanwhile */
  function drawn(row: Row, seconds: number, given: (second: number) => void = () => undefined): number[] {
    const due = createDueRows<Row>(({ begins }) => begins);
    due([row], 0);
    return Array.from({ length: seconds }, (_, place) => place + 1).filter(second => {
      given(second);
      return due([row], second * 1_000).length > 0;
    });
  }

  it('each second at first, then each ten seconds, and each minute after the first', () => {
    const first = Array.from({ length: 10 }, (_, place) => place + 1);
    assert.deepEqual(drawn({ begins: [0] }, 200), [...first, 20, 30, 40, 50, 60, 120, 180]);
  });

  it('when the time of something that is drawn with it changes, too', () => {
    const row = { begins: [0] };
    const seconds = drawn(row, 240, second => second === 90 && row.begins.push(90_000));
    assert.deepEqual(
      seconds.filter(second => second > 60),
      [...Array.from({ length: 11 }, (_, place) => place + 90), 110, 120, 130, 140, 150, 180, 210, 240],
    );
  });

  it('once if the timer was late or stood still', () => {
    const due = createDueRows<Row>(({ begins }) => begins);
    const row = { begins: [0] };
    assert.deepEqual(due([row], 0), [row]);
    assert.deepEqual(due([row], 125_000), [row]);
    assert.deepEqual(due([row], 126_000), []);
  });

  it('only if its own time has changed', () => {
    const due = createDueRows<Row>(({ begins }) => begins);
    const [old, young] = [{ begins: [0] }, { begins: [100_000] }];
    due([old, young], 100_000);
    assert.deepEqual(due([old, young], 101_000), [young]);
  });
});
