// What rows show of an answer: the words behind the name, the facts of the tooltip and the errors.
import * as assert from 'node:assert/strict';

import { kindNamed, kinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import type { KindName } from '../../../src/kinds/names';
import type { CodeEnum } from '../../../src/kinds/parts/explanations';

const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;
const made = { CreatedTime: new Date('2026-11-01T08:00:00Z') };
const created = 'Created: 2026-11-01T08:00:00.000Z';

/** The facts that have a value, as lines. */
function facts(of: Kind, resource: object): string[] {
  return (of.facts?.(resource) ?? []).flatMap(({ label, value }) =>
    value === undefined || value === '' ? [] : [`${label}: ${value instanceof Date ? value.toISOString() : value}`],
  );
}

interface Case {
  readonly kind: KindName;
  readonly given: object;
  readonly detail?: string;
  readonly facts: readonly string[];
}

const cases: readonly Case[] = [
  {
    kind: 'fleet',
    given: {
      ...{ ...made, Name: 'cad', DisplayName: 'CAD', FleetType: 'ON_DEMAND', InstanceType: 'stream.standard.large' },
      ...{ ImageName: 'base', Platform: 'WINDOWS_SERVER_2022', StreamView: 'DESKTOP', Description: 'Draws' },
      ...{ EnableDefaultInternetAccess: false, MaxConcurrentSessions: 7 },
      ComputeCapacityStatus: { Desired: 5, Running: 4, InUse: 3, Available: 1, ActiveUserSessions: 2 },
    },
    detail: '3/5 in use',
    facts: [
      ...['Display name: CAD', 'Type: ON_DEMAND', 'Instance type: stream.standard.large', 'Image: base'],
      ...['Platform: WINDOWS_SERVER_2022', 'Desired: 5', 'Running: 4', 'In use: 3', 'Available: 1'],
      ...['Active user sessions: 2', 'Max concurrent sessions: 7', 'Stream view: DESKTOP'],
      ...['Default internet access: false', 'Description: Draws', created],
    ],
  },
  {
    kind: 'fleet',
    given: {
      ImageArn: arn('image/shared'),
      ComputeCapacityStatus: { Desired: 2, DesiredUserSessions: 20, ActiveUserSessions: 9 },
    },
    detail: '9/20 sessions',
    facts: [`Image: ${arn('image/shared')}`, 'Desired: 2', 'Active user sessions: 9'],
  },
  { kind: 'fleet', given: { ComputeCapacityStatus: {} }, detail: '0/0 in use', facts: [] },
  {
    kind: 'fleet',
    given: { ComputeCapacityStatus: { DesiredUserSessions: 4 } },
    detail: '0/4 sessions',
    facts: [],
  },
  {
    kind: 'stack',
    given: {
      ...{ ...made, Name: 'desk', DisplayName: 'Desk', Description: 'For all' },
      StorageConnectors: [{ ConnectorType: 'HOMEFOLDERS' }, { ConnectorType: 'ONE_DRIVE' }],
      ApplicationSettings: { Enabled: true },
      ...{ RedirectURL: 'https://a.example', FeedbackURL: 'https://b.example' },
      EmbedHostDomains: ['a.example', 'b.example'],
    },
    detail: 'Desk',
    facts: [
      ...['Display name: Desk', 'Description: For all', 'Storage: HOMEFOLDERS, ONE_DRIVE'],
      ...['Application settings: true', 'Redirect URL: https://a.example', 'Feedback URL: https://b.example'],
      ...['Embed host domains: a.example, b.example', created],
    ],
  },
  {
    kind: 'imageBuilder',
    given: {
      ...{
        ...made,
        Name: 'packer',
        DisplayName: 'Packer',
        InstanceType: 'stream.standard.medium',
        Platform: 'WINDOWS',
      },
      ...{ ImageArn: arn('image/base'), AppstreamAgentVersion: '01-01-2026', LatestAppstreamAgentVersion: 'TRUE' },
      ...{ EnableDefaultInternetAccess: true, Description: 'Packs' },
      NetworkAccessConfiguration: { EniPrivateIpAddress: '10.0.0.7' },
    },
    detail: 'stream.standard.medium',
    facts: [
      ...['Display name: Packer', 'Instance type: stream.standard.medium', 'Platform: WINDOWS'],
      ...[`Image: ${arn('image/base')}`, 'Agent version: 01-01-2026', 'Latest agent: TRUE'],
      ...['Default internet access: true', 'Private IP address: 10.0.0.7', 'Description: Packs', created],
    ],
  },
  {
    kind: 'appBlockBuilder',
    given: {
      ...{ ...made, DisplayName: 'Packer', InstanceType: 'stream.standard.medium', Platform: 'WINDOWS_SERVER_2019' },
      ...{ EnableDefaultInternetAccess: true, Description: 'Packs' },
    },
    detail: 'stream.standard.medium',
    facts: [
      ...['Display name: Packer', 'Instance type: stream.standard.medium', 'Platform: WINDOWS_SERVER_2019'],
      ...['Default internet access: true', 'Description: Packs', created],
    ],
  },
  {
    kind: 'image',
    given: {
      ...{ ...made, DisplayName: 'Base', Platform: 'RHEL8', Visibility: 'PRIVATE', BaseImageArn: arn('image/rhel') },
      ...{ AppstreamAgentVersion: '01-01-2026', LatestAppstreamAgentVersion: 'FALSE', ImageSharedWithOthers: 'TRUE' },
      ...{ ManagedSoftwareIncluded: true, Applications: [{ Name: 'a' }, { Name: 'b' }], Description: 'Bare' },
    },
    detail: 'newer agent available · RHEL8',
    facts: [
      ...['Display name: Base', 'Platform: RHEL8', 'Visibility: PRIVATE', `Base image: ${arn('image/rhel')}`],
      ...['Agent version: 01-01-2026', 'Latest agent: FALSE', 'Shared with others: TRUE'],
      ...['License-included software: true', 'Applications: 2', 'Description: Bare', created],
    ],
  },
  {
    kind: 'image',
    given: { Platform: 'RHEL8', Visibility: 'PRIVATE', LatestAppstreamAgentVersion: 'TRUE' },
    detail: 'RHEL8',
    facts: ['Platform: RHEL8', 'Visibility: PRIVATE', 'Latest agent: TRUE'],
  },
  {
    kind: 'image',
    given: { Platform: 'RHEL8', Visibility: 'PUBLIC', LatestAppstreamAgentVersion: 'FALSE' },
    detail: 'RHEL8',
    facts: ['Platform: RHEL8', 'Visibility: PUBLIC', 'Latest agent: FALSE'],
  },
  {
    kind: 'imageApplication',
    given: {
      ...{ Name: 'qgis', DisplayName: 'QGIS', Description: 'Maps', LaunchPath: 'q.exe', LaunchParameters: '-v' },
      ...{ WorkingDirectory: 'C:\\', Enabled: true },
    },
    detail: 'QGIS',
    facts: [
      ...['Display name: QGIS', 'Description: Maps', 'Launch path: q.exe', 'Launch parameters: -v'],
      ...['Working directory: C:\\', 'Enabled: true'],
    ],
  },
  ...[
    { imagePermissions: { allowFleet: true, allowImageBuilder: true }, detail: 'fleets, image builders' },
    { imagePermissions: { allowFleet: true, allowImageBuilder: false }, detail: 'fleets' },
    { imagePermissions: { allowFleet: false, allowImageBuilder: true }, detail: 'image builders' },
  ].map(({ imagePermissions, detail }) => ({
    ...{ kind: 'imagePermission' as const, given: { imagePermissions }, detail },
    facts: [
      `Can create fleets: ${imagePermissions.allowFleet}`,
      `Can create image builders: ${imagePermissions.allowImageBuilder}`,
    ],
  })),
  {
    kind: 'exportImageTask',
    given: {
      ...{ TaskId: 't-1', AmiName: 'base', AmiId: 'ami-1', AmiDescription: 'Bare', ImageArn: arn('image/base') },
      ...{ TagSpecifications: { team: 'blue', cost: 'x' }, CreatedDate: made.CreatedTime },
    },
    detail: 'ami-1',
    facts: [
      ...['AMI ID: ami-1', 'AMI description: Bare', `Image: ${arn('image/base')}`, 'Task ID: t-1'],
      ...['Tags: team=blue, cost=x', created],
    ],
  },
  {
    ...{ kind: 'exportImageTask', given: { ImageArn: arn('image/base') } },
    detail: 'base',
    facts: [`Image: ${arn('image/base')}`],
  },
  {
    kind: 'application',
    given: {
      ...{ ...made, DisplayName: 'Viewer', Description: 'Views', AppBlockArn: arn('app-block/b'), LaunchPath: 'v.exe' },
      ...{ LaunchParameters: '-v', WorkingDirectory: 'C:\\', Platforms: ['WINDOWS', 'RHEL8'] },
      InstanceFamilies: ['GENERAL_PURPOSE', 'GRAPHICS_G4'],
    },
    detail: 'Viewer',
    facts: [
      ...['Display name: Viewer', 'Description: Views', `App block: ${arn('app-block/b')}`, 'Launch path: v.exe'],
      ...['Launch parameters: -v', 'Working directory: C:\\', 'Platforms: WINDOWS, RHEL8'],
      ...['Instance families: GENERAL_PURPOSE, GRAPHICS_G4', created],
    ],
  },
  {
    kind: 'appBlock',
    given: {
      ...{ ...made, DisplayName: 'Tools', Description: 'All', PackagingType: 'CUSTOM' },
      SourceS3Location: { S3Bucket: 'bucket', S3Key: 'tools.vhdx' },
      SetupScriptDetails: { ScriptS3Location: { S3Bucket: 'bucket', S3Key: 'mount.ps1' } },
    },
    detail: 'CUSTOM',
    facts: [
      ...['Display name: Tools', 'Description: All', 'Packaging: CUSTOM', 'Source: bucket/tools.vhdx'],
      ...['Setup script: mount.ps1', created],
    ],
  },
  {
    kind: 'appBlock',
    given: {
      ...{ PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'bucket' } },
      PostSetupScriptDetails: { ScriptS3Location: { S3Bucket: 'bucket', S3Key: 'after.ps1' } },
    },
    detail: 'APPSTREAM2',
    facts: ['Packaging: APPSTREAM2', 'Source: bucket', 'Setup script: after.ps1'],
  },
  { kind: 'appBlock', given: { SetupScriptDetails: {} }, facts: [] },
  {
    kind: 'entitlement',
    given: {
      ...{ ...made, Description: 'Staff', AppVisibility: 'ALL', LastModifiedTime: new Date('2026-11-02T08:00:00Z') },
      Attributes: [
        { Name: 'roles', Value: 'a' },
        { Name: 'title', Value: 'b' },
      ],
    },
    detail: 'all applications',
    facts: [
      ...['Description: Staff', 'Visible applications: ALL', 'Attributes: roles=a, title=b', created],
      'Changed: 2026-11-02T08:00:00.000Z',
    ],
  },
  { kind: 'entitlement', given: { AppVisibility: 'ASSOCIATED' }, facts: ['Visible applications: ASSOCIATED'] },
  {
    kind: 'theme',
    given: {
      ...{ ...made, ThemeTitleText: 'Maps', ThemeStyling: 'BLUE' },
      ThemeFooterLinks: [{ DisplayName: 'Help' }, { DisplayName: 'Terms' }],
    },
    detail: 'BLUE',
    facts: ['Styling: BLUE', 'Footer links: Help, Terms', created],
  },
  {
    kind: 'session',
    given: {
      ...{ Id: 's-1', UserId: 'ana', StackName: 'desk', FleetName: 'cad', AuthenticationType: 'SAML' },
      ...{ ConnectionState: 'CONNECTED', StartTime: made.CreatedTime, InstanceId: 'i-1' },
      ...{ MaxExpirationTime: new Date('2026-11-02T08:00:00Z'), InstanceDrainStatus: 'DRAINING' },
      NetworkAccessConfiguration: { EniPrivateIpAddress: '10.0.0.7' },
    },
    detail: 'CONNECTED · SAML · desk · DRAINING',
    facts: [
      ...['Session ID: s-1', 'Stack: desk', 'Fleet: cad', 'Authentication: SAML', 'Connection: CONNECTED'],
      ...['Started: 2026-11-01T08:00:00.000Z', 'Ends by: 2026-11-02T08:00:00.000Z', 'Instance: i-1'],
      ...['Instance drain status: DRAINING', 'Private IP address: 10.0.0.7'],
    ],
  },
  {
    ...{ kind: 'session', given: { AuthenticationType: 'API', InstanceDrainStatus: 'NOT_APPLICABLE' } },
    detail: 'API',
    facts: ['Authentication: API', 'Instance drain status: NOT_APPLICABLE'],
  },
  { kind: 'software', given: { SoftwareName: 'Microsoft_Office' }, facts: ['Name: Microsoft_Office'] },
  {
    kind: 'directoryConfig',
    given: {
      OrganizationalUnitDistinguishedNames: ['OU=A', 'OU=B'],
      ServiceAccountCredentials: { AccountName: 'CORP\\svc' },
      CertificateBasedAuthProperties: { Status: 'ENABLED', CertificateAuthorityArn: 'arn:ca' },
      ...made,
    },
    detail: 'OU=A',
    facts: [
      ...['Organizational units: OU=A; OU=B', 'Service account: CORP\\svc', 'Certificate-based sign-in: ENABLED'],
      ...['Certificate authority: arn:ca', created],
    ],
  },
  {
    kind: 'usageReport',
    given: { S3BucketName: 'reports', Schedule: 'DAILY', LastGeneratedReportDate: made.CreatedTime },
    detail: 'DAILY',
    facts: ['Bucket: reports', 'Schedule: DAILY', 'Last report: 2026-11-01T08:00:00.000Z'],
  },
  {
    kind: 'licenseUsage',
    given: {
      ...{ UserId: 'ana', LicenseType: 'Office', BillingPeriod: '2026-11', OwnerAWSAccountId: '123456789012' },
      ...{ SubscriptionFirstUsedDate: made.CreatedTime, SubscriptionLastUsedDate: made.CreatedTime },
    },
    detail: 'Office',
    facts: [
      ...['License: Office', 'Billing period: 2026-11', 'First used: 2026-11-01T08:00:00.000Z'],
      ...['Last used: 2026-11-01T08:00:00.000Z', 'Owner account: 123456789012'],
    ],
  },
  {
    kind: 'userStack',
    given: { StackName: 'desk', AuthenticationType: 'USERPOOL', SendEmailNotification: false },
    facts: ['Stack: desk', 'Authentication: USERPOOL', 'E-mail sent: false'],
  },
];

