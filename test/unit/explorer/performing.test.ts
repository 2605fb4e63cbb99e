// What an action leaves behind when it ends: at its row, in the lists that it affects, and in what is asked of AWS.
import * as assert from 'node:assert/strict';

import type { ApiError, Reason } from '../../../src/api/core/errors';
import { below, error, explore, lost, namesIn } from '../../support/performing';
import type { Script } from '../../support/scriptedApi';

describe('An action that ends', () => {
  const stopped = { DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: 'STOPPED' }] }) };

  it('with a streaming URL returns it, and asks for nothing more', async () => {
    const { row, perform, asked } = explore({
      DescribeImageBuilders: () => ({ ImageBuilders: [{ Name: 'a', State: 'RUNNING' }] }),
      CreateImageBuilderStreamingURL: () => ({ StreamingURL: 'https://example.com/' }),
    });
    const node = await row('imageBuilder');
    asked();
    assert.equal((await perform(node, 'stream')).url?.url, 'https://example.com/');
    assert.deepEqual(asked(), ['CreateImageBuilderStreamingURL']);
  });

  // After such a refusal, the resource may have changed.
  const refusals: readonly { reason: Reason; describes: boolean; failed: boolean }[] = [
    { reason: 'conflict', describes: true, failed: true },
    { reason: 'notFound', describes: true, failed: true },
    { reason: 'exists', describes: true, failed: true },
    { reason: 'cancelled', describes: true, failed: false },
    { reason: 'denied', describes: false, failed: true },
    { reason: 'limit', describes: false, failed: true },
    { reason: 'otherActor', describes: false, failed: false },
  ];
  for (const { reason, describes, failed } of refusals) {
    it(`with ${reason} ${describes ? 'reads the resource again' : 'reads nothing'}, and its row ${failed ? 'shows' : 'does not show'} the failure`, async () => {
      const { row, perform, asked } = explore({ ...stopped, StartFleet: () => Promise.reject(error(reason)) });
      const node = await row('fleet');
      asked();
      await assert.rejects(perform(node, 'start'), { reason });
      assert.deepEqual(asked(), ['StartFleet', ...(describes ? ['DescribeFleets'] : [])]);
      assert.equal(node.failure !== undefined, failed);
      assert.equal(node.activity, undefined);
    });
  }

  it('is refused in a read-only profile, and sends nothing', async () => {
    const { row, perform, performAll, asked } = explore(stopped, { mark: { readOnly: true } });
    const node = await row('fleet');
    asked();
    await assert.rejects(perform(node, 'start'), { reason: 'readOnly' });
    const [failed] = await performAll([node], 'start');
    assert.equal((failed?.error as ApiError).reason, 'readOnly');
    assert.deepEqual(asked(), []);
  });

  it('says that it checks while it checks what became of it', async () => {
    let state = 'STOPPED';
    const { row, perform, changed } = explore({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: state }] }),
      StartFleet() {
        state = 'STARTING';
        throw lost;
      },
    });
    const node = await row('fleet');
    const shown: (string | undefined)[] = [];
    changed.push = (other): number => {
      if (other === node) shown.push(node.activity);
      return 0;
    };
    assert.deepEqual(await perform(node, 'start'), { afterLoss: true });
    assert.ok(shown.includes('Checking whether it was done…'), shown.join());
    assert.equal(shown.at(-1), undefined);
  });

  it('with the mail sent is not checked: nothing could show it', async () => {
    const { row, perform, asked } = explore({
      DescribeUsers: () => ({
        Users: [{ UserName: 'u', AuthenticationType: 'USERPOOL', Status: 'FORCE_CHANGE_PASSWORD', Enabled: true }],
      }),
      CreateUser: () => ({}),
    });
    const node = await row('user');
    asked();
    assert.deepEqual(await perform(node, 'resend'), {});
    assert.deepEqual(asked(), ['CreateUser', 'DescribeUsers']);
  });

  it("is done if AWS says so and nobody may check: AWS's own answer counts", async () => {
    const { row, perform } = explore({
      ...stopped,
      AssociateFleet: () => ({}),
      ListAssociatedStacks: () => Promise.reject(error('denied')),
    });
    assert.deepEqual(await perform(await row('fleet'), 'associate', { StackName: 's' }), {});
  });
});

