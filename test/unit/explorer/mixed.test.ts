// What the menu of several selected resources offers besides what can be done to all of them.
import * as assert from 'node:assert/strict';

import { mixedOf } from '../../../src/explorer/tree/mixed';
import type { Node } from '../../../src/explorer/tree/node';
import { explore } from '../../support/performing';

describe('A selection', () => {
  async function select(...states: readonly string[]) {
    const { rows, group } = explore({
      DescribeFleets: () => ({ Fleets: states.map((State, index) => ({ Name: `f${index}`, State })) }),
      DescribeStacks: () => ({ Stacks: [{ Name: 's' }] }),
    });
    const fleets = await rows('fleet');
    return { fleets, list: group('fleet'), stacks: await rows('stack') };
  }

  const cases: readonly { states: readonly string[]; offers: readonly string[] | undefined }[] = [
    { states: ['STOPPED', 'RUNNING'], offers: ['fleet.start', 'fleet.stop'] },
    { states: ['STOPPED', 'STOPPED', 'STARTING'], offers: ['fleet.delete', 'fleet.start'] },
    { states: ['STOPPED', 'STOPPED'], offers: undefined },
    { states: ['RUNNING'], offers: undefined },
  ];
  for (const { states, offers } of cases) {
    it(`of fleets that are ${states.join(', ')} offers for a part of them: ${offers?.join(', ') ?? 'nothing'}`, async () => {
      const { fleets } = await select(...states);
      const found = mixedOf(fleets);
      assert.deepEqual(found?.actions.toSorted(), offers);
      assert.deepEqual(found?.nodes, offers && fleets);
    });
  }

  it('counts a resource on which an action is under way as one to which nothing can be done', async () => {
    const { fleets } = await select('STOPPED', 'STOPPED');
    const [first = assert.fail()] = fleets;
    first.activity = 'Starting…';
    assert.ok(mixedOf(fleets)?.actions.includes('fleet.start'));
  });

  it('of different kinds, or with a row that is no resource, offers nothing for a part', async () => {
    const { fleets, stacks, list } = await select('STOPPED', 'RUNNING');
    for (const others of [stacks, [list]] satisfies Node[][]) assert.equal(mixedOf([...fleets, ...others]), undefined);
    assert.ok(mixedOf(fleets));
  });

  it('of more than a thousand offers only what can be done to all', async () => {
    const { fleets } = await select('STOPPED', 'RUNNING');
    const many = Array.from({ length: 501 }, () => fleets).flat();
    assert.equal(mixedOf(many), undefined);
    assert.ok(mixedOf(many.slice(2)));
  });
});
