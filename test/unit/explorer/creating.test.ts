// Creating a resource: what is refused before anything is sent, which lists are loaded afterwards, and what the caller gets.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import type { GroupNode } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import type { Values } from '../../../src/forms/field';
import type { UnderTestOptions } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { groupOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { someone } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

const { signal } = new AbortController();

const error = (reason: Reason, mayHaveHappened = false): ApiError =>
  new ApiError('No.', { reason, operation: 'CreateStack', code: 'X', retryable: true, nextStep: '', mayHaveHappened });

/** An account without stacks; CreateStack adds one. */
function account(over: Script = {}, options: UnderTestOptions = {}) {
  const stacks: unknown[] = [];
  const script: Script = {
    DescribeStacks: () => ({ Stacks: stacks }),
    CreateStack: input => ({ Stack: stacks[stacks.push(input) - 1] }),
    ...over,
  };
  const setup = explorerUnderTest(script, { schedule: 'atOnce', ...options });
  const create = (group: GroupNode, input: Values, isRetry = false) =>
    setup.explorer.create(group, someone, input, signal, isRetry);
  return { ...setup, stacks, create, calls: () => setup.api.calls.map(call => call.split(' ')[0]) };
}

const opened: Explorer[] = [];

describe('Creating', () => {
  afterEach(() => opened.splice(0).forEach(explorer => explorer.dispose()));

  it('loads a list that was not loaded, redraws it, and returns the new row', async () => {
    const { create, group, changed, explorer } = account();
    const { node, afterLoss } = await create(group('stack'), { Name: 'new' });
    assert.deepEqual([node && nameOf(node), afterLoss], ['new', false]);
    assert.equal(explorer.list(group('stack')).nodes.get(node?.id ?? ''), node);
    assert.ok(changed.includes(group('stack')));
  });

  it('loads a loaded list again, with one request', async () => {
    const { create, group, rows, calls } = account();
    await rows('stack');
    const { node } = await create(group('stack'), { Name: 'new' });
    assert.equal(node && nameOf(node), 'new');
    assert.deepEqual(calls(), ['DescribeStacks', 'CreateStack', 'DescribeStacks']);
  });

  it('returns no row if the list is not loaded that far', async () => {
    const names = ['a', 'b', 'c'];
    const { create, group } = account(
      { DescribeStacks: () => ({ Stacks: names.map(Name => ({ Name })) }) },
      { pageSize: 2 },
    );
    assert.equal((await create(group('stack'), { Name: 'c' })).node, undefined);
  });

  it('adds the members that the place determines, and looks in its list only', async () => {
    const { create, row, api } = account({
      DescribeStacks: () => ({ Stacks: [{ Name: 'desk' }] }),
      DescribeEntitlements: () => ({ Entitlements: [{ Name: 'staff', StackName: 'desk' }] }),
      CreateEntitlement: () => ({ Entitlement: {} }),
    });
    const stack = await row('stack');
    const below = stack.groups.find(({ resourceKind }) => resourceKind.name === 'entitlement') ?? assert.fail();
    const { node } = await create(below, { Name: 'staff', AppVisibility: 'ALL' });
    assert.equal(node?.parent, below);
    const sent = api.calls.find(call => call.startsWith('CreateEntitlement')) ?? '';
    assert.deepEqual(JSON.parse(sent.replace('CreateEntitlement ', '')), {
      ...{ StackName: 'desk', Name: 'staff', AppVisibility: 'ALL' },
    });
  });

  it('puts a resource into the section that offers it', async () => {
    const { create, group } = account({
      DescribeImages: () => ({ Images: [{ Name: 'imported', State: 'IMPORTING', Visibility: 'PRIVATE' }] }),
      CreateImportedImage: () => ({ image: {} }),
    });
    const images = group('image');
    const { node } = await create(images, { Name: 'imported', SourceAmiId: 'ami-1' });
    assert.equal(
      node?.parent,
      images.sections?.find(({ id }) => id.endsWith(':private')),
    );
    assert.ok(node);
  });

  const refused: {
    given: string;
    group: (of: ReturnType<typeof account>) => GroupNode;
    readOnly: boolean;
    says: RegExp;
  }[] = [
    { given: 'a read-only profile', group: ({ group }) => group('stack'), readOnly: true, says: /read-only/ },
    { given: 'a kind that nobody can create', group: () => groupOf('session'), readOnly: false, says: /session/ },
  ];
  for (const { given, group, readOnly, says } of refused) {
    it(`sends nothing, given ${given}`, async () => {
      const made = account({}, { mark: { word: undefined, color: undefined, readOnly } as never });
      await assert.rejects(made.create(group(made), { Name: 'new' }), says);
      assert.deepEqual(made.calls(), []);
    });
  }

  it('loads the list before it fails, since somebody may have created one of that name', async () => {
    const made = account({ CreateStack: () => Promise.reject(error('exists')) });
    made.stacks.push({ Name: 'new', DisplayName: 'theirs' });
    await assert.rejects(made.create(made.group('stack'), { Name: 'new' }), { reason: 'exists' });
    assert.deepEqual([...made.explorer.list(made.group('stack')).nodes.values()].map(nameOf), ['new']);
  });

  it('says that a check found it, if the answer was lost', async () => {
    const made: ReturnType<typeof account> = account({
      CreateStack(input) {
        made.stacks.push(input);
        throw error('network', true);
      },
    });
    const { node, afterLoss } = await made.create(made.group('stack'), { Name: 'new' });
    assert.deepEqual([node && nameOf(node), afterLoss], ['new', true]);
  });
});

describe('Creating what AWS acknowledges with an empty answer', () => {
  afterEach(() => opened.splice(0).forEach(explorer => explorer.dispose()));
  const ana = { UserName: 'ana@example.com', AuthenticationType: 'USERPOOL' };

  /** A user pool that CreateUser adds to, if `works` holds. */
  function pool(works: boolean) {
    const users: unknown[] = [];
    const made = account({
      DescribeUsers: () => ({ Users: users }),
      CreateUser: ({ UserName }) => void (works && users.push({ ...ana, UserName })),
    });
    opened.push(made.explorer);
    return { ...made, users };
  }

  it('is done if a check finds it', async () => {
    const { create, group, calls } = pool(true);
    const { node, afterLoss } = await create(group('user'), ana);
    assert.deepEqual([node && nameOf(node), afterLoss], [ana.UserName, false]);
    assert.deepEqual(calls(), ['CreateUser', 'DescribeUsers', 'DescribeUsers']);
  });

  it('is not visible yet if no check finds it, and a second request comes only after another check', async () => {
    const { create, group, calls, users } = pool(false);
    await assert.rejects(create(group('user'), ana), { code: 'NoEffect', mayHaveHappened: true });
    assert.equal(calls().filter(call => call === 'CreateUser').length, 1);
    users.push(ana);
    const { afterLoss } = await create(group('user'), ana);
    assert.equal(afterLoss, true);
    assert.equal(calls().filter(call => call === 'CreateUser').length, 1, 'not sent again');
  });
});

describe('What became of a resource to create', () => {
  it('is told when a later check shows it, and its list is loaded', async () => {
    let fails = true;
    const stacks: unknown[] = [];
    const { explorer, group } = explorerUnderTest(
      {
        DescribeStacks() {
          if (fails) throw error('network');
          return { Stacks: stacks };
        },
        CreateStack(input) {
          stacks.push(input);
          throw error('network', true);
        },
      },
      { schedule: 'atOnce' },
    );
    const outcomes: string[] = [];
    const creating = explorer.create(group('stack'), someone, { Name: 'new' }, signal, false, outcome => {
      outcomes.push(outcome);
    });
    await assert.rejects(creating, /not known whether AWS did it/);
    fails = false;
    await waitUntil('the outcome', () => outcomes.length);
    await waitUntil('the row', () => explorer.list(group('stack')).nodes.size);
    assert.deepEqual(outcomes, ['done']);
    explorer.dispose();
  });
});
