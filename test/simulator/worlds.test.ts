import * as assert from 'node:assert/strict';

import { sandboxAccounts } from '../../src/simulator/simulator';
import { all, useLab } from './lab';

interface Named {
  Name: string;
}
const names = (items: unknown) => (items as Named[]).map(({ Name }) => Name);

describe('The demo company', () => {
  const lab = useLab({ seed: 'demo' });

  it('has different things in each account and Region', async () => {
    const seen = new Set<string>();
    for (const { accessKeyId, regions } of sandboxAccounts) {
      for (const region of regions) {
        const fleets = names((await lab.call('DescribeFleets', {}, { accessKeyId, region })).Fleets);
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
      const { Stacks } = await lab.call('DescribeStacks', {}, { accessKeyId, region: regions[0] ?? '' });
      for (const { Arn } of Stacks as { Arn: string }[]) assert.equal(Arn.split(':')[4], accountId);
    }
  });

  it('keeps what happens in one account and Region from the others', async () => {
    const here = { accessKeyId: 'SANDBOXPRODUCTION', region: 'eu-west-1' };
    await lab.call('CreateStack', { Name: 'only-here' }, here);
    for (const there of [
      { ...here, region: 'us-east-1' },
      { ...here, accessKeyId: 'SANDBOXDEVELOPMENT' },
      { ...here, accessKeyId: 'AKIASOMEONE' },
    ]) {
      await lab.refuses('DescribeStacks', { Names: ['only-here'] }, 'ResourceNotFoundException', undefined, there);
    }
  });

  it("gives every other key production's things in an account of its own", async () => {
    const { Fleets } = await lab.call('DescribeFleets', {}, { accessKeyId: 'AKIASOMEONE' });
    assert.deepEqual(names(Fleets), names((await lab.call('DescribeFleets')).Fleets));
    const account = (Fleets as { Arn: string }[])[0]?.Arn.split(':')[4];
    assert.match(account ?? '', /^\d{12}$/);
    assert.notEqual(account, '123456789012');
  });

  it('has fleets of all types, in all states, one shared by users, one with errors', async () => {
    const fleets = (await lab.call('DescribeFleets')).Fleets as {
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
    lab.pass(3600);
    const states = ((await lab.call('DescribeFleets')).Fleets as { State: string }[]).map(({ State }) => State);
    assert.deepEqual([...new Set(states)].sort(), ['RUNNING', 'STOPPED']);
    const image = await lab.call('DescribeImages', { Names: ['hb-cad-2026-11'] });
    assert.equal((image.Images as { State: string }[])[0]?.State, 'AVAILABLE');
    const builder = await lab.call('DescribeImageBuilders', { Names: ['cad-builder'] });
    assert.equal((builder.ImageBuilders as { State: string }[])[0]?.State, 'STOPPED');
  });
});

describe('The empty seed', () => {
  const lab = useLab();

  it('has what AWS publishes, and nothing else', async () => {
    for (const [operation, member] of [
      ['DescribeFleets', 'Fleets'],
      ['DescribeStacks', 'Stacks'],
      ['DescribeImageBuilders', 'ImageBuilders'],
    ] as const) {
      assert.deepEqual((await lab.call(operation))[member], []);
    }
    const images = (await lab.call('DescribeImages')).Images as { Visibility: string }[];
    assert.ok(images.length > 0 && images.every(({ Visibility }) => Visibility === 'PUBLIC'));
  });
});

describe('A seed of 5000', () => {
  const lab = useLab({ seed: 5000 });

  for (const [operation, member, name] of [
    ['DescribeFleets', 'Fleets', 'fleet'],
    ['DescribeStacks', 'Stacks', 'stack'],
  ] as const) {
    it(`lists 5000 ${name}s page by page, each once`, async () => {
      const found = names(await all<Named>(lab, operation, member));
      const expected = Array.from({ length: 5000 }, (_, index) => `${name}-${String(index + 1).padStart(5, '0')}`);
      assert.deepEqual(found, expected);
    });
  }

  it('loses and doubles nothing when things come and go between two pages', async () => {
    const first = await lab.call('DescribeStacks');
    const seen = names(first.Stacks);
    const last = seen.at(-1) ?? '';
    await lab.call('CreateStack', { Name: '0-before' });
    await lab.call('DisassociateFleet', { StackName: last, FleetName: last.replace('stack', 'fleet') });
    await lab.call('DeleteStack', { Name: last });
    const second = names((await lab.call('DescribeStacks', { NextToken: first.NextToken })).Stacks);
    assert.equal(second[0], 'stack-00051');
    assert.equal(new Set([...seen, ...second]).size, 100);
  });

  it('refuses a token that is not its own', async () => {
    const { NextToken } = await lab.call('DescribeFleets');
    for (const [operation, token] of [
      ['DescribeFleets', 'made-up'],
      ['DescribeStacks', NextToken],
    ] as const) {
      await lab.refuses(operation, { NextToken: token }, 'InvalidParameterValueException', /NextToken/);
    }
  });

  it('honours page sizes', async () => {
    const { Images, NextToken } = await lab.call('DescribeImages', { MaxResults: 2 });
    assert.equal((Images as unknown[]).length, 2);
    assert.ok(NextToken);
    const everything = await all<Named>(lab, 'DescribeImages', 'Images', { MaxResults: 2 });
    assert.deepEqual(names(everything), names((await lab.call('DescribeImages')).Images));
    const pair = { StackName: 's', FleetName: 'f' };
    await lab.refuses('DescribeSessions', { ...pair, Limit: 51 }, 'InvalidParameterValueException', /50/);
  });
});
