// What can go wrong with a plan, for all plans: it stops, says why, and goes on from there.
import * as assert from 'node:assert/strict';

import type { ApiError } from '../../../src/api/core/errors';
import { isApiError } from '../../../src/api/core/errors';
import { movingOf } from '../../../src/explorer/plan/moving';
import { resultText } from '../../../src/explorer/plan/presentPlan';
import type { Plan } from '../../../src/explorer/plan/steps';
import { deletions, fleetAndStack, moving, planCases, turning } from '../../support/planCases';
import type { WindowOptions } from '../../support/planWorld';
import { accountWith, openWindow, planFolder, refusal } from '../../support/planWorld';
import type { Script } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

type Over = NonNullable<WindowOptions['over']>;
type Operation = keyof Script;

const isRead = (operation: string): boolean => /^(Describe|List)/.test(operation);

/** Has something happen before AWS answers. */
const before =
  (happens: (operation: Operation) => void): Over =>
  script =>
    Object.fromEntries(
      Object.entries(script).map(([name, answer]) => [
        name,
        (input: Record<string, unknown>, signal: AbortSignal | undefined) => {
          happens(name as Operation);
          return answer(input, signal);
        },
      ]),
    );

for (const { plan: title, given, make, changes, left } of planCases) {
  describe(`The plan ${title}`, () => {
    const whole = accountWith(left);

    for (const reason of ['denied', 'throttled'] as const) {
      it(`stops at each change that is ${reason}, and goes on from there`, async () => {
        for (const place of changes.keys()) {
          let [changed, isRefused] = [0, false];
          const over = before(operation => {
            if (isRead(operation) || isRefused || (changed += 1) <= place) return;
            isRefused = true;
            throw refusal(reason, operation);
          });
          const [account, sent]: [ReturnType<typeof accountWith>, string[]] = [accountWith(given), []];
          const window = openWindow(account, planFolder(), sent, { over });
          const plan = await window.plans.begin(await make(window));
          assert.deepEqual([plan.state, sent], ['stopped', changes.slice(0, place)], `${place}`);
          await window.plans.goOn(plan);
          assert.equal(plan.state, 'done', plan.said);
          assert.deepEqual([sent, account], [changes, whole]);
        }
      });
    }

    it('waits when AWS throttles a look', async () => {
      const looked = new Map<Operation, number>();
      let isThrottled = false;
      const over = before(operation => {
        const count = (looked.get(operation) ?? 0) + 1;
        if (!isThrottled || !isRead(operation)) return;
        looked.set(operation, count);
        if (count % 2) throw refusal('throttled', operation, 'X', true);
      });
      const account = accountWith(given);
      const window = openWindow(account, planFolder(), [], { over });
      const made = await make(window);
      isThrottled = true;
      const plan = await window.plans.begin(made);
      assert.equal(plan.state, 'done', plan.said);
      assert.deepEqual(account, whole);
    });

    it('does not care when the clock is set by a year at each look, forth and back', async () => {
      let [time, year] = [0, 365 * 86_400_000];
      const account = accountWith(given);
      const now = (): number => (time += year *= -1);
      const window = openWindow(account, planFolder(), [], { now, steady: () => 0 });
      const plan = await window.plans.begin(await make(window));
      assert.equal(plan.state, 'done', plan.said);
      assert.deepEqual(account, whole);
    });

    // A plan of one change is over before anybody can mark its profile.
    if (changes.length > 1) {
      it('stops when its profile becomes read-only, and goes on when changes are allowed again', async () => {
        const account = accountWith(given);
        const sent: string[] = [];
        let mark: (readOnly: boolean) => void = () => undefined;
        const over = before(operation => isRead(operation) || mark(true));
        const window = openWindow(account, planFolder(), sent, { over });
        mark = readOnly => {
          const [profile] = window.explorer.roots;
          if (profile?.kind === 'profile') profile.mark = { readOnly };
        };
        const plan = await window.plans.begin(await make(window));
        assert.deepEqual([plan.state, plan.reason, sent], ['stopped', 'Read-only', changes.slice(0, 1)]);
        for (let times = 1; times < changes.length && plan.state === 'stopped'; times++) {
          mark(false);
          await window.plans.goOn(plan);
        }
        assert.equal(plan.state, 'done', plan.said);
        assert.deepEqual([sent, account], [changes, whole]);
      });
    }

    it('is gone on with by one of two windows', async () => {
      const account = accountWith(given);
      const [folder, sent]: [string, string[]] = [planFolder(), []];
      let isRefused = false;
      const over = before(operation => {
        if (isRead(operation) || isRefused) return;
        isRefused = true;
        throw refusal('denied', operation);
      });
      const first = openWindow(account, folder, sent, { over });
      await first.plans.begin(await make(first));
      first.plans.dispose();
      const others = [0, 1].map(() => openWindow(account, folder, sent));
      await waitUntil('the lock to be given back', async () => {
        await Promise.all(others.map(({ plans }) => plans.takeOver()));
        return others.some(({ plans }) => plans.all.length > 0);
      });
      const all = others.flatMap(({ plans }) => plans.all.map((plan): [typeof plans, Plan] => [plans, plan]));
      const [[plans, plan] = assert.fail('the plan is kept')] = all;
      assert.equal(all.length, 1);
      await plans.goOn(plan);
      assert.equal(plan.state, 'done', plan.said);
      assert.deepEqual([sent, account], [changes, whole]);
    });
  });
}

