// Every operation of the API once, with success, in the demo company. What the answers may hold is checked by the fixture.
import * as assert from 'node:assert/strict';

import { api } from '../../src/api/appstream/model';
import { durations } from '../../src/simulator/base/durations';
import { checked } from './checkAnswer';
import { elasticFleetInput, fleetInput, useSimulator } from './simulatorFixture';

const arn = (resource: string) => `arn:aws:appstream:eu-west-1:123456789012:${resource}`;
const role = { IamRoleArn: 'arn:aws:iam::123456789012:role/appstream' };
const logo = { S3Bucket: 'brand', S3Key: 'logo.png' };
const SoftwareNames = ['Microsoft_Visio_2024_LTSC_Professional_64Bit'];
const member = { UserName: 'ada@x.example', AuthenticationType: 'USERPOOL' };
const pair = { FleetName: 'cad', StackName: 'new' };
const theme = { OrganizationLogoS3Location: logo, FaviconS3Location: logo };
const block = { AppBlockArn: arn('app-block/block'), AppBlockBuilderName: 'packer' };
const application = { FleetName: 'site', ApplicationArn: arn('application/App') };
const entitlement = { StackName: 'new', EntitlementName: 'all' };
const tools = { ImageBuilderName: 'tools' };

/** Each by itself would do for one operation; together, in this order, they are a story in which every one succeeds. */
const story: readonly (readonly [operation: string, input: object, seconds?: number])[] = [
  [
    'CreateDirectoryConfig',
    {
      DirectoryName: 'd.example',
      OrganizationalUnitDistinguishedNames: ['OU=x'],
      ServiceAccountCredentials: { AccountName: 'a', AccountPassword: 'b' },
    },
  ],
  ['UpdateDirectoryConfig', { DirectoryName: 'd.example', OrganizationalUnitDistinguishedNames: ['OU=y'] }],
  ['DescribeDirectoryConfigs', {}],
  ['DeleteDirectoryConfig', { DirectoryName: 'd.example' }],
  ['CreateFleet', { ...fleetInput, ...role, Tags: { a: 'b' } }],
  ['UpdateFleet', { Name: 'cad', DisplayName: 'CAD' }],
  ['CreateStack', { Name: 'new', StorageConnectors: [{ ConnectorType: 'HOMEFOLDERS' }] }],
  ['UpdateStack', { Name: 'new', ApplicationSettings: { Enabled: true, SettingsGroup: 'x' } }],
  ['AssociateFleet', pair],
  ['ListAssociatedFleets', { StackName: 'new' }],
  ['ListAssociatedStacks', { FleetName: 'cad' }],
  ['StartFleet', { Name: 'cad' }, durations.fleetStart],
  ['DescribeFleets', {}],
  ['DescribeStacks', {}],
  ['CreateStreamingURL', { ...pair, UserId: 'ada' }],
  ['DescribeSessions', { StackName: 'training', FleetName: 'training-lab' }],
  ['ExpireSession', { SessionId: 'none' }],
  ['StopFleet', { Name: 'cad' }, durations.fleetStop],
  ['CreateThemeForStack', { StackName: 'new', TitleText: 'x', ThemeStyling: 'RED', ...theme }],
  ['UpdateThemeForStack', { StackName: 'new', State: 'DISABLED' }],
  ['DescribeThemeForStack', { StackName: 'new' }],
  ['DeleteThemeForStack', { StackName: 'new' }],
  [
    'CreateEntitlement',
    { StackName: 'new', Name: 'all', AppVisibility: 'ALL', Attributes: [{ Name: 'roles', Value: 'x' }] },
  ],
  ['UpdateEntitlement', { StackName: 'new', Name: 'all', Description: 'x' }],
  ['AssociateApplicationToEntitlement', { ...entitlement, ApplicationIdentifier: 'App' }],
  ['ListEntitledApplications', entitlement],
  ['DisassociateApplicationFromEntitlement', { ...entitlement, ApplicationIdentifier: 'App' }],
  ['DescribeEntitlements', { StackName: 'new' }],
  ['DeleteEntitlement', { StackName: 'new', Name: 'all' }],
  ['CreateUser', { ...member, FirstName: 'Ada' }],
  ['DescribeUsers', { AuthenticationType: 'USERPOOL' }],
  ['DisableUser', member],
  ['EnableUser', member],
  [
    'BatchAssociateUserStack',
    {
      UserStackAssociations: [
        { ...member, StackName: 'new' },
        { ...member, StackName: 'none' },
      ],
    },
  ],
  ['DescribeUserStackAssociations', { StackName: 'new' }],
  ['BatchDisassociateUserStack', { UserStackAssociations: [{ ...member, StackName: 'none' }] }],
  ['DeleteUser', member],
  ['DescribeImages', {}],
  ['CopyImage', { SourceImageName: 'hb-cad-2026-06', DestinationImageName: 'copy', DestinationRegion: 'eu-west-1' }],
  [
    'UpdateImagePermissions',
    { Name: 'hb-cad-2026-06', SharedAccountId: '111122223333', ImagePermissions: { allowFleet: true } },
  ],
  ['DescribeImagePermissions', { Name: 'hb-cad-2026-06' }],
  ['DeleteImagePermissions', { Name: 'hb-cad-2026-06', SharedAccountId: '111122223333' }],
  ['CreateUpdatedImage', { existingImageName: 'hb-office-2026-09', newImageName: 'updated' }],
  ['CreateImportedImage', { Name: 'imported', SourceAmiId: 'ami-0123456789abcdef0', ...role }],
  ['CreateExportImageTask', { ImageName: 'hb-cad-2026-06', AmiName: 'cad', ...role }, durations.imageExport],
  ['ListExportImageTasks', {}],
  ['DeleteImage', { Name: 'hb-gis-2026-07' }],
  [
    'CreateImageBuilder',
    { Name: 'tools', InstanceType: 'stream.standard.medium', ImageName: fleetInput.ImageName },
    durations.builderStart,
  ],
  ['CreateImageBuilderStreamingURL', { Name: 'tools' }],
  ['AssociateSoftwareToImageBuilder', { ...tools, SoftwareNames }],
  ['StartSoftwareDeploymentToImageBuilder', tools, durations.softwareDeployment],
  ['DescribeSoftwareAssociations', { AssociatedResource: arn('image-builder/tools') }],
  ['DisassociateSoftwareFromImageBuilder', { ...tools, SoftwareNames }],
  ['StopImageBuilder', { Name: 'tools' }, durations.builderStop],
  ['StartImageBuilder', { Name: 'tools' }, durations.builderStart],
  ['DescribeImageBuilders', {}],
  ['DeleteImageBuilder', { Name: 'tools' }],
  ['CreateAppBlock', { Name: 'block', PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'blocks' } }],
  ['DescribeAppBlocks', {}],
  [
    'CreateAppBlockBuilder',
    {
      Name: 'packer',
      Platform: 'WINDOWS_SERVER_2019',
      InstanceType: 'stream.standard.medium',
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
    },
  ],
  ['UpdateAppBlockBuilder', { Name: 'packer', DisplayName: 'x' }],
  ['AssociateAppBlockBuilderAppBlock', block],
  ['DescribeAppBlockBuilderAppBlockAssociations', {}],
  ['StartAppBlockBuilder', { Name: 'packer' }, durations.appBlockBuilderStart],
  ['DescribeAppBlockBuilders', {}],
  ['CreateAppBlockBuilderStreamingURL', { AppBlockBuilderName: 'packer' }],
  ['StopAppBlockBuilder', { Name: 'packer' }, durations.appBlockBuilderStop],
  ['DisassociateAppBlockBuilderAppBlock', block],
  ['DeleteAppBlockBuilder', { Name: 'packer' }],
  [
    'CreateApplication',
    {
      Name: 'App',
      IconS3Location: logo,
      LaunchPath: 'C:\\a.exe',
      Platforms: ['WINDOWS_SERVER_2019'],
      InstanceFamilies: ['GENERAL_PURPOSE'],
      AppBlockArn: arn('app-block/block'),
    },
  ],
  ['UpdateApplication', { Name: 'App', Description: 'x' }],
  ['DescribeApplications', {}],
  ['CreateFleet', elasticFleetInput],
  ['AssociateApplicationFleet', application],
  ['DescribeApplicationFleetAssociations', {}],
  ['DisassociateApplicationFleet', application],
  ['DeleteApplication', { Name: 'App' }],
  ['DeleteAppBlock', { Name: 'block' }],
  ['DescribeUsageReportSubscriptions', {}],
  ['DeleteUsageReportSubscription', {}],
  ['CreateUsageReportSubscription', {}],
  ['DescribeAppLicenseUsage', { BillingPeriod: '2026-11' }],
  ['TagResource', { ResourceArn: arn('fleet/cad'), Tags: { c: 'd' } }],
  ['ListTagsForResource', { ResourceArn: arn('fleet/cad') }],
  ['UntagResource', { ResourceArn: arn('fleet/cad'), TagKeys: ['c'] }],
  ['DisassociateFleet', pair],
  ['DeleteFleet', { Name: 'cad' }],
  ['DeleteStack', { Name: 'new' }],
];

describe('The answers of every operation', () => {
  const fixture = useSimulator({ seed: 'demo' });

  it('have the members of the API, and no other', async () => {
    const { Sessions } = await fixture.call('DescribeSessions', { StackName: 'training', FleetName: 'training-lab' });
    await fixture.call('DrainSessionInstance', { SessionId: (Sessions as { Id: string }[])[0]?.Id });
    for (const [operation, input, seconds = 0] of story) {
      const output = await fixture.call(operation, input);
      if (operation === 'CreateExportImageTask') {
        const { TaskId } = output.ExportImageTask as { TaskId: string };
        await fixture.call('GetExportImageTask', { TaskId });
      }
      fixture.pass(seconds);
    }
    const missing = Object.keys(api.operations).filter(operation => !checked.has(operation));
    assert.deepEqual(missing, []);
    assert.ok(checked.size >= 89);
  });
});
