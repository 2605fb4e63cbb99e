// What becomes of something whose answer was lost: it is looked whether it was done, never asked for twice.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { RequestedChange } from '../../../src/explorer/acting/change';
import type { WaitNews } from '../../../src/explorer/acting/wait';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import { present } from '../../../src/explorer/show/present';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import type { Values } from '../../../src/forms/field';
import type { Action, Answers } from '../../../src/kinds/action';
import { kindNamed } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { someone } from '../../support/scriptedApi';
import { followUnlocking, unlockingPlan } from '../../support/unlockingPlan';
import { waitUntil } from '../../support/waitUntil';

const signal = new AbortController().signal;

function lost(operation: string): ApiError {
  const facts = { reason: 'network', code: 'ECONNRESET', retryable: true, nextStep: 'Check the network.' } as const;
  return new ApiError('AWS closed the connection', { ...facts, operation, mayHaveHappened: true });
}

const unreachable = new ApiError('Nobody there', {
  ...{ reason: 'network', operation: 'Describe', code: 'ECONNREFUSED', retryable: true, nextStep: '' },
});

const opened: Explorer[] = [];

/** Timers go off by themselves, at once: nobody waits for seconds. */
function explore(script: Script) {
  const decided: string[] = [];
  const setup = explorerUnderTest(script, {
    decided: ({ action }: RequestedChange, outcome) => void decided.push(`${action.name} ${outcome}`),
    schedule: 'atOnce',
  });
  opened.push(setup.explorer);
  return {
    ...{ ...setup, decided },
    /** What was asked to change something so far. */
    changes: () => setup.api.calls.map(call => call.split(' ')[0] ?? '').filter(name => !/^(Describe|List)/.test(name)),
  };
}

const actionOf = (node: ResourceNode, name: string): Action =>
  node.resourceKind.actions.find(action => action.name === name) ?? assert.fail(name);

interface Wish {
  readonly what: string;
  readonly kind: KindName;
  readonly action: string;
  readonly answers?: Answers;
  readonly input?: Values;
  readonly operation: string;
  /** The service, which has done it or not. */
  readonly world: (done: () => boolean) => Script;
}

const wishes: readonly Wish[] = [
  {
    what: 'a start (seen by the state)',
    kind: 'fleet',
    action: 'start',
    operation: 'StartFleet',
    world: done => ({ DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: done() ? 'STARTING' : 'STOPPED' }] }) }),
  },
  {
    what: 'a deletion (seen by its being gone)',
    kind: 'stack',
    action: 'delete',
    operation: 'DeleteStack',
    world: done => ({
      DescribeStacks({ Names }) {
        if (done() && Names) throw new ApiError('No.', { ...unreachable, reason: 'notFound', code: 'X' });
        return { Stacks: done() ? [] : [{ Name: 'a' }] };
      },
    }),
  },
  {
    what: 'an update (seen by the values)',
    kind: 'stack',
    action: 'update',
    operation: 'UpdateStack',
    input: { DisplayName: 'new' },
    world: done => ({ DescribeStacks: () => ({ Stacks: [{ Name: 'a', DisplayName: done() ? 'new' : 'old' }] }) }),
  },
  {
    what: 'an update that clears (seen by the values)',
    kind: 'fleet',
    action: 'update',
    operation: 'UpdateFleet',
    input: { AttributesToDelete: ['IAM_ROLE_ARN'] },
    world: done => ({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: 'STOPPED', ...(!done() && { IamRoleArn: 'arn:x' }) }] }),
    }),
  },
  {
    what: 'an association (looked for in its list)',
    kind: 'fleet',
    action: 'associate',
    answers: { StackName: 's' },
    operation: 'AssociateFleet',
    world: done => ({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => ({ Names: done() ? ['s'] : [] }),
    }),
  },
];

