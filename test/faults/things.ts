// What the explorer does, each with the operation that a fault is put into. They are done in the demo company's account.
import type { ResourceNode } from '../../src/explorer/tree/node';
import { arnAccountOf } from '../../src/explorer/tree/node';
import { tagsOf } from '../../src/explorer/tree/tags';
import { durations } from '../../src/simulator/base/durations';
import type { Thing } from './cell';
import type { Desk } from './desk';
import type { Path } from './doing';
import { act, after, create, expand, follow, nodeAt, plan } from './doing';

const stopped: Path = ['fleet', 'finance-desktops'];
const running: Path = ['fleet', 'office-desktops'];
const ownImage: Path = ['image:private', 'hb-office-2026-09'];
const officeBuilder: Path = ['imageBuilder', 'office-builder'];
const financeBuilder: Path = ['imageBuilder', 'finance-builder'];
const packager: Path = ['appBlockBuilder', 'site-packager'];
const packaged: Path = [...packager, 'builderAppBlock', 'site-reports'];
const viewer: Path = ['application', 'DrawingViewer'];
const offering: Path = [...viewer, 'applicationFleet', 'site-apps'];
const architects: Path = ['stack', 'cad', 'entitlement', 'architects'];
const subscription: Path = ['usageReport:subscription', '*'];
const intern: Path = ['user', 'intern@haldenbrook.example'];

const bucket = { S3Bucket: 'haldenbrook-app-blocks' };
const machine = { Name: 'new', InstanceType: 'stream.standard.medium', ImageName: 'hb-office-2026-09' };
const office = 'Microsoft_Office_2024_LTSC_Professional_Plus_64Bit';

const arn = (node: ResourceNode): string => node.resourceKind.arn?.(node.resource) ?? '';
const role = (node: ResourceNode): string => `arn:aws:iam::${arnAccountOf(node)}:role/export`;
const arnAt = async (desk: Desk, path: Path): Promise<string> => arn(await nodeAt(desk, path));
const changed = { input: { DisplayName: 'Changed' } };

