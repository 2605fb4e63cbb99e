// Measures how long it takes to list many fleets and users, beside the lower limits: the AWS SDK alone in a loop, a loop that
// only signs and parses, and the bare round trip. And beside the AWS CLI, where it is installed. The simulator runs in a
// process of its own.
import { execFile, spawnSync } from 'node:child_process';
import http from 'node:http';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

import { AppStreamClient, DescribeFleetsCommand, DescribeUsersCommand } from '@aws-sdk/client-appstream';
import { HttpRequest } from '@smithy/core/protocols';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';

import type { Api } from '../../src/api/types';
import { stopAll } from '../../tools/cleanup.mjs';
import { runNode } from '../../tools/runNode.mjs';
import { startSimulatorProcess } from '../../tools/simulatorProcess.mjs';
import { awsFiles } from '../support/awsFiles.mjs';
import { benchConnection, builtRuntime, explorerOver, groupOf } from './built';
import { chosen, ms, notMeasured, row, target, times } from './table';

/** What is listed: its operation, and its name in the AWS CLI. */
const lists = {
  fleets: { operation: 'DescribeFleets', member: 'Fleets', input: {}, cli: ['describe-fleets'] },
  users: {
    operation: 'DescribeUsers',
    member: 'Users',
    input: { AuthenticationType: 'USERPOOL' },
    cli: ['describe-users', '--authentication-type', 'USERPOOL'],
  },
} as const;

type Listed = keyof typeof lists;
type Page = Readonly<Record<string, unknown>> & { readonly NextToken?: string };

const region = 'eu-west-1';
const credentials = { accessKeyId: 'BENCHMARK', secretAccessKey: 'none' };

/** Reads a whole list. @returns how many entries it has, or undefined if the way reads none */
type Way = () => Promise<number | undefined>;

async function main(): Promise<void> {
  const { fleets, users } = chosen();
  for (const [listed, count] of [
    ['fleets', fleets],
    ['users', users],
  ] as const) {
    for (const [latency, rounds] of [
      [0, listed === 'fleets' ? 7 : 3],
      [20, listed === 'fleets' ? 2 : 1],
    ] as const) {
      const seed = ['--seed', String(count), '--latency', String(latency)];
      const { url, stop } = await startSimulatorProcess(seed);
      const asked: Comparison = { url, listed, count, latency, rounds };
      await runNode(['--no-warnings', __filename, process.argv[2] ?? '{}', JSON.stringify(asked)]);
      await stop();
    }
  }
  await stopAll();
}

interface Comparison {
  readonly url: string;
  readonly listed: Listed;
  readonly count: number;
  readonly latency: number;
  readonly rounds: number;
}

/** In a process of its own, where the extension comes last: its AsyncLocalStorage would slow the others down, too. */
async function compare({ url, listed, count, latency, rounds }: Comparison): Promise<void> {
  const name = `${count} ${listed} at ${latency} ms latency`;
  const client = new AppStreamClient({ region, endpoint: url, credentials });
  const runtime = builtRuntime();
  const connection = benchConnection(url);
  const pages = Math.ceil(count / 50);
  const ways = {
    bare: ['the round trip alone, as often as there are pages', () => roundTrips(url, pages)],
    parsed: ['signing and parsing, and nothing else', () => signAndParse(url, listed)],
    sdk: ['the AWS SDK in a loop', () => withSdk(client, listed)],
    ours: ['AppStream Explorer', () => withUs(runtime.open(connection), listed)],
  } as const satisfies Record<string, readonly [string, Way]>;
  const names = Object.keys(ways) as (keyof typeof ways)[];

  console.log(`\nListing ${name} in pages of 50, best of ${rounds}`);
  const best = { bare: Infinity, parsed: Infinity, sdk: Infinity, ours: Infinity };
  let longest = Infinity;
  await client.send(new DescribeFleetsCommand({})); // seeds the account
  for (const way of names) {
    if (!latency) await ways[way][1](); // opens the connections and compiles, which makes no difference beside a latency
    for (let round = 0; round < rounds; round++) {
      const blocks = monitorEventLoopDelay({ resolution: 1 });
      blocks.enable();
      const start = performance.now();
      const found = await ways[way][1]();
      best[way] = Math.min(best[way], performance.now() - start);
      blocks.disable();
      if (found !== undefined && found !== count) throw new Error(`${ways[way][0]} found ${found} of ${count}`);
      if (way === 'ours') longest = Math.min(longest, blocks.max / 1e6);
    }
  }
  for (const way of names) row(ways[way][0], ms(best[way]), `${times(best[way] / best.sdk)} the SDK`);
  row('the longest block of our process', ms(longest), 'in the best round');
  target(`${name}, beside the AWS SDK in a loop`, best.ours / best.sdk, { unit: '×', atMost: latency ? 1.02 : 0.9 });
  target(`${name}, beside signing and parsing alone`, best.ours / best.parsed, { unit: '×' });
  if (!latency) {
    await measureCli(url, listed, name, count, best.ours);
    await measureTree(url, listed, name);
  }
  runtime.dispose();
  client.destroy();
}

