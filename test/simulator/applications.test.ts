import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { elasticFleetInput, fleetInput, useSimulator } from './simulatorFixture';

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
  const fixture = useSimulator();
  const pair = { AppBlockArn: arn('app-block/built'), AppBlockBuilderName: 'packer' };

  async function blockState(name: string): Promise<string> {
    const { AppBlocks } = await fixture.call('DescribeAppBlocks', { Arns: [arn(`app-block/${name}`)] });
    return (AppBlocks as { State: string }[])[0]?.State ?? assert.fail(name);
  }
  async function builderState(): Promise<string> {
    const { AppBlockBuilders } = await fixture.call('DescribeAppBlockBuilders', { Names: ['packer'] });
    return (AppBlockBuilders as { State: string }[])[0]?.State ?? assert.fail();
  }

  it('are ACTIVE when custom, and INACTIVE until they are packaged otherwise', async () => {
    await fixture.call('CreateAppBlock', customBlock);
    await fixture.call('CreateAppBlock', builtBlock);
    assert.equal(await blockState('custom'), 'ACTIVE');
    assert.equal(await blockState('built'), 'INACTIVE');
    await fixture.refuses('CreateAppBlock', builtBlock, 'ResourceAlreadyExistsException');
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
    it(`are refused ${given}`, () =>
      fixture.refuses('CreateAppBlock', { ...input, Name: 'other' }, 'OperationNotPermittedException'));
  }

  const keyless = { ...script, ScriptS3Location: { S3Bucket: 'blocks' } };
  const refusedScripts: { given: string; input: object; message: RegExp }[] = [
    {
      given: 'a setup script without its key',
      input: { ...customBlock, SetupScriptDetails: keyless },
      message: /null at 'setupScriptDetails\.scriptS3Location\.s3Key'/,
    },
    {
      given: 'a post-setup script without its key',
      input: { ...builtBlock, PostSetupScriptDetails: keyless },
      message: /null at 'postSetupScriptDetails\.scriptS3Location\.s3Key'/,
    },
    {
      given: 'a setup script without time',
      input: { ...customBlock, SetupScriptDetails: { ...script, TimeoutInSeconds: 0 } },
      message: /setupScriptDetails\.timeoutInSeconds.* greater than or equal to 1$/,
    },
    {
      given: 'a post-setup script without time',
      input: { ...builtBlock, PostSetupScriptDetails: { ...script, TimeoutInSeconds: 0 } },
      message: /postSetupScriptDetails\.timeoutInSeconds.* greater than or equal to 1$/,
    },
  ];
  for (const { given, input, message } of refusedScripts) {
    it(`are refused with ${given}`, () =>
      fixture.refuses('CreateAppBlock', { ...input, Name: 'other' }, 'ValidationException', message));
  }

  it('have what they are created with', async () => {
    const quick = { ...script, TimeoutInSeconds: 1 };
    for (const input of [
      { ...customBlock, Name: 'whole', DisplayName: 'Whole', Description: 'x', SetupScriptDetails: quick },
      { ...builtBlock, Name: 'whole', PostSetupScriptDetails: quick },
    ]) {
      const { AppBlock } = await fixture.call('CreateAppBlock', input);
      const { CreatedTime, ...made } = AppBlock as Record<string, unknown>;
      assert.equal((CreatedTime as Date).getTime(), fixture.now());
      const isCustom = !('PackagingType' in input);
      assert.deepEqual(made, {
        ...input,
        Arn: arn('app-block/whole'),
        PackagingType: isCustom ? 'CUSTOM' : 'APPSTREAM2',
        State: isCustom ? 'ACTIVE' : 'INACTIVE',
        AppBlockErrors: [],
      });
      await fixture.call('DeleteAppBlock', { Name: 'whole' });
    }
  });

  it('have builders with what these are created with', async () => {
    const more = {
      DisplayName: 'Packer',
      Description: 'x',
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
      IamRoleArn: 'arn:aws:iam::123456789012:role/packer',
      AccessEndpoints: [{ EndpointType: 'STREAMING', VpceId: 'vpce-1' }],
    };
    for (const [flags, input] of [
      [{ EnableDefaultInternetAccess: false, DisableIMDSV1: false }, {}],
      [{}, { ...more, EnableDefaultInternetAccess: true, DisableIMDSV1: true }],
    ] as const) {
      const whole = { ...builderInput, ...input, Name: 'whole' };
      const { CreatedTime, ...made } = (await fixture.call('CreateAppBlockBuilder', whole)).AppBlockBuilder as Record<
        string,
        unknown
      >;
      assert.equal((CreatedTime as Date).getTime(), fixture.now());
      const Arn = arn('app-block-builder/whole');
      assert.deepEqual(made, { ...flags, ...whole, Arn, State: 'STOPPED', AppBlockBuilderErrors: [] });
      await fixture.call('DeleteAppBlockBuilder', { Name: 'whole' });
    }
  });

  const deleted: { attribute: string; set: object; left?: object }[] = [
    { attribute: 'IAM_ROLE_ARN', set: { IamRoleArn: 'arn:aws:iam::123456789012:role/packer' } },
    { attribute: 'ACCESS_ENDPOINTS', set: { AccessEndpoints: [{ EndpointType: 'STREAMING', VpceId: 'vpce-1' }] } },
    {
      attribute: 'VPC_CONFIGURATION_SECURITY_GROUP_IDS',
      set: { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] } },
      left: { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
    },
  ];
  for (const { attribute, set, left = {} } of deleted) {
    it(`have builders that lose their ${Object.keys(set).join()} with ${attribute}, and nothing else`, async () => {
      const Name = 'loser';
      await fixture.call('CreateAppBlockBuilder', { ...builderInput, ...set, Name });
      const read = async () =>
        ((await fixture.call('DescribeAppBlockBuilders', { Names: [Name] })).AppBlockBuilders as object[])[0] ?? {};
      const kept = Object.entries(await read()).filter(([member]) => !(member in set));
      await fixture.call('UpdateAppBlockBuilder', { Name, AttributesToDelete: [attribute] });
      assert.deepEqual(await read(), { ...Object.fromEntries(kept), ...left });
      await fixture.call('DeleteAppBlockBuilder', { Name });
    });
  }

  const refusedBuilders: { given: string; change: object; type: string; message: RegExp }[] = [
    {
      given: 'one subnet',
      change: { VpcConfig: { SubnetIds: ['subnet-1'] } },
      type: 'InvalidParameterCombinationException',
      message: /two subnets/,
    },
    {
      given: 'security groups alone',
      change: { VpcConfig: { SecurityGroupIds: ['sg-1'] } },
      type: 'InvalidParameterCombinationException',
      message: /two subnets/,
    },
    {
      given: "another account's role",
      change: { IamRoleArn: 'arn:aws:iam::999999999999:role/x' },
      type: 'InvalidRoleException',
      message: /999999999999/,
    },
  ];
  for (const { given, change, type, message } of refusedBuilders) {
    it(`have no builder with ${given}, neither a new nor an updated one`, async () => {
      const Name = 'refused';
      await fixture.refuses('CreateAppBlockBuilder', { ...builderInput, Name, ...change }, type, message);
      await fixture.call('CreateAppBlockBuilder', { ...builderInput, Name });
      await fixture.refuses('UpdateAppBlockBuilder', { Name, ...change }, type, message);
      await fixture.call('DeleteAppBlockBuilder', { Name });
    });
  }

  it('do not start a builder without an app block', async () => {
    await fixture.call('CreateAppBlockBuilder', builderInput);
    assert.equal(await builderState(), 'STOPPED');
    await fixture.refuses(
      'StartAppBlockBuilder',
      { Name: 'packer' },
      'OperationNotPermittedException',
      /not associated/,
    );
    const placeless = { ...builderInput, Name: 'other', VpcConfig: {} };
    await fixture.refuses('CreateAppBlockBuilder', placeless, 'InvalidParameterCombinationException');
  });

  it('are associated one to one, unless they are custom', async () => {
    const custom = { ...pair, AppBlockArn: arn('app-block/custom') };
    await fixture.refuses('AssociateAppBlockBuilderAppBlock', custom, 'OperationNotPermittedException', /custom/);
    assert.deepEqual(await fixture.call('AssociateAppBlockBuilderAppBlock', pair), {
      AppBlockBuilderAppBlockAssociation: pair,
    });
    await fixture.call('CreateAppBlock', { ...builtBlock, Name: 'second' });
    const second = { ...pair, AppBlockArn: arn('app-block/second') };
    await fixture.refuses('AssociateAppBlockBuilderAppBlock', second, 'LimitExceededException');
    for (const filter of [{}, { AppBlockArn: pair.AppBlockArn }, { AppBlockBuilderName: 'packer' }]) {
      assert.deepEqual(
        (await fixture.call('DescribeAppBlockBuilderAppBlockAssociations', filter)).AppBlockBuilderAppBlockAssociations,
        [pair],
      );
    }
    const none = await fixture.call('DescribeAppBlockBuilderAppBlockAssociations', { AppBlockArn: second.AppBlockArn });
    assert.deepEqual(none.AppBlockBuilderAppBlockAssociations, []);
    await fixture.call('AssociateAppBlockBuilderAppBlock', pair); // once more changes nothing
    await fixture.call('CreateAppBlockBuilder', { ...builderInput, Name: 'also' });
    const also = { ...pair, AppBlockBuilderName: 'also' };
    await fixture.call('AssociateAppBlockBuilderAppBlock', also);
    const filtered: [filter: object, told: object[]][] = [
      [{}, [also, pair]],
      [{ AppBlockBuilderName: 'also' }, [also]],
      [{ AppBlockArn: pair.AppBlockArn }, [also, pair]],
      [pair, [pair]],
      [{ AppBlockBuilderName: 'packer', AppBlockArn: second.AppBlockArn }, []],
      [{ AppBlockBuilderName: 'nowhere' }, []],
    ];
    for (const [filter, told] of filtered) {
      const answer = await fixture.call('DescribeAppBlockBuilderAppBlockAssociations', filter);
      assert.deepEqual(answer.AppBlockBuilderAppBlockAssociations, told, JSON.stringify(filter));
    }
    await fixture.call('DisassociateAppBlockBuilderAppBlock', also);
    await fixture.call('DeleteAppBlockBuilder', { Name: 'also' });
  });

  it('run like fleets, and package the app block on the page of the streaming URL', async () => {
    await fixture.call('StartAppBlockBuilder', { Name: 'packer' });
    assert.equal(await builderState(), 'STARTING');
    const words = { Name: 'packer', DisplayName: 'x' };
    await fixture.refuses('UpdateAppBlockBuilder', words, 'ResourceInUseException', /STARTING/);
    const url = { AppBlockBuilderName: 'packer' };
    await fixture.refuses('CreateAppBlockBuilderStreamingURL', url, 'OperationNotPermittedException', /STARTING/);
    fixture.pass(durations.appBlockBuilderStart);
    assert.equal(await builderState(), 'RUNNING');
    await fixture.call('UpdateAppBlockBuilder', { Name: 'packer', Description: 'y', DisplayName: 'Y' });
    const restart = { Name: 'packer', DisplayName: 'Z', EnableDefaultInternetAccess: true };
    await fixture.refuses('UpdateAppBlockBuilder', restart, 'ResourceInUseException', /RUNNING/);
    await fixture.refuses('DeleteAppBlockBuilder', { Name: 'packer' }, 'OperationNotPermittedException', /RUNNING/);
    await fixture.refuses('DisassociateAppBlockBuilderAppBlock', pair, 'OperationNotPermittedException', /RUNNING/);
    const { StreamingURL } = await fixture.call('CreateAppBlockBuilderStreamingURL', url);
    assert.match(await (await fetch(StreamingURL as string)).text(), /Package the app block/);
    const pass = (StreamingURL as string).split('?')[1] ?? '';
    const body = new URLSearchParams({ pass });
    assert.equal((await fetch(`${fixture.url}/assistant`, { method: 'POST', body })).status, 200);
    assert.equal(await blockState('built'), 'ACTIVE');
    assert.equal(await blockState('second'), 'INACTIVE', 'the builder packages its own app block only');
  });

  it('can be stopped, updated, disassociated and deleted', async () => {
    const { StreamingURL } = await fixture.call('CreateAppBlockBuilderStreamingURL', { AppBlockBuilderName: 'packer' });
    await fixture.call('StopAppBlockBuilder', { Name: 'packer' });
    assert.equal(await builderState(), 'STOPPING');
    const body = new URLSearchParams({ pass: (StreamingURL as string).split('?')[1] ?? '' });
    const late = await fetch(`${fixture.url}/assistant`, { method: 'POST', body });
    assert.equal(late.status, 409);
    assert.match(await late.text(), /The builder does not run/);
    fixture.pass(durations.appBlockBuilderStop);
    assert.equal(await builderState(), 'STOPPED');
    const role = { IamRoleArn: 'arn:aws:iam::123456789012:role/x' };
    await fixture.call('UpdateAppBlockBuilder', { Name: 'packer', Description: 'x', ...role });
    const { AppBlockBuilder } = await fixture.call('UpdateAppBlockBuilder', {
      Name: 'packer',
      AttributesToDelete: ['IAM_ROLE_ARN'],
    });
    assert.equal((AppBlockBuilder as { Description: string }).Description, 'x');
    assert.equal('IamRoleArn' in (AppBlockBuilder as object), false);
    await fixture.refuses('DeleteAppBlockBuilder', { Name: 'packer' }, 'ResourceInUseException');
    await fixture.refuses('DeleteAppBlock', { Name: 'built' }, 'ResourceInUseException', /packer/);
    await fixture.call('DisassociateAppBlockBuilderAppBlock', pair);
    await fixture.refuses('DisassociateAppBlockBuilderAppBlock', pair, 'ResourceNotFoundException');
    await fixture.call('DeleteAppBlockBuilder', { Name: 'packer' });
    await fixture.call('DeleteAppBlock', { Name: 'built' });
    await fixture.refuses('DescribeAppBlocks', { Arns: [pair.AppBlockArn] }, 'ResourceNotFoundException');
  });
});

