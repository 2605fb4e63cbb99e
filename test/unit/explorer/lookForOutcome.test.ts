// What one check shows of a change whose answer was lost: done, not done, or that no check can tell.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { Operation } from '../../../src/api/types';
import type { Outcome, RequestedChange } from '../../../src/explorer/acting/change';
import { answersNothing, isSameChange, isSeenAt, lookForOutcome } from '../../../src/explorer/acting/outcome';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import type { Values } from '../../../src/forms/field';
import type { ActionName, KindName } from '../../../src/kinds/names';
import { actionOf } from '../../support/actionOf';
import { nodeOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi, someone } from '../../support/scriptedApi';

const { signal } = new AbortController();
const gone = new ApiError('No.', {
  ...{ reason: 'notFound', operation: 'Describe', code: 'ResourceNotFoundException', retryable: false, nextStep: '' },
});

/** An update of a fleet or stack, of these values. */
function change(kind: KindName, name: ActionName, before: object, input: Values = {}): RequestedChange {
  const node = nodeOf(kind, before);
  return { node, actor: someone, action: actionOf(kind, name), answers: {}, input, before };
}

async function look(requested: RequestedChange, script: Script, acknowledged = false) {
  const api = scriptedApi(script);
  const seen: unknown[] = [];
  const target = { api, resource: requested.node.resource, scope: requested.node.parent.scope, signal };
  const atOnce = (callback: () => void): (() => void) => (callback(), () => undefined);
  const outcome = await lookForOutcome(requested, target, now => seen.push(now), acknowledged, atOnce);
  return { outcome, seen, calls: api.calls };
}

describe('A check of an update', () => {
  const stack = { Name: 's', DisplayName: 'old', Description: 'd', RedirectURL: 'https://old' };
  const cases: readonly { what: string; input: Values; now: object; outcome: Outcome }[] = [
    { what: 'finds all values', input: { DisplayName: 'new' }, now: { DisplayName: 'new' }, outcome: 'done' },
    { what: 'finds the values of before', input: { DisplayName: 'new' }, now: {}, outcome: 'notDone' },
    {
      what: 'finds one of two values, so somebody else may have changed it',
      input: { DisplayName: 'new', Description: 'new' },
      now: { DisplayName: 'new' },
      outcome: 'uncheckable',
    },
    {
      what: 'finds other values, so somebody else has changed it since',
      input: { DisplayName: 'new' },
      now: { DisplayName: 'other' },
      outcome: 'uncheckable',
    },
    {
      what: "can't tell, because the values were the same before",
      input: { DisplayName: 'old' },
      now: {},
      outcome: 'uncheckable',
    },
    { what: "can't tell, because nothing is asked for", input: {}, now: {}, outcome: 'uncheckable' },
    {
      what: 'finds the value absent that was cleared',
      input: { AttributesToDelete: ['REDIRECT_URL'] },
      now: { RedirectURL: undefined },
      outcome: 'done',
    },
    {
      what: 'finds the value that was to be cleared',
      input: { AttributesToDelete: ['REDIRECT_URL'] },
      now: {},
      outcome: 'notDone',
    },
    {
      what: 'finds the value set, but the other not cleared',
      input: { DisplayName: 'new', AttributesToDelete: ['REDIRECT_URL'] },
      now: { DisplayName: 'new' },
      outcome: 'uncheckable',
    },
    {
      what: 'finds a value that was not there before, and not the one asked for',
      input: { FeedbackURL: 'https://new' },
      now: { FeedbackURL: 'https://other' },
      outcome: 'uncheckable',
    },
    {
      what: 'finds no value where there was none before',
      input: { FeedbackURL: 'https://new' },
      now: {},
      outcome: 'notDone',
    },
  ];
  for (const { what, input, now, outcome } of cases) {
    it(`${what}: ${outcome}`, async () => {
      const script: Script = { DescribeStacks: () => ({ Stacks: [{ ...stack, ...now }] }) };
      const found = await look(change('stack', 'update', stack, input), script);
      assert.equal(found.outcome, outcome);
      assert.deepEqual(found.seen, [{ ...stack, ...now }], 'the row shows what the check has read');
    });
  }

  it("can't tell for a value that AWS never tells, such as a password", async () => {
    const config = { DirectoryName: 'corp' };
    const input = { ServiceAccountCredentials: { AccountName: 'a', AccountPassword: 'p' } };
    const script: Script = { DescribeDirectoryConfigs: () => ({ DirectoryConfigs: [config] }) };
    assert.equal((await look(change('directoryConfig', 'update', config, input), script)).outcome, 'uncheckable');
  });

  it("can't tell, and does not touch the row, when the resource is gone", async () => {
    const script: Script = { DescribeStacks: () => Promise.reject(gone) };
    const { outcome, seen } = await look(change('stack', 'update', stack, { DisplayName: 'new' }), script);
    assert.deepEqual([outcome, seen], ['uncheckable', []]);
  });
});

