// npm run soak [-- --minutes N --seed N], and two minutes of it among the tests.
import * as assert from 'node:assert/strict';

import { allowed, measured } from './measures';
import type { Report } from './soak';
import { soak } from './soak';
import type { Tally } from './trace';

const minutes = Number(process.env['SOAK_MINUTES'] ?? 2);
const seed = Number(process.env['SOAK_SEED'] ?? 1);

describe(`${minutes} minutes of two users and faults, with the seed ${seed}`, () => {
  let report: Report;
  let failed = false;

  before(async function () {
    this.timeout(0);
    report = await soak(minutes, seed, console.log);
    console.log(summary(report));
  });
  afterEach(function () {
    failed ||= this.currentTest?.isFailed() ?? false;
  });
  after(() => {
    if (failed) {
      console.log(
        ['', 'What was done last:', ...report.trace, `npm run soak -- --minutes ${minutes} --seed ${seed}`].join('\n'),
      );
    }
  });

  it('sends no change more often than requested, logs no secret, causes no warning, and explains each failure', () =>
    assert.deepEqual(report.broken, []));
  it('polls transient resources until they settle', () => assert.deepEqual(report.notFollowed, []));
  it('shows what the server has after one refresh', () => assert.deepEqual(report.differences, []));
  it('does something, and meets faults', () => {
    const { deeds, actions, outcomes, faults } = report.counts;
    assert.ok(total(deeds) > minutes * 100, `${total(deeds)} actions`);
    assert.ok((outcomes.get('done') ?? 0) > minutes * 30, `${outcomes.get('done')} done`);
    assert.ok(actions.size > 20, `${actions.size} different actions`);
    assert.ok(faults.size > 20, `${faults.size} kinds of faults`);
  });
  for (const name of measured) {
    it(`has no more ${name} in the last fifth than in the first`, () => {
      const growth = report.last[name] - report.first[name];
      assert.ok(growth <= allowed[name], `${report.first[name]} became ${report.last[name]}`);
    });
  }
  it('leaves nothing behind', () => assert.deepEqual(report.left, []));
});

function total(tally: Tally): number {
  return [...tally.values()].reduce((sum, count) => sum + count, 0);
}

function summary({ counts, requests, first, last }: Report): string {
  const table = (title: string, tally: Tally): string[] => [
    `${title}: ${total(tally)}`,
    ...[...tally]
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `  ${String(count).padStart(7)}  ${name.split('\n')[0]}`),
  ];
  return [
    ...table('Actions', counts.deeds),
    ...table('Of these, actions of the kinds that were done', counts.actions),
    ...table('What came of them', counts.outcomes),
    ...table('Faults', counts.faults),
    `Requests: ${requests.logged} logged, ${requests.answered} answered`,
    ...measured.map(name => `${name}: ${first[name].toFixed(1)} → ${last[name].toFixed(1)}`),
  ].join('\n');
}
