// A change whose answer was lost stays in doubt until a check shows what became of it, whatever happens to the view meanwhile.
import * as assert from 'node:assert/strict';

import { actorOf } from '../../../src/api/core/actor';
import { ApiError } from '../../../src/api/core/errors';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import { present } from '../../../src/explorer/show/present';
import { actionNamed } from '../../../src/explorer/tree/actions';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { isShown } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { connection, someone } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

const { signal } = new AbortController();

function lost(operation: string): ApiError {
  const facts = { reason: 'network', code: 'ECONNRESET', retryable: true, nextStep: 'Check the network.' } as const;
  return new ApiError('AWS broke off the connection', { ...facts, operation, mayHaveHappened: true });
}

const unreachable = new ApiError('Nobody there', {
  ...{ reason: 'network', operation: 'Describe', code: 'ECONNREFUSED', retryable: true, nextStep: '' },
});

const denied = new ApiError('Not allowed', {
  ...{ reason: 'denied', operation: 'ListAssociatedStacks', code: 'AccessDenied', retryable: false },
  nextStep: 'Ask for the permission appstream:ListAssociatedStacks.',
});

const opened: Explorer[] = [];

function explore(script: Script) {
  const decided: string[] = [];
  const setup = explorerUnderTest(script, {
    decided: ({ action }, outcome) => void decided.push(`${action.name} ${outcome}`),
    schedule: 'atOnce',
  });
  opened.push(setup.explorer);
  const perform = (node: ResourceNode, name: string, answers = {}) =>
    setup.explorer.perform({ node, actor: someone }, actionNamed(node, name) ?? assert.fail(name), answers, signal);
  const changes = (): string[] =>
    setup.api.calls.map(call => call.split(' ')[0] ?? '').filter(name => !/^(Describe|List)/.test(name));
  return { ...setup, decided, perform, changes };
}

