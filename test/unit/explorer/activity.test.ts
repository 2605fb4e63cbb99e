// The activity: one entry for each action, what became of each item, and what a Cancel leaves unsent.
import * as assert from 'node:assert/strict';

import type { ApiError } from '../../../src/api/core/errors';
import type { Activity, Entry, Item } from '../../../src/explorer/activity/activity';
import { createActivity, isRepeatable } from '../../../src/explorer/activity/activity';
import { recordAction, recordCreation } from '../../../src/explorer/activity/record';
import { createUnseen } from '../../../src/explorer/activity/unseen';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import type { ActionName } from '../../../src/kinds/names';
import { actionOf } from '../../support/actionOf';
import { error, explore, lost } from '../../support/performing';
import { someone } from '../../support/scriptedApi';

/** An activity whose clock stands still until the test moves it, with the ids of the entries to draw again. */
function begun() {
  const drawn: (string | undefined)[] = [];
  const clock = { now: 1_000 };
  const activity = createActivity({ changed: entry => drawn.push(entry?.id), now: () => clock.now });
  return { activity, drawn, clock };
}

const steps = ({ items }: Entry): string[] => items.map(({ name, step }) => `${name} ${step}`);

function record(activity: Activity, name: ActionName, ...nodes: readonly ResourceNode[]) {
  const kind = nodes[0]?.resourceKind.name ?? assert.fail();
  return recordAction(
    activity,
    actionOf(kind, name),
    nodes.map(node => ({ node, actor: someone })),
  );
}

const fleets = (names: readonly string[], State = 'STOPPED') => ({
  DescribeFleets: () => ({ Fleets: names.map(Name => ({ Name, State })) }),
});

