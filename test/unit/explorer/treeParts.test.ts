// What is read from single nodes and marks, and how long connections live.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { Connection } from '../../../src/aws/connection';
import { isSameConnection } from '../../../src/aws/connection';
import { boundOpen, boundTo, createLives } from '../../../src/explorer/tree/life';
import { rootGroups } from '../../../src/explorer/tree/makeNodes';
import type { Node, ResourceList, ResourceNode, Root } from '../../../src/explorer/tree/node';
import {
  arnAccountOf,
  createGroup,
  isBelow,
  isFull,
  nameOf,
  parentOf,
  profileOf,
  regionOf,
} from '../../../src/explorer/tree/node';
import { dueIn, isGoneFrom, isPending, noteFailedPoll, update } from '../../../src/explorer/tree/presence';
import { ageOf, isOld } from '../../../src/explorer/tree/renew';
import { createRoots } from '../../../src/explorer/tree/roots';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { groupOf, nodeOf } from '../../support/nodes';
import { connection, scriptedApi } from '../../support/scriptedApi';

const error = (retryable: boolean): ApiError =>
  new ApiError('No.', { reason: 'network', operation: 'DescribeFleets', code: 'X', retryable, nextStep: '' });
const minute = 60_000;

describe('The age of a list', () => {
  const cases: readonly { minutes: number; says: string | undefined }[] = [
    { minutes: 0.9, says: undefined },
    { minutes: 1, says: '1 min ago' },
    { minutes: 59.9, says: '59 min ago' },
    { minutes: 60, says: '1 h ago' },
    { minutes: 47.9 * 60, says: '47 h ago' },
    { minutes: 48 * 60, says: '2 days ago' },
  ];
  const list = (more: Partial<ResourceList>): ResourceList => ({ at: 0, loading: undefined, ...more }) as ResourceList;
  for (const { minutes, says } of cases) {
    it(`is ${says ?? 'not shown'} after ${minutes} minutes`, () => {
      assert.equal(ageOf({ ...groupOf('fleet'), list: list({}) }, minutes * minute), says);
    });
  }

  it('is not shown before the list has loaded', () => {
    assert.equal(ageOf(groupOf('fleet'), minute), undefined);
    assert.equal(ageOf({ ...groupOf('fleet'), list: list({ at: undefined }) }, minute), undefined);
  });

  it('of a minute lets it reload, unless it is loading or has failed', () => {
    assert.equal(isOld(list({}), minute), true);
    assert.equal(isOld(list({}), minute - 1), false);
    assert.equal(isOld(list({ at: undefined }), minute), false);
    assert.equal(isOld(list({ loading: 'again' }), minute), false);
    assert.equal(isOld(list({ problem: error(true) }), minute), false);
  });
});

