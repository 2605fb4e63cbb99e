// What the status bar says of resources on their way and of actions that have not ended.
import * as assert from 'node:assert/strict';

import type { Activity } from '../../../src/explorer/activity/activity';
import { createActivity } from '../../../src/explorer/activity/activity';
import { recordAction } from '../../../src/explorer/activity/record';
import type { UnderWay } from '../../../src/explorer/activity/underWay';
import { underWay } from '../../../src/explorer/activity/underWay';
import { underWayLines, underWayText } from '../../../src/explorer/activity/underWayTexts';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { actionOf } from '../../support/actionOf';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';
import { someone } from '../../support/scriptedApi';

const fleetsIn = (...states: readonly string[]) => ({
  DescribeFleets: () => ({ Fleets: states.map((State, index) => ({ Name: `fleet-${index}`, State })) }),
});

const nothing: Pick<Activity, 'entries'> = { entries: [] };
const statesOf = ({ resources }: UnderWay): unknown[] =>
  resources.map(node => node.resourceKind.state?.(node.resource));

/** Fleets in these states, outside any tree. */
const fleets = (...states: readonly string[]): UnderWay => ({
  resources: states.map((State, index) => nodeOf('fleet', { Name: `fleet-${index}`, State })),
  actions: [],
  plans: [],
});

describe('What is under way', () => {
  it('are the resources in a transient state while the view polls, and none that has settled', async () => {
    const { explorer, rows } = explorerUnderTest(fleetsIn('STARTING', 'RUNNING', 'STOPPING', 'STOPPED'));
    await rows('fleet');
    assert.deepEqual(statesOf(underWay(explorer, nothing, [], true)), ['STARTING', 'STOPPING']);
    assert.deepEqual(statesOf(underWay(explorer, nothing, [], false)), [], 'a hidden view would not notice the end');
    explorer.dispose();
  });

  it('are the resources that the user waits for, even if the view is hidden', async () => {
    let heard = 0;
    const options = { waiting: () => void heard++ };
    const { explorer, row } = explorerUnderTest(fleetsIn('STARTING', 'STARTING'), options);
    const cancel = new AbortController();
    const waited = explorer.waiter.wait(await row('fleet'), cancel.signal);
    assert.deepEqual(statesOf(underWay(explorer, nothing, [], false)), ['STARTING']);
    assert.equal(heard, 1, 'the begin is told');
    cancel.abort();
    await waited;
    assert.deepEqual(statesOf(underWay(explorer, nothing, [], false)), []);
    assert.equal(heard, 2, 'and so is the end');
    explorer.dispose();
  });

  it('are the actions that have not ended', async () => {
    const { explorer, rows } = explorerUnderTest(fleetsIn('STOPPED', 'STOPPED'));
    const nodes = await rows('fleet');
    const activity = createActivity({ changed: () => undefined });
    const recording = start(activity, nodes);
    assert.deepEqual(underWay(explorer, activity, [], true).actions, [recording.entry]);
    for (const node of nodes) recording.ended(node, undefined);
    assert.deepEqual(underWay(explorer, activity, [], true).actions, []);
    explorer.dispose();
  });

  for (const { shows, now, text } of [
    { shows: 'a state and how many are in it', now: fleets('STARTING', 'STARTING'), text: '2 STARTING' },
    { shows: 'each state', now: fleets('STARTING', 'STOPPING', 'STARTING'), text: '2 STARTING · 1 STOPPING' },
    {
      shows: 'the actions if no resource is on its way',
      now: {
        resources: [],
        actions: [start(createActivity({ changed: () => undefined }), [nodeOf('fleet', {})]).entry],
        plans: [],
      },
      text: 'Start Fleet',
    },
    {
      shows: 'the plans if no resource is on its way',
      now: { resources: [], actions: [], plans: [{ title: 'Delete Fleet: design', progress: 'step 2 of 4' }] },
      text: 'Delete Fleet: design',
    },
  ]) {
    it(`is ${shows}: ${text}`, () => assert.equal(underWayText(now), text));
  }

  it('names each resource with its state and place in the tooltip, at most ten lines of them, and what a click does', () => {
    const [first, ...others] = underWayLines(fleets('STARTING', 'STOPPING'));
    assert.match(first ?? '', /^Fleet fleet-0: STARTING · .*eu-west-1/);
    assert.equal(others.at(-1), 'Click to choose the one to show.');
    assert.equal(underWayLines(fleets('STARTING')).at(-1), 'Click to show it in the AppStream view.');
    const many = underWayLines(fleets(...Array.from({ length: 12 }, () => 'STARTING')));
    assert.equal(many.length, 12);
    assert.equal(many.at(-2), 'and 2 more');
  });

  it('says of an action on several things how many have ended', () => {
    const nodes = ['a', 'b', 'c'].map(Name => nodeOf('fleet', { Name, State: 'STOPPED' }));
    const recording = start(createActivity({ changed: () => undefined }), nodes);
    recording.ended(nodes[0] ?? assert.fail(), undefined);
    const lines = underWayLines({ resources: [], actions: [recording.entry], plans: [] });
    assert.deepEqual(lines, ['Start Fleet: 1 of 3', 'Click to show the Activity view.']);
  });

  it('says of a plan how far it is, also beside a resource on its way', () => {
    const plans = [{ title: 'Delete Fleet: design', progress: 'step 2 of 4' }];
    const alone = underWayLines({ resources: [], actions: [], plans });
    assert.deepEqual(alone, ['Delete Fleet: design: step 2 of 4', 'Click to show the Activity view.']);
    const beside = underWayLines({ ...fleets('STOPPING'), plans });
    assert.equal(beside.length, 3);
    assert.equal(beside[1], alone[0]);
  });

  it('names no person: neither a user whose session is pending, nor one that an action is for', () => {
    const mail = 'jane.doe@example.com';
    const session = nodeOf('session', {
      Id: 'session-1',
      UserId: mail,
      State: 'PENDING',
      AuthenticationType: 'USERPOOL',
    });
    const user = nodeOf('user', { UserName: mail, AuthenticationType: 'USERPOOL', Enabled: true });
    const activity = createActivity({ changed: () => undefined });
    const { entry } = recordAction(activity, actionOf('user', 'disable'), [{ node: user, actor: someone }]);
    const now: UnderWay = { resources: [session], actions: [entry], plans: [] };
    const words = [underWayText(now), underWayText({ ...now, resources: [] }), ...underWayLines(now)].join('\n');
    assert.ok(!words.includes('jane'), words);
    assert.match(words, /PENDING/);
    assert.match(words, /Disable User/);
  });
});

function start(activity: Activity, nodes: readonly ResourceNode[]) {
  return recordAction(
    activity,
    actionOf('fleet', 'start'),
    nodes.map(node => ({ node, actor: someone })),
  );
}