describe("The simulator's applications", () => {
  const fixture = useSimulator();
  const pair = { FleetName: 'site', ApplicationArn: arn('application/Viewer') };

  before(async () => {
    await fixture.call('CreateAppBlock', customBlock);
    await fixture.call('CreateFleet', elasticFleetInput);
    await fixture.call('CreateFleet', fleetInput);
  });

  it("belong to an app block, which can't be deleted while they exist", async () => {
    const { Application } = await fixture.call('CreateApplication', viewer);
    assert.equal(
      (Application as { IconURL: string }).IconURL,
      'https://blocks.s3.eu-west-1.amazonaws.com/icons/big%20viewer.png',
    );
    await fixture.refuses('CreateApplication', viewer, 'ResourceAlreadyExistsException');
    const elsewhere = { ...viewer, Name: 'Other', AppBlockArn: arn('app-block/nowhere') };
    await fixture.refuses('CreateApplication', elsewhere, 'ResourceNotFoundException', /nowhere/);
    const keyless = { IconS3Location: { S3Bucket: 'blocks' } };
    const noKey = /null at 'iconS3Location\.s3Key'/;
    await fixture.refuses('CreateApplication', { ...viewer, Name: 'Other', ...keyless }, 'ValidationException', noKey);
    await fixture.refuses('UpdateApplication', { Name: 'Viewer', ...keyless }, 'ValidationException', noKey);
    await fixture.refuses('DescribeApplications', { Arns: [arn('application/Other')] }, 'ResourceNotFoundException');
    await fixture.refuses('DeleteAppBlock', { Name: 'custom' }, 'ResourceInUseException', /Viewer/);
  });

  it('can be updated', async () => {
    const update = async (changes: object): Promise<Record<string, unknown>> => {
      const { Application } = await fixture.call('UpdateApplication', { Name: 'Viewer', ...changes });
      const { Applications } = await fixture.call('DescribeApplications', { Arns: [pair.ApplicationArn] });
      assert.deepEqual(Applications, [Application]);
      const { DisplayName, LaunchParameters, WorkingDirectory } = Application as Record<string, unknown>;
      return { DisplayName, LaunchParameters, WorkingDirectory };
    };
    const { CreatedTime, ...plain } = (await fixture.call('UpdateApplication', { Name: 'Viewer' }))
      .Application as Record<string, unknown>;
    assert.equal((CreatedTime as Date).getTime(), fixture.now());
    assert.deepEqual(plain, {
      ...viewer,
      Arn: pair.ApplicationArn,
      DisplayName: 'Viewer',
      IconURL: 'https://blocks.s3.eu-west-1.amazonaws.com/icons/big%20viewer.png',
      Enabled: true,
      Metadata: {},
    });
    const icon = { IconS3Location: { S3Bucket: 'brand', S3Key: 'new.png' } };
    const { Application: redrawn } = await fixture.call('UpdateApplication', { Name: 'Viewer', ...icon });
    assert.equal((redrawn as { IconURL: string }).IconURL, 'https://brand.s3.eu-west-1.amazonaws.com/new.png');
    const all = { DisplayName: 'The viewer', LaunchParameters: '-x', WorkingDirectory: 'C:\\work' };
    assert.deepEqual(await update(all), all);
    const directory = ['WORKING_DIRECTORY'];
    assert.deepEqual(await update({ AttributesToDelete: directory }), { ...all, WorkingDirectory: undefined });
    assert.deepEqual(await update({ AttributesToDelete: ['LAUNCH_PARAMETERS'], WorkingDirectory: 'C:\\work' }), {
      ...all,
      LaunchParameters: undefined,
    });
  });

  it('are offered by Elastic fleets of their platform', async () => {
    assert.deepEqual(await fixture.call('AssociateApplicationFleet', pair), { ApplicationFleetAssociation: pair });
    const onInstances = { ...pair, FleetName: 'cad' };
    await fixture.refuses('AssociateApplicationFleet', onInstances, 'InvalidParameterCombinationException', /Elastic/);
    await fixture.call('CreateFleet', { ...elasticFleetInput, Name: 'linux', Platform: 'AMAZON_LINUX2' });
    const onLinux = { ...pair, FleetName: 'linux' };
    await fixture.refuses('AssociateApplicationFleet', onLinux, 'InvalidParameterCombinationException', /platform/);
    for (const filter of [{}, { FleetName: 'site' }, { ApplicationArn: pair.ApplicationArn }]) {
      assert.deepEqual(
        (await fixture.call('DescribeApplicationFleetAssociations', filter)).ApplicationFleetAssociations,
        [pair],
      );
    }
    await fixture.call('AssociateApplicationFleet', pair); // once more changes nothing
    await fixture.call('CreateApplication', { ...viewer, Name: 'Editor' });
    await fixture.call('CreateFleet', { ...elasticFleetInput, Name: 'second' });
    const editor = { FleetName: 'second', ApplicationArn: arn('application/Editor') };
    const both = { ...pair, FleetName: 'second' };
    for (const more of [editor, both]) await fixture.call('AssociateApplicationFleet', more);
    const filtered: [filter: object, told: object[]][] = [
      [
        {},
        [editor, both, pair].sort((a, b) =>
          `${a.FleetName}/${a.ApplicationArn}` < `${b.FleetName}/${b.ApplicationArn}` ? -1 : 1,
        ),
      ],
      [{ FleetName: 'second' }, [editor, both]],
      [{ ApplicationArn: pair.ApplicationArn }, [both, pair]],
      [both, [both]],
      [{ FleetName: 'site', ApplicationArn: editor.ApplicationArn }, []],
    ];
    for (const [filter, told] of filtered) {
      const answer = await fixture.call('DescribeApplicationFleetAssociations', filter);
      assert.deepEqual(answer.ApplicationFleetAssociations, told, JSON.stringify(filter));
    }
    for (const more of [editor, both]) await fixture.call('DisassociateApplicationFleet', more);
    for (const absent of [editor, { ...pair, FleetName: 'nowhere' }]) {
      const operation = 'DisassociateApplicationFleet';
      await fixture.refuses(operation, absent, 'InvalidParameterCombinationException', /not associated/);
    }
    await fixture.refuses('DeleteApplication', { Name: 'Viewer' }, 'ResourceInUseException', /site/);
    await fixture.call('DisassociateApplicationFleet', pair);
    await fixture.refuses('DisassociateApplicationFleet', pair, 'InvalidParameterCombinationException');
    await fixture.call('DeleteApplication', { Name: 'Viewer' });
    await fixture.refuses('DescribeApplications', { Arns: [pair.ApplicationArn] }, 'ResourceNotFoundException');
  });
});
