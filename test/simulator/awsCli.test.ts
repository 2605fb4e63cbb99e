import * as assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { promisify } from 'node:util';

const program = path.resolve(__dirname, '../../simulator.js');

describe('The simulator with the AWS CLI', () => {
  let url: string;
  let child: ChildProcess | undefined;

  before(async function () {
    if (spawnSync('aws', ['--version']).status !== 0) {
      console.log('    The AWS CLI is not installed: skipped.');
      this.skip();
    }
    child = spawn(process.execPath, [program, '--speed', '1000'], { stdio: ['ignore', 'pipe', 'inherit'] });
    [url] = (await once(readline.createInterface({ input: child.stdout ?? assert.fail() }), 'line')) as [string];
  });
  after(() => void child?.kill('SIGTERM'));

  async function aws(...args: string[]): Promise<Record<string, unknown>> {
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'SANDBOXPRODUCTION',
      AWS_SECRET_ACCESS_KEY: 'any',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_CONFIG_FILE: os.devNull,
      AWS_SHARED_CREDENTIALS_FILE: os.devNull,
      AWS_ENDPOINT_URL: url,
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
    };
    const { stdout } = await promisify(execFile)('aws', [...args, '--output', 'json'], { env });
    return stdout.trim() ? (JSON.parse(stdout) as Record<string, unknown>) : {};
  }

  it("returns the caller's identity", async () => {
    assert.equal((await aws('sts', 'get-caller-identity')).Account, '123456789012');
  }).timeout(30_000);

  it('is reached by the command of the README, in a shell without AWS files and variables', async () => {
    const readme = fs.readFileSync(path.resolve(__dirname, '../../../README.md'), 'utf8');
    const [command = ''] = /^AWS_ACCESS_KEY_ID=.*http:\/\/127\.0\.0\.1:8080 .*$/m.exec(readme) ?? [];
    const env = { PATH: process.env['PATH'], HOME: os.tmpdir(), AWS_CONFIG_FILE: os.devNull, AWS_PAGER: '' };
    const { stdout } = await promisify(execFile)('sh', ['-c', command.replace('http://127.0.0.1:8080', url)], { env });
    assert.match(stdout, /"Name": "cad-workstations"/);
  }).timeout(30_000);

  it('lists, starts and streams', async () => {
    const { Fleets } = await aws('appstream', 'describe-fleets');
    assert.ok((Fleets as unknown[]).length > 3);
    assert.deepEqual(await aws('appstream', 'start-fleet', '--name', 'finance-desktops'), {});
    const pair = ['--stack-name', 'cad', '--fleet-name', 'cad-workstations'];
    const { StreamingURL } = await aws('appstream', 'create-streaming-url', ...pair, '--user-id', 'ada');
    assert.equal((await fetch(StreamingURL as string)).status, 200);
  }).timeout(30_000);

  it('shows errors', async () => {
    await assert.rejects(
      aws('appstream', 'delete-stack', '--name', 'cad'),
      /\(ResourceInUseException\) when calling the DeleteStack operation: Cannot delete stack cad\. This stack has fleets/,
    );
  }).timeout(30_000);
});