/** All that is done: each operation that changes something at least once. */
export const things: readonly Thing[] = [
  expand('DescribeFleets', ['fleet']),
  expand('DescribeStacks', ['stack']),
  expand('DescribeImages', ['image:private']),
  expand('ListExportImageTasks', ['image:exports']),
  expand('DescribeImageBuilders', ['imageBuilder']),
  expand('DescribeApplications', ['application']),
  expand('DescribeAppBlocks', ['appBlock']),
  expand('DescribeAppBlockBuilders', ['appBlockBuilder']),
  expand('DescribeUsers', ['user']),
  expand('DescribeDirectoryConfigs', ['directoryConfig']),
  expand('DescribeUsageReportSubscriptions', ['usageReport:subscription']),
  expand('DescribeAppLicenseUsage', ['usageReport:licenses', '*', 'licenseUsage']),
  expand('ListAssociatedFleets', ['stack', 'cad', 'associatedFleet']),
  expand('ListAssociatedStacks', ['fleet', 'cad-workstations', 'associatedStack']),
  expand('DescribeSessions', ['fleet', 'cad-workstations', 'session']),
  expand('ListTagsForResource', ['fleet', 'cad-workstations', 'tag']),
  expand('DescribeUserStackAssociations', ['stack', 'training', 'stackUser']),
  expand('DescribeEntitlements', ['stack', 'cad', 'entitlement']),
  expand('ListEntitledApplications', [...architects, 'entitledApplication']),
  expand('DescribeThemeForStack', ['stack', 'office', 'theme']),
  expand('DescribeImagePermissions', ['image:private', 'hb-cad-2026-10', 'imagePermission']),
  expand('DescribeSoftwareAssociations', [...officeBuilder, 'software']),
  expand('DescribeApplicationFleetAssociations', [...viewer, 'applicationFleet']),
  expand('DescribeAppBlockBuilderAppBlockAssociations', [...packager, 'builderAppBlock']),
  {
    says: 'load more fleets',
    operation: 'DescribeFleets',
    seed: 120,
    pageSize: 40,
    async prepare(desk) {
      const fleets = await desk.open('fleet');
      return () => desk.explorer.loadMore(fleets);
    },
  },
  {
    says: 'refresh a list',
    operation: 'DescribeStacks',
    async prepare(desk) {
      const stacks = await desk.open('stack');
      return () => desk.explorer.refresh(stacks);
    },
  },
  {
    says: 'refresh a fleet',
    operation: 'DescribeFleets',
    async prepare(desk) {
      const node = await nodeAt(desk, ['fleet', 'training-lab']);
      return () => desk.explorer.refresh(node);
    },
  },
  {
    says: 'filter fleets by a tag',
    operation: 'tagging:GetResources',
    async prepare(desk) {
      const fleets = await desk.open('fleet');
      return async () => {
        desk.explorer.filters.set(fleets, 'tag:Department');
        await desk.explorer.wantTags(fleets);
      };
    },
    async check(desk, truth) {
      const fleets = desk.group('fleet');
      await desk.explorer.wantTags(fleets);
      const problems: string[] = [];
      for (const node of fleets.list?.nodes.values() ?? []) {
        const { Tags = {} } = await truth.call('ListTagsForResource', { ResourceArn: arn(node) });
        const [known, real] = [tagsOf(node) ?? {}, Tags].map(tags => JSON.stringify(Object.entries(tags).sort()));
        if (known !== real) problems.push(`${node.id} has the tags ${known}, not ${real}`);
      }
      return problems;
    },
  },
  follow('DescribeFleets', stopped, 'start', durations.fleetStart),
  follow('DescribeFleets', running, 'stop', durations.fleetStop),
  follow('DescribeImageBuilders', financeBuilder, 'start', durations.builderStart),
  follow('DescribeImageBuilders', financeBuilder, 'delete', durations.builderDelete),

  act('StartFleet', stopped, 'start'),
  act('StopFleet', running, 'stop'),
  act('UpdateFleet', stopped, 'update', changed),
  act('UpdateStack', ['stack', 'archive-2024'], 'update', changed),
  act('UpdateThemeForStack', ['stack', 'office', 'theme', '*'], 'update', { input: { TitleText: 'Changed' } }),
  act('UpdateEntitlement', architects, 'update', { input: { Description: 'Changed' } }),
  act('UpdateApplication', viewer, 'update', changed),
  act('UpdateAppBlockBuilder', packager, 'update', changed),
  act('UpdateDirectoryConfig', ['directoryConfig', 'lab.haldenbrook.example'], 'update', {
    input: { OrganizationalUnitDistinguishedNames: ['OU=Changed,DC=lab,DC=haldenbrook,DC=example'] },
  }),
  plan('StopFleet'),
  plan('UpdateFleet'),
  plan('StartFleet'),
  act('StartImageBuilder', financeBuilder, 'start'),
  act('StopImageBuilder', officeBuilder, 'stop'),
  act('StartAppBlockBuilder', packager, 'start'),
  act('StopAppBlockBuilder', packager, 'stop', { first: after(packager, 'start') }),
  act('AssociateSoftwareToImageBuilder', officeBuilder, 'associateSoftware', {
    input: { SoftwareNames: ['Microsoft_Visio_2024_LTSC_Professional_64Bit'] },
  }),
  act('StartSoftwareDeploymentToImageBuilder', officeBuilder, 'deploySoftware'),
  act(
    'DisassociateSoftwareFromImageBuilder',
    [...officeBuilder, 'software', office.replaceAll('_', ' ')],
    'disassociate',
  ),

  create('CreateStack', ['stack'], { input: { Name: 'new' } }),
  create('CreateFleet', ['fleet'], { input: { ...machine, ComputeCapacity: { DesiredInstances: 1 } } }),
  create('CreateImageBuilder', ['imageBuilder'], { input: machine }),
  create('CreateImportedImage', ['image:private'], {
    first: (_desk, node) => ({ input: { Name: 'new', SourceAmiId: 'ami-0123456789abcdef0', IamRoleArn: role(node) } }),
  }),
  create('CreateAppBlock', ['appBlock'], {
    input: { Name: 'new', PackagingType: 'APPSTREAM2', SourceS3Location: bucket },
  }),
  create('CreateAppBlockBuilder', ['appBlockBuilder'], {
    input: {
      Name: 'new',
      Platform: 'WINDOWS_SERVER_2019',
      InstanceType: 'stream.standard.medium',
      VpcConfig: { SubnetIds: ['subnet-0a11b22c33d44e55f', 'subnet-0b22c33d44e55f66a'] },
    },
  }),
  create('CreateApplication', ['application'], {
    input: {
      Name: 'new',
      IconS3Location: { ...bucket, S3Key: 'new.png' },
      LaunchPath: 'C:\\new.exe',
      Platforms: ['WINDOWS_SERVER_2019'],
      InstanceFamilies: ['GENERAL_PURPOSE'],
    },
    first: async desk => ({ input: { AppBlockArn: await arnAt(desk, ['appBlock', 'drawing-viewer-4']) } }),
  }),
  create('CreateDirectoryConfig', ['directoryConfig'], {
    input: {
      DirectoryName: 'new.example',
      OrganizationalUnitDistinguishedNames: ['OU=New,DC=new,DC=example'],
    },
  }),
  create('CreateUser', ['user'], { input: { UserName: 'new@example.com', AuthenticationType: 'USERPOOL' } }),
  create('CreateEntitlement', ['stack', 'cad', 'entitlement'], {
    input: {
      StackName: 'cad',
      Name: 'new',
      AppVisibility: 'ASSOCIATED',
      Attributes: [{ Name: 'department', Value: 'New' }],
    },
  }),
  create('CreateThemeForStack', ['stack', 'cad', 'theme'], {
    input: {
      StackName: 'cad',
      TitleText: 'New',
      ThemeStyling: 'BLUE',
      OrganizationLogoS3Location: { ...bucket, S3Key: 'logo.png' },
      FaviconS3Location: { ...bucket, S3Key: 'favicon.ico' },
    },
  }),
  create('CreateUsageReportSubscription', ['usageReport:subscription'], { first: after(subscription, 'delete') }),
  create('TagResource', [...stopped, 'tag'], {
    first: (_desk, node) => ({ input: { ResourceArn: arn(node), Tags: { New: 'yes' } } }),
  }),

  act('DeleteStack', ['stack', 'archive-2024'], 'delete'),
  act('DeleteFleet', ['fleet', 'field-survey'], 'delete'),
  act('DeleteImageBuilder', financeBuilder, 'delete'),
  act('DeleteImage', ['image:private', 'hb-gis-2026-07'], 'delete'),
  act('DeleteImagePermissions', ['image:private', 'hb-cad-2026-10', 'imagePermission', '*'], 'delete'),
  act('DeleteAppBlock', ['appBlock', 'site-reports'], 'delete', { first: after(packaged, 'disassociate') }),
  act('DeleteAppBlockBuilder', packager, 'delete', { first: after(packaged, 'disassociate') }),
  act('DeleteApplication', viewer, 'delete', { first: after(offering, 'disassociate') }),
  act('DeleteDirectoryConfig', ['directoryConfig', 'lab.haldenbrook.example'], 'delete'),
  act('DeleteEntitlement', ['stack', 'cad', 'entitlement', 'it-support'], 'delete'),
  act('DeleteThemeForStack', ['stack', 'office', 'theme', '*'], 'delete'),
  act('DeleteUsageReportSubscription', subscription, 'delete'),
  act('DeleteUser', intern, 'delete'),
  act('DisableUser', intern, 'disable'),
  act('EnableUser', ['user', 'former.colleague@haldenbrook.example'], 'enable'),
  act('CreateUser', intern, 'resend', { unseen: true }),

  act('AssociateFleet', ['fleet', 'field-survey'], 'associate', { answers: { StackName: 'archive-2024' } }),
  act('DisassociateFleet', stopped, 'disassociate', { answers: { StackName: 'finance' } }),
  act('DisassociateFleet', [...stopped, 'associatedStack', 'finance'], 'disassociate'),
  act('AssociateApplicationFleet', viewer, 'associate', {
    answers: { FleetName: 'site-apps' },
    first: after(offering, 'disassociate'),
  }),
  act('DisassociateApplicationFleet', offering, 'disassociate'),
  act('AssociateApplicationToEntitlement', architects, 'associate', { answers: { ApplicationIdentifier: 'Excel' } }),
  act('DisassociateApplicationFromEntitlement', [...architects, 'entitledApplication', 'Revit'], 'disassociate'),
  act('AssociateAppBlockBuilderAppBlock', packager, 'associate', {
    async first(desk) {
      await after(packaged, 'disassociate')(desk);
      return { answers: { AppBlockArn: await arnAt(desk, ['appBlock', 'site-reports']) } };
    },
  }),
  act('DisassociateAppBlockBuilderAppBlock', packaged, 'disassociate'),
  act('BatchAssociateUserStack', intern, 'associate', {
    answers: {
      'UserStackAssociations.StackName': 'cad\noffice',
      'UserStackAssociations.SendEmailNotification': 'true',
    },
  }),
  act('BatchDisassociateUserStack', ['stack', 'training', 'stackUser', 'trainer@haldenbrook.example'], 'disassociate'),
  act('UntagResource', ['fleet', 'cad-workstations', 'tag', 'Department'], 'remove'),
  act('CreateStreamingURL', ['stack', 'cad', 'associatedFleet', 'cad-workstations'], 'stream', {
    answers: { UserId: 'ada' },
  }),
  act('CreateImageBuilderStreamingURL', officeBuilder, 'stream'),
  act('CreateAppBlockBuilderStreamingURL', packager, 'stream', { first: after(packager, 'start') }),
  act('ExpireSession', [...running, 'session', 'reception'], 'expire'),
  act('DrainSessionInstance', ['fleet', 'training-lab', 'session', 'trainee-01'], 'drain'),
  act('CopyImage', ownImage, 'copy', {
    input: { DestinationRegion: 'eu-west-1', DestinationImageName: 'copied' },
  }),
  act('CreateUpdatedImage', ownImage, 'update', { by: 'at the dry run', input: { newImageName: 'updated' } }),
  act('CreateUpdatedImage', ownImage, 'update', { passes: 1, input: { newImageName: 'updated' } }),
  act('CreateExportImageTask', ownImage, 'export', {
    first: (_desk, node) => ({ input: { AmiName: 'exported', IamRoleArn: role(node) } }),
  }),
  act('UpdateImagePermissions', ownImage, 'share', {
    input: { SharedAccountId: '210987654321', ImagePermissions: { allowFleet: true, allowImageBuilder: false } },
  }),
];
