import * as assert from 'node:assert/strict';

import { waitUntil } from '../../support/waitUntil';

describe('waitUntil', () => {
  it('gives what it sees, after as many looks as it takes', async () => {
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

  it('fails as the look fails', async () => {
    await assert.rejects(
      waitUntil('a row', () => Promise.reject(new Error('no list'))),
      /no list/,
    );
  });
});
