import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/durations';
import { elasticFleetInput, fleetInput, useLab } from './lab';

const script = {
  ScriptS3Location: { S3Bucket: 'blocks', S3Key: 'setup.ps1' },
  ExecutablePath: 'C:\\setup.exe',
  TimeoutInSeconds: 60,
};
const customBlock = {
  Name: 'custom',
  SourceS3Location: { S3Bucket: 'blocks', S3Key: 'custom.vhd' },
  SetupScriptDetails: script,
};
const builtBlock = { Name: 'built', PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'blocks' } };
const builderInput = {
  Name: 'packer',
  Platform: 'WINDOWS_SERVER_2019',
  InstanceType: 'stream.standard.medium',
  VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
};
const arn = (resource: string) => `arn:aws:appstream:eu-west-1:123456789012:${resource}`;
const viewer = {
  Name: 'Viewer',
  IconS3Location: { S3Bucket: 'blocks', S3Key: 'icons/big viewer.png' },
  LaunchPath: 'C:\\viewer.exe',
  Platforms: ['WINDOWS_SERVER_2019'],
  InstanceFamilies: ['GENERAL_PURPOSE'],
  AppBlockArn: arn('app-block/custom'),
};

describe("The simulator's app blocks and their builders", () => {
  const lab = useLab();
  const pair = { AppBlockArn: arn('app-block/built'), AppBlockBuilderName: 'packer' };

  async function blockState(name: string): Promise<string> {
    const { AppBlocks } = await lab.call('DescribeAppBlocks', { Arns: [arn(`app-block/${name}`)] });
    return (AppBlocks as { State: string }[])[0]?.State ?? assert.fail(name);
  }
  async function builderState(): Promise<string> {
    const { AppBlockBuilders } = await lab.call('DescribeAppBlockBuilders', { Names: ['packer'] });
    return (AppBlockBuilders as { State: string }[])[0]?.State ?? assert.fail();
  }

  it('are ACTIVE when custom, INACTIVE until they are packaged', async () => {
    await lab.call('CreateAppBlock', customBlock);
    await lab.call('CreateAppBlock', builtBlock);
    assert.equal(await blockState('custom'), 'ACTIVE');
    assert.equal(await blockState('built'), 'INACTIVE');
    await lab.refuses('CreateAppBlock', builtBlock, 'ResourceAlreadyExistsException');
  });

  const refused: { given: string; input: object }[] = [
    { given: 'custom without a setup script', input: { ...customBlock, SetupScriptDetails: undefined } },
    {
      given: 'custom without the key of a package',
      input: { ...customBlock, SourceS3Location: { S3Bucket: 'blocks' } },
    },
    { given: 'custom with a post-setup script', input: { ...customBlock, PostSetupScriptDetails: script } },
    { given: 'packaged by AppStream with a setup script', input: { ...builtBlock, SetupScriptDetails: script } },
  ];
  for (const { given, input } of refused) {
    it(`are not made ${given}`, () =>
      lab.refuses('CreateAppBlock', { ...input, Name: 'other' }, 'OperationNotPermittedException'));
  }

  it('refuse to start a builder without an app block', async () => {
    await lab.call('CreateAppBlockBuilder', builderInput);
    assert.equal(await builderState(), 'STOPPED');
    await lab.refuses('StartAppBlockBuilder', { Name: 'packer' }, 'OperationNotPermittedException', /not associated/);
    const placeless = { ...builderInput, Name: 'other', VpcConfig: {} };
    await lab.refuses('CreateAppBlockBuilder', placeless, 'InvalidParameterCombinationException');
  });

  it('go together one by one, and not when custom', async () => {
    const custom = { ...pair, AppBlockArn: arn('app-block/custom') };
    await lab.refuses('AssociateAppBlockBuilderAppBlock', custom, 'OperationNotPermittedException', /custom/);
    assert.deepEqual(await lab.call('AssociateAppBlockBuilderAppBlock', pair), {
      AppBlockBuilderAppBlockAssociation: pair,
    });
    await lab.call('CreateAppBlock', { ...builtBlock, Name: 'second' });
    const second = { ...pair, AppBlockArn: arn('app-block/second') };
    await lab.refuses('AssociateAppBlockBuilderAppBlock', second, 'LimitExceededException');
    for (const filter of [{}, { AppBlockArn: pair.AppBlockArn }, { AppBlockBuilderName: 'packer' }]) {
      assert.deepEqual(
        (await lab.call('DescribeAppBlockBuilderAppBlockAssociations', filter)).AppBlockBuilderAppBlockAssociations,
        [pair],
      );
    }
    const none = await lab.call('DescribeAppBlockBuilderAppBlockAssociations', { AppBlockArn: second.AppBlockArn });
    assert.deepEqual(none.AppBlockBuilderAppBlockAssociations, []);
  });

  it('run as fleets do, and package the app block on the page of the streaming URL', async () => {
    await lab.call('StartAppBlockBuilder', { Name: 'packer' });
    assert.equal(await builderState(), 'STARTING');
    const url = { AppBlockBuilderName: 'packer' };
    await lab.refuses('CreateAppBlockBuilderStreamingURL', url, 'OperationNotPermittedException', /STARTING/);
    lab.pass(durations.appBlockBuilderStart);
    assert.equal(await builderState(), 'RUNNING');
    await lab.call('UpdateAppBlockBuilder', { Name: 'packer', Description: 'y', DisplayName: 'Y' });
    const restart = { Name: 'packer', DisplayName: 'Z', EnableDefaultInternetAccess: true };
    await lab.refuses('UpdateAppBlockBuilder', restart, 'ResourceInUseException', /RUNNING/);
    await lab.refuses('DeleteAppBlockBuilder', { Name: 'packer' }, 'OperationNotPermittedException', /RUNNING/);
    await lab.refuses('DisassociateAppBlockBuilderAppBlock', pair, 'OperationNotPermittedException', /RUNNING/);
    const { StreamingURL } = await lab.call('CreateAppBlockBuilderStreamingURL', url);
    assert.match(await (await fetch(StreamingURL as string)).text(), /Package the app block/);
    const pass = (StreamingURL as string).split('?')[1] ?? '';
    const body = new URLSearchParams({ pass });
    assert.equal((await fetch(`${lab.url}/assistant`, { method: 'POST', body })).status, 200);
    assert.equal(await blockState('built'), 'ACTIVE');
  });

  it('stop, change, part and go', async () => {
    await lab.call('StopAppBlockBuilder', { Name: 'packer' });
    assert.equal(await builderState(), 'STOPPING');
    lab.pass(durations.appBlockBuilderStop);
    assert.equal(await builderState(), 'STOPPED');
    const role = { IamRoleArn: 'arn:aws:iam::123456789012:role/x' };
    await lab.call('UpdateAppBlockBuilder', { Name: 'packer', Description: 'x', ...role });
    const { AppBlockBuilder } = await lab.call('UpdateAppBlockBuilder', {
      Name: 'packer',
      AttributesToDelete: ['IAM_ROLE_ARN'],
    });
    assert.equal((AppBlockBuilder as { Description: string }).Description, 'x');
    assert.equal('IamRoleArn' in (AppBlockBuilder as object), false);
    await lab.refuses('DeleteAppBlockBuilder', { Name: 'packer' }, 'ResourceInUseException');
    await lab.refuses('DeleteAppBlock', { Name: 'built' }, 'ResourceInUseException', /packer/);
    await lab.call('DisassociateAppBlockBuilderAppBlock', pair);
    await lab.refuses('DisassociateAppBlockBuilderAppBlock', pair, 'ResourceNotFoundException');
    await lab.call('DeleteAppBlockBuilder', { Name: 'packer' });
    await lab.call('DeleteAppBlock', { Name: 'built' });
    await lab.refuses('DescribeAppBlocks', { Arns: [pair.AppBlockArn] }, 'ResourceNotFoundException');
  });
});