describe('An entry of the activity', () => {
  it('follows each item: it waits, is sent, and is done or has failed, with its request ID', async () => {
    let answer: () => void = () => undefined;
    const { rows, performAll } = explore({
      ...fleets(['a', 'b', 'c'], 'STARTING'),
      StartFleet: ({ Name }) => {
        if (Name === 'a') return new Promise(resolve => (answer = () => resolve({})));
        return Name === 'b' ? Promise.reject(error('limit')) : {};
      },
    });
    const nodes = await rows('fleet');
    const { activity, drawn, clock } = begun();
    const recording = record(activity, 'start', ...nodes);
    assert.deepEqual(steps(recording.entry), ['a waiting', 'b waiting', 'c waiting']);
    const performed = performAll(nodes, 'start', {}, recording);
    await new Promise(setImmediate);
    assert.equal(recording.entry.items[0]?.step, 'sent');
    assert.equal(recording.entry.until, undefined);
    clock.now = 4_000;
    answer();
    await performed;
    assert.deepEqual(steps(recording.entry), ['a done', 'b failed', 'c done']);
    assert.deepEqual([recording.entry.since, recording.entry.until], [1_000, 4_000]);
    assert.equal((recording.entry.items[1]?.error as ApiError).reason, 'limit');
    const ids = recording.entry.items.map(({ requestIds }) => requestIds.length);
    assert.deepEqual(ids, [1, 0, 1]);
    assert.ok(drawn.length > 6 && drawn.slice(1).every(id => id === recording.entry.id));
  });

  it('has what is not sent after Cancel; what was sent is awaited, and nothing is read for the rest', async () => {
    const answers: (() => void)[] = [];
    let State = 'STOPPED'; // nothing is polled
    const { rows, performAll, asked } = explore({
      DescribeFleets: () => ({ Fleets: ['a', 'b', 'c'].map(Name => ({ Name, State })) }),
      StartFleet: () => new Promise(resolve => answers.push(() => resolve({}))),
    });
    const nodes = await rows('fleet');
    const { activity } = begun();
    const recording = record(activity, 'start', ...nodes);
    asked();
    const [first, ...rest] = nodes as [ResourceNode, ...ResourceNode[]];
    const performed = performAll([first], 'start', {}, recording);
    await new Promise(setImmediate);
    recording.cancel();
    const late = performAll(rest, 'start', {}, recording);
    await late;
    assert.deepEqual(steps(recording.entry), ['a sent', 'b notSent', 'c notSent']);
    assert.equal(recording.entry.until, undefined, 'the first is awaited');
    assert.deepEqual(asked(), ['StartFleet']);
    for (const node of rest) assert.deepEqual([node.activity, node.failure], [undefined, undefined]);
    State = 'STARTING';
    answers.forEach(answer => answer());
    assert.deepEqual(await performed, []);
    assert.deepEqual(steps(recording.entry), ['a done', 'b notSent', 'c notSent']);
    assert.notEqual(recording.entry.until, undefined);
  });

  it('of a batch has the items of the requests that were not sent', async () => {
    const users = Array.from({ length: 30 }, (_, index) => `u${index}@example.com`);
    const { activity } = begun();
    const { rows, performAll, asked } = explore({
      DescribeUsers: () => ({
        Users: users.map(UserName => ({ UserName, AuthenticationType: 'USERPOOL', Enabled: true })),
      }),
      BatchAssociateUserStack: () => {
        recording.cancel(); // while the first of two requests is out
        return { errors: [] };
      },
      DescribeUserStackAssociations: () => ({ UserStackAssociations: [] }),
    });
    const nodes = await rows('user');
    const recording = record(activity, 'associate', ...nodes);
    asked();
    const failed = await performAll(nodes, 'associate', { 'UserStackAssociations.StackName': 's' }, recording);
    assert.equal(failed.length, 5);
    const count = (step: Item['step']): number => recording.entry.items.filter(item => item.step === step).length;
    assert.deepEqual([count('done'), count('notSent')], [25, 5]);
    assert.equal(asked().filter(name => name === 'BatchAssociateUserStack').length, 1);
  });

  it('that ends because of something else than Cancel has failed', async () => {
    const { row } = explore(fleets(['a']));
    const node = await row('fleet');
    const { activity } = begun();
    const recording = record(activity, 'start', node);
    recording.ended(node, error('cancelled'));
    assert.deepEqual(steps(recording.entry), ['a failed']);
  });

  for (const { outcome, step, repeatable } of [
    { outcome: 'done', step: 'done', repeatable: false },
    { outcome: 'notDone', step: 'failed', repeatable: true },
  ] as const) {
    it(`learns from a later check that it is ${outcome}`, async () => {
      const { row } = explore(fleets(['a']));
      const node = await row('fleet');
      const { activity } = begun();
      const { entry, ended } = record(activity, 'start', node);
      ended(node, lost);
      const [item = assert.fail()] = entry.items;
      activity.decided(node, actionOf('fleet', 'stop'), outcome);
      assert.equal(item.error, lost, 'of another action');
      activity.decided(node, actionOf('fleet', 'start'), outcome);
      assert.equal(item.step, step);
      assert.equal((item.error as ApiError | undefined)?.mayHaveHappened ?? false, false);
      assert.equal(isRepeatable(item), repeatable);
    });
  }

  it('of a new resource leads to the resource when it is there', async () => {
    const { row, group } = explore(fleets(['a']));
    const node = await row('fleet');
    const { activity } = begun();
    const { create = assert.fail() } = node.resourceKind;
    const list = group('fleet');
    const recording = recordCreation(activity, create, list, someone, 'a');
    assert.equal(recording.entry.title, 'Create Fleet');
    recording.ended(list, undefined);
    recording.created(list, node);
    assert.equal(recording.entry.items[0]?.subject, node);
    assert.deepEqual(steps(recording.entry), ['a done']);
  });
});

