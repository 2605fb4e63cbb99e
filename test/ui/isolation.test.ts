// Accounts and Regions side by side: what is seen, done and asked in one is never another's.
import * as assert from 'node:assert/strict';

import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { type AwsFiles, awsFiles } from '../support/awsFiles.mjs';
import { dialog, notifications } from '../support/messages';
import { quickInput } from '../support/palette';
import { requestLog } from '../support/requestLog';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

const ireland = 'eu-west-1';
const virginia = 'us-east-1';
const irishProduction = [
  ...['cad-workstations', 'contractors-cad', 'field-survey', 'finance-desktops', 'gis-analysis'],
  ...['office-desktops', 'site-apps', 'training-lab', 'visualisation'],
];

/** `twin` is an account of its own whose fleets are called as those of `production` are. */
const places = [
  { profile: 'production', region: ireland, key: 'SANDBOXPRODUCTION', fleets: irishProduction },
  { profile: 'production', region: virginia, key: 'SANDBOXPRODUCTION', fleets: ['bids', 'newyork-desktops'] },
  { profile: 'development', region: ireland, key: 'SANDBOXDEVELOPMENT', fleets: ['dev-cad-test', 'dev-office-test'] },
  { profile: 'development', region: virginia, key: 'SANDBOXDEVELOPMENT', fleets: ['dev-latency-probe'] },
  { profile: 'twin', region: ireland, key: 'TWIN', fleets: irishProduction },
];

