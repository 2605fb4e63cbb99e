// The rules that hold for each kind of resource with a name: creating, finding, tagging and deleting it.
import * as assert from 'node:assert/strict';

import { api } from '../../src/api/appstream/model';
import { durations } from '../../src/simulator/base/durations';
import type { Output } from './simulatorFixture';
import { elasticFleetInput, fleetInput, useSimulator } from './simulatorFixture';

const arn = (resource: string) => `arn:aws:appstream:eu-west-1:123456789012:${resource}`;
const script = {
  ScriptS3Location: { S3Bucket: 'blocks', S3Key: 'setup.ps1' },
  ExecutablePath: 'C:\\setup.exe',
  TimeoutInSeconds: 60,
};
const block = { SourceS3Location: { S3Bucket: 'blocks', S3Key: 'x.vhd' }, SetupScriptDetails: script };
const builder = { InstanceType: 'stream.standard.medium', ImageName: fleetInput.ImageName };
const packer = {
  Platform: 'WINDOWS_SERVER_2019',
  InstanceType: 'stream.standard.medium',
  VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
};
const application = {
  IconS3Location: { S3Bucket: 'blocks', S3Key: 'icon.png' },
  LaunchPath: 'C:\\a.exe',
  Platforms: ['WINDOWS_SERVER_2019'],
  InstanceFamilies: ['GENERAL_PURPOSE'],
  AppBlockArn: arn('app-block/base'),
};
const directory = { OrganizationalUnitDistinguishedNames: ['OU=x'] };

interface Kind {
  readonly kind: string;
  /** What Create takes, apart from name and tags. */
  readonly input: object;
  readonly create: string;
  readonly describe: string;
  readonly remove: string;
  /** The member of an answer that holds one of them; lists are named so, too, with an s. */
  readonly member: string;
  /** The member that has its name. */
  readonly name?: string;
  /** The member of Describe that asks for some: by their names, if it isn't `Arns`. */
  readonly asks?: string;
  /** What its ARN says before the name, if it can have tags. */
  readonly arn?: string;
  /** Seconds until one can be deleted, and until a deleted one is gone. */
  readonly seconds?: readonly [created: number, deleted: number];
  /** How a refusal names the kind when an account has ten. */
  readonly limited?: string;
}

const kinds: readonly Kind[] = [
  {
    kind: 'fleets',
    input: fleetInput,
    create: 'CreateFleet',
    describe: 'DescribeFleets',
    remove: 'DeleteFleet',
    member: 'Fleet',
    arn: 'fleet',
    limited: '10 fleets',
  },
  {
    kind: 'stacks',
    input: {},
    create: 'CreateStack',
    describe: 'DescribeStacks',
    remove: 'DeleteStack',
    member: 'Stack',
    arn: 'stack',
    limited: '10 stacks',
  },
  {
    kind: 'images',
    input: { SourceAmiId: 'ami-0123456789abcdef0', IamRoleArn: 'arn:aws:iam::123456789012:role/images' },
    create: 'CreateImportedImage',
    describe: 'DescribeImages',
    remove: 'DeleteImage',
    member: 'Image',
    arn: 'image',
    seconds: [durations.imageImport, durations.imageDelete],
    limited: '10 images',
  },
  {
    kind: 'image builders',
    input: builder,
    create: 'CreateImageBuilder',
    describe: 'DescribeImageBuilders',
    remove: 'DeleteImageBuilder',
    member: 'ImageBuilder',
    arn: 'image-builder',
    seconds: [durations.builderStart, durations.builderDelete],
    limited: '10 image builders',
  },
  {
    kind: 'app block builders',
    input: packer,
    create: 'CreateAppBlockBuilder',
    describe: 'DescribeAppBlockBuilders',
    remove: 'DeleteAppBlockBuilder',
    member: 'AppBlockBuilder',
    arn: 'app-block-builder',
    limited: '10 app block builders',
  },
  {
    kind: 'app blocks',
    input: block,
    create: 'CreateAppBlock',
    describe: 'DescribeAppBlocks',
    remove: 'DeleteAppBlock',
    member: 'AppBlock',
    asks: 'Arns',
    arn: 'app-block',
  },
  {
    kind: 'applications',
    input: application,
    create: 'CreateApplication',
    describe: 'DescribeApplications',
    remove: 'DeleteApplication',
    member: 'Application',
    asks: 'Arns',
    arn: 'application',
  },
  {
    kind: 'directory configs',
    input: directory,
    create: 'CreateDirectoryConfig',
    describe: 'DescribeDirectoryConfigs',
    remove: 'DeleteDirectoryConfig',
    member: 'DirectoryConfig',
    name: 'DirectoryName',
    asks: 'DirectoryNames',
  },
];

