// Plans: what stops them, what can be taken back, and the files that keep them.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { planIn } from '../../../src/explorer/plan/keptPlan';
import { planFiles } from '../../../src/explorer/plan/planFiles';
import { staleAfter } from '../../../src/explorer/plan/planLocks';
import { offersOf, presentPlan, resultText, stepLines } from '../../../src/explorer/plan/presentPlan';
import type { Plan, Step } from '../../../src/explorer/plan/steps';
import { isKeepable } from '../../../src/explorer/plan/steps';
import { crashed } from '../../support/interrupting';
import { fleetAndStack } from '../../support/planCases';
import type { Account, WindowOptions } from '../../support/planWorld';
import { accountWith, openWindow, planFolder, refusal } from '../../support/planWorld';
import { someone } from '../../support/scriptedApi';

type Over = NonNullable<WindowOptions['over']>;

describe('A plan', () => {
  const begin = async (
    options: WindowOptions = {},
    given: Partial<Account> = fleetAndStack,
  ): Promise<{
    readonly plan: Plan;
    readonly account: Account;
    readonly sent: string[];
    readonly window: ReturnType<typeof openWindow>;
  }> => {
    const account = accountWith(given);
    const sent: string[] = [];
    const window = openWindow(account, planFolder(), sent, options);
    return { plan: await window.plans.begin(await window.deletion('fleet', 'design')), account, sent, window };
  };
  const refusing =
    (operation: string): Over =>
    script => ({
      ...script,
      [operation]: () => {
        throw refusal('denied', operation);
      },
    });

  it('counts as done what somebody else has deleted meanwhile', async () => {
    const { plan, account, sent } = await begin({
      over: script => ({
        ...script,
        StopFleet: input => {
          void script.StopFleet?.(input, undefined);
          // Somebody else deletes the fleet while it stops.
          void script.DisassociateFleet?.({ FleetName: 'design', StackName: 'office' }, undefined);
          return {};
        },
      }),
    });
    assert.equal(plan.state, 'done', plan.said);
    assert.deepEqual(account.stacks, ['lab']);
    assert.equal(sent.filter(one => one === 'DisassociateFleet').length, 1, 'only that of somebody else');
  });

  it('stops when somebody starts the fleet again, and says so', async () => {
    const given = accountWith(fleetAndStack);
    const sent: string[] = [];
    const window = openWindow(given, planFolder(), sent, {
      over: script => ({
        ...script,
        DisassociateFleet: input => {
          given.fleets['design'] = 'RUNNING';
          return script.DisassociateFleet?.(input, undefined);
        },
      }),
    });
    const plan = await window.plans.begin(await window.deletion('fleet', 'design'));
    assert.equal(plan.state, 'stopped');
    assert.equal(plan.said, 'Stopped, because Fleet "design" is unexpectedly RUNNING.');
    assert.match(
      resultText(plan),
      /^Done: Stop Fleet: design; .*\. Not done: Delete Fleet: design; Delete Stack: office\.$/,
    );
  });

  it('takes back what it has done, the last first, and says what stays', async () => {
    const { plan, account, sent, window } = await begin({ over: refusing('DeleteFleet') });
    assert.deepEqual([plan.state, offersOf(plan)], ['stopped', { goesOn: true, undo: true }]);
    await window.plans.undo(plan);
    assert.equal(plan.state, 'undone', plan.said);
    assert.deepEqual(sent, ['StopFleet', 'DisassociateFleet', 'AssociateFleet', 'StartFleet']);
    account.associated.sort();
    assert.deepEqual(account, accountWith(fleetAndStack));
  });

  it('does not offer to take back a deletion, nor what was done to a deleted fleet', async () => {
    const { plan } = await begin({ over: refusing('DeleteStack') });
    assert.deepEqual([plan.state, offersOf(plan)], ['stopped', { goesOn: true, undo: false }]);
  });

  it('pauses during a wait and goes on', async () => {
    const account = accountWith(fleetAndStack);
    const sent: string[] = [];
    const window = openWindow(account, planFolder(), sent);
    const begun = window.plans.begin(await window.deletion('fleet', 'design'));
    const [plan] = window.plans.all;
    assert.ok(plan);
    assert.ok(window.plans.has(plan.steps[0]?.nodeId ?? ''), 'no other plan may begin for the fleet');
    window.plans.pause(plan);
    assert.equal((await begun).state, 'paused');
    assert.ok(sent.length <= 1, sent.join());
    await window.plans.goOn(plan);
    assert.equal(plan.state, 'done', plan.said);
    assert.deepEqual(sent, ['StopFleet', 'DisassociateFleet', 'DeleteFleet', 'DeleteStack']);
  });

  it('is cancelled between steps: what is done stays done, and it can be taken back', async () => {
    const { plan, account, window } = await begin({ over: refusing('DeleteFleet') });
    await window.plans.cancel(plan);
    assert.deepEqual([plan.state, offersOf(plan)], ['cancelled', { goesOn: false, undo: true }]);
    await window.plans.undo(plan);
    assert.equal(plan.state, 'undone', plan.said);
    assert.deepEqual(account.associated.sort(), ['design/office', 'other/lab']);
  });

  it('sends nothing for another account than its own, and names both', async () => {
    const account = accountWith(fleetAndStack);
    const folder = planFolder();
    const identity = (account: string) => () => Promise.resolve({ account });
    const first = openWindow(account, folder, [], { identity: identity('111111111111'), over: refusing('StopFleet') });
    await first.plans.begin(await first.deletion('fleet', 'design'));
    first.plans.dispose();
    const sent: string[] = [];
    const next = openWindow(account, folder, sent, { identity: identity('222222222222'), files: crashed() });
    await next.plans.takeOver();
    const [plan] = [...(await next.plans.takeOver()), ...next.plans.all];
    assert.ok(plan);
    await next.plans.goOn(plan);
    assert.equal(plan.state, 'stopped');
    assert.match(plan.said ?? '', /account 111111111111, but profile "prod" now acts in account 222222222222/);
    assert.deepEqual(sent, []);
  });

  it('refuses a fleet that was created later under the same name', async () => {
    const account = accountWith(fleetAndStack);
    const window = openWindow(account, planFolder());
    const made = await window.deletion('fleet', 'design');
    const plan = await window.plans.begin({ ...made, steps: made.steps.map(step => ({ ...step, created: 1 })) });
    assert.equal(plan.state, 'stopped');
    assert.match(plan.said ?? '', /another one than the plan was made for/);
  });
});

