// What the host and UI tests made the extension send, through menus, the palette, prompts and forms, to a simulator that
// answered it. Runs after them: npm test.
import * as assert from 'node:assert/strict';

import * as sdk from '@aws-sdk/client-appstream';

import { recorded } from '../support/recorded';

const operations = Object.keys(sdk)
  .map(name => /^(\w+)Command$/.exec(name)?.[1])
  .filter(name => name !== undefined)
  .sort();

describe('Each operation of the installed SDK reached a simulator from the UI', () => {
  const arrived = recorded('operations');

  it('in recorded runs', () => {
    assert.ok(arrived.length, 'Nothing is recorded. Run the host and UI tests first: npm test');
    assert.ok(operations.length >= 89);
  });

  for (const operation of operations) {
    it(operation, () => assert.ok(arrived.includes(operation), `No host or UI test has sent ${operation}`));
  }
});
