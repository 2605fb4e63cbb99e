// Ends the window of a plan at each of its requests, one after the other. Another window goes on with it.
import * as assert from 'node:assert/strict';

import { staleAfter } from '../../src/explorer/plan/planLocks';
import type { NewPlan } from '../../src/explorer/plan/plansTypes';
import type { PlanState } from '../../src/explorer/plan/steps';
import type { Account, PlanWindow, WindowOptions } from './planWorld';
import { accountWith, hangingAt, openWindow, planFolder } from './planWorld';
import type { Script } from './scriptedApi';

type Answer = NonNullable<Script[keyof Script]>;

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
    await goOnElsewhere(openWindow(account, folder, sent, { files: crashed() }), 'done', `request ${count}`);
    assert.deepEqual(account, accountWith(left), `request ${count}`);
    assert.deepEqual(sent, changes, `request ${count}: nothing is done twice`);
  }
  assert.ok(interrupted > changes.length, `${interrupted}`);
}

/**
 * Fails if taking a plan back does not come to the same end, or does something twice, when its window ends at any request of that.
 * @param back what taking it back sends @param isSent whether AWS carries out the request that the window ends at
 */
export async function goesBackAlike(
  { given, make, changes }: Uninterrupted,
  back: readonly string[],
  isSent: boolean,
): Promise<void> {
  let interrupted = 0;
  for (const count of requests) {
    const account = accountWith(given);
    const sent: string[] = [];
    const folder = planFolder();
    let hung: () => void = () => undefined;
    const ends = new Promise<'hung'>(resolve => (hung = () => resolve('hung')));
    let isBack = false;
    const over: WindowOptions['over'] = script => {
      const hanging = hangingAt(script, count, isSent, hung);
      return Object.fromEntries(
        Object.keys(script).map(name => {
          const operation = name as keyof typeof script;
          return [name, (...args: Parameters<Answer>) => (isBack ? hanging : script)[operation]?.(...args)];
        }),
      );
    };
    const first = openWindow(account, folder, sent, { over });
    const plan = await first.plans.begin(await make(first));
    isBack = true;
    const outcome = await Promise.race([first.plans.undo(plan), ends]);
    if (outcome === 'hung') {
      interrupted += 1;
      await goOnElsewhere(openWindow(account, folder, sent, { files: crashed() }), 'undone', `request ${count}`);
    }
    account.associated.sort();
    assert.deepEqual(account, accountWith(given), `request ${count}`);
    assert.deepEqual(sent, [...changes, ...back], `request ${count}: nothing is done twice`);
    if (outcome !== 'hung') break;
  }
  assert.ok(interrupted > back.length, `${interrupted}`);
}

/** Another window goes on with the plan of one that has crashed. */
async function goOnElsewhere({ plans }: PlanWindow, state: PlanState, what: string): Promise<void> {
  await plans.takeOver(); // the lock of the other window may still be alive
  const [plan] = await plans.takeOver();
  assert.ok(plan, `${what}: the plan is kept`);
  assert.equal(plan.state, 'paused');
  await plans.goOn(plan);
  assert.equal(plan.state, state, `${what}: ${plan.said}`);
}
