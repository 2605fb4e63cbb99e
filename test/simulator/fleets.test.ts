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
      message: /rootVolumeConfig\.volumeSizeInGb.* greater than or equal to 200$/,
    },
    {
      given: 'a root volume too large',
      input: { RootVolumeConfig: { VolumeSizeInGb: 501 } },
      type: 'ValidationException',
      message: /rootVolumeConfig\.volumeSizeInGb.* less than or equal to 500$/,
    },
    {
      given: 'a session too long',
      input: { MaxUserDurationInSeconds: 432_001 },
      type: 'ValidationException',
      message:
        "1 validation error detected: Value '432001' at 'maxUserDurationInSeconds' failed to satisfy constraint: Member must have value less than or equal to 432000",
    },
    {
      given: 'no disconnect time',
      input: { DisconnectTimeoutInSeconds: 0 },
      type: 'ValidationException',
      message: /disconnectTimeoutInSeconds.* greater than or equal to 60$/,
    },
    {
      given: 'an idle time too long',
      input: { IdleDisconnectTimeoutInSeconds: 36_001 },
      type: 'ValidationException',
      message: /idleDisconnectTimeoutInSeconds.* less than or equal to 36000$/,
    },
    {
      given: 'fewer than no instances',
      input: { ComputeCapacity: { DesiredInstances: -1 } },
      type: 'ValidationException',
      message: /computeCapacity\.desiredInstances.* greater than or equal to 0$/,
    },
    {
      given: 'fewer than no sessions',
      input: { ComputeCapacity: { DesiredSessions: -1 }, MaxSessionsPerInstance: 2 },
      type: 'ValidationException',
      message: /computeCapacity\.desiredSessions.* greater than or equal to 0$/,
    },
    {
      given: 'instances without sessions',
      input: { ComputeCapacity: { DesiredSessions: 4 }, MaxSessionsPerInstance: 0 },
      type: 'ValidationException',
      message: /maxSessionsPerInstance.* greater than or equal to 1$/,
    },
    {
      given: 'a maximum of sessions an instance, but instances',
      input: { MaxSessionsPerInstance: 2 },
      message: /both the desired sessions and the maximum/,
    },
    {
      given: "an Elastic fleet's limit of sessions",
      input: { MaxConcurrentSessions: 2 },
      message: /Elastic fleets only/,
    },
    {
      given: "an Elastic fleet's session script",
      input: { SessionScriptS3Location: { S3Bucket: 'scripts', S3Key: 'x' } },
      message: /Elastic fleets only/,
    },
    { given: 'no capacity at all', input: { ComputeCapacity: undefined }, message: /desired/ },
    {
      given: 'an organizational unit that begins otherwise',
      input: { DomainJoinInfo: { OrganizationalUnitDistinguishedName: 'CN=Users' } },
      type: 'ValidationException',
      message: /organizationalUnitDistinguishedName.* begin with OU=$/,
    },
    {
      given: 'an organizational unit without its directory',
      input: { DomainJoinInfo: { OrganizationalUnitDistinguishedName: 'OU=Fleets' } },
      message: /requires its directory/,
    },
    {
      given: 'what is no role',
      input: { IamRoleArn: 'arn:aws:iam::123456789012:user/x' },
      type: 'InvalidRoleException',
      message: /user\/x' is invalid$/,
    },
    {
      given: 'one instance more than an account may have, by its sessions',
      input: { ComputeCapacity: { DesiredSessions: 201 }, MaxSessionsPerInstance: 2 },
      type: 'LimitExceededException',
      message: /Requested: 101, Limit: 100$/,
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

  const refusedElastic: { given: string; input: object; type?: string; message: RegExp }[] = [
    { given: 'an image', input: { ImageName: fleetInput.ImageName }, message: /takes no image/ },
    {
      given: 'the ARN of an image',
      input: { ImageArn: 'arn:aws:appstream:eu-west-1::image/AppStream-RHEL8-08-31-2026' },
      message: /takes no image/,
    },
    {
      given: 'a compute capacity',
      input: { ComputeCapacity: { DesiredInstances: 1 } },
      message: /no compute capacity/,
    },
    { given: 'a domain', input: { DomainJoinInfo: { DirectoryName: 'corp.example' } }, message: /join a domain/ },
    { given: 'one subnet', input: { VpcConfig: { SubnetIds: ['subnet-1'] } }, message: /two subnets/ },
    { given: 'security groups alone', input: { VpcConfig: { SecurityGroupIds: ['sg-1'] } }, message: /two subnets/ },
    { given: 'no subnets', input: { VpcConfig: undefined }, message: /two subnets/ },
    { given: 'no limit of sessions', input: { MaxConcurrentSessions: undefined }, message: /requires the maximum/ },
    { given: 'no platform', input: { Platform: undefined }, message: /requires a platform/ },
    { given: 'several sessions an instance', input: { MaxSessionsPerInstance: 2 }, message: /no multi-session fleet/ },
    {
      given: 'no sessions',
      input: { MaxConcurrentSessions: 0 },
      type: 'ValidationException',
      message: /maxConcurrentSessions.* greater than or equal to 1$/,
    },
    {
      given: 'a session script without its key',
      input: { SessionScriptS3Location: { S3Bucket: 'scripts' } },
      type: 'ValidationException',
      message: /sessionScriptS3Location\.s3Key.* not be null$/,
    },
  ];
  for (const { given, input, type = 'InvalidParameterCombinationException', message } of refusedElastic) {
    it(`are refused as ELASTIC with ${given}`, () =>
      fixture.refuses('CreateFleet', { ...elasticFleetInput, ...input }, type, message));
  }

  const accepted: { given: string; base?: object; input: object; capacity?: object }[] = [
    {
      given: 'the shortest times',
      input: {
        MaxUserDurationInSeconds: 600,
        DisconnectTimeoutInSeconds: 60,
        IdleDisconnectTimeoutInSeconds: 60,
        RootVolumeConfig: { VolumeSizeInGb: 200 },
      },
    },
    {
      given: 'the longest times',
      input: {
        MaxUserDurationInSeconds: 432_000,
        DisconnectTimeoutInSeconds: 36_000,
        IdleDisconnectTimeoutInSeconds: 36_000,
        RootVolumeConfig: { VolumeSizeInGb: 500 },
      },
    },
    {
      given: 'all instances that an account may have',
      input: { ComputeCapacity: { DesiredInstances: 100 } },
      capacity: { Desired: 100, Running: 0, InUse: 0, Available: 0 },
    },
    {
      given: 'no instances',
      input: { ComputeCapacity: { DesiredInstances: 0 } },
      capacity: { Desired: 0, Running: 0, InUse: 0, Available: 0 },
    },
    {
      given: 'more sessions than its instances share evenly',
      input: { ComputeCapacity: { DesiredSessions: 5 }, MaxSessionsPerInstance: 2 },
      capacity: {
        Desired: 3,
        Running: 0,
        InUse: 0,
        Available: 0,
        DesiredUserSessions: 6,
        ActualUserSessions: 0,
        ActiveUserSessions: 0,
        AvailableUserSessions: 0,
        Draining: 0,
        DrainModeActiveUserSessions: 0,
        DrainModeUnusedUserSessions: 0,
      },
    },
    {
      given: 'one session an instance',
      input: { ComputeCapacity: { DesiredSessions: 1 }, MaxSessionsPerInstance: 1 },
    },
    {
      given: 'one session and a script, as ELASTIC',
      base: elasticFleetInput,
      input: { MaxConcurrentSessions: 1, SessionScriptS3Location: { S3Bucket: 'scripts', S3Key: 'x' } },
      capacity: { Desired: 1, Running: 0, InUse: 0, Available: 0 },
    },
    {
      given: 'Internet access, a desktop and only the second version of the metadata service',
      input: { EnableDefaultInternetAccess: true, StreamView: 'DESKTOP', DisableIMDSV1: true },
    },
  ];
  for (const { given, base = fleetInput, input, capacity } of accepted) {
    it(`may have ${given}`, async () => {
      const { Fleet } = await fixture.call('CreateFleet', { ...base, Name: 'edge', ...input });
      for (const [member, value] of Object.entries(input)) {
        if (member !== 'ComputeCapacity') assert.deepEqual((Fleet as Fleet)[member], value, member);
      }
      if (capacity) assert.deepEqual((Fleet as Fleet).ComputeCapacityStatus, capacity);
      await fixture.call('DeleteFleet', { Name: 'edge' });
    });
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
    { given: 'RUNNING', base: fleetInput, update: { DisconnectTimeoutInSeconds: 60 }, accepted: true },
    { given: 'RUNNING', base: fleetInput, update: { ImageName: 'AppStream-WinServer2022-11-10-2025' }, accepted: true },
    { given: 'RUNNING', base: fleetInput, update: { MaxUserDurationInSeconds: 700 }, accepted: false },
    { given: 'RUNNING', base: fleetInput, update: { DisplayName: 'x', StreamView: 'DESKTOP' }, accepted: false },
    { given: 'RUNNING', base: fleetInput, update: { DeleteVpcConfig: true }, accepted: false },
    { given: 'RUNNING', base: fleetInput, update: { UsbDeviceFilterStrings: [] }, accepted: false },
    { given: 'STARTING', base: fleetInput, update: { AttributesToDelete: ['DOMAIN_JOIN_INFO'] }, accepted: false },
    { given: 'RUNNING', base: elasticFleetInput, update: { MaxConcurrentSessions: 9 }, accepted: true },
    { given: 'RUNNING', base: elasticFleetInput, update: { IdleDisconnectTimeoutInSeconds: 60 }, accepted: true },
    { given: 'RUNNING', base: elasticFleetInput, update: { DisconnectTimeoutInSeconds: 60 }, accepted: true },
    { given: 'RUNNING', base: elasticFleetInput, update: { UsbDeviceFilterStrings: [] }, accepted: true },
    {
      given: 'RUNNING',
      base: elasticFleetInput,
      update: { SessionScriptS3Location: { S3Bucket: 'scripts', S3Key: 'x' } },
      accepted: true,
    },
    {
      given: 'RUNNING',
      base: elasticFleetInput,
      update: { AttributesToDelete: ['USB_DEVICE_FILTER_STRINGS', 'SESSION_SCRIPT_S3_LOCATION'] },
      accepted: true,
    },
    {
      given: 'RUNNING',
      base: elasticFleetInput,
      update: { AttributesToDelete: ['USB_DEVICE_FILTER_STRINGS', 'IAM_ROLE_ARN'] },
      accepted: false,
    },
    {
      given: 'RUNNING',
      base: elasticFleetInput,
      update: { VpcConfig: { SubnetIds: ['subnet-3', 'subnet-4'] } },
      accepted: false,
    },
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

  const role = 'arn:aws:iam::123456789012:role/fleet';
  const vpc = { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] };
  const deleted: { attribute: string; base?: object; set: object; left?: object }[] = [
    { attribute: 'VPC_CONFIGURATION', set: { VpcConfig: vpc } },
    {
      attribute: 'VPC_CONFIGURATION_SECURITY_GROUP_IDS',
      set: { VpcConfig: vpc },
      left: { VpcConfig: { SubnetIds: vpc.SubnetIds } },
    },
    { attribute: 'DOMAIN_JOIN_INFO', set: { DomainJoinInfo: { DirectoryName: 'corp.example' } } },
    { attribute: 'IAM_ROLE_ARN', set: { IamRoleArn: role } },
    { attribute: 'USB_DEVICE_FILTER_STRINGS', set: { UsbDeviceFilterStrings: ['0,0,0,0,0,0,0,1'] } },
    {
      attribute: 'SESSION_SCRIPT_S3_LOCATION',
      base: elasticFleetInput,
      set: { SessionScriptS3Location: { S3Bucket: 'scripts', S3Key: 'x' } },
    },
    { attribute: 'VOLUME_CONFIGURATION', set: { RootVolumeConfig: { VolumeSizeInGb: 300 } } },
  ];
  for (const { attribute, base = fleetInput, set, left = {} } of deleted) {
    it(`lose their ${Object.keys(set).join()} with ${attribute}, and nothing else`, async () => {
      if (attribute === 'DOMAIN_JOIN_INFO') {
        const OrganizationalUnitDistinguishedNames = ['OU=x'];
        await fixture.call('CreateDirectoryConfig', {
          DirectoryName: 'corp.example',
          OrganizationalUnitDistinguishedNames,
        });
      }
      const Name = await fresh({ ...base, ...set }, 'STOPPED');
      const before = await fleet(Name);
      for (const [member, value] of Object.entries(set)) assert.deepEqual(before[member], value);
      await fixture.call('UpdateFleet', { Name, AttributesToDelete: [attribute] });
      const kept = Object.entries(before).filter(([member]) => !(member in set));
      assert.deepEqual(await fleet(Name), { ...Object.fromEntries(kept), ...left });
      await gone(Name);
    });
  }

  it('turn from sessions to instances when the update takes both', async () => {
    const shared = { ComputeCapacity: { DesiredSessions: 4 }, MaxSessionsPerInstance: 2 };
    const Name = await fresh({ ...fleetInput, ...shared }, 'STOPPED');
    const instances = { Name, ComputeCapacity: { DesiredInstances: 4 } };
    await fixture.refuses('UpdateFleet', instances, 'InvalidParameterCombinationException', /both/);
    await fixture.call('UpdateFleet', { ...instances, AttributesToDelete: ['MAX_SESSIONS_PER_INSTANCE'] });
    assert.deepEqual((await fleet(Name)).ComputeCapacityStatus, { Desired: 4, Running: 0, InUse: 0, Available: 0 });
    await gone(Name);
  });

  const refusedUpdates: { given: string; update: object; type: string; message: RegExp }[] = [
    {
      given: 'no name',
      update: { Name: undefined, DisplayName: 'x' },
      type: 'InvalidParameterCombinationException',
      message: /name of the fleet/,
    },
    {
      given: 'both image name and ARN',
      update: { ImageName: fleetInput.ImageName, ImageArn: 'arn:aws:appstream:eu-west-1::image/x' },
      type: 'InvalidParameterCombinationException',
      message: /not both/,
    },
    {
      given: "another account's role",
      update: { IamRoleArn: 'arn:aws:iam::999999999999:role/x' },
      type: 'InvalidRoleException',
      message: /999999999999/,
    },
    {
      given: 'a session too short',
      update: { MaxUserDurationInSeconds: 599 },
      type: 'ValidationException',
      message: /600/,
    },
    {
      given: 'more instances than an account may have',
      update: { ComputeCapacity: { DesiredInstances: 101 } },
      type: 'LimitExceededException',
      message: /Requested: 101, Limit: 100/,
    },
  ];
  for (const { given, update, type, message } of refusedUpdates) {
    it(`are not updated with ${given}, and stay as they are`, async () => {
      const Name = await fresh(fleetInput, 'STOPPED');
      const before = await fleet(Name);
      await fixture.refuses('UpdateFleet', { Name, ...update }, type, message);
      assert.deepEqual(await fleet(Name), before);
      await gone(Name);
    });
  }

  it('follow their image, by name or by ARN', async () => {
    const Name = await fresh(fleetInput, 'STOPPED');
    const image = async () => {
      const { ImageName, ImageArn, Platform } = await fleet(Name);
      return { ImageName, ImageArn, Platform };
    };
    const rhel = {
      ImageName: 'AppStream-RHEL8-08-31-2026',
      ImageArn: 'arn:aws:appstream:eu-west-1::image/AppStream-RHEL8-08-31-2026',
      Platform: 'RHEL8',
    };
    const before = await image();
    await fixture.call('UpdateFleet', { Name, ImageArn: rhel.ImageArn });
    assert.deepEqual(await image(), rhel);
    await fixture.call('UpdateFleet', { Name, ImageName: before.ImageName });
    assert.deepEqual(await image(), before);
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