describe('A node', () => {
  const fleet = nodeOf('fleet', { Name: 'a', Arn: 'arn:aws:appstream:eu-west-1:111111111111:fleet/a' });
  const [below] = fleet.groups;
  const { region, group } = explorerUnderTest({});

  it('without a name is called ?', () => {
    assert.equal(nameOf(nodeOf('fleet', {})), '?');
    assert.equal(nameOf(nodeOf('fleet', { Name: '' })), '?');
  });

  it('has the account of its ARN, or of the ARN of the resource above it', () => {
    assert.ok(below);
    assert.equal(arnAccountOf(fleet), '111111111111');
    assert.equal(arnAccountOf(below), '111111111111');
    assert.equal(arnAccountOf(nodeOf('fleet', { Name: 'a' })), undefined);
    assert.equal(arnAccountOf(fleet.parent), undefined);
  });

  it('has the profile and the Region that it is below, or is', () => {
    const { parent } = region;
    const sandbox: Node = { kind: 'sandbox', id: 'sandbox', profiles: [] };
    assert.deepEqual([profileOf(group('fleet')), profileOf(parent), profileOf(sandbox)], [parent, parent, undefined]);
    assert.deepEqual([regionOf(group('fleet')), regionOf(region)], [region, region]);
    assert.deepEqual([regionOf(parent), regionOf(sandbox), parentOf(sandbox)], [undefined, undefined, undefined]);
  });

  it('is above the ids that continue its own, and not above those that only begin alike', () => {
    assert.equal(isBelow('a/b', { ...group('fleet'), id: 'a' }), true);
    assert.equal(isBelow('ab', { ...group('fleet'), id: 'a' }), false);
    assert.equal(isBelow('a', { ...group('fleet'), id: 'a' }), false);
    assert.equal(isBelow('a:b', { ...group('fleet'), id: 'a' }), false);
    assert.equal(isBelow('a:b', { ...group('image'), id: 'a' }), true, 'its sections');
    assert.equal(isBelow('sandbox:b', { kind: 'sandbox', id: 'sandbox', profiles: [] }), true, 'its accounts');
  });

  it('creates resources in the section for them, and in itself without sections', () => {
    const reports = group('usageReport');
    assert.match(createGroup(reports).id, /:subscription$/);
    assert.equal(createGroup(group('fleet')), group('fleet'));
  });

  it('is full with as many resources as there can be, once they are loaded', () => {
    const list = (size: number): ResourceList => ({ nodes: { size } }) as unknown as ResourceList;
    assert.equal(isFull(groupOf('theme')), false);
    assert.equal(isFull({ ...groupOf('theme'), list: list(0) }), false);
    assert.equal(isFull({ ...groupOf('theme'), list: list(1) }), true);
    assert.equal(isFull({ ...groupOf('fleet'), list: list(1_000) }), false);
  });
});

describe('A resource', () => {
  const fleet = (State: string, more: Partial<ResourceNode> = {}): ResourceNode =>
    Object.assign(nodeOf('fleet', { Name: 'a', State }), more);
  const failed = { since: 0, polls: 1, error: error(true) };

  const polls: readonly { what: string; node: ResourceNode; polled: boolean }[] = [
    { what: 'that changes its state', node: fleet('STARTING'), polled: true },
    { what: 'that is settled', node: fleet('STOPPED'), polled: false },
    { what: 'that an answer lacked', node: fleet('STOPPED', { missingSince: 1 }), polled: true },
    { what: 'that was deleted', node: fleet('STOPPED', { isBeingDeleted: true }), polled: false },
    {
      what: 'that was deleted, if a check of it has failed',
      node: fleet('STOPPED', { isBeingDeleted: true, failedPolls: failed }),
      polled: true,
    },
    {
      what: 'that is settled, although a check has failed',
      node: fleet('STOPPED', { failedPolls: failed }),
      polled: false,
    },
    { what: 'without a name', node: nodeOf('fleet', { State: 'STARTING' }), polled: false },
  ];
  for (const { what, node, polled } of polls) {
    it(`${what} is ${polled ? '' : 'not '}polled`, () => assert.equal(isPending(node), polled));
  }

  it('that an answer lacked is checked again 5 seconds later, or at once while it changes its state', () => {
    assert.equal(dueIn(fleet('STOPPED', { missingSince: 1_000 }), 2_000), 4_000);
    assert.equal(dueIn(fleet('STARTING', { missingSince: 1_000 }), 2_000), 0);
    assert.equal(dueIn(fleet('STOPPED'), 2_000), 0);
  });

  it('keeps when checks began to fail, and counts them', () => {
    const node = fleet('STARTING');
    noteFailedPoll(node, error(true), 5);
    noteFailedPoll(node, error(true), 9);
    assert.deepEqual([node.failedPolls?.since, node.failedPolls?.polls], [5, 2]);
  });

  const absent: readonly {
    what: string;
    node: ResourceNode;
    at?: number;
    others?: object[];
    expected?: true;
    gone: boolean;
  }[] = [
    { what: 'after one answer without it', node: fleet('STOPPED'), gone: false },
    { what: 'after one if it was deleted here', node: fleet('STOPPED', { isBeingDeleted: true }), gone: true },
    { what: 'after one if an action removes it', node: fleet('STOPPED'), expected: true, gone: true },
    { what: 'after one if it has no name', node: nodeOf('fleet', {}), gone: true },
    { what: 'after a second one too soon', node: fleet('STOPPED', { missingSince: 1 }), at: 5_000, gone: false },
    { what: 'after a second one 5 seconds later', node: fleet('STOPPED', { missingSince: 1 }), at: 5_001, gone: true },
    {
      what: 'if the answer has an entry without a name, which may be it',
      node: fleet('STOPPED', { missingSince: 1 }),
      ...{ at: 9_000, others: [{}], gone: false },
    },
  ];
  for (const { what, node, at = 0, others = [{ Name: 'b' }], expected, gone } of absent) {
    it(`is ${gone ? '' : 'not '}gone ${what}`, () => {
      assert.equal(isGoneFrom(node, at, others, expected), gone);
      assert.equal(node.missingSince !== undefined, !gone || node.missingSince === 1);
    });
  }

  it('that appears again loses what was noted about its absence, and a failure only with another state', () => {
    const failure = { action: 'start', state: 'STOPPED', title: 'Start Fleet', error: error(true) };
    const node = fleet('STOPPED', { missingSince: 1, failedPolls: failed, isBeingDeleted: true, failure });
    update(node, { Name: 'a', State: 'STOPPED' });
    assert.deepEqual([node.missingSince, node.failedPolls, node.isBeingDeleted], [undefined, undefined, undefined]);
    assert.equal(node.failure, failure);
    update(node, { Name: 'a', State: 'STARTING' });
    assert.equal(node.failure, undefined);
  });
});

