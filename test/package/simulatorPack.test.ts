// The simulator's own package: what it has, and whether it runs from an empty folder.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

import { packedSimulator } from '../../tools/simulatorPackage.mjs';

describe('The package of the simulator', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'simulator-package-'));
  const file = packedSimulator();

  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('has the program, what tests import, types, a README and licences, and no dependencies', () => {
    const files = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n');
    const expected = ['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'cli.js', 'index.js', 'package.json'];
    assert.deepEqual(
      files.filter(name => !name.startsWith('package/types/')).sort(),
      expected.map(name => `package/${name}`),
    );
    assert.ok(files.includes('package/types/simulator/package/index.d.ts'));
    const unpacked = (name: string) => execFileSync('tar', ['-xzOf', file, `package/${name}`], { encoding: 'utf8' });
    const manifest = JSON.parse(unpacked('package.json')) as Record<string, unknown>;
    assert.equal(manifest['dependencies'], undefined);
    assert.match(unpacked('THIRD-PARTY-NOTICES.txt'), /@smithy\/core [\d.]+ \(Apache-2\.0\)/);
  });

  it('runs with npx from an empty folder, without a network', async () => {
    const copy = path.join(folder, path.basename(file));
    fs.copyFileSync(file, copy);
    const args = ['--yes', '--offline', `./${path.basename(file)}`, '--port', '0', '--seed', 'empty', '--control'];
    const env = { ...process.env, npm_config_cache: path.join(folder, 'cache') };
    const child = spawn('npx', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    try {
      const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const next = async () => String((await lines.next()).value);
      const url = await next();
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
      const authorization = `Bearer ${(await next()).replace('Control token: ', '')}`;
      assert.equal((await fetch(`${url}/_control/clock`, { headers: { authorization } })).status, 200);
    } finally {
      // To the group: npx alone would end without the simulator.
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      await once(child, 'exit');
    }
  }).timeout(120_000);

  it('is imported by tests', () => {
    const project = path.join(folder, 'project');
    fs.mkdirSync(path.join(project, 'node_modules', 'appstream-simulator'), { recursive: true });
    const into = path.join(project, 'node_modules', 'appstream-simulator');
    execFileSync('tar', ['-xzf', file, '-C', into, '--strip-components', '1']);
    const program = `
      const { createControlClient, startSimulator } = require('appstream-simulator');
      (async () => {
        const simulator = await startSimulator({ seed: 'demo', control: true });
        const control = createControlClient(simulator);
        const before = Date.parse((await control.clock()).time);
        const after = Date.parse((await control.advance(3600)).time);
        await simulator.close();
        console.log(after - before >= 3600000);
      })();`;
    assert.equal(execFileSync(process.execPath, ['-e', program], { cwd: project, encoding: 'utf8' }), 'true\n');
  }).timeout(60_000);
});