describe('A row shows', () => {
  for (const { kind, given, detail, facts: lines } of cases) {
    it(`of ${kind} ${JSON.stringify(given).slice(0, 90)} ${detail ?? 'nothing behind the name'}`, () => {
      const of = kindNamed(kind);
      assert.equal(of.detail?.(given), detail);
      assert.deepEqual(facts(of, given), lines);
    });
  }

  for (const of of kinds) {
    it(`of ${of.name} nothing for an empty answer`, () => {
      assert.deepEqual(
        facts(of, {}).filter(line => !line.startsWith('ID: ')),
        [],
      );
      assert.deepEqual([of.detail?.({}) || undefined, of.state?.({}), of.arn?.({})], [undefined, undefined, undefined]);
      assert.deepEqual(of.errors?.({}) ?? [], []);
    });
  }

  const names: { kind: KindName; given: object; name: string }[] = [
    { kind: 'image', given: { Name: 'base', Arn: arn('image/base') }, name: 'base' },
    { kind: 'exportImageTask', given: { TaskId: 't-1', AmiName: 'base' }, name: 'base' },
    { kind: 'software', given: { SoftwareName: 'Microsoft_Office_2021' }, name: 'Microsoft Office 2021' },
    { kind: 'theme', given: { StackName: 'desk', ThemeTitleText: 'Maps' }, name: 'Maps' },
    { kind: 'session', given: { Id: 's-1', UserId: 'ana' }, name: 'ana' },
    { kind: 'user', given: { UserName: 'ana@example.com' }, name: 'ana@example.com' },
    { kind: 'stackUser', given: { UserName: 'ana@example.com' }, name: 'ana@example.com' },
    { kind: 'licenseUsage', given: { UserId: 'ana' }, name: 'ana' },
  ];
  for (const { kind, given, name } of names) {
    it(`${kind} ${JSON.stringify(given)} as ${name}`, () => assert.equal(kindNamed(kind).label?.(given), name));
  }
});

