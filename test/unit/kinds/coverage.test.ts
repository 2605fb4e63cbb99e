// Every operation of the API has its place in the UI: the list is the installed SDK's, the claims are the kinds' own.
import * as assert from 'node:assert/strict';

import * as sdk from '@aws-sdk/client-appstream';

import { kinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';

const operations = Object.keys(sdk)
  .map(name => /^(\w+)Command$/.exec(name)?.[1])
  .filter(name => name !== undefined)
  .sort();

/** The operations that a kind lists, makes or changes with. */
function claimedBy({ list, create, actions }: Kind): readonly string[] {
  return [
    ...list.operations,
    ...(create ? [create.form.operation] : []),
    ...actions.flatMap(action => action.operations),
  ];
}

describe('The operations of the installed SDK', () => {
  const claimed = new Set(kinds.flatMap(claimedBy));

  it('are found', () => {
    assert.ok(operations.length >= 89, `only ${operations.length}`);
    assert.ok(operations.includes('DescribeFleets'));
  });

  for (const operation of operations) {
    it(`${operation} belongs to a kind's list, form or action`, () => {
      assert.ok(claimed.has(operation), `No kind claims ${operation}`);
    });
  }

  it('include every operation that a kind names', () => {
    assert.deepEqual(
      [...claimed].filter(name => !operations.includes(name)),
      [],
    );
  });
});
