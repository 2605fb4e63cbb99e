// The resources that the user went to or picked last.
import * as assert from 'node:assert/strict';

import { createRecent, idsInMemory } from '../../../src/explorer/find/recent';
import { regionOf } from '../../../src/explorer/tree/node';
import { nodeOf } from '../../support/nodes';

describe('The recent resources', () => {
  it('are none at first', () => {
    const recent = createRecent({ get: () => undefined, set: () => assert.fail('nothing is kept') });
    assert.deepEqual(recent.ids(), []);
    assert.equal(recent.rankOf(nodeOf('fleet', { Name: 'dev' })), Infinity);
  });

  it('are 20 at most, each once, the last first', () => {
    const recent = createRecent(idsInMemory());
    for (let number = 1; number <= 25; number++) recent.add(`id ${number}`);
    assert.deepEqual([recent.ids().length, recent.ids()[0], recent.ids().at(-1)], [20, 'id 25', 'id 6']);
    recent.add('id 10');
    assert.deepEqual(recent.ids().slice(0, 2), ['id 10', 'id 25']);
    assert.equal(recent.ids().filter(id => id === 'id 10').length, 1);
    assert.equal(recent.ids().length, 20);
  });

  it('rank themselves and what they stand below, the last first', () => {
    const recent = createRecent(idsInMemory());
    const [dev, test, other] = ['dev', 'test', 'other'].map(Name => nodeOf('fleet', { Name }));
    assert.ok(dev && test && other);
    recent.add(dev.id);
    recent.add(test.id);
    assert.deepEqual([test, dev, other].map(recent.rankOf), [0, 1, Infinity]);
    const region = regionOf(dev);
    assert.ok(region);
    assert.deepEqual([dev.parent, region].map(recent.rankOf), [0, 0]);
  });
});
