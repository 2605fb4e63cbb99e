// `--state FILE`: what stays over restarts, crashes and mistakes.
import * as assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as readline from 'node:readline';

import { startControlledSimulator } from '../../src/simulator/controlled';
import { waitUntil } from '../support/waitUntil';

const program = path.resolve(__dirname, '../../simulator.js');

describe('The state file', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'state-'));
  const file = path.join(folder, 'state.json');
  const running = new Set<ChildProcess>();

  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
    for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  async function start(...args: string[]): Promise<{ readonly child: ChildProcess; readonly url: string }> {
    const child = spawn(process.execPath, [program, '--port', '0', '--state', file, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const [url] = (await once(readline.createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, url };
  }

  async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    running.delete(child);
  }

  async function call(url: string, operation: string, input: object = {}): Promise<Record<string, unknown>> {
    const headers = {
      'x-amz-target': `PhotonAdminProxyService.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
    };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    return (await response.json()) as Record<string, unknown>;
  }
  const names = async (url: string) =>
    ((await call(url, 'DescribeStacks'))['Stacks'] as { Name: string }[]).map(({ Name }) => Name);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`has everything after ${signal}, and leaves no other file`, async () => {
      const first = await start('--seed', 'empty');
      await call(first.url, 'CreateStack', { Name: 'kept' });
      await stop(first.child, signal);
      assert.deepEqual(fs.readdirSync(folder), ['state.json']);
      const second = await start('--seed', 'demo');
      assert.deepEqual(await names(second.url), ['kept']);
    });
  }

  it('keeps what is under way, and its times', async () => {
    const first = await start('--seed', 'demo');
    const ask = (url: string) => call(url, 'DescribeImageBuilders');
    const before = await ask(first.url);
    await stop(first.child, 'SIGTERM');
    const second = await start();
    assert.deepEqual(await ask(second.url), before);
    const { pending } = JSON.parse(fs.readFileSync(file, 'utf8')) as { pending: unknown[] };
    assert.ok(pending.length > 0);
  });

  it('has all but the last second after a crash', async () => {
    const first = await start('--seed', 'empty');
    const began = Date.now();
    await call(first.url, 'CreateStack', { Name: 'kept' });
    await waitUntil('the file', () => fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes('kept'), {
      every: 20,
    });
    const took = Date.now() - began;
    await stop(first.child, 'SIGKILL');
    const second = await start();
    assert.deepEqual(await names(second.url), ['kept']);
    assert.ok(took < 5_000, `it was written after ${took} ms`);
  }).timeout(30_000);

  it('is whole whenever a crash comes', async () => {
    for (const ms of [0, 880, 900, 910, 930, 980]) {
      const { child, url } = await start('--seed', '300');
      await call(url, 'CreateStack', { Name: `crash-${ms}` });
      await new Promise(resolve => setTimeout(resolve, ms));
      await stop(child, 'SIGKILL');
      if (fs.existsSync(file)) JSON.parse(fs.readFileSync(file, 'utf8'));
    }
    const { url } = await start('--seed', '300');
    assert.ok((await names(url)).length > 0);
  }).timeout(60_000);

  it('is used by one simulator at a time', async () => {
    const { child, url } = await start('--seed', 'empty');
    const { status, stderr, stdout } = spawnSync(process.execPath, [program, '--port', '0', '--state', file], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      new RegExp(`^Another simulator \\(process ${child.pid}\\) uses the state file .*state\\.json\\. Stop it`),
    );
    assert.equal((await call(url, 'CreateStack', { Name: 'still' }))['Stack'] instanceof Object, true);
  });

  it('is used by one simulator at a time in one process, too, and not kept from the successor of one that was killed', async () => {
    const options = { seed: 'empty', state: file } as const;
    fs.writeFileSync(`${file}.lock`, String(process.pid)); // as in a container, where both are process 1
    const simulator = await startControlledSimulator(options);
    await assert.rejects(
      startControlledSimulator(options),
      /^Error: Another simulator \(process \d+\) uses.*delete .*\.lock/,
    );
    await simulator.close();
    await (await startControlledSimulator(options)).close();
  });

  const broken: { what: string; text: string; says: RegExp }[] = [
    { what: 'no JSON', text: '{"format":', says: /^The state file is not JSON/ },
    { what: 'no snapshot', text: '{}', says: /^This is not a snapshot of a simulator/ },
    {
      what: 'a newer version',
      text: '{"format":"appstream-simulator-snapshot","version":99}',
      says: /^The snapshot has version 99/,
    },
  ];
  for (const { what, text, says } of broken) {
    it(`is refused and left alone if it is ${what}`, () => {
      fs.writeFileSync(file, text);
      const run = spawnSync(process.execPath, [program, '--port', '0', '--state', file], { encoding: 'utf8' });
      assert.equal(run.status, 2);
      assert.match(run.stderr, says);
      assert.equal(fs.readFileSync(file, 'utf8'), text);
      assert.deepEqual(fs.readdirSync(folder), ['state.json']);
    });
  }

  it('is refused if it cannot be', () => {
    const nowhere = path.join(folder, 'no', 'where.json');
    const run = spawnSync(process.execPath, [program, '--port', '0', '--state', nowhere], { encoding: 'utf8' });
    assert.equal(run.status, 2);
    assert.match(run.stderr, /^The state file cannot be used/);
  });

  it('is given free when the port is in use', async () => {
    const { child, url } = await start('--seed', 'empty');
    await stop(child, 'SIGTERM');
    const other = spawn(process.execPath, [program, '--port', '0', '--seed', 'empty'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(other);
    const [taken] = (await once(readline.createInterface({ input: other.stdout }), 'line')) as [string];
    const run = spawnSync(process.execPath, [program, '--port', new URL(taken).port, '--state', file], {
      encoding: 'utf8',
    });
    assert.match(run.stderr, /is in use/);
    assert.ok(!fs.existsSync(`${file}.lock`));
    assert.ok(url);
  });
});
