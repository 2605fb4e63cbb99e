// The README's IAM policies: they allow what they say, and no more.
import assert from 'node:assert/strict';

import { isRead } from '../../../src/api/core/readOnly';
import { serviceFacts } from '../../../src/api/serviceFacts';
import type { Policy } from '../../../src/build/policies';
import { fullPolicy, readPolicy } from '../../../src/build/policies';
import { notEmpty } from '../../support/notEmpty';

/** Whether a policy allows an action on everything. */
function allows({ Statement }: Policy, action: string): boolean {
  const patterns = Statement.filter(({ Condition }) => !Condition).flatMap(({ Action }) => Action);
  return patterns.some(pattern => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action));
}

const operations = notEmpty(
  Object.values(serviceFacts).flatMap(({ permission, model }) =>
    Object.keys(model.facts.operations).map(operation => ({ operation, action: `${permission}:${operation}` })),
  ),
);

describe('the policies in the README', () => {
  for (const { operation, action } of operations) {
    it(`allow ${action}${isRead(operation) ? '' : ' in the full one only'}`, () => {
      assert.deepEqual([allows(readPolicy(), action), allows(fullPolicy(), action)], [isRead(operation), true]);
    });
  }

  it('allow of a service no operation that is not used', () => {
    for (const policy of [readPolicy(), fullPolicy()]) {
      assert.equal(allows(policy, 'tag:GetTagKeys'), false);
      assert.equal(allows(policy, 'tag:TagResources'), false);
    }
  });

  it('allow to see the alias of the account, and nothing else in IAM', () => {
    for (const policy of [readPolicy(), fullPolicy()]) {
      assert.equal(allows(policy, 'iam:ListAccountAliases'), true);
      assert.equal(allows(policy, 'iam:ListRoles'), false);
      assert.equal(allows(policy, 'iam:PassRole'), false);
    }
  });

  it('pass roles to AppStream only', () => {
    const passing = fullPolicy().Statement.filter(({ Action }) => Action.includes('iam:PassRole'));
    assert.deepEqual(
      passing.map(({ Condition }) => Condition),
      [{ StringEquals: { 'iam:PassedToService': 'appstream.amazonaws.com' } }],
    );
  });
});
