// How long the steps of plans took the last time.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { createDurations } from '../../../src/explorer/plan/durations';
import { stepLines } from '../../../src/explorer/plan/presentPlan';
import type { StepPlan } from '../../../src/explorer/plan/steps';
import { accountWith, openWindow, planFolder, refusal } from '../../support/planWorld';

const stop: StepPlan = {
  ...{ nodeId: 'profile:prod/eu-west-1/fleet/design', kind: 'fleet', action: 'stop', name: 'design' },
  ...{ answers: {}, input: {} },
};

describe('How long a step took', () => {
  it('is what it took the last time, for this action and resource', async () => {
    const durations = createDurations(planFolder(), 'one');
    await Promise.all([durations.keep(stop, 100_000), durations.keep({ ...stop, action: 'start' }, 300_000)]);
    await durations.keep(stop, 200_000);
    assert.equal(await durations.of(stop), 200_000);
    assert.equal(await durations.of({ ...stop, action: 'start' }), 300_000);
    assert.equal(await durations.of({ ...stop, nodeId: 'other' }), undefined);
  });

  const unkept: [string, StepPlan, number][] = [
    ['a short step', stop, 9_999],
    ['a step that names a person', { ...stop, kind: 'user', action: 'enable', answers: { UserName: 'jane' } }, 60_000],
  ];
  for (const [what, step, ms] of unkept) {
    it(`is not kept of ${what}`, async () => {
      const folder = planFolder();
      await createDurations(folder, 'one').keep(step, ms);
      assert.deepEqual(fs.readdirSync(folder), []);
    });
  }

  it('is kept of the last 300 steps', async () => {
    const durations = createDurations(planFolder(), 'one');
    await Promise.all(Array.from({ length: 301 }, (_, at) => durations.keep({ ...stop, nodeId: String(at) }, 60_000)));
    assert.deepEqual(await Promise.all(['0', '1', '300'].map(nodeId => durations.of({ ...stop, nodeId }))), [
      undefined,
      60_000,
      60_000,
    ]);
  });

  for (const damaged of ['{"a":', '{}', '[["a"],["stop x","1"]]']) {
    it(`is unknown when the file has ${damaged}`, async () => {
      const folder = planFolder();
      fs.writeFileSync(path.join(folder, 'durations'), damaged);
      const durations = createDurations(folder, 'one');
      assert.equal(await durations.of(stop), undefined);
      await durations.keep(stop, 60_000);
      assert.equal(await durations.of(stop), 60_000);
    });
  }

  it('is said of each step before the next plan runs', async () => {
    let minutes = 0;
    const account = accountWith({ fleets: { design: 'RUNNING' } });
    const folder = planFolder();
    const over = { DeleteFleet: () => Promise.reject(refusal('denied', 'DeleteFleet')) };
    const { deletion, plans } = openWindow(account, folder, [], {
      ...{ now: () => (minutes += 1) * 60_000, over: script => ({ ...script, ...over }) },
    });
    assert.equal((await plans.begin(await deletion('fleet', 'design'))).state, 'stopped');
    account.fleets['design'] = 'RUNNING';
    const next = openWindow(account, folder);
    const { steps } = await next.deletion('fleet', 'design');
    const lines = stepLines(await next.plans.timed(steps));
    assert.match(lines[0] ?? '', /^1\. Stop Fleet: design \(took \d+ min 0 s last time\)$/);
    assert.equal(lines[1], '2. Delete Fleet: design');
  });

  it('is nothing for a step that was done already', async () => {
    const account = accountWith({ fleets: { design: 'STOPPED' } });
    const folder = planFolder();
    let minutes = 0;
    const { plans, row, explorer } = openWindow(account, folder, [], { now: () => (minutes += 1) * 60_000 });
    const node = await row('fleet', 'design');
    await plans.begin({ title: 'Stop', actor: await explorer.identify(node), steps: [{ ...stop, nodeId: node.id }] });
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});
