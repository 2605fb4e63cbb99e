// What becomes of the instances of a fleet: those on their way, those with an old image, and those that can't come up.
import * as assert from 'node:assert/strict';

import { fleetInput, useSimulator } from './simulatorFixture';

const started = 500;
const arrived = 900;
const away = { accessKeyId: 'SANDBOXDEVELOPMENT' };
const image2025 = 'AppStream-WinServer2025-12-18-2025';
const graphics2025 = 'AppStream-Graphics-G5-WinServer2025-12-18-2025';

describe('The instances of a fleet', () => {
  const fixture = useSimulator();
  let count = 0;

  async function described(Name: string, who = {}): Promise<Record<string, unknown>> {
    const { Fleets } = await fixture.call('DescribeFleets', { Names: [Name] }, who);
    return (Fleets as Record<string, unknown>[])[0] ?? assert.fail(`no fleet ${Name}`);
  }
  async function available(Name: string): Promise<string> {
    const { Desired, Running, InUse, Available } = (await described(Name)).ComputeCapacityStatus as Record<
      string,
      number
    >;
    return `${Desired} desired, ${Running} running, ${InUse} in use, ${Available} available`;
  }
  const errors = async (Name: string, who = {}): Promise<unknown[]> =>
    ((await described(Name, who)).FleetErrors as Record<string, unknown>[]).map(({ ErrorCode }) => ErrorCode);

  /** A running fleet of its own with a stack of the same name. */
  async function running(input: object = {}): Promise<string> {
    const Name = `fleet-${++count}`;
    await fixture.call('CreateFleet', { ...fleetInput, FleetType: 'ALWAYS_ON', ...input, Name });
    await fixture.call('CreateStack', { Name });
    await fixture.call('AssociateFleet', { FleetName: Name, StackName: Name });
    await fixture.call('StartFleet', { Name });
    fixture.pass(started);
    return Name;
  }
  async function stream(Name: string, UserId: string): Promise<string> {
    const { StreamingURL } = await fixture.call('CreateStreamingURL', { FleetName: Name, StackName: Name, UserId });
    const response = await fetch(StreamingURL as string);
    assert.equal(response.status, 200);
    await response.text();
    const { Sessions } = await fixture.call('DescribeSessions', { FleetName: Name, StackName: Name, UserId });
    return (Sessions as { Id: string }[])[0]?.Id ?? assert.fail(`no session of ${UserId}`);
  }
  async function gone(Name: string): Promise<void> {
    await fixture.call('StopFleet', { Name });
    fixture.pass(300);
    await fixture.call('DisassociateFleet', { FleetName: Name, StackName: Name });
    await fixture.call('DeleteStack', { Name });
    await fixture.call('DeleteFleet', { Name });
  }
  const desire = (Name: string, DesiredInstances: number) =>
    fixture.call('UpdateFleet', { Name, ComputeCapacity: { DesiredInstances } });

  it('are on their way for a while when more are desired', async () => {
    const Name = await running();
    await desire(Name, 5);
    assert.equal(await available(Name), '5 desired, 2 running, 0 in use, 2 available');
    fixture.pass(arrived - 1);
    assert.equal(await available(Name), '5 desired, 2 running, 0 in use, 2 available');
    fixture.pass(1);
    assert.equal(await available(Name), '5 desired, 5 running, 0 in use, 5 available');
    await gone(Name);
  });

  it('come in the order in which they were desired', async () => {
    const Name = await running();
    await desire(Name, 3);
    fixture.pass(600);
    await desire(Name, 6);
    fixture.pass(300);
    assert.equal(await available(Name), '6 desired, 3 running, 0 in use, 3 available');
    fixture.pass(600);
    assert.equal(await available(Name), '6 desired, 6 running, 0 in use, 6 available');
    await gone(Name);
  });

  it('that are on their way go first when fewer are desired, the last ones before the others', async () => {
    const Name = await running();
    await desire(Name, 4);
    fixture.pass(600);
    await desire(Name, 6);
    await desire(Name, 3);
    fixture.pass(300);
    assert.equal(await available(Name), '3 desired, 3 running, 0 in use, 3 available');
    fixture.pass(arrived);
    assert.equal(await available(Name), '3 desired, 3 running, 0 in use, 3 available');
    await gone(Name);
  });

  it('that have a session stay until it ends when fewer are desired', async () => {
    const Name = await running();
    const SessionId = await stream(Name, 'ann');
    await desire(Name, 0);
    assert.equal(await available(Name), '0 desired, 1 running, 1 in use, 0 available');
    await fixture.call('ExpireSession', { SessionId });
    assert.equal(await available(Name), '0 desired, 0 running, 0 in use, 0 available');
    await gone(Name);
  });

  it('are replaced when the image is another one: idle ones first, those with a session after it', async () => {
    const Name = await running({ ImageName: image2025 });
    const SessionId = await stream(Name, 'ann');
    await fixture.call('UpdateFleet', { Name, ImageName: graphics2025 });
    assert.equal(await available(Name), '2 desired, 1 running, 1 in use, 0 available');
    fixture.pass(arrived);
    assert.equal(await available(Name), '2 desired, 2 running, 1 in use, 1 available');
    await fixture.call('ExpireSession', { SessionId });
    assert.equal(await available(Name), '2 desired, 1 running, 0 in use, 1 available');
    fixture.pass(arrived);
    assert.equal(await available(Name), '2 desired, 2 running, 0 in use, 2 available');
    await gone(Name);
  });

  it('stay when the same image is given again', async () => {
    const Name = await running({ ImageName: image2025 });
    await fixture.call('UpdateFleet', { Name, ImageName: image2025 });
    assert.equal(await available(Name), '2 desired, 2 running, 0 in use, 2 available');
    await gone(Name);
  });

  const role = 'arn:aws:iam::123456789012:role/gone-role';
  const troubles: { cause: string; input: object; mended: object; code: string }[] = [
    {
      cause: 'a subnet that was deleted',
      input: { VpcConfig: { SubnetIds: ['subnet-gone1'] } },
      mended: { VpcConfig: { SubnetIds: ['subnet-1'] } },
      code: 'SUBNET_NOT_FOUND',
    },
    {
      cause: 'a subnet without free addresses',
      input: { VpcConfig: { SubnetIds: ['subnet-full1'] } },
      mended: { DeleteVpcConfig: true },
      code: 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES',
    },
    {
      cause: 'a security group that was deleted',
      input: { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-gone1'] } },
      mended: { AttributesToDelete: ['VPC_CONFIGURATION_SECURITY_GROUP_IDS'] },
      code: 'SECURITY_GROUPS_NOT_FOUND',
    },
    {
      cause: 'a role that was deleted',
      input: { IamRoleArn: role },
      mended: { AttributesToDelete: ['IAM_ROLE_ARN'] },
      code: 'MACHINE_ROLE_IS_MISSING',
    },
  ];
  for (const { cause, input, mended, code } of troubles) {
    it(`don't come up with ${cause}, until it is mended`, async () => {
      const Name = await running(input);
      assert.deepEqual(await errors(Name), [code]);
      assert.equal(await available(Name), '2 desired, 0 running, 0 in use, 0 available');
      await desire(Name, 3);
      fixture.pass(arrived);
      assert.equal(await available(Name), '3 desired, 0 running, 0 in use, 0 available');
      await fixture.call('StopFleet', { Name });
      fixture.pass(300);
      await fixture.call('UpdateFleet', { Name, ...mended });
      assert.deepEqual(await errors(Name), []);
      await fixture.call('StartFleet', { Name });
      fixture.pass(started);
      assert.equal(await available(Name), '3 desired, 3 running, 0 in use, 3 available');
      await gone(Name);
    });
  }

  it('end with the sharing of their image, and come back with another image', async () => {
    const builder = { InstanceType: 'stream.standard.medium', ImageName: image2025 };
    await fixture.call('CreateImageBuilder', { ...builder, Name: 'maker' });
    fixture.pass(600);
    fixture.simulator.createImageFromBuilder('SANDBOXPRODUCTION', 'eu-west-1', { builder: 'maker', name: 'lent' });
    fixture.pass(900);
    const share = { Name: 'lent', SharedAccountId: '210987654321' };
    const uses: [sentence: string, end: () => Promise<unknown>][] = [
      ['all', () => fixture.call('DeleteImagePermissions', share)],
      ['fleets', () => fixture.call('UpdateImagePermissions', { ...share, ImagePermissions: { allowFleet: false } })],
    ];
    for (const [name, end] of uses) {
      await fixture.call('UpdateImagePermissions', { ...share, ImagePermissions: { allowFleet: true } });
      const ImageArn = 'arn:aws:appstream:eu-west-1:123456789012:image/lent';
      await fixture.call('CreateFleet', { ...fleetInput, Name: name, ImageName: undefined, ImageArn }, away);
      await fixture.call('StartFleet', { Name: name }, away);
      fixture.pass(started);
      assert.deepEqual(await errors(name, away), []);
      await end();
      const desired = (await described(name, away)).ComputeCapacityStatus as { Desired: number; Available: number };
      assert.deepEqual([desired.Desired, desired.Available, await errors(name, away)], [0, 0, ['IMAGE_NOT_FOUND']]);
      const ComputeCapacity = { DesiredInstances: 1 };
      await fixture.call('UpdateFleet', { Name: name, ImageName: image2025, ComputeCapacity }, away);
      assert.deepEqual(await errors(name, away), []);
      fixture.pass(arrived);
      const after = (await described(name, away)).ComputeCapacityStatus as { Available: number };
      assert.equal(after.Available, 1);
    }
  });
});

describe("The demo company's fleet in a subnet with two free addresses", () => {
  const fixture = useSimulator({ seed: 'demo' });
  const read = async (): Promise<object> => {
    const { Fleets } = await fixture.call('DescribeFleets', { Names: ['gis-analysis'] });
    const [{ ComputeCapacityStatus, FleetErrors }] = Fleets as [Record<string, unknown>];
    const { Desired, Available } = ComputeCapacityStatus as Record<string, unknown>;
    return { Desired, Available, errors: (FleetErrors as { ErrorCode: string }[]).map(({ ErrorCode }) => ErrorCode) };
  };
  const errors = ['SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES'];

  it('has two instances and an error, until it wants no more', async () => {
    await fixture.call('StartFleet', { Name: 'gis-analysis' });
    fixture.pass(started);
    assert.deepEqual(await read(), { Desired: 5, Available: 2, errors });
    for (const [DesiredInstances, expected] of [
      [2, { Desired: 2, Available: 2, errors: [] }],
      [3, { Desired: 3, Available: 2, errors }],
    ] as const) {
      await fixture.call('UpdateFleet', { Name: 'gis-analysis', ComputeCapacity: { DesiredInstances } });
      fixture.pass(arrived);
      assert.deepEqual(await read(), expected);
    }
  });
});

describe('A simulator with quotas of its own', () => {
  const fixture = useSimulator({ quotas: { fleets: 1, users: 300 } });

  it('allows as many resources as they say, and no more', async () => {
    for (let index = 0; index < 300; index++) {
      await fixture.call('CreateUser', { UserName: `user-${index}@example.com`, AuthenticationType: 'USERPOOL' });
    }
    const user = { UserName: 'one@example.com', AuthenticationType: 'USERPOOL' };
    await fixture.refuses('CreateUser', user, 'LimitExceededException', /300 users/);
    await fixture.call('CreateFleet', fleetInput);
    await fixture.refuses('CreateFleet', { ...fleetInput, Name: 'b' }, 'LimitExceededException', /1 fleets/);
  });
});
