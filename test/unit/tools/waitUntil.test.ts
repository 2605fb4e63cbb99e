import * as assert from 'node:assert/strict';

import { waitUntil } from '../../support/waitUntil';

describe('waitUntil', () => {
  it('returns the value, after as many checks as it takes', async () => {
    const seen = [undefined, false, '', 'a row'];
    assert.equal(await waitUntil('a row', () => seen.shift()), 'a row');
    assert.deepEqual(seen, []);
  });

  it('says what it waited for when the time is over', async () => {
    await assert.rejects(
      waitUntil('a row', () => false, { limit: 0 }),
      /in vain for a row/,
    );
  });

  it('fails if the check fails', async () => {
    await assert.rejects(
      waitUntil('a row', () => Promise.reject(new Error('no list'))),
      /no list/,
    );
  });
});