describe('Several accounts and Regions side by side', () => {
  let simulator: Simulator;
  let aws: AwsFiles;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const asked = requestLog();

  before(async () => {
    simulator = await startSimulator({ speed: 500, log: asked.log });
    const endpointUrl = simulator.url;
    const keys = new Map(places.map(({ profile, key }) => [profile, key]));
    aws = awsFiles(
      Object.fromEntries([...keys].map(([name, accessKeyId]) => [name, { accessKeyId, region: ireland, endpointUrl }])),
    );
    const connections = [...keys.keys()].map(profile => ({
      profile,
      regions: places.filter(place => place.profile === profile).map(({ region }) => region),
    }));
    workbench = await startWorkbench({
      aws,
      settings: { 'appstream.connections': connections },
      viewport: { width: 1280, height: 1800 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
  });
  beforeEach(() => asked.clear());
  after(async () => {
    await workbench?.close();
    await simulator?.close();
    aws?.remove();
  });

  const fleetNames = (profile: string, region: string): Promise<string[]> =>
    rows.children([profile, region, 'Fleets']).locator('.label-name').allTextContents();

  /** Until then, what passes by itself is followed: it is asked for again, whatever else is done. */
  const settled = (profile: string, region: string): Promise<void> =>
    rows
      .children([profile, region, 'Fleets'])
      .filter({ hasText: /STARTING|STOPPING/ })
      .first()
      .waitFor({ state: 'detached' });

  const changes = (): string[] => asked.requests.filter(request => !/^(Describe|List|Get)/.test(request));

  /** What the tree shows could be old: asks anew. */
  async function refreshFleets(profile: string, region: string): Promise<void> {
    const key = places.find(place => place.profile === profile)?.key;
    const before = asked.count(`DescribeFleets ${region} ${key}`);
    await rows.chooseMenu([profile, region, 'Fleets'], 'Refresh');
    await asked.waitFor(`DescribeFleets ${region} ${key}`, before + 1);
  }

  for (const { profile, region, key, fleets } of places) {
    it(`shows the fleets of ${profile} in ${region}, requested with its key in its Region`, async () => {
      await rows.expand([profile, region, 'Fleets']);
      assert.deepEqual(await fleetNames(profile, region), fleets);
      await settled(profile, region);
      const listed = asked.requests.filter(request => request.startsWith('DescribeFleets'));
      assert.deepEqual([...new Set(listed)], [`DescribeFleets ${region} ${key}`]);
    });
  }

  it('still shows each its own fleets when all are open', async () => {
    await screenshot(workbench.page, 'isolation');
    for (const { profile, region, fleets } of places) assert.deepEqual(await fleetNames(profile, region), fleets);
  });

  it('starts a fleet in one account, and not the fleet of the same name in another', async () => {
    const twins = ['twin', ireland, 'Fleets', 'gis-analysis'];
    await rows.chooseMenu(twins, 'Start Fleet');
    await rows.waitForDescription(twins, /RUNNING/);
    assert.deepEqual(changes(), [`StartFleet ${ireland} TWIN`]);
    await refreshFleets('production', ireland);
    await rows.waitForDescription(['production', ireland, 'Fleets', 'gis-analysis'], /STOPPED/);
    assert.match(await rows.description(twins), /RUNNING/);
  });

  it('works in one Region, and does not affect the other Region of the same account', async () => {
    await rows.chooseMenu(['development', virginia, 'Fleets', 'dev-latency-probe'], 'Start Fleet');
    await rows.waitForDescription(['development', virginia, 'Fleets', 'dev-latency-probe'], /^RUNNING/);
    await rows.waitForDescription(['development', ireland, 'Fleets', 'dev-cad-test'], /^STOPPED/);
    assert.deepEqual(changes(), [`StartFleet ${virginia} SANDBOXDEVELOPMENT`]);
    const elsewhere = asked.requests.filter(request => !request.endsWith(`${virginia} SANDBOXDEVELOPMENT`));
    assert.deepEqual(elsewhere, [], 'following it asks nobody else');
  });

  describe('before a fleet is deleted', () => {
    const doomed = ['production', ireland, 'Fleets', 'field-survey'];
    const namesake = ['twin', ireland, 'Fleets', 'field-survey'];

    it('names the fleet, its account, profile and Region', async () => {
      await rows.chooseMenu(doomed, 'Delete Fleet…');
      const words = await dialog(workbench.page).text();
      for (const expected of [
        'Delete fleet field-survey?',
        'Account 123456789012',
        'Profile production',
        'Region eu-west-1 (Europe (Ireland))',
      ]) {
        assert.ok(words.includes(expected), `${expected} in ${words}`);
      }
    });

    it('does nothing if the dialog is cancelled', async () => {
      await dialog(workbench.page).press('Cancel');
      await refreshFleets('production', ireland);
      await rows.row(doomed).waitFor();
      assert.deepEqual(changes(), []);
    });

    for (const typed of ['', 'field-surve', 'field-surveys', 'Field-Survey', 'Field survey']) {
      it(`does nothing if "${typed}" is typed as its name`, async () => {
        await rows.chooseMenu(doomed, 'Delete Fleet…');
        await dialog(workbench.page).press('Delete');
        const input = quickInput(workbench.page);
        await input.fill(typed);
        await input.accept();
        // Whether the box stays or not: Escape must not delete either.
        await input.cancel();
        await input.input.waitFor({ state: 'hidden' });
        await refreshFleets('production', ireland);
        await rows.row(doomed).waitFor();
        assert.deepEqual(changes(), []);
      });
    }

    it('deletes it, and not the one of the same name, if its name is typed', async () => {
      await rows.chooseMenu(doomed, 'Delete Fleet…');
      await dialog(workbench.page).press('Delete');
      const input = quickInput(workbench.page);
      await input.fill('field-survey');
      await input.accept();
      await rows.row(doomed).waitFor({ state: 'detached' });
      assert.deepEqual(changes(), [`DeleteFleet ${ireland} SANDBOXPRODUCTION`]);
      await refreshFleets('twin', ireland);
      await rows.row(namesake).waitFor();
      const others = irishProduction.filter(name => name !== 'field-survey');
      assert.deepEqual(await fleetNames('production', ireland), others);
    });

    it('names the fleet that makes AWS refuse, and reveals it: nothing is typed or sent', async () => {
      const image = ['production', ireland, 'Images', 'Private', 'hb-finance-2026-08'];
      await rows.expand(image.slice(0, -1));
      await rows.chooseMenu(image, 'Delete Image…');
      const message = /Fleet finance-desktops uses the image\./;
      await notifications(workbench.page).waitFor(message);
      await screenshot(workbench.page, 'refused-before');
      await notifications(workbench.page).press(message, 'Show Fleet finance-desktops');
      await rows.row(['production', ireland, 'Fleets', 'finance-desktops']).waitFor();
      assert.deepEqual(changes(), []);
    });
  });
});
