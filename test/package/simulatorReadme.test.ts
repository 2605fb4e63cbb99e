// The examples of the README of the simulator's package: each is run as it stands there, with the packed simulator.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

import { AppStream } from '@aws-sdk/client-appstream';

import { findRoot } from '../../tools/root.mjs';
import { packedSimulator } from '../../tools/simulatorPackage.mjs';
import { notEmpty } from '../support/notEmpty';

const readme = fs.readFileSync(path.join(findRoot(), 'src/simulator/package/README.md'), 'utf8');
const packed = path.basename(packedSimulator());

/** Each example, with the heading above it. */
const examples: { heading: string; code: string }[] = [];
let above = '';
for (const [, heading, code] of readme.matchAll(/^#+ (.*)$|^```\w+\n([\s\S]*?)^```$/gm)) {
  above = heading ?? above;
  if (code !== undefined) examples.push({ heading: above, code });
}

/** How each is run, in the order of the README. */
const runs: { what: string; heading: string; run: (code: string) => Promise<void>; needs?: [string, ...string[]] }[] = [
  { what: 'a simulator that runs', heading: 'Run it', run: runsWithNpx },
  { what: 'a command of the AWS CLI', heading: 'Run it', run: runsAwsCli, needs: ['aws', '--version'] },
  { what: 'a test for Mocha', heading: 'Mocha', run: runsMocha },
  { what: 'a test for Jest', heading: 'Jest', run: runsJest },
  {
    ...{ what: 'a test for pytest', heading: 'pytest', run: runsPytest },
    needs: ['python3', '-c', 'import boto3, pytest'],
  },
  { what: 'a seed', heading: 'A seed of your own', run: seeds },
  {
    ...{ what: 'a script that makes a seed of an account', heading: 'A seed from a real account', run: exportsAccount },
    needs: ['aws', '--version'],
  },
  { what: 'faults', heading: 'Faults', run: makesRequestsFail },
];

const project = fs.mkdtempSync(path.join(os.tmpdir(), 'simulator-readme-'));
const modules = path.join(findRoot(), 'node_modules');
const mocha = path.join(modules, 'mocha/bin/mocha.js');
const env = {
  ...process.env,
  ...{ npm_config_cache: path.join(project, 'cache'), npm_config_offline: 'true', npm_config_yes: 'true' },
  ...{ AWS_CONFIG_FILE: os.devNull, AWS_SHARED_CREDENTIALS_FILE: os.devNull, AWS_PAGER: '' },
  PYTHONDONTWRITEBYTECODE: '1',
};

describe("The examples of the README of the simulator's package", function () {
  this.timeout(300_000);

  before('the package is installed, as the README says', async () => {
    fs.copyFileSync(packedSimulator(), path.join(project, packed));
    fs.writeFileSync(path.join(project, 'package.json'), '{}');
    const [, install = ''] = /`(npm install .*?)`/.exec(readme) ?? [];
    await succeeds('sh', ['-c', install.replace('VERSION', versionOf(packed))]);
    fs.symlinkSync(path.join(modules, '@aws-sdk'), path.join(project, 'node_modules/@aws-sdk'), 'junction');
  });
  after(() => fs.rmSync(project, { recursive: true, force: true }));

  it('are those that follow', () => {
    assert.deepEqual(
      examples.map(({ heading }) => heading),
      runs.map(({ heading }) => heading),
    );
  });

  for (const [index, { what, run, needs }] of notEmpty(runs).entries()) {
    it(what, async function () {
      if (needs && spawnSync(needs[0], needs.slice(1)).status !== 0) {
        console.log(`    "${needs.join(' ')}" fails: the example is skipped.`);
        this.skip();
      }
      await run(examples[index]?.code ?? assert.fail());
    });
  }
});

async function runsWithNpx(code: string): Promise<void> {
  const command = code.replace('VERSION', versionOf(packed)).replace('8080', '0');
  await running(['sh', '-c', command], async url => assert.equal((await fetch(url)).status, 200));
}

async function runsAwsCli(code: string): Promise<void> {
  await running(programWith(), async url => {
    const output = await succeeds('sh', ['-c', code.replace('http://127.0.0.1:8080', url)]);
    assert.match(output, /"Name": "cad"/);
  });
}

async function runsMocha(code: string): Promise<void> {
  fs.writeFileSync(path.join(project, 'simulator.test.js'), code);
  assert.match(await succeeds(process.execPath, [mocha, 'simulator.test.js']), /1 passing/);
}

/** What the example uses of Jest, which is large: it runs with Mocha. */
const jest = `
const assert = require('node:assert/strict');
Object.assign(globalThis, {
  beforeAll: before,
  afterAll: after,
  test: it,
  expect: actual => ({
    toEqual: wanted => assert.deepEqual(actual, wanted),
    rejects: { toThrow: () => assert.rejects(actual) },
  }),
});`;

async function runsJest(code: string): Promise<void> {
  fs.writeFileSync(path.join(project, 'jest.js'), jest);
  fs.writeFileSync(path.join(project, 'simulator.test.js'), code);
  assert.match(await succeeds(process.execPath, [mocha, 'jest.js', 'simulator.test.js']), /1 passing/);
}

async function runsPytest(code: string): Promise<void> {
  fs.writeFileSync(path.join(project, 'test_simulator.py'), code);
  const output = await succeeds('python3', ['-m', 'pytest', '-p', 'no:cacheprovider', 'test_simulator.py']);
  assert.match(output, /1 passed/);
}

async function seeds(code: string): Promise<void> {
  fs.writeFileSync(path.join(project, 'seed.json'), code);
  await running(programWith('--seed', 'seed.json'), url =>
    asking(url, async client => {
      const { Fleets = [] } = await client.describeFleets({});
      assert.deepEqual(
        Fleets.map(({ Name, State }) => [Name, State]),
        [['cad', 'RUNNING']],
      );
    }),
  );
}

async function exportsAccount(code: string): Promise<void> {
  fs.writeFileSync(path.join(project, 'export.sh'), code);
  await running(programWith(), async url => {
    const given = `AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=SANDBOXPRODUCTION AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=eu-west-1`;
    await succeeds('sh', ['-c', `${given} sh export.sh > account.json`]);
  });
  await running(programWith('--seed', 'account.json'), url =>
    asking(
      url,
      async client => {
        const { Fleets = [] } = await client.describeFleets({ Names: ['cad-workstations'] });
        assert.deepEqual(
          Fleets.map(({ Arn, State }) => [Arn, State]),
          [['arn:aws:appstream:eu-west-1:123456789012:fleet/cad-workstations', 'RUNNING']],
        );
      },
      '123456789012',
    ),
  );
}

async function makesRequestsFail(code: string): Promise<void> {
  fs.writeFileSync(path.join(project, 'faults.json'), code);
  await running(programWith('--faults', 'faults.json'), url =>
    asking(url, async client => {
      await assert.rejects(client.startFleet({ Name: 'finance-desktops' }), /socket hang up|ECONNRESET/);
      const answers: unknown[] = [];
      for (let number = 0; number < 200; number++) {
        const answer = client.describeFleets({ Names: ['finance-desktops'] });
        answers.push(
          await answer.then(
            ({ Fleets }) => Fleets?.[0]?.State,
            (error: Error) => error.name,
          ),
        );
      }
      assert.deepEqual(new Set(answers), new Set(['STARTING', 'ThrottlingException']));
      const refused = answers.filter(answer => answer !== 'STARTING').length;
      assert.ok(refused >= 3 && refused <= 25, `${refused} of 200, not about 10`);
    }),
  );
}

async function asking(
  url: string,
  ask: (client: AppStream) => Promise<void>,
  accessKeyId = 'SANDBOXPRODUCTION',
): Promise<void> {
  const credentials = { accessKeyId, secretAccessKey: 'any' };
  const client = new AppStream({ endpoint: url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  await ask(client).finally(() => client.destroy());
}

/** The program of the installed package, with its options. */
function programWith(...options: string[]): string[] {
  return [process.execPath, 'node_modules/appstream-simulator/cli.js', ...options];
}

/** Runs a program that prints the address of a simulator, until `use` is done. */
async function running([command = '', ...args]: string[], use: (url: string) => Promise<void>): Promise<void> {
  const child = spawn(command, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  try {
    const [url] = (await once(readline.createInterface({ input: child.stdout }), 'line')) as [string];
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    await use(url);
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await once(child, 'exit');
  }
}

/** Runs a program to its end. @returns its output */
async function succeeds(command: string, args: string[]): Promise<string> {
  const child = spawn(command, args, { cwd: project, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 0, output);
  return output;
}

function versionOf(file: string): string {
  return /([\d.]+)\.tgz$/.exec(file)?.[1] ?? assert.fail(file);
}