describe('The errors of', () => {
  const error = { ErrorCode: 'X', ErrorMessage: 'No.' };
  const uncoded = { code: 'X', message: 'No.' };
  const found = { ...uncoded, codes: 'FleetErrorCode' };
  const reason = (codes: CodeEnum): object => ({ code: 'Y', message: 'Why.', codes });
  const cases: { kind: KindName; given: object; errors: object[] }[] = [
    { kind: 'fleet', given: { FleetErrors: [error, error] }, errors: [found, found] },
    { kind: 'stack', given: { StackErrors: [error] }, errors: [{ ...found, codes: 'StackErrorCode' }] },
    { kind: 'image', given: { ImageErrors: [error] }, errors: [found] },
    {
      kind: 'image',
      given: { ImageErrors: [error], StateChangeReason: { Code: 'Y', Message: 'Why.' } },
      errors: [reason('ImageStateChangeReasonCode'), found],
    },
    {
      kind: 'imageBuilder',
      given: { ImageBuilderErrors: [error], StateChangeReason: { Code: 'Y', Message: 'Why.' } },
      errors: [reason('ImageBuilderStateChangeReasonCode'), found],
    },
    {
      kind: 'appBlockBuilder',
      given: { AppBlockBuilderErrors: [error], StateChangeReason: { Code: 'Y', Message: 'Why.' } },
      errors: [reason('AppBlockBuilderStateChangeReasonCode'), found],
    },
    { kind: 'appBlock', given: { AppBlockErrors: [error] }, errors: [uncoded] },
    { kind: 'exportImageTask', given: { ErrorDetails: [error] }, errors: [uncoded] },
    { kind: 'software', given: { DeploymentError: [error] }, errors: [uncoded] },
    {
      kind: 'usageReport',
      given: { SubscriptionErrors: [error] },
      errors: [{ ...found, codes: 'UsageReportExecutionErrorCode' }],
    },
    {
      kind: 'usageReport',
      given: { SubscriptionErrors: [{ ErrorCode: 'RESOURCE_NOT_FOUND' }] },
      errors: [{ code: 'RESOURCE_NOT_FOUND', message: undefined, codes: 'UsageReportExecutionErrorCode' }],
    },
  ];
  for (const { kind, given, errors } of cases) {
    it(`${kind} ${JSON.stringify(given)}: ${errors.length}`, () => {
      assert.deepEqual(kindNamed(kind).errors?.(given), errors);
    });
  }
});