describe("The simulator's applications", () => {
  const lab = useLab();
  const pair = { FleetName: 'site', ApplicationArn: arn('application/Viewer') };

  before(async () => {
    await lab.call('CreateAppBlock', customBlock);
    await lab.call('CreateFleet', elasticFleetInput);
    await lab.call('CreateFleet', fleetInput);
  });

  it('belong to an app block, which stays with them', async () => {
    const { Application } = await lab.call('CreateApplication', viewer);
    assert.equal(
      (Application as { IconURL: string }).IconURL,
      'https://blocks.s3.eu-west-1.amazonaws.com/icons/big%20viewer.png',
    );
    await lab.refuses('CreateApplication', viewer, 'ResourceAlreadyExistsException');
    const elsewhere = { ...viewer, Name: 'Other', AppBlockArn: arn('app-block/nowhere') };
    await lab.refuses('CreateApplication', elsewhere, 'ResourceNotFoundException', /nowhere/);
    await lab.refuses('DeleteAppBlock', { Name: 'custom' }, 'ResourceInUseException', /Viewer/);
  });

  it('change', async () => {
    await lab.call('UpdateApplication', { Name: 'Viewer', DisplayName: 'The viewer', LaunchParameters: '-x' });
    await lab.call('UpdateApplication', { Name: 'Viewer', AttributesToDelete: ['LAUNCH_PARAMETERS'] });
    const { Applications } = await lab.call('DescribeApplications', { Arns: [pair.ApplicationArn] });
    const [application] = Applications as Record<string, unknown>[];
    assert.equal(application?.DisplayName, 'The viewer');
    assert.equal(application.LaunchParameters, undefined);
  });

  it('are offered by Elastic fleets of their platform', async () => {
    assert.deepEqual(await lab.call('AssociateApplicationFleet', pair), { ApplicationFleetAssociation: pair });
    const onInstances = { ...pair, FleetName: 'cad' };
    await lab.refuses('AssociateApplicationFleet', onInstances, 'InvalidParameterCombinationException', /Elastic/);
    await lab.call('CreateFleet', { ...elasticFleetInput, Name: 'linux', Platform: 'AMAZON_LINUX2' });
    const onLinux = { ...pair, FleetName: 'linux' };
    await lab.refuses('AssociateApplicationFleet', onLinux, 'InvalidParameterCombinationException', /platform/);
    for (const filter of [{}, { FleetName: 'site' }, { ApplicationArn: pair.ApplicationArn }]) {
      assert.deepEqual((await lab.call('DescribeApplicationFleetAssociations', filter)).ApplicationFleetAssociations, [
        pair,
      ]);
    }
    await lab.refuses('DeleteApplication', { Name: 'Viewer' }, 'ResourceInUseException', /site/);
    await lab.call('DisassociateApplicationFleet', pair);
    await lab.refuses('DisassociateApplicationFleet', pair, 'InvalidParameterCombinationException');
    await lab.call('DeleteApplication', { Name: 'Viewer' });
    await lab.refuses('DescribeApplications', { Arns: [pair.ApplicationArn] }, 'ResourceNotFoundException');
  });
});
