// Measures how long it takes to load the bundles and to list many fleets, compared with the lower limits: the AWS SDK alone
// in a loop, and the bare round trip. Run: npm run bench [-- FLEETS]. It asserts no time.
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';

import { AppStreamClient, DescribeFleetsCommand } from '@aws-sdk/client-appstream';

import type { RuntimeOptions } from '../../src/api/core/types';
import type { Runtime } from '../../src/api/types';
import { startSimulator } from '../../src/simulator/simulator';
import { findRoot } from '../../tools/root.mjs';
import { appStreamClient, loadedWith } from '../support/pieces';
import { ms, row } from './table';

const rounds = 5;

async function main(count: number): Promise<void> {
  const dist = path.join(findRoot(), 'dist');
  const require = createRequire(path.join(dist, 'x.js'));
  console.log('What is loaded, and when');
  const loaded = new Set<string>();
  for (const [piece, when] of [
    ['extension', 'on activation'],
    ['main', 'for the first row'],
    ['forms', 'with the first form'],
    ['runtime', 'when there is a row'],
    [appStreamClient, 'at the first request'],
    ['simulator', 'when the sandbox is opened'],
  ] as const) {
    const more = loadedWith(piece).filter(file => !loaded.has(file));
    more.forEach(file => loaded.add(file));
    row(piece.replace('node_modules/', ''), kB(more), `${zipped(more)} gzipped, ${when}`);
  }
  for (const file of ['dist/webview.js', 'dist/form.css']) {
    row(file, kB([file]), `${zipped([file])} gzipped, in a form's page`);
  }
  const before = performance.now();
  const { createRuntime } = require('./runtime.js') as { createRuntime: (options: RuntimeOptions) => Runtime };
  row('loading runtime.js', ms(performance.now() - before), 'once');

  const simulator = await startSimulator({ seed: count });
  const sandbox = { endpoint: simulator.url, accessKeyId: 'BENCHMARK' };
  const region = 'eu-west-1';
  const client = new AppStreamClient({
    region,
    endpoint: simulator.url,
    credentials: { accessKeyId: 'BENCHMARK', secretAccessKey: 'none' },
  });
  const limits = { connectTimeout: 10_000, requestTimeout: 30_000, concurrency: 4 };
  const runtime = createRuntime({ log: () => undefined, limits: () => limits });
  const api = runtime.open({ key: 'sandbox:bench/eu-west-1', profile: 'bench', region, sandbox });

  console.log(`\nListing ${count} fleets, best of ${rounds}`);
  const ways: [name: string, list: () => Promise<number>][] = [
    [
      'the round trip alone, as often as there are pages',
      async () => {
        for (let page = 0; page < Math.ceil(count / 50); page++) await roundTrip(simulator.url);
        return count;
      },
    ],
    [
      'the AWS SDK in a loop',
      async () => {
        let found = 0;
        let NextToken: string | undefined;
        do {
          const page = await client.send(new DescribeFleetsCommand({ NextToken }));
          found += page.Fleets?.length ?? 0;
          ({ NextToken } = page);
        } while (NextToken);
        return found;
      },
    ],
    [
      'AppStream Explorer',
      async () => {
        let found = 0;
        for await (const page of api.pages('DescribeFleets', {})) found += page.Fleets?.length ?? 0;
        return found;
      },
    ],
  ];
  for (const [, list] of ways) await list(); // seeds the account, opens the connections, compiles
  const best = ways.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [name, list]] of ways.entries()) {
      const start = performance.now();
      const found = await list();
      if (found !== count) throw new Error(`${name} found ${found} of ${count}`);
      best[index] = Math.min(best[index] ?? Infinity, performance.now() - start);
    }
  }
  for (const [index, [name]] of ways.entries()) {
    row(name, ms(best[index] ?? 0), `${((best[index] ?? 0) / (best[1] ?? 1)).toFixed(2)} × the SDK`);
  }
  runtime.dispose();
  client.destroy();
  await simulator.close();
}

const contents = (files: readonly string[]): Buffer[] =>
  files.map(file => fs.readFileSync(path.join(findRoot(), file)));
const inKB = (parts: readonly Buffer[]): string =>
  `${(parts.reduce((sum, { length }) => sum + length, 0) / 1000).toFixed(0)} kB`;
const kB = (files: readonly string[]): string => inKB(contents(files));
const zipped = (files: readonly string[]): string => inKB(contents(files).map(part => gzipSync(part)));

const agent = new http.Agent({ keepAlive: true });

function roundTrip(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent }, response => response.resume().on('end', resolve)).on('error', reject);
  });
}

void main(Number(process.argv[2] ?? 5000));
