import * as assert from 'node:assert/strict';

import { SortedMap } from '../../src/simulator/base/sortedMap';

describe('A map that is read in the order of its keys', () => {
  function filled(): SortedMap<number> {
    const map = new SortedMap<number>();
    for (const [index, key] of ['c', 'a', 'e'].entries()) map.set(key, index);
    map.after(undefined, 1); // it is sorted once
    return map;
  }
  const keys = (map: SortedMap<number>, last?: string, count = 9) => map.after(last, count).map(([key]) => key);

  const changes: { given: string; change: (map: SortedMap<number>) => unknown; left: string[] }[] = [
    { given: 'nothing', change: () => undefined, left: ['a', 'c', 'e'] },
    { given: 'a new key', change: map => map.set('b', 9), left: ['a', 'b', 'c', 'e'] },
    { given: 'another value of a key', change: map => map.set('c', 9), left: ['a', 'c', 'e'] },
    { given: 'one key less', change: map => map.delete('c'), left: ['a', 'e'] },
    { given: 'no keys', change: map => map.clear(), left: [] },
    { given: 'a key less that it lacks', change: map => map.delete('x'), left: ['a', 'c', 'e'] },
  ];
  for (const { given, change, left } of changes) {
    it(`has ${given} after it was read, and is in order`, () => {
      const map = filled();
      change(map);
      assert.deepEqual(keys(map), left);
      assert.deepEqual(
        map.after(undefined, 9),
        left.map(key => [key, map.get(key)]),
      );
    });
  }

  const places: { last: string | undefined; count?: number; told: string[] }[] = [
    { last: undefined, count: 2, told: ['a', 'c'] },
    { last: undefined, count: 0, told: [] },
    { last: 'a', told: ['c', 'e'] },
    { last: 'b', told: ['c', 'e'] },
    { last: 'b', count: 1, told: ['c'] },
    { last: 'c', told: ['e'] },
    { last: 'd', told: ['e'] },
    { last: 'e', told: [] },
    { last: 'f', told: [] },
    { last: '', told: ['a', 'c', 'e'] },
  ];
  for (const { last, count, told } of places) {
    it(`has ${told.join() || 'nothing'} after ${JSON.stringify(last) ?? 'nothing'}, up to ${count ?? 'all'}`, () =>
      assert.deepEqual(keys(filled(), last, count), told));
  }
});