describe('A check of a change of state', () => {
  const stopped = { Name: 'f', State: 'STOPPED' };
  const cases: readonly { what: string; State?: string; outcome: Outcome }[] = [
    { what: 'finds the state of before', State: 'STOPPED', outcome: 'notDone' },
    { what: 'finds another state', State: 'STARTING', outcome: 'done' },
    { what: 'finds no resource', outcome: 'uncheckable' },
  ];
  for (const { what, State, outcome } of cases) {
    it(`${what}: ${outcome}`, async () => {
      const script: Script = { DescribeFleets: () => ({ Fleets: State ? [{ Name: 'f', State }] : [] }) };
      assert.equal((await look(change('fleet', 'start', stopped), script)).outcome, outcome);
    });
  }
});

describe('A check of a deletion', () => {
  const builder = { Name: 'b', State: 'STOPPED' };
  const remove = change('imageBuilder', 'delete', builder);
  const answers = (...turns: (object | undefined)[]): Script => ({
    DescribeImageBuilders() {
      const now = turns.length > 1 ? turns.shift() : turns[0];
      return { ImageBuilders: now ? [now] : [] };
    },
  });

  it('finds the resource: not done', async () => {
    const { outcome, seen } = await look(remove, answers(builder));
    assert.deepEqual([outcome, seen], ['notDone', [builder]]);
  });

  it('finds that it is being deleted: done', async () => {
    assert.equal((await look(remove, answers({ ...builder, State: 'DELETING' }))).outcome, 'done');
  });

  it('asks twice before it takes an absent resource for deleted', async () => {
    const { outcome, seen, calls } = await look(remove, answers(undefined));
    assert.deepEqual([outcome, seen, calls.length], ['done', [undefined], 2]);
    assert.equal((await look(remove, answers(undefined, builder))).outcome, 'notDone');
  });

  it('asks once if AWS has answered that it was done', async () => {
    const { outcome, calls } = await look(remove, answers(undefined), true);
    assert.deepEqual([outcome, calls.length], ['done', 1]);
  });
});

describe('A check of what no request shows', () => {
  it('sends none', async () => {
    const { outcome, calls } = await look(change('user', 'resend', { UserName: 'u' }), {});
    assert.deepEqual([outcome, calls], ['uncheckable', []]);
  });
});

describe('Two requests', () => {
  const one = change('stack', 'update', { Name: 's' }, { DisplayName: 'new' });
  const others: readonly { what: string; other: RequestedChange; same: boolean }[] = [
    { what: 'with equal input', other: { ...one, input: { DisplayName: 'new' } }, same: true },
    { what: 'with other input', other: { ...one, input: { DisplayName: 'newer' } }, same: false },
    { what: 'with other answers', other: { ...one, answers: { FleetName: 'f' } }, same: false },
    { what: 'of other actions', other: { ...one, action: actionOf('stack', 'delete') }, same: false },
  ];
  for (const { what, other, same } of others) {
    it(`${what} ask for ${same ? 'the same change' : 'different changes'}`, () =>
      assert.equal(isSameChange(one, other), same));
  }
});

describe('An empty answer', () => {
  const cases: readonly (readonly [Operation, boolean])[] = [
    ['StartFleet', true],
    ['DeleteStack', true],
    ['UpdateStack', false],
    ['CreateFleet', false],
  ];
  for (const [operation, proves] of cases) {
    it(`of ${operation} is ${proves ? 'all that AWS ever answers' : 'not complete'}`, () =>
      assert.equal(answersNothing(operation), proves));
  }
});

describe('A row that was just brought up to date', () => {
  const fleet = (State: string, more: Partial<ResourceNode> = {}): ResourceNode =>
    Object.assign(nodeOf('fleet', { Name: 'f', State }), more);
  const builder = (State: string, more: Partial<ResourceNode> = {}): ResourceNode =>
    Object.assign(nodeOf('imageBuilder', { Name: 'b', State }), more);
  const cases: readonly { what: string; node: ResourceNode; action: ActionName; seen: boolean }[] = [
    { what: 'a start in the state STARTING', node: fleet('STARTING'), action: 'start', seen: true },
    { what: 'no start in the state STOPPED', node: fleet('STOPPED'), action: 'start', seen: false },
    { what: 'a deletion if it is gone', node: builder('STOPPED', { gone: true }), action: 'delete', seen: true },
    { what: 'a deletion in the state DELETING', node: builder('DELETING'), action: 'delete', seen: true },
    { what: 'no deletion in the state STOPPED', node: builder('STOPPED'), action: 'delete', seen: false },
    { what: 'no update', node: fleet('STOPPED'), action: 'update', seen: false },
    { what: 'no update, even if it is gone', node: fleet('STOPPED', { gone: true }), action: 'update', seen: false },
  ];
  for (const { what, node, action, seen } of cases) {
    it(`shows ${what}`, () => assert.equal(isSeenAt(node, actionOf(node.resourceKind.name, action)), seen));
  }
});
