import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { createClaims } from '../../../src/explorer/acting/claims';

const node = (id: string) => ({ id });

describe('A claim', () => {
  it('lets an action run once at a time for a resource, in any order of starts and ends', async () => {
    const step = fc.record({
      name: fc.constantFrom('start', 'stop'),
      ids: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      ends: fc.nat(5),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async steps => {
        const claims = createClaims();
        const running: { keys: string[]; end: (fails: boolean) => void }[] = [];
        const all: Promise<unknown>[] = [];
        for (const { name, ids, ends, fails } of steps) {
          const busy = running.flatMap(({ keys }) => keys);
          const wanted = ids.map(id => `${name} ${id}`).filter(key => !busy.includes(key));
          let begun: string[] = [];
          const claimed = claims.once(name, ids.map(node), free => {
            begun = free.map(({ id }) => `${name} ${id}`);
            return new Promise<void>((resolve, reject) =>
              running.push({ keys: begun, end: fail => (fail ? reject(new Error('No.')) : resolve()) }),
            );
          });
          all.push(claimed.catch(() => undefined));
          assert.deepEqual(begun, wanted, 'begun at once, with what is free');
          const [ended] = running.splice(ends, 1);
          ended?.end(fails);
          await new Promise(resolve => setImmediate(resolve));
        }
        for (const { end } of running) end(false);
        await Promise.all(all);
      }),
    );
  });

  it('does nothing and returns nothing if all resources are claimed', async () => {
    const claims = createClaims();
    let end: (() => void) | undefined;
    const first = claims.once(
      'start',
      [node('a')],
      () => new Promise<string>(resolve => (end = () => resolve('done'))),
    );
    assert.equal(await claims.once('start', [node('a')], () => Promise.resolve('twice')), undefined);
    end?.();
    assert.equal(await first, 'done');
    assert.equal(await claims.once('start', [node('a')], () => Promise.resolve('again')), 'again');
  });
});