describe('The roots of the tree', () => {
  const root = (name: string, sandbox = false) => ({
    ...{ name, sandbox, mark: undefined },
    connections: [{ key: `${sandbox ? 'sandbox' : 'profile'}:${name}/eu-west-1`, profile: name, region: 'eu-west-1' }],
  });

  it("are the profiles in the user's order, then the sandbox while it runs", () => {
    const roots = createRoots();
    assert.deepEqual(roots.all, []);
    roots.set([root('b'), root('demo', true), root('a')]);
    assert.deepEqual(
      roots.all.map(({ id }) => id),
      ['profile:b', 'profile:a', 'sandbox'],
    );
    roots.set([root('a')]);
    assert.deepEqual(
      roots.all.map(({ id }) => id),
      ['profile:a'],
    );
  });

  it('keep their nodes, and lose their Regions when they leave', () => {
    const roots = createRoots();
    roots.set([root('a'), root('b')]);
    const [a, b] = roots.profiles;
    assert.ok(a && b);
    const [region] = a.regions;
    roots.set([root('a')]);
    const [again] = roots.profiles;
    assert.ok(again === a && again.regions[0] === region);
    assert.deepEqual(b.regions, []);
  });

  it("with a name are the user's own, not an account of the sandbox", () => {
    const roots = createRoots();
    roots.set([root('a'), root('a', true), root('b')]);
    const [a] = roots.profiles;
    assert.deepEqual(roots.own(['a', 'gone']), [a]);
  });

  const changes: { what: string; wanted: Root[]; changed: boolean }[] = [
    { what: 'the same profiles', wanted: [root('a'), root('b')], changed: false },
    { what: 'another order', wanted: [root('b'), root('a')], changed: true },
    { what: 'one profile less', wanted: [root('a')], changed: true },
    { what: 'a Region less', wanted: [root('a'), { ...root('b'), connections: [] }], changed: true },
    { what: 'a mark', wanted: [root('a'), { ...root('b'), mark: { word: 'TEST', readOnly: false } }], changed: true },
    { what: 'an account of the sandbox', wanted: [root('a'), root('b'), root('demo', true)], changed: true },
  ];
  for (const { what, wanted, changed } of changes) {
    it(`${changed ? 'are drawn again' : 'stay as they are'} with ${what}`, () => {
      const roots = createRoots();
      roots.set([root('a'), root('b')]);
      assert.equal(roots.set(wanted), changed);
    });
  }

  it('make the groups of a Region once, when they are first read', () => {
    const roots = createRoots();
    roots.set([root('a')]);
    const region = roots.profiles[0]?.regions[0];
    assert.ok(region);
    roots.groupsBelow = rootGroups; // after the node was made, as when the kinds are loaded
    assert.ok(region.groups.some(({ resourceKind, parent }) => resourceKind.name === 'fleet' && parent === region));
    assert.equal(region.groups, region.groups);
  });
});

