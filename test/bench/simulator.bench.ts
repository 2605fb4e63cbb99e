// Measures the simulator in a process of its own: its CPU time for many pages, what many users take to seed, and its start.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';

import { startControlledSimulator } from '../../src/simulator/controlled';
import type { Seed } from '../../src/simulator/seed/seedStore';
import { stopAll } from '../../tools/cleanup.mjs';
import { startSimulatorProcess } from '../../tools/simulatorProcess.mjs';
import { median, ms, row, target } from './table';

const fleets = 5000;
const users = 100_000;
const rounds = 5;

/** What the process of the simulator has used. */
interface Usage {
  /** CPU time in milliseconds, of the user and the system. */
  readonly cpu: number;
  /** Memory in MB. */
  readonly memory: number;
}

/** Measured from outside, a client's own work would be part of it. */
interface Measured {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

async function startMeasured(seed: Seed): Promise<Measured> {
  const child = fork(__filename, ['{}', JSON.stringify(seed)]);
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    async usage() {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [Usage];
      return usage;
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** The process of the simulator. */
async function serve(seed: Seed): Promise<void> {
  const { url } = await startControlledSimulator({ seed });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: (user + system) / 1000, memory: process.memoryUsage.rss() / 1e6 } satisfies Usage);
  });
  process.send?.(url);
}

type Page = Readonly<Record<string, unknown>> & { readonly NextToken?: string };

async function ask(url: string, operation: string, input: object): Promise<Page> {
  const scope = 'BENCHMARK/20260101/eu-west-1/appstream/aws4_request';
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `PhotonAdminProxyService.${operation}`,
      'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${operation} was refused: ${await answer.text()}`);
  return (await answer.json()) as Page;
}

async function listFleets(url: string): Promise<void> {
  let found = 0;
  let token: string | undefined;
  for (let at = 0; at < fleets / 50; at++) {
    const page = await ask(url, 'DescribeFleets', token === undefined ? {} : { NextToken: token });
    found += (page['Fleets'] as unknown[]).length;
    token = page.NextToken;
  }
  if (found !== fleets) throw new Error(`There were ${found} of ${fleets} fleets`);
}

async function measurePages(): Promise<void> {
  const simulator = await startMeasured(fleets);
  await listFleets(simulator.url); // seeds the account, and compiles
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await simulator.usage();
    await listFleets(simulator.url);
    taken.push((await simulator.usage()).cpu - before.cpu);
  }
  await simulator.stop();
  row(`${fleets} fleets in ${fleets / 50} pages`, ms(median(taken)), `CPU time of the simulator, median of ${rounds}`);
  target(`${fleets} fleets in pages, CPU time of the simulator`, median(taken), { unit: 'ms', atMost: 150 });
}

async function measureSeed(): Promise<void> {
  const simulator = await startMeasured(`users:${users}`);
  const before = await simulator.usage();
  const start = performance.now();
  await ask(simulator.url, 'DescribeUsers', { AuthenticationType: 'USERPOOL' });
  const seconds = (performance.now() - start) / 1000;
  const { cpu, memory } = await simulator.usage();
  await simulator.stop();
  row(`${users} users, seeded and sorted`, ms(seconds * 1000), `CPU time ${ms(cpu - before.cpu)}`);
  row('memory of the simulator with them', `${memory.toFixed(0)} MB`, `${before.memory.toFixed(0)} MB before`);
  target(`${users} users of the simulator, seeded`, seconds, { unit: 's', atMost: 2 });
  target(`memory of the simulator with ${users} users`, memory, { unit: 'MB', atMost: 200 });
}

async function measureStart(): Promise<void> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { stop } = await startSimulatorProcess([]);
    taken.push(performance.now() - start);
    await stop();
  }
  row('from the start of its process to listening', ms(median(taken)), `median of ${rounds}`);
  target('the simulator, from its start to listening', median(taken), { unit: 'ms', atMost: 300 });
}

async function main(): Promise<void> {
  console.log('\nThe simulator');
  await measurePages();
  await measureSeed();
  await measureStart();
  await stopAll();
}

const served = process.argv[3];
void (served === undefined ? main() : serve(JSON.parse(served) as Seed));