const agent = new http.Agent({ keepAlive: true });

async function roundTrips(url: string, count: number): Promise<undefined> {
  for (let at = 0; at < count; at++) await request(url, { method: 'GET' });
}

async function signAndParse(url: string, listed: Listed): Promise<number> {
  const { operation, input, member } = lists[listed];
  const { hostname, port, host } = new URL(url);
  const sha256 = Hash.bind(undefined, 'sha256');
  const signer = new SignatureV4({ credentials, region, service: 'appstream', sha256 });
  const headers = {
    host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `PhotonAdminProxyService.${operation}`,
  };
  return every(async NextToken => {
    const body = JSON.stringify({ ...input, NextToken });
    const of = { method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', headers, body };
    const signed = await signer.sign(new HttpRequest(of));
    return JSON.parse(await request(url, { method: 'POST', headers: signed.headers }, body)) as Page;
  }, member);
}

function withSdk(client: AppStreamClient, listed: Listed): Promise<number> {
  return every(
    (NextToken): Promise<object> =>
      listed === 'fleets'
        ? client.send(new DescribeFleetsCommand({ NextToken }))
        : client.send(new DescribeUsersCommand({ AuthenticationType: 'USERPOOL', NextToken })),
    lists[listed].member,
  );
}

async function every(ask: (token: string | undefined) => Promise<object>, member: string): Promise<number> {
  let found = 0;
  let NextToken: string | undefined;
  do {
    const page = (await ask(NextToken)) as Page;
    found += (page[member] as unknown[]).length;
    ({ NextToken } = page);
  } while (NextToken);
  return found;
}

async function withUs(api: Api, listed: Listed): Promise<number> {
  const { operation, input, member } = lists[listed];
  const { signal } = new AbortController(); // as a list has one
  let found = 0;
  for await (const page of api.pages(operation, input, signal)) found += ((page as Page)[member] as unknown[]).length;
  return found;
}

/** @returns the body of the answer */
function request(url: string, options: http.RequestOptions, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = http.request(url, { ...options, agent }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject).end(body);
  });
}

/** The whole process of the AWS CLI, which is what somebody without the extension runs. */
async function measureCli(url: string, listed: Listed, name: string, count: number, ours: number): Promise<void> {
  const measure = `${name}, beside the AWS CLI's process`;
  if (spawnSync('aws', ['--version']).status !== 0) {
    row('the AWS CLI', '', 'is not installed');
    return notMeasured(measure, 'the AWS CLI is not installed');
  }
  const files = awsFiles({ bench: { accessKeyId: credentials.accessKeyId, region } });
  const { cli, member } = lists[listed];
  const args = ['appstream', ...cli, '--profile', 'bench', '--endpoint-url', url, '--output', 'json'];
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    const env = { ...process.env, ...files.env };
    const { stdout } = await promisify(execFile)('aws', args, { env, maxBuffer: 1 << 28 });
    best = Math.min(best, performance.now() - start);
    const found = (JSON.parse(stdout) as Record<string, unknown[]>)[member]?.length;
    if (found !== count) throw new Error(`The AWS CLI found ${found} of ${count}`);
  }
  files.remove();
  row("the AWS CLI's whole process", ms(best), `${times(best / ours)} AppStream Explorer`);
  target(`${measure}: times faster`, best / ours, { unit: '×', atLeast: 4 });
}

/** What the tree does: its first rows, and Load All. */
async function measureTree(url: string, listed: Listed, name: string): Promise<void> {
  const runtime = builtRuntime();
  const { explorer, regions } = explorerOver(runtime, [[benchConnection(url)]]);
  const group = groupOf(regions[0], listed === 'fleets' ? 'fleet' : 'user');
  const start = performance.now();
  const first = (await explorer.children(group)).length;
  const shown = performance.now() - start;
  const blocks = monitorEventLoopDelay({ resolution: 1 });
  blocks.enable();
  await explorer.loadAll(group, new AbortController().signal);
  const all = (await explorer.children(group)).length;
  const loaded = performance.now() - start;
  blocks.disable();
  row(`the tree's first ${first - 1} rows`, ms(shown), '');
  row(`the tree's ${all} rows after Load All`, ms(loaded), `${ms(blocks.max / 1e6)} is the longest block`);
  target(`${name}: longest block of Load All`, blocks.max / 1e6, { unit: 'ms', atMost: 50 });
  explorer.dispose();
  runtime.dispose();
}

const asked = process.argv[3];
void (asked === undefined ? main() : compare(JSON.parse(asked) as Comparison));
