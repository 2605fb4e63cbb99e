// A rollout to fleets of other Regions: the image is copied there first, and the plan waits until each copy is AVAILABLE.
import * as assert from 'node:assert/strict';

import { planFiles } from '../../../src/explorer/plan/planFiles';
import { staleAfter } from '../../../src/explorer/plan/planLocks';
import { createPlans } from '../../../src/explorer/plan/plans';
import type { NewPlan, Plans } from '../../../src/explorer/plan/plansTypes';
import { candidatesFor, copyIn, copySteps, otherRegions, rolloutSteps } from '../../../src/explorer/plan/rollout';
import { stepTitle } from '../../../src/explorer/plan/steps';
import type { Image } from '../../../src/kinds/parts/rollout';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Account } from '../../support/planWorld';
import { accountWith, answersFor, hangingAt, planFolder, refusal } from '../../support/planWorld';
import type { Script } from '../../support/scriptedApi';
import { connection, scriptedApi } from '../../support/scriptedApi';

const other = { ...connection, key: 'profile:prod/us-east-1', region: 'us-east-1' };
const arnIn = (region: string, name: string): string => `arn:aws:appstream:${region}:123456789012:image/${name}`;

/** An account in two Regions. The image is in the first one. */
const twoRegions = () => ({
  'eu-west-1': accountWith({ fleets: { cad: 'RUNNING' }, images: ['new'], given: { cad: 'old' } }),
  'us-east-1': accountWith({ fleets: { gis: 'RUNNING' }, given: { gis: 'old' } }),
});
type World = ReturnType<typeof twoRegions>;

/** What AWS answers in a Region. A copy is seen twice before it is AVAILABLE. */
function answersIn(world: World, region: keyof World, state = 'AVAILABLE'): Script {
  const script = answersFor(world[region], []);
  let copying = 2;
  return {
    ...script,
    DescribeImages(input) {
      const { Arns } = input as { Arns?: readonly string[] };
      const named = world[region].images.map(name => ({ name, Arn: arnIn(region, name) }));
      const isCopy = region === 'us-east-1';
      const now = isCopy && copying-- > 0 ? 'COPYING' : isCopy ? state : 'AVAILABLE';
      return {
        Images: named
          .filter(({ Arn }) => !Arns || Arns.includes(Arn))
          .map(({ name, Arn }) => ({
            Name: name,
            Arn,
            State: now,
            Visibility: 'PRIVATE',
            Platform: 'WINDOWS_SERVER_2022',
          })),
      };
    },
    CopyImage({ DestinationImageName }) {
      const { images }: Account = world['us-east-1'];
      if (images.includes(String(DestinationImageName))) throw refusal('conflict', 'CopyImage');
      images.push(String(DestinationImageName));
      return { DestinationImageName };
    },
  };
}

function openWindow(world: World, folder: string, over = (script: Script): Script => script, state?: string) {
  const [here, there] = (['eu-west-1', 'us-east-1'] as const).map(region =>
    scriptedApi(over(answersIn(world, region, state))),
  );
  assert.ok(here && there);
  const setup = explorerUnderTest(
    {},
    {
      connections: [connection, other],
      schedule: 'atOnce',
      api: ({ region }) => Promise.resolve(region === 'us-east-1' ? { ...there, connection: other } : here),
    },
  );
  let steady = 0;
  const store = planFiles({ folder, steady: () => (steady += staleAfter) });
  const schedule = (callback: () => void): (() => void) => {
    const timer = setTimeout(callback, 1);
    return () => clearTimeout(timer);
  };
  return { ...setup, plans: createPlans({ explorer: setup.explorer, store, changed: () => undefined, schedule }) };
}

async function rollout({ explorer, row }: ReturnType<typeof openWindow>): Promise<NewPlan> {
  const image = await row('image', 'new');
  const [region] = otherRegions(image);
  assert.equal(region?.id, other.key);
  const copy = copyIn(image.resource as Image, other.region);
  assert.equal(copy.Arn, arnIn('us-east-1', 'new'));
  const abroad = await candidatesFor(explorer, image, copy, region);
  assert.deepEqual(
    abroad.map(({ node, fit }) => [node.id, fit]),
    [[`${other.key}/fleet/gis`, 'fits']],
  );
  const fleets = [await row('fleet', 'cad'), ...abroad.map(({ node }) => node)];
  const actor = await explorer.identify(image);
  const steps = [
    ...copySteps(image, fleets),
    ...rolloutSteps(
      image,
      fleets.map(one => [one]),
    ),
  ];
  return { title: 'Roll Out', actor, steps, waves: { pauses: false, minutes: 60 } };
}

async function goOn(plans: Plans) {
  await plans.takeOver(); // the lock of the other window may still be alive
  const [plan] = await plans.takeOver();
  assert.ok(plan, 'the plan is kept');
  await plans.goOn(plan);
  return plan;
}

const given = (world: World): unknown => [world['eu-west-1'].given['cad'], world['us-east-1'].given['gis']];

describe('A rollout to another Region', () => {
  it('copies the image, waits until it is AVAILABLE, and gives each fleet the image of its Region', async () => {
    const world = twoRegions();
    const window = openWindow(world, planFolder());
    const made = await rollout(window);
    assert.deepEqual(made.steps.map(stepTitle), [
      'Copy Image: new, us-east-1',
      'Update Fleet: cad',
      'Update Fleet: gis',
    ]);
    const plan = await window.plans.begin(made);
    assert.equal(plan.state, 'done', plan.said);
    assert.deepEqual([given(world), world['us-east-1'].images], [['new', 'new'], ['new']]);
    await window.plans.undo(plan);
    assert.deepEqual([plan.state, given(world)], ['undone', ['old', 'old']]);
  });

  it('changes no fleet if the copy fails', async () => {
    const world = twoRegions();
    const window = openWindow(world, planFolder(), undefined, 'FAILED');
    const plan = await window.plans.begin(await rollout(window));
    assert.equal(plan.said, 'Stopped, because Image "new" is unexpectedly FAILED.');
    assert.deepEqual(given(world), ['old', 'old']);
  });

  it('comes to the same end when its window ends at any request, and copies once', async function () {
    this.timeout(120_000);
    let interrupted = 0;
    for (let count = 1; count < 200; count++) {
      const world = twoRegions();
      const folder = planFolder();
      const made = await rollout(openWindow(world, folder));
      let hung: () => void = () => undefined;
      const ends = new Promise<'hung'>(resolve => (hung = () => resolve('hung')));
      const first = openWindow(world, folder, script => hangingAt(script, count, true, hung));
      if ((await Promise.race([first.plans.begin(made), ends])) !== 'hung') break;
      interrupted += 1;
      const plan = await goOn(openWindow(world, folder).plans);
      assert.equal(plan.state, 'done', `request ${count}: ${plan.said}`);
      assert.deepEqual([given(world), world['us-east-1'].images], [['new', 'new'], ['new']], `request ${count}`);
    }
    assert.ok(interrupted > 6, `${interrupted}`);
  });
});