for (const { kind, input, create, describe: list, remove, member, ...rest } of kinds) {
  const { name = 'Name', asks = 'Names', arn: arnKind, seconds = [0, 0], limited } = rest;

  describe(`Names and tags of ${kind}`, () => {
    const fixture = useSimulator();

    before(async () => {
      await fixture.call('CreateAppBlock', { ...block, Name: 'base' });
      for (const one of ['b', 'c', 'a']) await make(one);
    });

    const make = (one: string, more: object = {}): Promise<Output> =>
      fixture.call(create, { ...input, [name]: one, ...more });
    const askFor = (...names: string[]) => ({
      [asks]: names.map(one => (asks === 'Arns' ? arn(`${arnKind}/${one}`) : one)),
    });
    /** The names of those that are found, without images of AWS and the app block of the applications. */
    async function found(asked: object = {}): Promise<string[]> {
      const all = (await fixture.call(list, asked))[`${member}s`] as Record<string, string>[];
      return all.map(one => one[name] ?? '').filter(one => !/^(AppStream-|Amazon-|base$)/.test(one));
    }
    async function end(one: string): Promise<void> {
      fixture.pass(seconds[0]);
      await fixture.call(remove, { [name]: one });
      fixture.pass(seconds[1]);
    }

    it('are listed in the order of their names, all or those that are asked for', async () => {
      assert.deepEqual(await found(), ['a', 'b', 'c']);
      assert.deepEqual(await found(askFor('b')), ['b']);
      assert.deepEqual(await found(askFor('c', 'a')), ['a', 'c']);
    });

    it('are refused as a whole if one of those asked for is missing', () =>
      fixture.refuses(list, askFor('a', 'nowhere'), 'ResourceNotFoundException', /nowhere/));

    it('have the time when they were created', async () => {
      fixture.pass(5);
      const made = (await make('timed'))[member] as Record<string, Date>;
      assert.equal(made['CreatedTime']?.getTime(), fixture.now());
      await end('timed');
    });

    it('have names of their own, which are free again once they are deleted', async () => {
      await fixture.refuses(create, { ...input, [name]: 'a' }, 'ResourceAlreadyExistsException', /\ba\b/);
      await end('a');
      assert.deepEqual(await found(), ['b', 'c']);
      await fixture.refuses(remove, { [name]: 'a' }, 'ResourceNotFoundException', /\ba\b/);
      await make('a');
      assert.deepEqual(await found(), ['a', 'b', 'c']);
    });

    if (arnKind !== undefined) {
      it('have the tags of their creation until they are deleted', async () => {
        const ResourceArn = arn(`${arnKind}/tagged`);
        const { Arn } = (await make('tagged', { Tags: { Team: 'Design' } }))[member] as { Arn: string };
        assert.equal(Arn, ResourceArn);
        assert.deepEqual((await fixture.call('ListTagsForResource', { ResourceArn })).Tags, { Team: 'Design' });
        await end('tagged');
        await fixture.refuses('ListTagsForResource', { ResourceArn }, 'ResourceNotFoundException', /tagged/);
        await make('tagged');
        assert.deepEqual((await fixture.call('ListTagsForResource', { ResourceArn })).Tags, {});
        await end('tagged');
      });
    }

    if (limited !== undefined) {
      it('are at most ten', async () => {
        const before = (await found()).length;
        const names = Array.from({ length: 10 - before }, (_, index) => `more-${index}`);
        for (const one of names) await make(one);
        const eleventh = { ...input, [name]: 'eleventh' };
        await fixture.refuses(create, eleventh, 'LimitExceededException', new RegExp(`limit of ${limited} `));
        await end(names[0] ?? '');
        await make('eleventh');
      });
    }
  });
}

