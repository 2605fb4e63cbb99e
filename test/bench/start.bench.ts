// Measures npm start in a bare clone of what is committed, until it prints the address, and once more.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

import { startProcess, stopAll, temporaryFolder, watchOutput } from '../../tools/cleanup.mjs';
import { findRoot } from '../../tools/root.mjs';
import { row, target } from './table';

const limit = 10 * 60_000;

async function main(): Promise<void> {
  const folder = temporaryFolder('appstream-start-');
  const clone = path.join(folder.path, 'clone');
  await promisify(execFile)('git', ['clone', '--quiet', '--no-hardlinks', findRoot(), clone]);
  console.log('\nnpm start, until it prints the address');
  const first = await secondsToAddress(clone);
  row('in a bare clone', `${first.toFixed(1)} s`, 'with the packages in the cache of npm, if they are there');
  const again = await secondsToAddress(clone);
  row('the second time', `${again.toFixed(1)} s`, '');
  folder.remove();
  target('npm start in a bare clone, with a warm npm cache', first, { unit: 's', atMost: 60 });
  target('npm start, the second time', again, { unit: 's', atMost: 10 });
}

async function secondsToAddress(clone: string): Promise<number> {
  const start = performance.now();
  // As in CI, so that no browser opens.
  const env = { ...process.env, CI: '1' };
  const { child, ended, stop } = startProcess('npm', ['start'], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const watched = watchOutput(child);
  const ready = await Promise.race([
    watched.until(/runs in VS Code at\s+http:\S+/, limit),
    ended.then(code => `It ended with code ${code}.`),
  ]);
  const took = (performance.now() - start) / 1000;
  await stop();
  if (typeof ready === 'string') throw new Error(`npm start printed no address. ${ready}\n${watched.output()}`);
  return took;
}

void main().finally(stopAll);
