// Measures how long it takes until the list of profiles is on the screen, compared with the lower limits: the same with
// a single profile, and the AWS SDK's time to read the same files. It asserts no time.
import { performance } from 'node:perf_hooks';

import { loadSharedConfigFiles } from '@smithy/core/config';

import { readConfigFiles } from '../../src/aws/configFiles';
import { profilesOf } from '../../src/aws/profiles';
import { stopAll } from '../../tools/cleanup.mjs';
import { awsFiles } from '../support/awsFiles.mjs';
import { command, quickInput } from '../support/palette';
import { openExplorer, startWorkbench } from '../support/workbench';
import { chosen, ms, row } from './table';

const rounds = 5;
const nameOf = (number: number): string => `team-${String(number).padStart(4, '0')}`;

async function main(count: number): Promise<void> {
  console.log(`\nReading ${count} profiles, best of ${rounds}`);
  const aws = filesOf(count);
  Object.assign(process.env, aws.env);
  const sdk = await best(() => loadSharedConfigFiles({ ignoreCache: true }));
  row('the AWS SDK reads the two files', ms(sdk), '');
  const own = await best(async () => profilesOf(await readConfigFiles()));
  row('AppStream Explorer reads, mends and sorts them', ms(own), `${(own / sdk).toFixed(2)} × the SDK`);
  aws.remove();

  console.log('\nFrom the command to the profiles on the screen');
  for (const profiles of [1, count]) {
    const [first, again] = await pickerTimes(profiles);
    row(`with ${profiles}`, ms(first), 'the first time, with loading runtime.js');
    row('', ms(again), `again, best of ${rounds}`);
  }
  await stopAll();
}

function filesOf(count: number) {
  const names = Array.from({ length: count }, (_, index) => nameOf(index));
  return awsFiles(Object.fromEntries(names.map(name => [name, { accessKeyId: 'MANY', region: 'eu-west-1' }])));
}

async function best(task: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await task();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

async function pickerTimes(count: number): Promise<[first: number, again: number]> {
  const aws = filesOf(count);
  const workbench = await startWorkbench({ aws });
  const { page } = workbench;
  const input = quickInput(page);
  const open = async (): Promise<number> => {
    await command(page, 'AppStream: Add AWS Profile…'); // ends with the click
    const start = performance.now();
    await input.entry(nameOf(0)).waitFor();
    const time = performance.now() - start;
    await input.cancel();
    await input.input.waitFor({ state: 'hidden' });
    return time;
  };
  await openExplorer(page);
  const first = await open();
  let again = Infinity;
  for (let round = 0; round < rounds; round++) again = Math.min(again, await open());
  await workbench.close();
  aws.remove();
  return [first, again];
}

void main(chosen().profiles);
