import * as assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as readline from 'node:readline';

import { readFaultFile } from '../../src/simulator/faults/faultFile';

const program = path.resolve(__dirname, '../../simulator.js');

describe('The simulator on the command line', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'simulator-'));
  let running: ChildProcess | undefined;

  after(() => {
    running?.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true });
  });

  /** Starts it and waits for its one line. */
  async function start(...args: string[]): Promise<string> {
    running = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(readline.createInterface({ input: running.stdout ?? assert.fail() }), 'line')) as [
      string,
    ];
    return line;
  }

  /** Ends it as Ctrl-C does. @returns its exit code */
  async function stop(signal: NodeJS.Signals): Promise<unknown> {
    const child = running ?? assert.fail();
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exited) as [unknown];
    running = undefined;
    return code;
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`prints its URL, answers, and ends cleanly on ${signal}`, async () => {
      const url = await start('--port', '0', '--seed', 'empty');
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal((await fetch(url)).status, 200);
      assert.equal(await stop(signal), 0);
      await assert.rejects(fetch(url));
    });
  }

  const hour = 3_600_000;
  const busy: { given: string; args?: string[]; outcome?: object }[] = [
    { given: 'an answer waits for its latency', args: ['--latency', String(hour)] },
    { given: 'an answer is sent slowly', outcome: { kind: 'slow', ms: hour } },
    { given: 'a request hangs', outcome: { kind: 'hang' } },
    { given: 'it does not listen', outcome: { kind: 'refuse', ms: hour } },
  ];
  for (const { given, args = [], outcome } of busy) {
    it(`ends at once while ${given}`, async () => {
      const faults = path.join(folder, 'busy.json');
      fs.writeFileSync(faults, JSON.stringify(outcome ? [{ outcome }] : []));
      const url = await start('--seed', 'empty', '--faults', faults, ...args);
      const headers = {
        'x-amz-target': 'PhotonAdminProxyService.DescribeFleets',
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
      };
      let isOver = false;
      const asked = fetch(url, { method: 'POST', headers, body: '{}' })
        .then(response => response.text())
        .then(() => assert.fail('it was answered'))
        .catch(() => void (isOver = true));
      await new Promise(resolve => setTimeout(resolve, 200)); // the request is on its way for an hour, or refused
      assert.equal(isOver, given === 'it does not listen');
      assert.equal(await stop('SIGTERM'), 0);
      await asked;
    });
  }

  it('appends a line to the log for each request', async () => {
    const log = path.join(folder, 'requests.jsonl');
    fs.writeFileSync(log, '{"before":true}\n');
    const url = await start('--log', log);
    await fetch(`${url}/authenticate?parameters=secret`);
    await stop('SIGTERM');
    const [before, entry = '', end] = fs.readFileSync(log, 'utf8').split('\n');
    assert.equal(before, '{"before":true}');
    assert.equal((JSON.parse(entry) as { operation: string }).operation, 'authenticate');
    assert.doesNotMatch(entry, /secret/);
    assert.equal(end, '');
  });

  it('starts with the faults of a file', async () => {
    const faults = path.join(folder, 'faults.json');
    const outcome = { kind: 'body', body: 'lost', status: 502, contentType: 'text/html' };
    fs.writeFileSync(faults, JSON.stringify([{ operation: 'DescribeFleets', times: 1, outcome }]));
    const url = await start('--faults', faults);
    const headers = {
      'x-amz-target': 'PhotonAdminProxyService.DescribeFleets',
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
    };
    const status = async () => (await fetch(url, { method: 'POST', headers, body: '{}' })).status;
    assert.deepEqual([await status(), await status()], [502, 200]);
    await stop('SIGTERM');
  });

  it('starts with as many resources, as fast and with as much latency as the flags say', async () => {
    const url = await start('--seed', '3', '--speed', '2.5', '--latency', '40');
    const headers = {
      'x-amz-target': 'PhotonAdminProxyService.DescribeStacks',
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
    };
    const started = Date.now();
    const response = await fetch(url, { method: 'POST', headers, body: '{}' });
    assert.ok(Date.now() - started >= 35);
    assert.equal(((await response.json()) as { Stacks: unknown[] }).Stacks.length, 3);
    await stop('SIGTERM');
  });

  it('takes a file with every kind of fault', () => {
    const file = path.join(folder, 'good.json');
    const outcomes = [
      { kind: 'error', type: 'Odd', message: 7, status: 599, headers: { a: 'b' } },
      { kind: 'error', type: 'Odd' },
      { kind: 'body', body: '', status: 200, contentType: 'text/html', headers: {} },
      { kind: 'hang' },
      { kind: 'reset' },
      { kind: 'refuse', ms: 1 },
      ...['Fleets', 'NextToken', 'Fleets[0]', 'Fleets[*].Name', 'Fleets[Name=cad].FleetErrors[10].ErrorCode'].map(
        at => ({ kind: 'change', at }),
      ),
      { kind: 'change', at: 'Fleets', to: [] },
      ...['repeated', 'refused', 'endless'].map(token => ({ kind: 'token', token })),
      { kind: 'moved', to: 'first' },
      { kind: 'headers', headers: { date: 'x' } },
      { kind: 'half' },
      { kind: 'slow', ms: 1, bytes: 1 },
      { kind: 'garbage' },
      { kind: 'large', bytes: 1_000_000_000 },
      { kind: 'clock', minutes: -0.5 },
    ];
    const whole = {
      operation: 'DescribeFleets',
      region: 'eu-west-1',
      accessKeyId: 'A',
      times: 1,
      seconds: 0.5,
      after: 0,
    };
    const faults = [
      ...outcomes.map(one => ({ outcome: one })),
      { ...whole, probability: 0, seed: 0, when: 'before', outcome: { kind: 'hang' } },
      { probability: 1, when: 'after', outcome: { kind: 'hang' } },
    ];
    fs.writeFileSync(file, JSON.stringify(faults));
    assert.deepEqual(readFaultFile(file), faults);
  });

  const outcome = { kind: 'hang' };
  const badFaults: { given: string; faults: unknown; says: RegExp }[] = [
    { given: 'no list', faults: {}, says: /must hold a JSON array of faults\./ },
    { given: 'no object', faults: ['hang'], says: /^Fault 1 of the faults file: it must be an object\./ },
    {
      given: 'an unknown member, in the second fault',
      faults: [{ outcome }, { outcome, account: 'A' }],
      says: /^Fault 2 of the faults file: A fault has no "account", only operation, region, accessKeyId, .* outcome\./,
    },
    {
      given: 'an operation that is none',
      faults: [{ outcome, operation: 'StartFleets' }],
      says: /"operation" must be an operation of AppStream, not "StartFleets"\./,
    },
    {
      given: 'no times',
      faults: [{ outcome, times: 0 }],
      says: /"times" must be a whole number of at least 1, not 0\./,
    },
    {
      given: 'more than certainty',
      faults: [{ outcome, probability: 5 }],
      says: /"probability" must be a number from 0 to 1, not 5\./,
    },
    {
      given: 'no seconds',
      faults: [{ outcome, seconds: 0 }],
      says: /"seconds" must be a number above 0, not 0\./,
    },
    {
      given: 'an entry that moves elsewhere',
      faults: [{ outcome: { kind: 'moved', to: 'third' } }],
      says: /"to" must be first or second, not "third"\./,
    },
    {
      given: 'another time',
      faults: [{ outcome, when: 'never' }],
      says: /"when" must be before or after, not "never"\./,
    },
    { given: 'no outcome', faults: [{ times: 1 }], says: /"outcome" must be an object\./ },
    {
      given: 'an unknown outcome',
      faults: [{ outcome: { kind: 'edit' } }],
      says: /"outcome.kind" must be error, body, hang, .* or clock, not "edit"\./,
    },
    {
      given: 'an outcome without what it needs',
      faults: [{ outcome: { kind: 'slow' } }],
      says: /"ms" must be a whole number of at least 1, not absent\./,
    },
    {
      given: 'an outcome with what it does not know',
      faults: [{ outcome: { kind: 'half', ms: 1 } }],
      says: /The outcome "half" has no "ms", only kind\./,
    },
    {
      given: 'a status that is none',
      faults: [{ outcome: { kind: 'body', body: '', status: 99 } }],
      says: /"status" must be a whole number from 200 to 599, not 99\./,
    },
    {
      given: 'headers that are no texts',
      faults: [{ outcome: { kind: 'headers', headers: { date: 1 } } }],
      says: /"headers" must be an object of texts/,
    },
    { given: 'an outcome that is no object', faults: [{ outcome: 'hang' }], says: /"outcome" must be an object\./ },
    { given: 'an outcome that is a list', faults: [{ outcome: [] }], says: /"outcome" must be an object\./ },
    { given: 'an outcome without a kind', faults: [{ outcome: {} }], says: /"outcome.kind" must be/ },
    {
      given: 'an outcome by the name of a method that all objects have',
      faults: [{ outcome: { kind: 'toString' } }],
      says: /"outcome.kind" must be/,
    },
    { given: 'a fault that is a list', faults: [[]], says: /it must be an object\./ },
    { given: 'a fault that is null', faults: [null], says: /it must be an object\./ },
    {
      given: 'a chance below none',
      faults: [{ outcome, probability: -0.1 }],
      says: /"probability" must be a number from 0 to 1, not -0\.1\./,
    },
    { given: 'a part of a request', faults: [{ outcome, times: 1.5 }], says: /"times" must be a whole number/ },
    { given: 'a number as text', faults: [{ outcome, after: '1' }], says: /"after" must be a whole number/ },
    {
      given: 'seconds as text',
      faults: [{ outcome, seconds: '2' }],
      says: /"seconds" must be a number above 0, not "2"/,
    },
    { given: 'a chance as text', faults: [{ outcome, probability: '0.5' }], says: /"probability" must be a number/ },
    { given: 'a Region that is no text', faults: [{ outcome, region: 1 }], says: /"region" must be a text, not 1\./ },
    {
      given: 'a status above all',
      faults: [{ outcome: { kind: 'body', body: '', status: 600 } }],
      says: /"status" must be a whole number from 200 to 599, not 600\./,
    },
    {
      given: 'headers that are a list',
      faults: [{ outcome: { kind: 'headers', headers: ['a'] } }],
      says: /"headers" must be an object of texts/,
    },
    {
      given: 'minutes in words',
      faults: [{ outcome: { kind: 'clock', minutes: 'ten' } }],
      says: /"minutes" must be a number, not "ten"\./,
    },
    ...['', 'Fleets..Name', '[x]', 'Fleets[Name]', 'Fleets[0]Name', 'Fleets[-1]', '.Fleets.', '1'].map(at => ({
      given: `the path "${at}"`,
      faults: [{ outcome: { kind: 'change', at } }],
      says: /"at" must be a path such as/,
    })),
    {
      given: 'a path that is none',
      faults: [{ outcome: { kind: 'change', at: 'Fleets[' } }],
      says: /"at" must be a path such as Fleets\[Name=cad\]\.State, not "Fleets\["\./,
    },
  ];
  for (const { given, faults, says } of badFaults) {
    it(`refuses a file of faults with ${given}, and says why`, () => {
      const file = path.join(folder, 'bad.json');
      fs.writeFileSync(file, JSON.stringify(faults));
      assert.throws(
        () => readFaultFile(file),
        (error: Error) => says.test(error.message),
      );
    });
  }

  const refused: { given: string; args: string[]; says: RegExp }[] = [
    { given: 'an unknown flag', args: ['--colour', 'red'], says: /--colour/ },
    { given: 'a word', args: ['now'], says: /now/ },
    {
      given: 'a port that is none',
      args: ['--port', '70000'],
      says: /^--port must be a port number up to 65535, not "70000"\./,
    },
    { given: 'a part of a port', args: ['--port', '1.5'], says: /^--port must be a port number/ },
    { given: 'a port below all', args: ['--port=-1'], says: /^--port must be a port number/ },
    {
      given: 'a part of a count',
      args: ['--seed', '1.5'],
      says: /^--seed must be empty, demo, a count up to 100000, users:COUNT/,
    },
    { given: 'a latency below none', args: ['--latency=-5'], says: /^--latency must be a number of milliseconds/ },
    {
      given: 'a name to allow that is an address',
      args: ['--allow-host', 'http://sim.lan'],
      says: /^--allow-host must be a host name without a port, not "http:/,
    },
    { given: 'a speed of nothing', args: ['--speed', '0'], says: /^--speed must be a number greater than 0/ },
    {
      given: 'a seed that is none',
      args: ['--seed', 'huge'],
      says: /^--seed must be empty, demo, a count up to 100000, users:COUNT/,
    },
    { given: 'a latency in words', args: ['--latency', 'long'], says: /^--latency must be a number of milliseconds/ },
    { given: 'more fleets than it can hold', args: ['--seed', '99999999'], says: /--seed must be .* up to 100000/ },
    { given: 'more users than it can hold', args: ['--seed', 'users:2000000'], says: /users:COUNT up to 1000000/ },
    { given: 'a latency that no timer has', args: ['--latency', '3000000000'], says: /up to 2147483647/ },
    { given: 'a flag without its value', args: ['--speed'], says: /--speed/ },
    {
      given: 'a file of faults that is not there',
      args: ['--faults', path.join(folder, 'none.json')],
      says: /^The faults file cannot be read: ENOENT/,
    },
    {
      given: 'a file of faults that is no JSON',
      args: ['--faults', program],
      says: /^The faults file cannot be read: .*JSON/,
    },
    {
      given: 'a log that cannot be',
      args: ['--log', path.join(folder, 'no', 'where')],
      says: /^The log file cannot be opened/,
    },
  ];
  for (const { given, args, says } of refused) {
    it(`refuses ${given} with an explanation and exit code 2`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.match(stderr, /Usage: npm run simulator/);
    });
  }

  it('refuses a port in use', async () => {
    const { port } = new URL(await start('--seed', 'empty'));
    const { status, stderr } = spawnSync(process.execPath, [program, '--port', port], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`^Port ${port} is in use`));
    await stop('SIGTERM');
  });
});
