// Every operation of the API has its place in the UI: the list is the installed SDK's, the claims are the kinds' own.
import * as assert from 'node:assert/strict';
import * as sdk from '@aws-sdk/client-appstream';

import { kinds } from '../../src/kinds/all';
import type { Kind } from '../../src/kinds/kind';

/**
 * What no kind claims yet. It only shrinks: an operation that is claimed must go from here, and one that the SDK has and
 * no kind claims fails the test.
 */
const missing: readonly string[] = [];

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

  it('are there to be counted', () => {
    assert.ok(operations.length >= 89, `only ${operations.length}`);
    assert.ok(operations.includes('DescribeFleets'));
  });

  for (const operation of operations.filter(name => !missing.includes(name))) {
    it(`${operation} belongs to a kind's list, form or action`, () => {
      assert.ok(claimed.has(operation), `No kind claims ${operation}`);
    });
  }

  it('that are said to be missing are operations, and missing indeed', () => {
    assert.deepEqual(
      missing.filter(name => !operations.includes(name)),
      [],
      'no such operation',
    );
    assert.deepEqual(
      missing.filter(name => claimed.has(name)),
      [],
      'claimed by now: take it from the table',
    );
  });

  it('are all that kinds claim', () => {
    assert.deepEqual(
      [...claimed].filter(name => !operations.includes(name)),
      [],
    );
  });
});
