// Ends the window of a plan at each of its requests, one after the other. Another window goes on with it.
import * as assert from 'node:assert/strict';

import { staleAfter } from '../../src/explorer/plan/planFiles';
import type { NewPlan } from '../../src/explorer/plan/plans';
import type { Account, PlanWindow, WindowOptions } from './planWorld';
import { accountWith, hangingAt, openWindow, planFolder } from './planWorld';

/** A plan, and what it does when nothing interrupts it. */
export interface Uninterrupted {
  readonly given: Partial<Account>;
  readonly make: (window: PlanWindow) => Promise<NewPlan>;
  /** The requests, in their order. */
  readonly changes: readonly string[];
  readonly left: Partial<Account>;
}

/** The requests that a window may end at: more than any of these plans sends. */
const requests = Array.from({ length: 200 }, (_, place) => place + 1);

/** The files of a window that finds the lock of another one, which has crashed: its sign of life stays the same. */
export function crashed(): NonNullable<WindowOptions['files']> {
  let now = 0;
  return { steady: () => (now += staleAfter) };
}

/**
 * Fails if a plan does not come to the same end, or does something twice, when its window ends at any request.
 * @param isSent whether AWS carries out the request that the window ends at
 */
export async function endsAlike({ given, make, changes, left }: Uninterrupted, isSent: boolean): Promise<void> {
  let interrupted = 0;
  for (const count of requests) {
    const account = accountWith(given);
    const sent: string[] = [];
    const folder = planFolder();
    const made = await make(openWindow(account, folder));
    let hung: () => void = () => undefined;
    const ends = new Promise<'hung'>(resolve => (hung = () => resolve('hung')));
    const over: WindowOptions['over'] = script => hangingAt(script, count, isSent, hung);
    const first = openWindow(account, folder, sent, { over });
    const outcome = await Promise.race([first.plans.begin(made), ends]);
    if (outcome !== 'hung') break;
    interrupted += 1;
    const next = openWindow(account, folder, sent, { files: crashed() });
    await next.plans.takeOver(); // the lock of the other window may still be alive
    const [plan] = await next.plans.takeOver();
    assert.ok(plan, `request ${count}: the plan is kept`);
    assert.equal(plan.state, 'paused');
    await next.plans.goOn(plan);
    assert.equal(plan.state, 'done', `request ${count}: ${plan.said}`);
    assert.deepEqual(account, accountWith(left), `request ${count}`);
    assert.deepEqual(sent, changes, `request ${count}: nothing is done twice`);
  }
  assert.ok(interrupted > changes.length, `${interrupted}`);
}
