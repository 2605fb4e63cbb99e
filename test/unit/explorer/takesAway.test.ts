// What takes a thing away is told by its operation, not by its name.
import * as assert from 'node:assert/strict';

import { takesAway } from '../../../src/explorer/tree/actions';
import type { Action } from '../../../src/kinds/action';
import { kinds } from '../../../src/kinds/all';

describe('An action that deletes a resource', () => {
  for (const { name, actions } of kinds) {
    for (const action of actions.filter(({ group }) => group === 'delete')) {
      it(`is recognized by its operation: ${name}.${action.name}, ${action.operations[0]}`, () =>
        assert.ok(takesAway(action)));
    }
  }
  it('is recognized by its operation in any service', () => {
    const operations = ['library:DeleteBook'] as unknown as Action['operations'];
    assert.ok(takesAway({ operations }));
  });
});