describe('A connection', () => {
  const other: Connection = { ...connection, key: 'profile:prod/eu-west-2', region: 'eu-west-2' };
  const sandbox = (endpoint: string, instance: string): Connection => ({
    ...connection,
    sandbox: { endpoint, instance } as NonNullable<Connection['sandbox']>,
  });

  it('of a sandbox is another one than that of a sandbox before', () => {
    assert.equal(isSameConnection(connection, { ...connection }), true);
    assert.equal(isSameConnection(connection, other), false);
    assert.equal(isSameConnection(sandbox('e', 'i'), sandbox('e', 'i')), true);
    assert.equal(isSameConnection(sandbox('e', 'i'), sandbox('f', 'i')), false);
    assert.equal(isSameConnection(sandbox('e', 'i'), sandbox('e', 'j')), false);
    assert.equal(isSameConnection(sandbox('e', 'i'), connection), false);
  });

  it('lives while it is shown, and ends with the reason', () => {
    const lives = createLives();
    assert.equal(lives.signalOf(connection).aborted, true, 'before it is shown');
    lives.keep([connection, other]);
    const [life, others] = [lives.signalOf(connection), lives.signalOf(other)];
    lives.keep([{ ...connection }]);
    assert.equal(lives.signalOf(connection), life);
    assert.deepEqual([life.aborted, others.aborted], [false, true]);
    assert.match(String(others.reason), /no longer shows eu-west-2 of profile "prod"/);
    assert.equal((others.reason as ApiError).reason, 'cancelled');
    lives.renew(connection, error(false));
    assert.deepEqual([life.aborted, lives.signalOf(connection).aborted], [true, false]);
    lives.renew(other, error(false));
    assert.equal(lives.signalOf(other).aborted, true, 'what is not shown gets no new life');
  });

  it('of a sandbox that has stopped says so', () => {
    const reason = createLives().signalOf(sandbox('e', 'i')).reason as ApiError;
    assert.equal(reason.code, 'SandboxStopped');
  });

  it('that has ended opens nothing and sends nothing', async () => {
    const lives = createLives();
    const api = scriptedApi({ DescribeFleets: () => ({}), StopFleet: () => ({}) });
    const open = boundOpen(lives, () => Promise.resolve(api));
    await assert.rejects(open(connection), /no longer shows/);
    lives.keep([connection]);
    const bound = await open(connection);
    await bound.call('DescribeFleets', {});
    lives.keep([]);
    await assert.rejects(bound.call('DescribeFleets', {}), /no longer shows/);
    assert.deepEqual(api.calls, ['DescribeFleets {}']);
  });

  it('that ends cancels reads, and lets a change end that was sent', async () => {
    const life = new AbortController();
    let end: () => void = () => undefined;
    const late = new Promise<object>(resolve => (end = () => resolve({})));
    const api = boundTo(life.signal, scriptedApi({ DescribeFleets: () => late, StopFleet: () => late }));
    const [read, change] = [api.call('DescribeFleets', {}), api.call('StopFleet', { Name: 'a' })];
    await new Promise(setImmediate);
    life.abort(error(false));
    await assert.rejects(read, /No\./);
    end();
    assert.deepEqual(await change, {});
  });
});
