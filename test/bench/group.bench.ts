// Measures the first list after a click, beside the bare round trip, and two profiles with ten Regions each that are expanded
// at once, beside the slowest of these Regions alone. Without VS Code, whose own time to draw rows is the same for all extensions.
import { execFile } from 'node:child_process';
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

import type { Connection } from '../../src/aws/connection';
import { stopAll } from '../../tools/cleanup.mjs';
import { startSimulatorProcess } from '../../tools/simulatorProcess.mjs';
import { benchConnection, builtRuntime, explorerOver, groupOf } from './built';
import { median, ms, row, target, times } from './table';

const rounds = 5;
const latency = 100;
const regions = [
  ...['eu-west-1', 'eu-west-2', 'eu-central-1', 'us-east-1', 'us-east-2'],
  ...['us-west-2', 'ap-south-1', 'ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2'],
];
const accounts = ['BENCHONE', 'BENCHTWO'];

/** What a window measures: milliseconds. */
interface First {
  readonly runtime: number;
  readonly client: number;
  readonly first: number;
  readonly next: number;
  readonly roundTrip: number;
}

async function main(): Promise<void> {
  const { url, stop } = await startSimulatorProcess(['--seed', 'demo']);
  const measured: First[] = [];
  for (let round = 0; round < rounds; round++) {
    const { stdout } = await promisify(execFile)(process.execPath, [__filename, '{}', url]);
    measured.push(JSON.parse(stdout) as First);
  }
  await stop();
  const of = (name: keyof First): number => median(measured.map(one => one[name]));
  console.log(`\nThe first list after a click, median of ${rounds} processes`);
  row('loading runtime.js', ms(of('runtime')), 'once, when the view has its first row');
  row("loading the SDK's client and trying it out", ms(of('client')), 'once');
  row('the bare round trip, with its connection', ms(of('roundTrip')), '');
  row('the first list', ms(of('first')), 'when the SDK is loaded');
  row('the first list of another Region', ms(of('next')), '');
  target('first list after a click, above the bare round trip', of('first') - of('roundTrip'), {
    ...{ unit: 'ms', atMost: 30 },
  });
  target('loading the AWS SDK, once', of('runtime') + of('client'), { unit: 'ms' });
  await compareRegions();
  await stopAll();
}

/** In a process of its own: nothing is loaded or compiled yet. */
async function measureFirst(url: string): Promise<void> {
  const took = async (task: () => unknown): Promise<number> => {
    const start = performance.now();
    await task();
    return performance.now() - start;
  };
  let made: ReturnType<typeof builtRuntime> | undefined;
  const runtime = await took(() => (made = builtRuntime()));
  if (!made) throw new Error('There is no runtime.');
  const loaded = made;
  const client = await took(() => loaded.preload('appstream'));
  const { explorer, regions } = explorerOver(loaded, [
    [benchConnection(url, 'SANDBOXPRODUCTION'), benchConnection(url, 'SANDBOXPRODUCTION', 'us-east-1')],
  ]);
  const [one, other] = regions.map(region => groupOf(region, 'fleet'));
  if (!one || !other) throw new Error('There are no groups.');
  const roundTrip = await took(() => get(url));
  const first = await took(() => explorer.children(one));
  const next = await took(() => explorer.children(other));
  if (!one.list?.nodes.size || one.list.problem) throw new Error('There are no fleets.');
  process.stdout.write(JSON.stringify({ runtime, client, first, next, roundTrip } satisfies First));
  process.exit();
}

function get(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.get(url, response => response.resume().on('end', resolve)).on('error', reject);
  });
}

async function compareRegions(): Promise<void> {
  const { url, stop } = await startSimulatorProcess(['--seed', '60', '--latency', String(latency)]);
  const all = accounts.map(account => regions.map(region => benchConnection(url, account, region)));
  const expand = async (profiles: readonly (readonly Connection[])[]): Promise<number> => {
    const runtime = builtRuntime();
    // The SDK is loaded before anybody expands a row.
    await runtime.preload('appstream');
    const { explorer, regions } = explorerOver(runtime, profiles);
    const groups = regions.map(region => groupOf(region, 'fleet'));
    const start = performance.now();
    await Promise.all(groups.map(group => explorer.children(group)));
    const took = performance.now() - start;
    if (groups.some(({ list }) => list?.nodes.size !== 60)) throw new Error('There are too few fleets.');
    explorer.dispose();
    runtime.dispose();
    return took;
  };
  await expand(all); // seeds the accounts, and compiles
  const together: number[] = [];
  const slowest: number[] = [];
  for (let round = 0; round < rounds; round++) {
    together.push(await expand(all));
    const single: number[] = [];
    for (const one of all.flat()) single.push(await expand([[one]]));
    slowest.push(Math.max(...single));
  }
  await stop();
  console.log(`\nTwo profiles with ten Regions each at ${latency} ms latency, median of ${rounds}`);
  row('all fleets of all Regions', ms(median(together)), '');
  row('of the slowest Region alone', ms(median(slowest)), '');
  const ratio = median(together) / median(slowest);
  row('', times(ratio), '');
  target('2 profiles × 10 Regions, beside the slowest Region alone', ratio, { unit: '×', atMost: 1.3 });
}

const url = process.argv[3];
void (url === undefined ? main() : measureFirst(url));