describe('What is missing', () => {
  const fixture = useSimulator();
  const user = { UserName: 'nowhere', AuthenticationType: 'USERPOOL' };
  const software = { SoftwareNames: ['Microsoft_Visio_2024_LTSC_Professional_64Bit'] };
  const pictures = { S3Bucket: 'brand', S3Key: 'logo.png' };
  const theme = {
    TitleText: 'x',
    ThemeStyling: 'RED',
    OrganizationLogoS3Location: pictures,
    FaviconS3Location: pictures,
  };
  const entitlement = { AppVisibility: 'ALL', Attributes: [{ Name: 'roles', Value: 'x' }] };
  const share = { SharedAccountId: '111122223333' };
  const ofEntitlement = { EntitlementName: 'here', ApplicationIdentifier: 'App' };

  /** By operation, inputs that each name one thing that is not there. */
  const missing: Readonly<Record<string, readonly object[]>> = {
    AssociateAppBlockBuilderAppBlock: [
      { AppBlockBuilderName: 'nowhere', AppBlockArn: arn('app-block/here') },
      { AppBlockBuilderName: 'here', AppBlockArn: arn('app-block/nowhere') },
    ],
    AssociateApplicationFleet: [
      { FleetName: 'nowhere', ApplicationArn: arn('application/here') },
      { FleetName: 'site', ApplicationArn: arn('application/nowhere') },
    ],
    AssociateApplicationToEntitlement: [{ ...ofEntitlement, StackName: 'nowhere' }],
    AssociateFleet: [
      { FleetName: 'nowhere', StackName: 'here' },
      { FleetName: 'here', StackName: 'nowhere' },
    ],
    AssociateSoftwareToImageBuilder: [
      { ImageBuilderName: 'nowhere', ...software },
      { ImageBuilderName: 'here', SoftwareNames: ['nowhere'] },
    ],
    CopyImage: [{ SourceImageName: 'nowhere', DestinationImageName: 'x', DestinationRegion: 'eu-west-1' }],
    CreateAppBlockBuilderStreamingURL: [{ AppBlockBuilderName: 'nowhere' }],
    CreateApplication: [{ ...application, Name: 'x', AppBlockArn: arn('app-block/nowhere') }],
    CreateEntitlement: [{ ...entitlement, StackName: 'nowhere', Name: 'x' }],
    CreateExportImageTask: [
      { ImageName: 'nowhere', AmiName: 'cad', IamRoleArn: 'arn:aws:iam::123456789012:role/images' },
    ],
    CreateFleet: [
      { ...fleetInput, Name: 'x', ImageName: 'nowhere' },
      { ...fleetInput, Name: 'x', ImageName: undefined, ImageArn: arn('image/nowhere') },
      { ...fleetInput, Name: 'x', DomainJoinInfo: { DirectoryName: 'nowhere.example' } },
    ],
    CreateImageBuilder: [
      { ...builder, Name: 'x', ImageName: 'nowhere' },
      { ...builder, Name: 'x', ImageName: undefined, ImageArn: arn('image/nowhere') },
      { ...builder, Name: 'x', DomainJoinInfo: { DirectoryName: 'nowhere.example' } },
      { ...builder, Name: 'x', SoftwaresToInstall: ['nowhere'] },
      { ...builder, Name: 'x', SoftwaresToUninstall: ['nowhere'] },
    ],
    CreateImageBuilderStreamingURL: [{ Name: 'nowhere' }],
    CreateStreamingURL: [
      { StackName: 'nowhere', FleetName: 'here', UserId: 'ada' },
      { StackName: 'here', FleetName: 'nowhere', UserId: 'ada' },
    ],
    CreateThemeForStack: [{ ...theme, StackName: 'nowhere' }],
    CreateUpdatedImage: [{ existingImageName: 'nowhere', newImageName: 'x' }],
    DeleteAppBlock: [{ Name: 'nowhere' }],
    DeleteAppBlockBuilder: [{ Name: 'nowhere' }],
    DeleteApplication: [{ Name: 'nowhere' }],
    DeleteDirectoryConfig: [{ DirectoryName: 'nowhere' }],
    DeleteEntitlement: [{ StackName: 'nowhere', Name: 'here' }],
    DeleteFleet: [{ Name: 'nowhere' }],
    DeleteImage: [{ Name: 'nowhere' }, { Name: fleetInput.ImageName }],
    DeleteImageBuilder: [{ Name: 'nowhere' }],
    DeleteImagePermissions: [
      { Name: 'nowhere', ...share },
      { Name: 'here', ...share },
    ],
    DeleteStack: [{ Name: 'nowhere' }],
    DeleteThemeForStack: [{ StackName: 'nowhere' }, { StackName: 'here' }],
    DeleteUsageReportSubscription: [{}],
    DeleteUser: [user, { ...user, UserName: 'here', AuthenticationType: 'SAML' }],
    DescribeAppBlockBuilders: [{ Names: ['here', 'nowhere'] }],
    DescribeAppBlocks: [{ Arns: [arn('app-block/here'), arn('app-block/nowhere')] }],
    DescribeApplications: [{ Arns: [arn('application/here'), arn('application/nowhere')] }],
    DescribeDirectoryConfigs: [{ DirectoryNames: ['nowhere'] }],
    DescribeEntitlements: [{ StackName: 'nowhere' }, { StackName: 'nowhere', Name: 'here' }],
    DescribeFleets: [{ Names: ['here', 'nowhere'] }],
    DescribeImageBuilders: [{ Names: ['here', 'nowhere'] }],
    DescribeImagePermissions: [{ Name: 'nowhere' }],
    DescribeImages: [{ Names: ['nowhere'] }, { Arns: [arn('image/nowhere')] }],
    DescribeSoftwareAssociations: [
      { AssociatedResource: arn('image-builder/nowhere') },
      { AssociatedResource: arn('fleet/here') },
    ],
    DescribeStacks: [{ Names: ['here', 'nowhere'] }],
    DescribeThemeForStack: [{ StackName: 'nowhere' }, { StackName: 'here' }],
    DisableUser: [user, { ...user, UserName: 'Here' }],
    DisassociateAppBlockBuilderAppBlock: [
      { AppBlockBuilderName: 'nowhere', AppBlockArn: arn('app-block/here') },
      { AppBlockBuilderName: 'here', AppBlockArn: arn('app-block/here') },
    ],
    DisassociateApplicationFromEntitlement: [
      { ...ofEntitlement, StackName: 'nowhere' },
      { ...ofEntitlement, StackName: 'here' },
    ],
    DisassociateFleet: [
      { FleetName: 'nowhere', StackName: 'here' },
      { FleetName: 'here', StackName: 'nowhere' },
      { FleetName: 'here', StackName: 'here' },
    ],
    DisassociateSoftwareFromImageBuilder: [
      { ImageBuilderName: 'nowhere', ...software },
      { ImageBuilderName: 'here', ...software },
    ],
    DrainSessionInstance: [{ SessionId: 'nowhere' }],
    EnableUser: [user, { ...user, UserName: 'Here' }],
    GetExportImageTask: [{}, { TaskId: '00000000-0000-4000-8000-000000000000' }],
    ListEntitledApplications: [{ StackName: 'nowhere', EntitlementName: 'here' }],
    ListTagsForResource: [{ ResourceArn: arn('fleet/nowhere') }],
    StartAppBlockBuilder: [{ Name: 'nowhere' }],
    StartFleet: [{ Name: 'nowhere' }],
    StartImageBuilder: [{ Name: 'nowhere' }],
    StartSoftwareDeploymentToImageBuilder: [{ ImageBuilderName: 'nowhere' }],
    StopAppBlockBuilder: [{ Name: 'nowhere' }],
    StopFleet: [{ Name: 'nowhere' }],
    StopImageBuilder: [{ Name: 'nowhere' }],
    TagResource: [{ ResourceArn: arn('stack/nowhere'), Tags: { a: 'b' } }],
    UntagResource: [{ ResourceArn: arn('stack/nowhere'), TagKeys: ['a'] }],
    UpdateAppBlockBuilder: [{ Name: 'nowhere', DisplayName: 'x' }],
    UpdateApplication: [
      { Name: 'nowhere', DisplayName: 'x' },
      { Name: 'here', AppBlockArn: arn('app-block/nowhere') },
    ],
    UpdateDirectoryConfig: [{ DirectoryName: 'nowhere', ...directory }],
    UpdateEntitlement: [{ StackName: 'nowhere', Name: 'here' }],
    UpdateFleet: [
      { Name: 'nowhere', DisplayName: 'x' },
      { Name: 'here', ImageName: 'nowhere' },
      { Name: 'here', DomainJoinInfo: { DirectoryName: 'nowhere.example' } },
    ],
    UpdateImagePermissions: [{ Name: 'nowhere', ...share, ImagePermissions: { allowFleet: true } }],
    UpdateStack: [{ Name: 'nowhere' }],
    UpdateThemeForStack: [
      { StackName: 'nowhere', TitleText: 'x' },
      { StackName: 'here', TitleText: 'x' },
    ],
  };

  /** These can answer ResourceNotFoundException, but what they name need not exist, or they name nothing. */
  const namesNothing = [
    'CreateAppBlockBuilder',
    'CreateDirectoryConfig',
    'CreateImportedImage',
    'CreateStack',
    'DescribeAppLicenseUsage',
    'DescribeUsageReportSubscriptions',
    'DescribeUsers',
  ];

  before(async () => {
    await fixture.call('CreateFleet', { ...fleetInput, Name: 'here' });
    await fixture.call('CreateFleet', elasticFleetInput);
    await fixture.call('CreateStack', { Name: 'here' });
    await fixture.call('CreateEntitlement', { ...entitlement, StackName: 'here', Name: 'here' });
    await fixture.call('CreateImageBuilder', { ...builder, Name: 'here' });
    await fixture.call('CreateAppBlockBuilder', { ...packer, Name: 'here' });
    const packaged = { Name: 'here', PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'blocks' } };
    await fixture.call('CreateAppBlock', packaged);
    await fixture.call('CreateApplication', { ...application, Name: 'here', AppBlockArn: arn('app-block/here') });
    await fixture.call('CreateUser', { ...user, UserName: 'here' });
    await fixture.call('CreateImportedImage', {
      Name: 'here',
      SourceAmiId: 'ami-0123456789abcdef0',
      IamRoleArn: 'arn:aws:iam::123456789012:role/images',
    });
  });

  it('is tried with each operation that can say so', () => {
    const can = Object.keys(api.operations).filter(operation =>
      api.operations[operation]?.errors?.includes('ResourceNotFoundException'),
    );
    assert.deepEqual([...Object.keys(missing), ...namesNothing].sort(), can.sort());
  });

  for (const [operation, inputs] of Object.entries(missing)) {
    for (const input of inputs) {
      it(`makes ${operation} fail, which names it: ${JSON.stringify(input)}`, async () => {
        const message = JSON.stringify(input).includes('nowhere') ? /nowhere/ : /does not exist|is not associated/;
        await fixture.refuses(operation, input, 'ResourceNotFoundException', message);
      });
    }
  }

  const entitlements = { StackName: 'here', Name: 'nowhere' };
  for (const [operation, input] of [
    ['AssociateApplicationToEntitlement', { ...ofEntitlement, StackName: 'here', EntitlementName: 'nowhere' }],
    ['DeleteEntitlement', entitlements],
    ['DescribeEntitlements', entitlements],
    ['DisassociateApplicationFromEntitlement', { ...ofEntitlement, StackName: 'here', EntitlementName: 'nowhere' }],
    ['ListEntitledApplications', { StackName: 'here', EntitlementName: 'nowhere' }],
    ['UpdateEntitlement', entitlements],
  ] as const) {
    it(`has an exception of its own when it is an entitlement: ${operation}`, () =>
      fixture.refuses(operation, input, 'EntitlementNotFoundException', /nowhere of the stack here/));
  }
});
