import * as assert from 'node:assert/strict';

import { fleetInput, useSimulator } from './simulatorFixture';

describe("The simulator's tags", () => {
  const fixture = useSimulator();
  const arn = (resource: string) => `arn:aws:appstream:eu-west-1:123456789012:${resource}`;
  const tags = async (resource: string) =>
    (await fixture.call('ListTagsForResource', { ResourceArn: arn(resource) })).Tags as Record<string, string>;

  it('start with those of the creation, can be changed, and end with their resource', async () => {
    await fixture.call('CreateFleet', { ...fleetInput, Tags: { Team: 'Design', Colour: 'blue' } });
    await fixture.call('TagResource', { ResourceArn: arn('fleet/cad'), Tags: { Colour: 'red', Empty: '' } });
    assert.deepEqual(await tags('fleet/cad'), { Team: 'Design', Colour: 'red', Empty: '' });
    await fixture.call('UntagResource', { ResourceArn: arn('fleet/cad'), TagKeys: ['Team', 'NotThere'] });
    assert.deepEqual(await tags('fleet/cad'), { Colour: 'red', Empty: '' });
    await fixture.call('DeleteFleet', { Name: 'cad' });
    await fixture.refuses('ListTagsForResource', { ResourceArn: arn('fleet/cad') }, 'ResourceNotFoundException');
  });

  it('are limited to fifty', async () => {
    await fixture.call('CreateStack', { Name: 'many' });
    const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, 'x']));
    await fixture.call('TagResource', { ResourceArn: arn('stack/many'), Tags });
    await fixture.call('TagResource', { ResourceArn: arn('stack/many'), Tags: { 'key-0': 'again' } });
    const another = { ResourceArn: arn('stack/many'), Tags: { another: 'x' } };
    await fixture.refuses('TagResource', another, 'LimitExceededException', /50/);
    assert.deepEqual(await tags('stack/many'), { ...Tags, 'key-0': 'again' });
    await fixture.call('UntagResource', { ResourceArn: arn('stack/many'), TagKeys: ['key-1'] });
    await fixture.call('TagResource', another);
  });
});
