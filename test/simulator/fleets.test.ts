import * as assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

import { durations } from '../../src/simulator/base/durations';
import { elasticFleetInput, fleetInput, useSimulator } from './simulatorFixture';

interface Fleet {
  State: string;
  ComputeCapacityStatus: object;
  [member: string]: unknown;
}

describe("The simulator's fleets", () => {
  const fixture = useSimulator();

  async function fleet(Name: string): Promise<Fleet> {
    return ((await fixture.call('DescribeFleets', { Names: [Name] })).Fleets as Fleet[])[0] ?? assert.fail(Name);
  }

  async function fresh(input: object, state: 'STOPPED' | 'STARTING' | 'RUNNING' | 'STOPPING'): Promise<string> {
    const { Name, State } = await fixture
      .call('CreateFleet', { ...input, Name: `f${fixture.now()}` })
      .then(out => out.Fleet as Fleet);
    assert.equal(State, 'STOPPED');
    if (state !== 'STOPPED') await fixture.call('StartFleet', { Name });
    if (state === 'RUNNING' || state === 'STOPPING') fixture.pass(durations.fleetStart);
    if (state === 'STOPPING') await fixture.call('StopFleet', { Name });
    assert.equal((await fleet(Name as string)).State, state);
    return Name as string;
  }

  async function gone(Name: string): Promise<void> {
    await fixture.call('StopFleet', { Name });
    fixture.pass(durations.fleetStop + durations.fleetStart);
    await fixture.call('DeleteFleet', { Name });
  }

  it('are created STOPPED, with defaults and with both name and ARN of their image', async () => {
    const { CreatedTime, ...made } = (await fixture.call('CreateFleet', fleetInput)).Fleet as Fleet;
    assert.equal((CreatedTime as Date).getTime(), fixture.now());
    assert.deepEqual(made, {
      Arn: 'arn:aws:appstream:eu-west-1:123456789012:fleet/cad',
      Name: 'cad',
      InstanceType: 'stream.standard.medium',
      FleetType: 'ON_DEMAND',
      ImageName: 'AppStream-WinServer2022-11-10-2025',
      ImageArn: 'arn:aws:appstream:eu-west-1::image/AppStream-WinServer2022-11-10-2025',
      Platform: 'WINDOWS_SERVER_2022',
      State: 'STOPPED',
      ComputeCapacityStatus: { Desired: 2, Running: 0, InUse: 0, Available: 0 },
      MaxUserDurationInSeconds: 57_600,
      DisconnectTimeoutInSeconds: 900,
      IdleDisconnectTimeoutInSeconds: 0,
      EnableDefaultInternetAccess: false,
      StreamView: 'APP',
      DisableIMDSV1: false,
      FleetErrors: [],
    });
    await fixture.refuses('CreateFleet', fleetInput, 'ResourceAlreadyExistsException', /cad/);
    await fixture.call('DeleteFleet', { Name: 'cad' });
    await fixture.refuses('DescribeFleets', { Names: ['cad'] }, 'ResourceNotFoundException', /cad/);
  });

  it('go STOPPED → STARTING → RUNNING → STOPPING → STOPPED, each state in its time', async () => {
    const Name = await fresh({ ...fleetInput, FleetType: 'ALWAYS_ON' }, 'STARTING');
    fixture.pass(durations.fleetStart - 1);
    assert.equal((await fleet(Name)).State, 'STARTING');
    fixture.pass(1);
    assert.equal((await fleet(Name)).State, 'RUNNING');
    assert.deepEqual((await fleet(Name)).ComputeCapacityStatus, { Desired: 2, Running: 2, InUse: 0, Available: 2 });
    await fixture.call('StopFleet', { Name });
    assert.equal((await fleet(Name)).State, 'STOPPING');
    fixture.pass(durations.fleetStop);
    assert.equal((await fleet(Name)).State, 'STOPPED');
    await fixture.call('DeleteFleet', { Name });
  });

  it('stop while STARTING, and do not become RUNNING afterwards', async () => {
    const Name = await fresh(fleetInput, 'STARTING');
    await fixture.call('StopFleet', { Name });
    fixture.pass(durations.fleetStop);
    assert.equal((await fleet(Name)).State, 'STOPPED');
    fixture.pass(durations.fleetStart);
    assert.equal((await fleet(Name)).State, 'STOPPED');
    await fixture.call('DeleteFleet', { Name });
  });

  it('accept a second stop, and a second start', async () => {
    const Name = await fresh(fleetInput, 'STOPPED');
    await fixture.call('StopFleet', { Name });
    assert.equal((await fleet(Name)).State, 'STOPPED');
    await fixture.call('StartFleet', { Name });
    fixture.pass(durations.fleetStart);
    await fixture.call('StartFleet', { Name });
    assert.equal((await fleet(Name)).State, 'RUNNING');
    await gone(Name);
  });

  const refusedCreations: { given: string; input: object; type?: string; message?: string | RegExp }[] = [
    { given: 'no image', input: { ImageName: undefined }, message: /image/ },
    {
      given: 'both image name and ARN',
      input: { ImageArn: 'arn:aws:appstream:eu-west-1::image/x' },
      message: /not both/,
    },
    { given: 'no capacity', input: { ComputeCapacity: {} }, message: /desired/ },
    {
      given: 'both capacities',
      input: { ComputeCapacity: { DesiredInstances: 1, DesiredSessions: 1 } },
      message: /desired/,
    },
    {
      given: 'sessions on an image that only one user can use',
      input: {
        ImageName: 'AppStream-RHEL8-08-31-2026',
        ComputeCapacity: { DesiredSessions: 4 },
        MaxSessionsPerInstance: 2,
      },
      message: /Windows Server/,
    },
    {
      given: 'sessions without their maximum an instance',
      input: { ComputeCapacity: { DesiredSessions: 4 } },
      message: /both/,
    },
    {
      given: 'a session too short',
      input: { MaxUserDurationInSeconds: 599 },
      type: 'ValidationException',
      message: /600/,
    },
    {
      given: 'an idle time too short',
      input: { IdleDisconnectTimeoutInSeconds: 59 },
      type: 'ValidationException',
      message: /60/,
    },
    {
      given: 'a disconnect time too long',
      input: { DisconnectTimeoutInSeconds: 36_001 },
      type: 'ValidationException',
      message: /36000/,
    },
    {
      given: 'a root volume too small',
      input: { RootVolumeConfig: { VolumeSizeInGb: 199 } },
      type: 'ValidationException',
    },
    {
      given: 'an image that is not there',
      input: { ImageName: 'nowhere' },
      type: 'ResourceNotFoundException',
      message: 'The image nowhere for account 123456789012 does not exist.',
    },
    {
      given: "another account's role",
      input: { IamRoleArn: 'arn:aws:iam::999999999999:role/x' },
      type: 'InvalidRoleException',
      message: "AppStream 2.0 encountered an error because your IAM role 'arn:aws:iam::999999999999:role/x' is invalid",
    },
    {
      given: 'more than an account may have',
      input: { ComputeCapacity: { DesiredInstances: 150 } },
      type: 'LimitExceededException',
      message:
        "The Instance type 'stream.standard.medium' capacity limit for fleet cad' was exceeded. Requested: 150, Limit: 100",
    },
  ];
  for (const { given, input, type = 'InvalidParameterCombinationException', message } of refusedCreations) {
    it(`are refused with ${given}`, () => fixture.refuses('CreateFleet', { ...fleetInput, ...input }, type, message));
  }

  const refusedElastic: { given: string; input: object }[] = [
    { given: 'an image', input: { ImageName: fleetInput.ImageName } },
    { given: 'a compute capacity', input: { ComputeCapacity: { DesiredInstances: 1 } } },
    { given: 'a domain', input: { DomainJoinInfo: { DirectoryName: 'corp.example' } } },
    { given: 'one subnet', input: { VpcConfig: { SubnetIds: ['subnet-1'] } } },
    { given: 'no limit of sessions', input: { MaxConcurrentSessions: undefined } },
    { given: 'no platform', input: { Platform: undefined } },
  ];
  for (const { given, input } of refusedElastic) {
    it(`are refused as ELASTIC with ${given}`, () =>
      fixture.refuses('CreateFleet', { ...elasticFleetInput, ...input }, 'InvalidParameterCombinationException'));
  }

  const updates: {
    given: 'STOPPED' | 'STARTING' | 'RUNNING' | 'STOPPING';
    base: object;
    update: object;
    accepted: boolean;
  }[] = [
    { given: 'STOPPED', base: fleetInput, update: { InstanceType: 'stream.standard.large' }, accepted: true },
    { given: 'STOPPED', base: fleetInput, update: { ImageName: 'AppStream-RHEL8-08-31-2026' }, accepted: true },
    { given: 'RUNNING', base: fleetInput, update: { InstanceType: 'stream.standard.large' }, accepted: false },
    { given: 'RUNNING', base: fleetInput, update: { Description: 'x' }, accepted: false },
    { given: 'RUNNING', base: fleetInput, update: { AttributesToDelete: ['IAM_ROLE_ARN'] }, accepted: false },
    { given: 'RUNNING', base: fleetInput, update: { DisplayName: 'x' }, accepted: true },
    { given: 'RUNNING', base: fleetInput, update: { ComputeCapacity: { DesiredInstances: 5 } }, accepted: true },
    { given: 'RUNNING', base: fleetInput, update: { IdleDisconnectTimeoutInSeconds: 60 }, accepted: true },
    { given: 'STARTING', base: fleetInput, update: { DisplayName: 'x' }, accepted: false },
    { given: 'STOPPING', base: fleetInput, update: { DisplayName: 'x' }, accepted: false },
    { given: 'RUNNING', base: elasticFleetInput, update: { MaxConcurrentSessions: 9 }, accepted: true },
    { given: 'RUNNING', base: elasticFleetInput, update: { InstanceType: 'stream.standard.small' }, accepted: false },
  ];
  for (const { given, base, update, accepted } of updates) {
    it(`${accepted ? 'accept' : 'refuse'} ${JSON.stringify(update)} while ${given}${base === elasticFleetInput ? ' (ELASTIC)' : ''}`, async () => {
      const Name = await fresh(base, given);
      if (accepted) {
        await fixture.call('UpdateFleet', { Name, ...update });
      } else {
        await fixture.refuses(
          'UpdateFleet',
          { Name, ...update },
          'ResourceInUseException',
          `Cannot update the attribute for fleet ${Name} when it is ${given === 'RUNNING' ? 'ACTIVE' : given}. The fleet must be stopped to complete this action.`,
        );
      }
      const after = await fleet(Name);
      for (const [member, value] of Object.entries(update)) {
        if (member in after) assert.equal(isDeepStrictEqual(after[member], value), accepted, member);
      }
      await gone(Name);
    });
  }

  it('must be stopped for an image of another operating system', async () => {
    const Name = await fresh(fleetInput, 'RUNNING');
    await fixture.refuses(
      'UpdateFleet',
      { Name, ImageName: 'AppStream-RHEL8-08-31-2026' },
      'IncompatibleImageException',
    );
    await gone(Name);
  });

  it('lose what an update deletes, and keep the rest', async () => {
    const VpcConfig = { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] };
    const Name = await fresh({ ...fleetInput, VpcConfig, DisplayName: 'kept' }, 'STOPPED');
    await fixture.call('UpdateFleet', { Name, AttributesToDelete: ['VPC_CONFIGURATION_SECURITY_GROUP_IDS'] });
    assert.deepEqual((await fleet(Name)).VpcConfig, { SubnetIds: ['subnet-1'] });
    await fixture.call('UpdateFleet', { Name, DeleteVpcConfig: true });
    const after = await fleet(Name);
    assert.equal('VpcConfig' in after, false);
    assert.equal(after.DisplayName, 'kept');
    await fixture.call('DeleteFleet', { Name });
  });

  for (const state of ['STARTING', 'RUNNING', 'STOPPING'] as const) {
    it(`can't be deleted while ${state}`, async () => {
      const Name = await fresh(fleetInput, state);
      await fixture.refuses('DeleteFleet', { Name }, 'ResourceInUseException');
      await gone(Name);
    });
  }

  it('are limited to ten', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `quota-${index}`);
    for (const Name of names) await fixture.call('CreateFleet', { ...fleetInput, Name });
    await fixture.refuses('CreateFleet', { ...fleetInput, Name: 'quota-10' }, 'LimitExceededException', /10 fleets/);
    for (const Name of names) await fixture.call('DeleteFleet', { Name });
  });
});