describe('The files of plans', () => {
  const step: Step = {
    ...{ nodeId: 'profile:prod/eu-west-1/fleet/design', kind: 'fleet', action: 'stop', name: 'design' },
    ...{ answers: {}, input: {}, state: 'waiting' },
  };
  const planOf = (over: Partial<Plan> = {}): Plan => ({
    ...{ id: 'one', title: 'Delete Fleet: design', actor: someone, begun: 5, state: 'running', steps: [step] },
    ...over,
  });

  it('have what was saved, without the person who acts and without what AWS has said', async () => {
    const folder = planFolder();
    const actor = {
      ...someone,
      identity: { account: '123456789012', principal: 'arn:aws:iam::123456789012:user/jane' },
    };
    await planFiles({ folder }).save(planOf({ actor, said: 'jane may not.', reason: 'Access denied' }));
    const text = fs.readFileSync(path.join(folder, 'one.json'), 'utf8');
    assert.ok(!text.includes('jane'), text);
    const [read] = await planFiles({ folder }).all();
    assert.deepEqual(
      read,
      planOf({ actor: { ...someone, identity: { account: '123456789012' } }, reason: 'Access denied' }),
    );
  });

  it('have no plan with a secret or a name of a person', async () => {
    const folder = planFolder();
    const secret: Step = { ...step, kind: 'user', action: 'enable', answers: { UserName: 'jane@example.com' } };
    assert.equal(isKeepable(secret), false);
    await planFiles({ folder }).save(planOf({ steps: [step, secret] }));
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('that are damaged are set aside, and those of a newer version are left alone', async () => {
    const folder = planFolder();
    await planFiles({ folder }).save(planOf());
    fs.writeFileSync(path.join(folder, 'torn.json'), '{"version":1,"plan":{"id"');
    fs.writeFileSync(path.join(folder, 'newer.json'), '{"version":2,"plans":[]}');
    fs.writeFileSync(path.join(folder, 'other.json'), '{"version":1,"plan":{"id":"../x","steps":[]}}');
    assert.deepEqual(
      (await planFiles({ folder }).all()).map(({ id }) => id),
      ['one'],
    );
    assert.deepEqual(fs.readdirSync(folder).sort(), [
      'newer.json',
      'one.json',
      'other.json.damaged',
      'torn.json.damaged',
    ]);
  });

  for (const [what, change] of Object.entries({
    'no steps': { steps: [] },
    'an unknown kind': { steps: [{ ...step, kind: 'boat' }] },
    'an unknown state': { state: 'flying' },
    'an answer that is no text': { steps: [{ ...step, answers: { a: 1 } }] },
    'no actor': { actor: {} },
  })) {
    it(`are damaged with ${what}`, () => {
      assert.equal(planIn({ version: 1, plan: { ...planOf(), ...change } }), undefined);
    });
  }

  it('are taken by one of two windows', async () => {
    const folder = planFolder();
    const [one, two] = [planFiles({ folder }), planFiles({ folder })];
    const taken = await Promise.all([one.take('one'), two.take('one')]);
    assert.equal(taken.filter(Boolean).length, 1);
  });

  it('are taken from a window that gives no sign of life for half a minute, however the clock is set', async () => {
    const folder = planFolder();
    let now = 0;
    const [one, two] = [planFiles({ folder }), planFiles({ folder, steady: () => now })];
    assert.equal(await one.take('one'), true);
    fs.utimesSync(path.join(folder, 'one.lock'), 0, 0); // the clock was wrong by decades
    assert.equal(await two.take('one'), false);
    now = staleAfter - 1;
    assert.equal(await two.take('one'), false);
    assert.equal(await one.beat('one'), true);
    now = staleAfter + 1;
    assert.equal(await two.take('one'), false, 'there was a sign of life');
    now += staleAfter;
    assert.equal(await two.take('one'), true);
    assert.equal(await one.beat('one'), false, 'the first window has it no more');
    assert.equal(await two.beat('one'), true);
  });

  it('are taken at once from a window whose process is gone', async () => {
    const folder = planFolder();
    await planFiles({ folder }).take('one');
    const lock = path.join(folder, 'one.lock');
    const text = fs.readFileSync(lock, 'utf8').replace(/"pid":\d+/, '"pid":1');
    fs.writeFileSync(lock, text);
    assert.equal(await planFiles({ folder, isAlive: pid => pid !== 1 }).take('one'), true);
  });
});

describe('A row of a plan', () => {
  it('says how far it is, and offers what can be done', async () => {
    const window = openWindow(accountWith(fleetAndStack), planFolder());
    const made = await window.deletion('fleet', 'design');
    assert.deepEqual(stepLines(made.steps).slice(0, 2), [
      '1. Stop Fleet: design (usually within 20 minutes)',
      '2. Disassociate Stack from Fleet: design, office',
    ]);
    const plan: Plan = {
      ...{ id: 'one', title: made.title, actor: made.actor, begun: 0 },
      ...{ state: 'running', steps: made.steps.map(step => ({ ...step, state: 'waiting' })) },
    };
    const [first] = plan.steps;
    assert.ok(first);
    const states = ['running', 'paused', 'stopped', 'left', 'done', 'undone', 'cancelled'] as const;
    const shown = states.map(state => {
      Object.assign(plan, { state });
      first.state = state === 'running' ? 'running' : 'done';
      const { description = '', tokens } = presentPlan(plan, 65_000);
      return [state, description.split(' · ')[0], ...tokens.split(';').filter(token => token.includes('.'))].join(' ');
    });
    assert.deepEqual(shown, [
      'running step 1 of 4 activity.pause activity.cancel',
      'paused paused, step 2 of 4 activity.goOn activity.undo activity.cancel activity.remove',
      'stopped ⚠ stopped, step 2 of 4 activity.goOn activity.undo activity.cancel activity.remove',
      'left paused, step 2 of 4 activity.goOn activity.undo activity.cancel activity.remove',
      'done done activity.remove',
      'undone undone activity.remove',
      'cancelled cancelled activity.undo activity.remove',
    ]);
    assert.equal(
      presentPlan({ plan, step: { ...first, state: 'done', since: 0, until: 65_000 } }).description,
      'done · 1 min 5 s',
    );
  });
});