describe('A change whose answer was lost', () => {
  afterEach(() => opened.splice(0).forEach(explorer => explorer.dispose()));

  for (const { what, kind, action: name, answers = {}, input = {}, operation, world } of wishes) {
    const setup = async (acts: boolean, looks: () => void = () => undefined) => {
      let done = false;
      const script = world(() => done);
      const looked = Object.fromEntries(
        Object.entries(script).map(([read, answer]) => [
          read,
          (given: Record<string, unknown>) => {
            looks();
            return answer(given, undefined);
          },
        ]),
      );
      const made = explore({
        ...looked,
        [operation]() {
          done ||= acts;
          throw lost(operation);
        },
      });
      const node = await made.row(kind);
      const action = actionOf(node, name);
      const perform = () => made.explorer.perform({ node, actor: someone }, action, answers, signal, input);
      return { ...made, node, action, perform };
    };

    it(`counts as done if a check shows that it was: ${what}`, async () => {
      const { perform, node, changes } = await setup(true);
      assert.deepEqual(await perform(), { afterLoss: true });
      assert.equal(node.failure, undefined);
      assert.deepEqual(changes(), [operation]);
    });

    it(`fails if no check shows that it was done: ${what}`, async () => {
      const { perform, node, changes } = await setup(false);
      await assert.rejects(perform(), /closed the connection\. A check shows that it was not done\./);
      assert.equal(node.failure?.error.mayHaveHappened, false);
      assert.match(present(node).description ?? '', /failed/);
      assert.deepEqual(changes(), [operation]);
    });

    for (const acts of [true, false]) {
      it(`is unknown while checks fail, until a check shows that it was ${acts ? '' : 'not '}done: ${what}`, async () => {
        let dark = false;
        const { perform, node, changes, decided } = await setup(acts, () => {
          if (dark) throw unreachable;
        });
        dark = true;
        await assert.rejects(perform(), /It's not known whether AWS did it/);
        assert.match(present(node).description ?? '', /outcome not known/);
        assert.doesNotMatch(present(node).description ?? '', /failed/);
        dark = false;
        await waitUntil('the outcome', () => decided.length, { every: 1 });
        assert.deepEqual(decided, [`${name} ${acts ? 'done' : 'notDone'}`]);
        assert.deepEqual(changes(), [operation]);
      });
    }

    it(`is checked before it is sent again, and is not sent again if it was done: ${what}`, async () => {
      let dark = false;
      const { perform, changes } = await setup(true, () => {
        if (dark) throw unreachable;
      });
      dark = true;
      await assert.rejects(perform(), /not known whether AWS did it/);
      await assert.rejects(perform(), /Nothing was sent/);
      dark = false;
      assert.deepEqual(await perform(), { afterLoss: true });
      assert.deepEqual(changes(), [operation]);
    });
  }

  it('is unknown if the answer is empty and no check shows the change', async () => {
    const { explorer, row, changes } = explore({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: 'STOPPED' }] }),
      StartFleet: () => ({}),
    });
    const node = await row('fleet');
    const perform = explorer.perform({ node, actor: someone }, actionOf(node, 'start'), {}, signal);
    await assert.rejects(perform, /the change isn't visible yet/);
    assert.match(present(node).description ?? '', /^STOPPED · ⚠ Unexpected answer · Start Fleet: outcome not known/);
    assert.deepEqual(changes(), ['StartFleet']);
  });

  it('is done if a later check shows it', async () => {
    let looks = 0;
    const { explorer, row } = explore({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: looks++ < 3 ? 'STOPPED' : 'STARTING' }] }),
      StartFleet: () => ({}),
    });
    const node = await row('fleet');
    assert.deepEqual(await explorer.perform({ node, actor: someone }, actionOf(node, 'start'), {}, signal), {});
    assert.equal(node.failure, undefined);
  });

  it('fails for a created resource if the answer is empty and no check shows it', async () => {
    const { explorer, group } = explore({ DescribeUsers: () => ({ Users: [] }), CreateUser: () => ({}) });
    const creating = explorer.create(group('user'), someone, { UserName: 'a@example.com' }, signal);
    await assert.rejects(creating, /the change isn't visible yet/);
  });

  it('says what AWS may have done if no check can show it', async () => {
    const { explorer, row } = explore({
      DescribeImageBuilders: () => ({ ImageBuilders: [{ Name: 'a', State: 'RUNNING' }] }),
      CreateImageBuilderStreamingURL() {
        throw lost('CreateImageBuilderStreamingURL');
      },
    });
    const node = await row('imageBuilder');
    await assert.rejects(
      explorer.perform({ node, actor: someone }, actionOf(node, 'stream'), {}, signal),
      /AWS may have created a streaming URL that nobody received/,
    );
  });

  it('is checked for each of several resources that were changed in one call', async () => {
    const { explorer, rows } = explore({
      DescribeStacks: () => ({ Stacks: [{ Name: 'a' }, { Name: 'b' }] }),
      BatchAssociateUserStack() {
        throw lost('BatchAssociateUserStack');
      },
      DescribeUserStackAssociations: ({ StackName }) => ({
        UserStackAssociations: StackName === 'a' ? [{ StackName, UserName: 'u', AuthenticationType: 'USERPOOL' }] : [],
      }),
    });
    const nodes = await rows('stack');
    const action = kindNamed('stack').actions.find(({ name }) => name === 'associateUsers') ?? assert.fail();
    const failed = await explorer.performAll(
      nodes.map(node => ({ node, actor: someone })),
      action,
      { 'UserStackAssociations.UserName': 'u' },
      signal,
    );
    assert.deepEqual(
      failed.map(({ node, error }) => [node.resourceKind.id(node.resource), /not done/.test(String(error))]),
      [['b', true]],
    );
  });

  for (const made of [true, false]) {
    it(`creates a resource once, and finds that it was ${made ? '' : 'not '}created`, async () => {
      let there = false;
      const { explorer, group, changes } = explore({
        DescribeStacks: () => ({ Stacks: there ? [{ Name: 'new', DisplayName: 'x' }] : [] }),
        CreateStack() {
          there = made;
          throw lost('CreateStack');
        },
      });
      const creating = explorer.create(group('stack'), someone, { Name: 'new', DisplayName: 'x' }, signal);
      if (made) assert.equal((await creating).afterLoss, true);
      else await assert.rejects(creating, /not done/);
      assert.deepEqual(
        explorer.shown(group('stack')).map(({ kind }) => kind),
        [made ? 'resource' : 'empty'],
      );
      assert.deepEqual(changes(), ['CreateStack']);
    });
  }

  it('lets Stop, Update and Start Again continue, whichever answers are lost', async () => {
    let state = 'RUNNING';
    let looks = 0;
    const acts = (operation: string, next: string) => () => {
      state = next;
      throw lost(operation);
    };
    const { explorer, row, changes } = explore({
      DescribeFleets() {
        // Every other look fails, too.
        if (++looks % 2 === 0) throw unreachable;
        if (state === 'STOPPING' || state === 'STARTING') state = state === 'STOPPING' ? 'STOPPED' : 'RUNNING';
        return { Fleets: [{ Name: 'a', State: state, ...(changed && { DisplayName: 'new' }) }] };
      },
      StopFleet: acts('StopFleet', 'STOPPING'),
      StartFleet: acts('StartFleet', 'STARTING'),
      UpdateFleet() {
        changed = true;
        throw lost('UpdateFleet');
      },
    });
    let changed = false;
    const node = await row('fleet');
    await followUnlocking(explorer, unlockingPlan(node, { DisplayName: 'new' }), signal);
    assert.deepEqual(changes(), ['StopFleet', 'UpdateFleet', 'StartFleet']);
    assert.equal(state, 'RUNNING');
  });

  it('makes Stop, Update and Start Again report failing checks and since when, until a check succeeds', async () => {
    let state = 'RUNNING';
    let failing = 5;
    const { explorer, row } = explore({
      DescribeFleets() {
        if (state !== 'RUNNING' && failing-- > 0) throw unreachable;
        if (state === 'STARTING') state = 'RUNNING';
        return { Fleets: [{ Name: 'a', State: state, DisplayName: state === 'RUNNING' ? 'old' : 'new' }] };
      },
      StopFleet() {
        state = 'STOPPED';
        throw lost('StopFleet');
      },
      UpdateFleet: () => ({ Fleet: { Name: 'a' } }),
      StartFleet: () => void (state = 'STARTING'),
    });
    const node = await row('fleet');
    const plan = unlockingPlan(node, { DisplayName: 'new' });
    const told: string[] = [];
    const unseenNews: WaitNews[] = [];
    await followUnlocking(explorer, plan, signal, {
      changed: () => told.push(...plan.steps.flatMap(({ state, action }) => (state === 'running' ? [action] : []))),
      told(news) {
        const { failedPolls: unseen } = news;
        told.push(unseen ? `${unseen.polls} ${unseen.error.message}` : 'seen');
        if (unseen) unseenNews.push(news);
      },
    });
    const calm = { errors: [], newErrors: [], longerThan: undefined, isMissing: false };
    const [first] = unseenNews;
    assert.deepEqual(first, { ...calm, state: 'RUNNING', failedPolls: first?.failedPolls }, 'as last seen');
    const stopping = told.slice(0, told.indexOf('update'));
    assert.deepEqual(
      stopping.filter(words => words !== 'stop'),
      ['seen', 'seen', '3 Nobody there', '4 Nobody there', '5 Nobody there', 'seen'],
    );
  });
});
