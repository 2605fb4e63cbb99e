import * as assert from 'node:assert/strict';

import { sandboxAccounts } from '../../src/simulator/simulator';
import { all, useSimulator } from './simulatorFixture';

interface Named {
  Name: string;
}
const names = (items: unknown) => (items as Named[]).map(({ Name }) => Name);

describe('The demo company', () => {
  const fixture = useSimulator({ seed: 'demo' });

  it('has different resources in each account and Region', async () => {
    const seen = new Set<string>();
    for (const { accessKeyId, regions } of sandboxAccounts) {
      for (const region of regions) {
        const fleets = names((await fixture.call('DescribeFleets', {}, { accessKeyId, region })).Fleets);
        assert.ok(fleets.length > 0, `${accessKeyId} in ${region}`);
        for (const fleet of fleets) {
          assert.ok(!seen.has(fleet), `${fleet} is one account's and Region's alone`);
          seen.add(fleet);
        }
      }
    }
  });

  it('names its accounts', async () => {
    for (const { accessKeyId, accountId, regions } of sandboxAccounts) {
      const { Stacks } = await fixture.call('DescribeStacks', {}, { accessKeyId, region: regions[0] ?? '' });
      for (const { Arn } of Stacks as { Arn: string }[]) assert.equal(Arn.split(':')[4], accountId);
    }
  });

  it('keeps each account and Region separate', async () => {
    const here = { accessKeyId: 'SANDBOXPRODUCTION', region: 'eu-west-1' };
    await fixture.call('CreateStack', { Name: 'only-here' }, here);
    for (const there of [
      { ...here, region: 'us-east-1' },
      { ...here, accessKeyId: 'SANDBOXDEVELOPMENT' },
      { ...here, accessKeyId: 'AKIASOMEONE' },
    ]) {
      await fixture.refuses('DescribeStacks', { Names: ['only-here'] }, 'ResourceNotFoundException', undefined, there);
    }
  });

  it("gives every other key production's resources in its own account", async () => {
    const { Fleets } = await fixture.call('DescribeFleets', {}, { accessKeyId: 'AKIASOMEONE' });
    assert.deepEqual(names(Fleets), names((await fixture.call('DescribeFleets')).Fleets));
    const account = (Fleets as { Arn: string }[])[0]?.Arn.split(':')[4];
    assert.match(account ?? '', /^\d{12}$/);
    assert.notEqual(account, '123456789012');
  });

  it('has fleets of all types, in all states, one shared by users, one with errors', async () => {
    const fleets = (await fixture.call('DescribeFleets')).Fleets as {
      State: string;
      FleetType: string;
      MaxSessionsPerInstance?: number;
      FleetErrors: unknown[];
    }[];
    const values = (member: 'State' | 'FleetType') => [...new Set(fleets.map(fleet => fleet[member]))].sort();
    assert.deepEqual(values('FleetType'), ['ALWAYS_ON', 'ELASTIC', 'ON_DEMAND']);
    assert.deepEqual(values('State'), ['RUNNING', 'STARTING', 'STOPPED', 'STOPPING']);
    assert.ok(fleets.some(fleet => fleet.MaxSessionsPerInstance));
    assert.ok(fleets.some(fleet => fleet.FleetErrors.length > 0));
  });

  it('settles with the clock', async () => {
    fixture.pass(3600);
    const states = ((await fixture.call('DescribeFleets')).Fleets as { State: string }[]).map(({ State }) => State);
    assert.deepEqual([...new Set(states)].sort(), ['RUNNING', 'STOPPED']);
    const image = await fixture.call('DescribeImages', { Names: ['hb-cad-2026-11'] });
    assert.equal((image.Images as { State: string }[])[0]?.State, 'AVAILABLE');
    const builder = await fixture.call('DescribeImageBuilders', { Names: ['cad-builder'] });
    assert.equal((builder.ImageBuilders as { State: string }[])[0]?.State, 'STOPPED');
  });
});

describe('The empty seed', () => {
  const fixture = useSimulator();

  it('has only what AWS publishes', async () => {
    for (const [operation, member] of [
      ['DescribeFleets', 'Fleets'],
      ['DescribeStacks', 'Stacks'],
      ['DescribeImageBuilders', 'ImageBuilders'],
    ] as const) {
      assert.deepEqual((await fixture.call(operation))[member], []);
    }
    const images = (await fixture.call('DescribeImages')).Images as { Visibility: string }[];
    assert.ok(images.length > 0 && images.every(({ Visibility }) => Visibility === 'PUBLIC'));
  });
});

describe('A seed of 5000', () => {
  const fixture = useSimulator({ seed: 5000 });

  for (const [operation, member, name] of [
    ['DescribeFleets', 'Fleets', 'fleet'],
    ['DescribeStacks', 'Stacks', 'stack'],
    ['DescribeUsers', 'Users', 'user'],
  ] as const) {
    it(`lists 5000 ${name}s page by page, each once`, async () => {
      const input = name === 'user' ? { AuthenticationType: 'USERPOOL' } : {};
      const found = await all<Partial<Named> & { readonly UserName?: string }>(fixture, operation, member, input);
      const expected = Array.from({ length: 5000 }, (_, index) => `${name}-${String(index + 1).padStart(5, '0')}`);
      assert.deepEqual(
        found.map(({ Name, UserName }) => Name ?? UserName?.replace('@example.com', '')),
        expected,
      );
    });
  }

  it('neither loses nor repeats an entry when entries are added and removed between two pages', async () => {
    const first = await fixture.call('DescribeStacks');
    const seen = names(first.Stacks);
    const last = seen.at(-1) ?? '';
    await fixture.call('CreateStack', { Name: '0-before' });
    await fixture.call('DisassociateFleet', { StackName: last, FleetName: last.replace('stack', 'fleet') });
    await fixture.call('DeleteStack', { Name: last });
    const second = names((await fixture.call('DescribeStacks', { NextToken: first.NextToken })).Stacks);
    assert.equal(second[0], 'stack-00051');
    assert.equal(new Set([...seen, ...second]).size, 100);
  });

  it('refuses a token of another list', async () => {
    const { NextToken } = await fixture.call('DescribeFleets');
    for (const [operation, token] of [
      ['DescribeFleets', 'made-up'],
      ['DescribeStacks', NextToken],
    ] as const) {
      await fixture.refuses(operation, { NextToken: token }, 'InvalidParameterValueException', /NextToken/);
    }
  });

  it('honours page sizes', async () => {
    const { Images, NextToken } = await fixture.call('DescribeImages', { MaxResults: 2 });
    assert.equal((Images as unknown[]).length, 2);
    assert.ok(NextToken);
    const everything = await all<Named>(fixture, 'DescribeImages', 'Images', { MaxResults: 2 });
    assert.deepEqual(names(everything), names((await fixture.call('DescribeImages')).Images));
    const pair = { StackName: 's', FleetName: 'f' };
    await fixture.refuses('DescribeSessions', { ...pair, Limit: 51 }, 'InvalidParameterValueException', /50/);
  });
});
