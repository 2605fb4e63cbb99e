import * as assert from 'node:assert/strict';

import { fleetInput, useLab } from './lab';

describe("The simulator's tags", () => {
  const lab = useLab();
  const arn = (resource: string) => `arn:aws:appstream:eu-west-1:123456789012:${resource}`;
  const tags = async (resource: string) =>
    (await lab.call('ListTagsForResource', { ResourceArn: arn(resource) })).Tags as Record<string, string>;

  it('begin with what the creation gave, change, and end with their resource', async () => {
    await lab.call('CreateFleet', { ...fleetInput, Tags: { Team: 'Design', Colour: 'blue' } });
    await lab.call('TagResource', { ResourceArn: arn('fleet/cad'), Tags: { Colour: 'red', Empty: '' } });
    assert.deepEqual(await tags('fleet/cad'), { Team: 'Design', Colour: 'red', Empty: '' });
    await lab.call('UntagResource', { ResourceArn: arn('fleet/cad'), TagKeys: ['Team', 'NotThere'] });
    assert.deepEqual(await tags('fleet/cad'), { Colour: 'red', Empty: '' });
    await lab.call('DeleteFleet', { Name: 'cad' });
    await lab.refuses('ListTagsForResource', { ResourceArn: arn('fleet/cad') }, 'ResourceNotFoundException');
  });

  it('are fifty at most', async () => {
    await lab.call('CreateStack', { Name: 'many' });
    const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, 'x']));
    await lab.call('TagResource', { ResourceArn: arn('stack/many'), Tags });
    await lab.call('TagResource', { ResourceArn: arn('stack/many'), Tags: { 'key-0': 'again' } });
    const another = { ResourceArn: arn('stack/many'), Tags: { another: 'x' } };
    await lab.refuses('TagResource', another, 'LimitExceededException', /50/);
  });
});