describe('A fleet that somebody else deletes meanwhile', () => {
  it('stops a plan in order, which says what is done, and what is done can be taken back', async () => {
    const account = accountWith({ fleets: { design: 'RUNNING', other: 'RUNNING', lab: 'RUNNING' } });
    const sent: string[] = [];
    const over = before(operation => operation === 'StopFleet' && delete account.fleets['other']);
    const window = openWindow(account, planFolder(), sent, { over });
    const three = turning('stop', ['fleet', 'design'], ['fleet', 'other'], ['fleet', 'lab']);
    const plan = await window.plans.begin(await three(window));
    assert.deepEqual([plan.state, plan.said], ['stopped', 'Stop Fleet: other: it no longer exists.']);
    assert.equal(resultText(plan), 'Done: Stop Fleet: design. Not done: Stop Fleet: other; Stop Fleet: lab.');
    await window.plans.undo(plan);
    assert.equal(plan.state, 'undone', plan.said);
    assert.deepEqual([sent, account.fleets], [['StopFleet', 'StartFleet'], { design: 'RUNNING', lab: 'RUNNING' }]);
  });

  it('stops a move before the stack leaves its fleet, if the new fleet is started first', async () => {
    const account = accountWith({ ...fleetAndStack, fleets: { design: 'RUNNING', other: 'STOPPED' } });
    const sent: string[] = [];
    const window = openWindow(account, planFolder(), sent);
    const made = await moving('office', 'other', true)(window);
    delete account.fleets['other'];
    const plan = await window.plans.begin(made);
    assert.deepEqual([plan.state, sent, account.associated], ['stopped', [], ['design/office', 'other/lab']]);
  });
});

describe('What AWS denies', () => {
  it('is found before a move begins, as far as a look can tell', async () => {
    const account = accountWith(fleetAndStack);
    for (const operation of ['ListAssociatedFleets', 'DescribeFleets'] as const) {
      const sent: string[] = [];
      const over = before(name => {
        if (name === operation) throw refusal('denied', operation);
      });
      const { explorer, row } = openWindow(account, planFolder(), sent, { over });
      const node = await row('stack', 'office');
      const stack = { node, actor: await explorer.identify(node) };
      const isDenied = (error: unknown): boolean => isApiError(error) && (error satisfies ApiError).reason === 'denied';
      await assert.rejects(movingOf(explorer, stack, new AbortController().signal), isDenied, operation);
      assert.deepEqual(sent, []);
    }
  });

  it('is found before a deletion begins, where the plan looks for what blocks it', async () => {
    const [{ make }] = deletions as [(typeof deletions)[number]];
    const over = before(name => {
      if (name === 'DescribeStacks') throw refusal('denied', name);
    });
    const sent: string[] = [];
    await assert.rejects(make(openWindow(accountWith(fleetAndStack), planFolder(), sent, { over })));
    assert.deepEqual(sent, []);
  });
});

describe('Where a stack can be moved', () => {
  it('are the other fleets of its Region, those of the same platform first', async () => {
    const fleets = { design: 'RUNNING', a: 'STOPPED', b: 'STARTING' };
    const account = accountWith({ ...fleetAndStack, fleets, given: { design: 'old', b: 'old' } });
    const { explorer, row } = openWindow(account, planFolder());
    const node = await row('stack', 'office');
    const stack = { node, actor: await explorer.identify(node) };
    const { from, to } = await movingOf(explorer, stack, new AbortController().signal);
    assert.deepEqual(from, ['design']);
    assert.deepEqual(
      to.map(one => [one.node.resourceKind.id(one.node.resource), one.state, one.isAlike]),
      [
        ['b', 'STARTING', true],
        ['a', 'STOPPED', undefined],
      ],
    );
  });
});
