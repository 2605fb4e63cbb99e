// The IAM statement that would allow what AWS has refused.
import * as assert from 'node:assert/strict';

import type { DeniedActions } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import { iamStatement, refusedOf } from '../../../src/explorer/show/iamStatement';
import { present } from '../../../src/explorer/show/present';
import type { ProblemNode, ResourceNode } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';

const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:fleet/${name}`;
const role = 'arn:aws:iam::123456789012:role/stream';

const refusal = (denied?: DeniedActions): ApiError =>
  new ApiError('You may not.', {
    ...{ reason: 'denied', operation: 'StartFleet', code: 'AccessDenied', retryable: false, nextStep: '' },
    ...(denied && { denied }),
  });

const { row, group } = explorerUnderTest({
  DescribeFleets: () => ({ Fleets: ['dev', 'test'].map(Name => ({ Name, Arn: arn(Name), State: 'STOPPED' })) }),
});
/** A row of a fleet with an ARN. */
async function fleet(name: string, error?: ApiError): Promise<ResourceNode> {
  const node = await row('fleet', name);
  delete node.failure;
  if (error) node.failure = { action: 'start', state: 'STOPPED', title: 'Start Fleet', error };
  return node;
}

interface Case {
  readonly given: string;
  readonly refused: readonly { readonly at?: string; readonly denied: DeniedActions }[];
  readonly statement: unknown;
}

const start = 'appstream:StartFleet';
const list = 'appstream:DescribeFleets';
const cases: readonly Case[] = [
  {
    given: 'a list',
    refused: [{ denied: { actions: [list] } }],
    statement: { Effect: 'Allow', Action: list, Resource: '*' },
  },
  {
    given: 'a resource that AWS names',
    refused: [{ at: 'dev', denied: { actions: [start], resource: arn('*') } }],
    statement: { Effect: 'Allow', Action: start, Resource: arn('*') },
  },
  {
    given: "the row's resource, if AWS names none",
    refused: [{ at: 'dev', denied: { actions: [start] } }],
    statement: { Effect: 'Allow', Action: start, Resource: arn('dev') },
  },
  {
    given: "not the row's resource for an action of another service",
    refused: [{ at: 'dev', denied: { actions: ['iam:PassRole'] } }],
    statement: { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
  },
  {
    given: 'two actions on one resource',
    refused: [{ denied: { actions: [start] } }, { denied: { actions: [list] } }, { denied: { actions: [list] } }],
    statement: { Effect: 'Allow', Action: [list, start], Resource: '*' },
  },
  {
    given: 'one action on two resources',
    refused: [
      { at: 'test', denied: { actions: [start] } },
      { at: 'dev', denied: { actions: [start] } },
    ],
    statement: { Effect: 'Allow', Action: start, Resource: [arn('dev'), arn('test')] },
  },
  {
    given: 'one action on a resource and on all',
    refused: [{ at: 'dev', denied: { actions: [start] } }, { denied: { actions: [start] } }],
    statement: { Effect: 'Allow', Action: start, Resource: '*' },
  },
  {
    given: 'different actions on different resources, each on its own',
    refused: [{ at: 'dev', denied: { actions: [start] } }, { denied: { actions: ['iam:PassRole'], resource: role } }],
    statement: [
      { Effect: 'Allow', Action: start, Resource: arn('dev') },
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: role },
    ],
  },
];

describe('An IAM statement', () => {
  for (const { given, refused, statement } of cases) {
    it(`is for ${given}`, async () => {
      const all = [];
      for (const { at, denied } of refused) {
        all.push({ node: at === undefined ? undefined : await fleet(at), error: refusal(denied) });
      }
      assert.deepEqual(JSON.parse(iamStatement(all)), statement);
    });
  }

  const allowed: readonly (readonly [string, ApiError | undefined, boolean])[] = [
    ['a missing permission', refusal({ actions: [start] }), true],
    ['another refusal', refusal(), false],
    ['no failure', undefined, false],
  ];
  for (const [given, error, offered] of allowed) {
    it(`is ${offered ? '' : 'not '}offered on a row with ${given}`, async () => {
      const node = await fleet('dev', error);
      assert.equal(present(node).tokens.includes(';denied;'), offered);
      assert.equal(refusedOf(node).length, offered ? 1 : 0);
    });
  }

  it('is offered on the row of a list that was refused', () => {
    const problem = (error: ApiError): ProblemNode => ({ kind: 'problem', id: 'p', parent: group('fleet'), error });
    assert.ok(present(problem(refusal({ actions: [list] }))).tokens.includes(';problem;problem.denied;'));
    assert.ok(present(problem(refusal({ actions: [list] }))).tokens.includes(';denied;'));
    assert.ok(!present(problem(refusal())).tokens.includes(';denied;'));
  });

  it('is offered when checks of a resource are refused', async () => {
    const node = await fleet('dev');
    node.failedPolls = { since: 0, polls: 3, error: refusal({ actions: [list] }) };
    assert.deepEqual(
      refusedOf(node).map(({ error }) => error.denied?.actions),
      [[list]],
    );
    delete node.failedPolls;
  });
});
