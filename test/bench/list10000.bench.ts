// Measures a group of 10,000 fleets in the extension host: to list and draw them, to refresh them, and each key of a filter. What
// VS Code itself takes to draw the rows is not in it.
import { performance } from 'node:perf_hooks';

import { filterMessage } from '../../src/explorer/show/filterTexts';
import { present } from '../../src/explorer/show/present';
import type { Node } from '../../src/explorer/tree/node';
import { explorerUnderTest } from '../support/explorerUnderTest';
import { median, ms, row, target } from './table';

const count = 10_000;
const rounds = 5;
const typed = [
  'f',
  'fl',
  'fleet',
  'fleet-00',
  'fleet-00 s',
  'state:',
  'state:r',
  'state:running',
  'type:medium',
  'zebra',
];

const fleets = Array.from({ length: count }, (_, index) => ({
  Name: `fleet-${String((index * 7919) % count).padStart(5, '0')}`,
  DisplayName: `Fleet ${index}`,
  Arn: `arn:aws:appstream:eu-west-1:123456789012:fleet/fleet-${index}`,
  State: index % 2 ? 'STOPPED' : 'RUNNING',
  FleetType: 'ON_DEMAND',
  InstanceType: 'stream.standard.medium',
  ComputeCapacityStatus: { Desired: 3, Running: 3, InUse: 1, Available: 2 },
}));

async function timed(task: () => unknown): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

async function main(): Promise<void> {
  const { explorer, group } = explorerUnderTest(
    { DescribeFleets: () => ({ Fleets: fleets.map(fleet => ({ ...fleet })) }) },
    { pageSize: count },
  );
  const list = group('fleet');
  const draw = (nodes: readonly Node[]): void => nodes.forEach(node => present(node, 0, explorer.filters));
  console.log(`\nA group of ${count} fleets, in the extension host, median of ${rounds}`);
  const first = await timed(() => explorer.children(list));
  row('the first listing, sorted', ms(first), 'once; what the requests take is not in it');
  const drawn: number[] = [];
  const refreshed: number[] = [];
  const keys = typed.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    refreshed.push(await timed(() => explorer.refresh(list).then(() => explorer.children(list))));
    const nodes = await explorer.children(list);
    drawn.push(await timed(() => draw(nodes)));
    for (const [at, text] of typed.entries()) {
      const time = await timed(async () => {
        explorer.filters.set(list, text, true);
        await explorer.children(list);
        filterMessage(explorer.filters);
      });
      keys[at]?.push(time);
    }
    explorer.filters.set(list, '');
  }
  row('drawing all rows', ms(median(drawn)), 'when they are expanded; a filter takes up the rows drawn before');
  row('a refresh', ms(median(refreshed)), 'what the requests take is not in it');
  for (const [at, text] of typed.entries()) row(`a key of the filter: ${text}`, ms(median(keys[at] ?? [])), '');
  target('a refresh of 10,000 fleets, in the extension host', median(refreshed), { unit: 'ms', atMost: 100 });
  const slowest = Math.max(...keys.map(times => median(times)));
  target('a key of the filter with 10,000 fleets, the slowest', slowest, { unit: 'ms', atMost: 100 });
}

void main();