describe('A change whose answer was lost', () => {
  afterEach(() => opened.splice(0).forEach(explorer => explorer.dispose()));

  /** A fleet and its association, whose answer is lost. `check` runs before each check. */
  const association = (check: () => void) => {
    let isDone = false;
    return explore({
      DescribeFleets: () => ({ Fleets: [{ Name: 'a', State: 'STOPPED' }] }),
      ListAssociatedStacks() {
        check();
        return { Names: isDone ? ['s'] : [] };
      },
      AssociateFleet() {
        isDone = true;
        throw lost('AssociateFleet');
      },
    });
  };
  const shown = { name: connection.profile, sandbox: false, connections: [connection], mark: undefined };

  it('is shown as unknown when the profile leaves the view, and is checked again when the profile is back', async () => {
    let leaves: (() => void) | undefined;
    const { explorer, row, perform, decided, changes } = association(() => leaves?.());
    const node = await row('fleet');
    leaves = () => {
      explorer.setRoots([]);
      throw unreachable;
    };
    await assert.rejects(perform(node, 'associate', { StackName: 's' }), (error: ApiError) => {
      assert.match(
        error.message,
        /It may have been done\. The view no longer shows it, so the extension stops checking\./,
      );
      assert.equal(error.nextStep, 'Check whether it was done before you retry.');
      return true;
    });
    leaves = () => {
      throw unreachable;
    };
    explorer.setRoots([shown]);
    const [profile] = explorer.roots;
    assert.ok(profile?.kind === 'profile');
    const group = profile.regions[0]?.groups.find(({ resourceKind: { name } }) => name === 'fleet') ?? assert.fail();
    const [again] = await explorer.children(group);
    assert.ok(again?.kind === 'resource' && again !== node);
    await assert.rejects(perform(again, 'associate', { StackName: 's' }), /Nothing was sent/);
    leaves = undefined;
    await waitUntil('the outcome', () => decided.length, { every: 1 });
    assert.deepEqual(decided, ['associate done']);
    assert.deepEqual(changes(), ['AssociateFleet']);
  });

  it('stays in doubt while its profile is another actor, who can make the same change', async () => {
    let fails = true;
    const { row, perform, explorer, changes } = association(() => {
      if (fails) throw unreachable;
    });
    const node = await row('fleet');
    const associate = actionNamed(node, 'associate') ?? assert.fail();
    const other = actorOf(connection, 'other files', undefined);
    await assert.rejects(perform(node, 'associate', { StackName: 's' }), /It's not known whether AWS did it/);
    const asOther = explorer.perform({ node, actor: other }, associate, { StackName: 's' }, signal);
    await assert.rejects(asOther, /It's not known whether AWS did it/);
    await assert.rejects(perform(node, 'associate', { StackName: 's' }), /Nothing was sent/);
    fails = false;
    assert.deepEqual(changes(), ['AssociateFleet', 'AssociateFleet']);
  });

  it('names the permission that the check needs, and is resolved by a refresh once the permission is granted', async () => {
    let isDenied = true;
    const { explorer, row, perform, decided, changes } = association(() => {
      if (isDenied) throw denied;
    });
    const node = await row('fleet');
    const refused =
      /It may have been done, but the extension can't check\. Ask for the permission appstream:ListAssociated/;
    await assert.rejects(perform(node, 'associate', { StackName: 's' }), refused);
    isDenied = false;
    await explorer.refresh(node);
    await waitUntil('the outcome', () => decided.length, { every: 1 });
    assert.deepEqual(decided, ['associate done']);
    assert.deepEqual(changes(), ['AssociateFleet']);
  });

  /** A stack whose creation loses its answer. `check` runs before each check. */
  const creation = (check: () => void) => {
    let isDone = false;
    const setup = explore({
      DescribeStacks() {
        check();
        return { Stacks: isDone ? [{ Name: 'new' }] : [] };
      },
      CreateStack() {
        isDone = true;
        throw lost('CreateStack');
      },
    });
    const outcomes: string[] = [];
    const create = (isRetry: boolean) =>
      setup.explorer.create(setup.group('stack'), someone, { Name: 'new' }, signal, isRetry, outcome => {
        outcomes.push(outcome);
      });
    return { ...setup, create, outcomes };
  };

  for (const isRetry of [true, false]) {
    it(`is not sent again while checks fail: a resource, created again ${isRetry ? 'by Retry' : 'in another form'}`, async () => {
      let fails = true;
      const { create, outcomes, changes } = creation(() => {
        if (fails) throw unreachable;
      });
      await assert.rejects(create(false), /It's not known whether AWS did it/);
      await assert.rejects(create(isRetry), /Nothing was sent\. The extension must first check/);
      fails = false;
      await waitUntil('the outcome', () => outcomes.length, { every: 1 });
      assert.deepEqual(outcomes, ['done']);
      assert.deepEqual(changes(), ['CreateStack']);
    });
  }

  it('is sent again if the user wants it and no check is allowed: a resource', async () => {
    const { create, changes } = creation(() => {
      throw denied;
    });
    await assert.rejects(create(false), /the extension can't check\. Ask/);
    await assert.rejects(create(true));
    assert.deepEqual(changes(), ['CreateStack', 'CreateStack']);
  });

  it("removes the row when a check shows the deletion, even if the row can't be refreshed", async () => {
    let isDone = false;
    let checks = 0;
    const { row, perform, explorer, group } = explore({
      DescribeStacks() {
        // Every other request fails: that of the row, not that of the check.
        if (isDone && ++checks % 2 === 1) throw unreachable;
        return { Stacks: isDone ? [] : [{ Name: 'a' }] };
      },
      DeleteStack: () => void (isDone = true),
    });
    const node = await row('stack');
    await perform(node, 'delete');
    assert.equal(isShown(node), false, present(node).description);
    assert.deepEqual(
      explorer.shown(group('stack')).map(({ kind }) => kind),
      ['empty'],
    );
  });
});
