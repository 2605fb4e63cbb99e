// All plans, and every place where one can be interrupted: another window comes to the same end, and nothing is done twice.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';

import { offersOf } from '../../../src/explorer/plan/presentPlan';
import { stepTitle } from '../../../src/explorer/plan/steps';
import { endsAlike, goesBackAlike } from '../../support/interrupting';
import { planCases } from '../../support/planCases';
import { accountWith, openWindow, planFolder } from '../../support/planWorld';

for (const one of planCases) {
  const { plan: title, given, make, steps, changes, left, back } = one;
  describe(`The plan ${title}`, () => {
    it('has its steps, does each once and in this order, and says whether it can be taken back', async () => {
      const account = accountWith(given);
      const sent: string[] = [];
      const folder = planFolder();
      const window = openWindow(account, folder, sent);
      const made = await make(window);
      assert.deepEqual(made.steps.map(stepTitle), steps);
      const plan = await window.plans.begin(made);
      assert.equal(plan.state, 'done', plan.said);
      assert.deepEqual([sent, account], [changes, accountWith(left)]);
      const kept = fs.readdirSync(folder).filter(name => /\.(json|lock)$/.test(name));
      assert.deepEqual(kept, [], 'nothing is left of a plan that is done');
      if (back) assert.ok(offersOf(plan).undo);
    });

    for (const isSent of [false, true]) {
      const when = isSent ? 'that AWS carries out' : 'before AWS has it';
      it(`comes to the same end when its window ends at any request ${when}`, () => endsAlike(one, isSent));
      if (!back) continue;
      it(`is taken back to the same end when the window ends at any request ${when}`, () =>
        goesBackAlike(one, back, isSent));
    }
  });
}
