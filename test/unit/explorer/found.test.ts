// What the search through all Regions shows while answers come in whatever order.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import type { FoundRow } from '../../../src/explorer/scan/found';
import { choicesOf, rowsOf } from '../../../src/explorer/scan/found';
import type { Count, RegionFound } from '../../../src/explorer/scan/scanRegions';
import { kindNamed } from '../../../src/kinds/all';

const regions = Array.from({ length: 18 }, (_, index) => `eu-west-${index}`);

const answerIn = (region: string): fc.Arbitrary<RegionFound> =>
  fc.nat(3).map((count): RegionFound => {
    const id = `profile:p/${region}/fleet`;
    const things = Array.from({ length: count }, (_, at) => ({ name: `f${at}`, id: `${id}/f${at}` }));
    const counts: Count[] = count ? [{ resourceKind: kindNamed('fleet'), count, more: false, first: things, id }] : [];
    return { region, counts };
  });

/** Answers of all Regions, in any order. */
const arriving = fc
  .shuffledSubarray(regions, { minLength: regions.length })
  .chain(order => fc.tuple(...order.map(answerIn)));

describe('The search through all Regions', () => {
  it('only adds rows after the existing ones, so that no row moves while the user chooses', () => {
    fc.assert(
      fc.property(arriving, answers => {
        let before: readonly FoundRow[] = [];
        for (let count = 1; count <= answers.length; count++) {
          const rows = answers.slice(0, count).flatMap(rowsOf);
          assert.deepEqual(rows.slice(0, before.length), before);
          before = rows;
        }
      }),
    );
  });

  it('ticks every Region that has resources and is not shown, and no other, whenever the user starts to choose', () => {
    fc.assert(
      fc.property(arriving, fc.nat(18), fc.subarray(regions), (answers, count, inView) => {
        const come = answers.slice(0, count);
        const choices = choicesOf(regions, come, inView);
        assert.deepEqual([...choices.map(({ region }) => region)].sort(), [...regions].sort());
        const found = come.filter(({ counts }) => counts.length).map(({ region }) => region);
        assert.deepEqual(
          choices
            .filter(({ ticked }) => ticked)
            .map(({ region }) => region)
            .sort(),
          found.filter(region => !inView.includes(region)).sort(),
        );
        const parts = choices.map(({ part }) => part);
        assert.deepEqual(
          parts,
          [...parts].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
        );
      }),
    );
  });

  it('offers each resource that was found, and the list if there are more', () => {
    const resourceKind = kindNamed('fleet');
    const things = [{ name: 'a', id: 'x/a' }];
    const rows = rowsOf({
      region: 'eu-west-1',
      counts: [{ resourceKind, count: 4, more: true, first: things, id: 'x' }],
    });
    assert.deepEqual(
      rows.map(row => (row.kind === 'region' ? row.kind : `${row.kind} ${row.id}`)),
      ['region', 'resource x/a', 'rest x'],
    );
  });
});

const order = ['found', 'silent', 'empty'];
