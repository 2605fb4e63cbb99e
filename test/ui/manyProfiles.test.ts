// 5,000 profiles: the picker has them all, and nothing of those that were not chosen is kept anywhere.
import assert from 'node:assert/strict';

import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { type AwsFiles, awsFiles } from '../support/awsFiles.mjs';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { placesOf, tracesOf } from '../support/traces';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

const count = 5000;
const nameOf = (number: number): string => `many-profiles-${String(number).padStart(4, '0')}-suffix`;
const chosen = nameOf(4321);

describe('5,000 profiles', () => {
  let simulator: Simulator;
  let aws: AwsFiles;
  let workbench: Workbench;

  before(async () => {
    simulator = await startSimulator();
    const names = Array.from({ length: count }, (_, index) => nameOf(index));
    aws = awsFiles(
      Object.fromEntries(
        names.map(name => [name, { accessKeyId: 'MANY', region: 'eu-west-1', endpointUrl: simulator.url }]),
      ),
    );
    workbench = await startWorkbench({ aws });
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await simulator?.close();
    aws?.remove();
  });

  it('are in the picker, and are found by typed text', async () => {
    const { page } = workbench;
    const input = quickInput(page);
    await command(page, 'AppStream: Add AWS Profile…');
    await input.entry(nameOf(0)).waitFor();
    await screenshot(page, 'many-profiles');
    await input.fill('4321');
    await input.pick(chosen);
    await input.entry('eu-west-1').waitFor();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await tree(page).expand([chosen, 'eu-west-1', 'Fleets']);
    await tree(page).row([chosen, 'eu-west-1', 'Fleets', 'office-desktops']).waitFor();
  });

  it('leave no trace except the selected one', async () => {
    const traces = await tracesOf(workbench);
    for (const known of ['settings.json', '.log']) {
      assert.ok(
        placesOf(chosen, traces).some(place => place.endsWith(known)),
        `the chosen one is found in ${known}`,
      );
    }
    const kept = new Set<string>();
    for (const { content } of traces) {
      for (const [name] of content.toString('latin1').matchAll(/many-profiles-\d{4}-suffix/g)) kept.add(name);
    }
    assert.deepEqual([...kept], [chosen]);
    assert.ok(
      placesOf(chosen, traces).some(place => place.endsWith('.log')),
      'the log is among what is read',
    );
  });
});