describe('A row from which something was deleted', () => {
  it('goes with the next answer without it if it was deleted here', async () => {
    let there = true;
    const { explorer, row, perform, group } = explore({
      DescribeImageBuilders: () => ({ ImageBuilders: there ? [{ Name: 'a', State: 'DELETING' }] : [] }),
      DeleteImageBuilder: () => ({ ImageBuilder: { Name: 'a' } }),
    });
    const node = await row('imageBuilder');
    await perform(node, 'delete');
    assert.equal(node.isBeingDeleted, true);
    there = false;
    await explorer.refresh(group('imageBuilder'));
    assert.equal(node.gone, true);
  });

  it('stays if only its association was deleted', async () => {
    const { row, perform } = explore({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: 'STARTING' }] }),
      DisassociateFleet: () => ({}),
      ListAssociatedStacks: () => ({ Names: [] }),
    });
    const node = await row('fleet');
    await perform(node, 'disassociate', { StackName: 's' });
    assert.equal(node.isBeingDeleted, undefined);
  });

  it('loses the rows that the action names, in the lists below it', async () => {
    let names = ['s', 't'];
    const { explorer, row, perform } = explore({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => ({ Names: names }),
      DescribeStacks: ({ Names }) => ({ Stacks: (Names as string[]).map(Name => ({ Name })) }),
      DisassociateFleet: () => ({}),
    });
    const node = await row('fleet');
    const stacks = below(node, 'associatedStack');
    await explorer.children(stacks);
    // Another stack is absent at the same time. Nobody has asked for that, so one answer is no proof.
    names = [];
    await perform(node, 'disassociate', { StackName: 's' });
    assert.deepEqual(namesIn(explorer, stacks), ['t']);
  });
});

