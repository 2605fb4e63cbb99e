// A resource is created once: what is found before a retry, and what counts as the resource that was asked for.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import type { Outcome } from '../../../src/explorer/acting/change';
import { createIfAbsent, isAsAsked, isNamed, lookForCreated } from '../../../src/explorer/acting/createIfAbsent';
import type { Value } from '../../../src/forms/field';
import { kindNamed } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import { groupOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const error = (reason: Reason): ApiError =>
  new ApiError('No.', { reason, operation: 'CreateStack', code: 'X', retryable: false, nextStep: '' });

describe('Creating a stack', () => {
  interface Case {
    readonly what: string;
    /** The stacks that AWS has, or why they can't be listed. */
    readonly stacks: object[] | Reason;
    readonly isRetry: boolean;
    /** What AWS answers when it is to create one. */
    readonly refuses?: Reason;
    /** What it comes to: whether an earlier request has created it, or the error. */
    readonly result: boolean | RegExp;
    readonly calls: readonly string[];
  }
  const mine = { Name: 'a', DisplayName: 'x' };
  const cases: readonly Case[] = [
    { what: 'sends one request', stacks: [], isRetry: false, result: false, calls: ['CreateStack'] },
    { what: 'again checks first', stacks: [], isRetry: true, result: false, calls: ['DescribeStacks', 'CreateStack'] },
    { what: 'again finds that it was created', stacks: [mine], isRetry: true, result: true, calls: ['DescribeStacks'] },
    {
      what: 'again sends nothing if the check fails',
      ...{ stacks: 'network', isRetry: true, result: /Nothing was sent/, calls: ['DescribeStacks'] },
    },
    {
      what: 'again sends a request if no check is allowed',
      ...{ stacks: 'denied', isRetry: true, result: false, calls: ['DescribeStacks', 'CreateStack'] },
    },
    {
      what: 'fails if there is one of that name',
      ...{ stacks: [mine], isRetry: false, refuses: 'exists', result: /^No\.$/, calls: ['CreateStack'] },
    },
    {
      what: 'again fails if that of the same name is different',
      ...{ stacks: [{ ...mine, DisplayName: 'y' }], isRetry: true, refuses: 'exists', result: /^No\.$/ },
      calls: ['DescribeStacks', 'CreateStack', 'DescribeStacks'],
    },
    {
      what: 'again fails if there is one and no check is allowed',
      ...{ stacks: 'denied', isRetry: true, refuses: 'exists', result: /^No\.$/ },
      calls: ['DescribeStacks', 'CreateStack', 'DescribeStacks'],
    },
    {
      what: 'again fails without another check for another reason',
      ...{ stacks: [], isRetry: true, refuses: 'limit', result: /^No\.$/, calls: ['DescribeStacks', 'CreateStack'] },
    },
  ];
  for (const { what, stacks, isRetry, refuses, result, calls } of cases) {
    it(what, async () => {
      const api = scriptedApi({
        DescribeStacks: () => (typeof stacks === 'string' ? Promise.reject(error(stacks)) : { Stacks: stacks }),
        CreateStack: () => (refuses ? Promise.reject(error(refuses)) : {}),
      });
      let absent = 0;
      const create = kindNamed('stack').create ?? assert.fail();
      const group = groupOf('stack');
      const creating = createIfAbsent(api, group, create, mine, isRetry, signal, () => absent++);
      if (typeof result === 'boolean') assert.equal(await creating, result);
      else await assert.rejects(creating, ({ message }: Error) => result.test(message));
      const operations = api.calls.map(call => call.split(' ')[0]);
      assert.deepEqual(operations, calls);
      assert.equal(absent, isRetry && operations.includes('CreateStack') ? 1 : 0, 'told before it is sent again');
    });
  }

  it('finds the stack that another window has created in between', async () => {
    let stacks: object[] = [];
    const api = scriptedApi({
      DescribeStacks: () => ({ Stacks: stacks }),
      CreateStack() {
        stacks = [mine];
        throw error('exists');
      },
    });
    const create = kindNamed('stack').create ?? assert.fail();
    assert.equal(await createIfAbsent(api, groupOf('stack'), create, mine, true, signal, () => undefined), true);
  });
});

describe('A check for a created resource', () => {
  const cases: readonly { what: string; kind: 'stack' | 'usageReport'; script: Script; outcome: Outcome }[] = [
    {
      what: 'finds it on a later page',
      kind: 'stack',
      script: {
        DescribeStacks: ({ NextToken }) =>
          NextToken ? { Stacks: [{ Name: 'a' }] } : { Stacks: [{ Name: 'b' }], NextToken: 'x' },
      },
      outcome: 'done',
    },
    {
      what: 'finds another of its name, which may be that of somebody else',
      kind: 'stack',
      script: { DescribeStacks: () => ({ Stacks: [{ Name: 'a', DisplayName: 'y' }] }) },
      outcome: 'uncheckable',
    },
    {
      what: 'does not find it',
      kind: 'stack',
      script: { DescribeStacks: () => ({ Stacks: [{ Name: 'b' }] }) },
      outcome: 'notDone',
    },
    {
      what: 'finds any, where there is at most one',
      kind: 'usageReport',
      script: { DescribeUsageReportSubscriptions: () => ({ UsageReportSubscriptions: [{ S3BucketName: 'logs' }] }) },
      outcome: 'done',
    },
    {
      what: 'finds none, where there is at most one',
      kind: 'usageReport',
      script: { DescribeUsageReportSubscriptions: () => ({ UsageReportSubscriptions: [] }) },
      outcome: 'notDone',
    },
  ];
  for (const { what, kind, script, outcome } of cases) {
    it(`${what}: ${outcome}`, async () => {
      const create = kindNamed(kind).create ?? assert.fail();
      const input = kind === 'stack' ? { Name: 'a', DisplayName: 'x' } : {};
      const found = await lookForCreated(scriptedApi(script), groupOf(kind), create, input, signal);
      assert.equal(found, outcome);
    });
  }
});

describe('A resource', () => {
  const user: Kind = kindNamed('user');
  const resource = { UserName: 'ana@example.com', AuthenticationType: 'USERPOOL' };
  const id = user.id(resource);
  assert.ok(id !== undefined && id !== resource.UserName);
  for (const [what, asked, is] of [
    ['its id', id, true],
    ['its name', resource.UserName, true],
    ['another name', 'bob@example.com', false],
    ['no name', undefined, false],
  ] as const) {
    it(`${is ? 'answers' : 'does not answer'} to ${what}`, () => assert.equal(isNamed(user, resource, asked), is));
  }

  it('without a name is not what was asked for without a name', () => {
    assert.equal(isNamed(kindNamed('stack'), {}, undefined), false);
  });

  const cases: readonly { what: string; asked: Value; found: Value; is: boolean }[] = [
    { what: 'more members', asked: { a: 1 }, found: { a: 1, b: 2 }, is: true },
    { what: 'fewer members', asked: { a: 1, b: 2 }, found: { a: 1 }, is: true },
    { what: 'another value', asked: { a: 1 }, found: { a: 2 }, is: false },
    { what: 'another value inside', asked: { a: { b: 1 } }, found: { a: { b: 2 } }, is: false },
    { what: 'the entries in another order', asked: ['a', 'b'], found: ['b', 'a', 'c'], is: true },
    { what: 'an entry less', asked: ['a', 'b'], found: ['a'], is: false },
    { what: 'a text in place of a list', asked: ['a'], found: 'a', is: false },
    { what: 'a text in place of members', asked: { a: 1 }, found: 'a', is: false },
  ];
  for (const { what, asked, found, is } of cases) {
    it(`with ${what} is ${is ? '' : 'not '}as asked`, () => assert.equal(isAsAsked(asked, found), is));
  }
});