describe('The activity', () => {
  it('has the newest entry first, and keeps at most 100: the oldest that has ended goes first', async () => {
    const { row } = explore(fleets(['a']));
    const node = await row('fleet');
    const { activity } = begun();
    const open = record(activity, 'start', node);
    const ended = record(activity, 'stop', node);
    ended.ended(node, undefined);
    for (let count = 0; count < 99; count++) record(activity, 'start', node);
    assert.equal(activity.entries.length, 100);
    assert.ok(activity.entries.includes(open.entry));
    assert.ok(!activity.entries.includes(ended.entry));
    const newest = record(activity, 'start', node);
    assert.equal(activity.entries[0], newest.entry);
    assert.equal(activity.entries.length, 100);
    assert.ok(!activity.entries.includes(open.entry), 'when all are under way, the oldest goes');
  });

  it('keeps what is under way when it is cleared', async () => {
    const { row } = explore(fleets(['a']));
    const node = await row('fleet');
    const { activity, drawn } = begun();
    const open = record(activity, 'start', node);
    record(activity, 'stop', node).ended(node, error('limit'));
    drawn.length = 0;
    activity.clear();
    assert.deepEqual(activity.entries, [open.entry]);
    assert.deepEqual(drawn, [undefined]);
  });

  describe('offers to do an action again', () => {
    const cases: readonly { what: string; action: ActionName; error: unknown; offered: boolean }[] = [
      { what: 'that failed', action: 'start', error: error('limit'), offered: true },
      { what: 'whose outcome is not known', action: 'start', error: lost, offered: true },
      { what: 'of which nobody knows why it failed', action: 'start', error: new Error('Odd'), offered: true },
      { what: 'that was done', action: 'start', error: undefined, offered: false },
      { what: 'that another account would do now', action: 'start', error: error('otherActor'), offered: false },
      { what: 'with a form, which keeps what was entered', action: 'update', error: error('limit'), offered: false },
    ];
    for (const { what, action, error, offered } of cases) {
      it(`${offered ? '' : 'but not one '}${what}`, async () => {
        const { row } = explore(fleets(['a']));
        const node = await row('fleet');
        const { activity } = begun();
        const { entry, ended } = record(activity, action, node);
        ended(node, error);
        assert.equal(isRepeatable(entry.items[0] ?? assert.fail()), offered);
      });
    }

    it('until it is begun again', async () => {
      const { rows } = explore(fleets(['a', 'b']));
      const [a = assert.fail(), b = assert.fail()] = await rows('fleet');
      const { activity } = begun();
      const first = record(activity, 'start', a, b);
      first.ended(a, error('limit'));
      first.ended(b, error('limit'));
      record(activity, 'stop', a);
      assert.deepEqual(first.entry.items.map(isRepeatable), [true, true]);
      record(activity, 'start', a);
      assert.deepEqual(first.entry.items.map(isRepeatable), [false, true]);
    });
  });
});

describe('The number of failures that the user has not seen', () => {
  const world = () => {
    const setup = explore({ ...fleets(['a', 'b']), StartFleet: () => Promise.reject(error('limit')) });
    const { activity } = begun();
    const stopped: object[] = [];
    const unseen = createUnseen(activity, () => stopped);
    return {
      ...{ ...setup, activity, unseen, stopped },
      /** Starts all fleets, which fails. */
      fail: async (): Promise<void> => {
        const nodes = await setup.rows('fleet');
        await setup.performAll(nodes, 'start', {}, record(activity, 'start', ...nodes));
      },
    };
  };

  it('counts each item that failed, until the view is shown', async () => {
    const { unseen, fail } = world();
    assert.equal(unseen(false), 0);
    await fail();
    assert.equal(unseen(false), 2);
    assert.equal(unseen(true), 0);
    assert.equal(unseen(false), 0, 'what was seen stays seen');
  });

  it('counts what fails again once, and nothing that was begun again', async () => {
    const { unseen, fail, activity, rows } = world();
    await fail();
    await fail();
    assert.equal(unseen(false), 2);
    record(activity, 'start', ...(await rows('fleet')));
    assert.equal(unseen(false), 0);
  });

  it('counts each plan that has stopped, until the view is shown or the plan goes on', async () => {
    const { unseen, fail, stopped } = world();
    await fail();
    stopped.push({}, {});
    assert.equal(unseen(false), 4);
    stopped.pop();
    assert.equal(unseen(false), 3, 'one goes on');
    assert.equal(unseen(true), 0);
    assert.equal(unseen(false), 0, 'what was seen stays seen');
  });

  it('counts a plan again that has gone on and stops again', () => {
    const { unseen, stopped } = world();
    const plan = {};
    stopped.push(plan);
    assert.equal(unseen(true), 0);
    stopped.pop();
    assert.equal(unseen(false), 0);
    stopped.push(plan);
    assert.equal(unseen(false), 1);
  });

  it('counts nothing that the user cancelled', async () => {
    const { unseen, activity, rows, performAll } = world();
    const nodes = await rows('fleet');
    const recording = record(activity, 'start', ...nodes);
    recording.cancel();
    await performAll(nodes, 'start', {}, recording);
    assert.deepEqual(steps(recording.entry), ['a notSent', 'b notSent']);
    assert.equal(unseen(false), 0);
  });
});