describe('An action on several', () => {
  const fleets = ['a', 'b'];
  it('reports each that fails, whether the request fails or it is refused', async () => {
    const { rows, performAll } = explore({
      DescribeFleets: () => ({ Fleets: ['a', 'b', 'c'].map(Name => ({ Name, State: 'STARTING' })) }),
      StartFleet: ({ Name }) => (Name === 'b' ? Promise.reject(error('limit')) : {}),
    });
    const nodes = await rows('fleet');
    const [, b, c] = nodes;
    assert.ok(b && c);
    c.activity = 'Stopping…';
    const failed = await performAll(nodes, 'start');
    assert.deepEqual(
      failed.map(({ node, error: why }) => [node, String(why)]),
      [
        [c, 'ActionRefused: c is busy (Stopping…). Try again later.'],
        [b, 'ApiError: No.'],
      ],
    );
  });

  /** Stacks, and users that are associated with them in one call. */
  const users = (associate: Script[keyof Script], pairs: () => readonly string[], denied = false) =>
    explore({
      DescribeStacks: () => ({ Stacks: fleets.map(Name => ({ Name })) }),
      BatchAssociateUserStack: associate ?? (() => ({})),
      BatchDisassociateUserStack: associate ?? (() => ({})),
      DescribeUserStackAssociations({ StackName }) {
        if (denied) throw error('network');
        return {
          UserStackAssociations: pairs()
            .filter(name => name === StackName)
            .map(() => ({ StackName, UserName: 'u', AuthenticationType: 'USERPOOL' })),
        };
      },
    });
  const answers = { 'UserStackAssociations.UserName': 'u' };

  it('in one call fails for all if the call fails, and their rows show it', async () => {
    const { rows, performAll } = users(
      () => Promise.reject(error('limit')),
      () => [],
    );
    const nodes = await rows('stack');
    const failed = await performAll(nodes, 'associateUsers', answers);
    assert.deepEqual(
      failed.map(({ node }) => node),
      nodes,
    );
    assert.ok(nodes.every(({ failure, activity }) => failure?.error.reason === 'limit' && activity === undefined));
  });

  it('in one call reads each again: those that AWS refused, then those for which it succeeded', async () => {
    const { rows, performAll, api, asked } = users(
      () => ({
        errors: [
          {
            UserStackAssociation: { StackName: 'b', UserName: 'u', AuthenticationType: 'USERPOOL' },
            ErrorCode: 'INTERNAL_ERROR',
          },
        ],
      }),
      () => ['a'],
    );
    const nodes = await rows('stack');
    asked();
    const failed = await performAll(nodes, 'associateUsers', answers);
    assert.deepEqual(
      failed.map(({ node }) => node),
      [nodes[1]],
    );
    assert.deepEqual(
      api.calls.filter(call => call.startsWith('DescribeStacks')),
      ['DescribeStacks {"Names":["b"]}', 'DescribeStacks {"Names":["a"]}'],
    );
  });

  it('in one call leaves out those for which an earlier call, whose answer was lost, has done it', async () => {
    let associated: string[] = [];
    let checks = 0;
    let calls = 0;
    const { rows, performAll, api } = explore({
      DescribeStacks: () => ({ Stacks: fleets.map(Name => ({ Name })) }),
      BatchAssociateUserStack() {
        if (++calls > 1) return { errors: [] };
        associated = ['b'];
        throw lost;
      },
      DescribeUserStackAssociations({ StackName }) {
        // Not allowed at first: so no check comes in between.
        if (++checks <= 2) throw error('denied');
        return {
          UserStackAssociations: associated
            .filter(name => name === StackName)
            .map(() => ({ StackName, UserName: 'u', AuthenticationType: 'USERPOOL' })),
        };
      },
    });
    const nodes = await rows('stack');
    assert.equal((await performAll(nodes, 'associateUsers', answers)).length, 2);
    assert.deepEqual(await performAll(nodes, 'associateUsers', answers), []);
    const [, again = ''] = api.calls.filter(call => call.startsWith('BatchAssociateUserStack'));
    assert.ok(again.includes('"StackName":"a"') && !again.includes('"StackName":"b"'), again);
  });

  it('in one call is not sent for those that must be checked first and cannot be', async () => {
    let fails = false;
    const { rows, performAll, api } = explore({
      DescribeStacks: () => ({ Stacks: fleets.map(Name => ({ Name })) }),
      BatchAssociateUserStack: () => Promise.reject(lost),
      DescribeUserStackAssociations() {
        if (fails) throw error('network');
        return { UserStackAssociations: [] };
      },
    });
    fails = true;
    const nodes = await rows('stack');
    await performAll(nodes, 'associateUsers', answers);
    api.calls.length = 0;
    const failed = await performAll(nodes, 'associateUsers', answers);
    assert.ok(failed.length === 2 && failed.every(({ error: why }) => /Nothing was sent/.test(String(why))));
    assert.ok(!api.calls.some(call => call.startsWith('Batch')));
  });

  it('in one call removes the rows of those for which it succeeded', async () => {
    let pairs = ['a', 'b'];
    const { explorer, rows, performAll } = users(
      () => ({
        errors: [
          {
            UserStackAssociation: { StackName: 'b', UserName: 'u', AuthenticationType: 'USERPOOL' },
            ErrorCode: 'INTERNAL_ERROR',
          },
        ],
      }),
      () => pairs,
    );
    const nodes = await rows('stack');
    const lists = nodes.map(node => below(node, 'stackUser'));
    for (const list of lists) await explorer.children(list);
    const shown = lists.flatMap(list => explorer.shown(list).filter(({ kind }) => kind === 'resource'));
    assert.equal(shown.length, 2);
    pairs = ['b'];
    await performAll(nodes, 'disassociateUsers', answers);
    assert.deepEqual(
      lists.map(list => explorer.shown(list)[0]?.kind),
      ['empty', 'resource'],
    );
  });
});
