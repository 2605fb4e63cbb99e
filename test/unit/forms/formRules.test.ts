// The limits and rules that no model has, form by form: each with what is just inside and what is just outside.
import * as assert from 'node:assert/strict';

import type { Values } from '../../../src/forms/field';
import { elasticFleet, problems } from '../../support/openForm';

const fleet = { Name: 'cad', InstanceType: 'stream.standard.medium', ImageName: 'base' };
const builder = { Name: 'office', ImageName: 'base' };
const directory = {
  DirectoryName: 'corp.example.com',
  OrganizationalUnitDistinguishedNames: ['OU=A'],
};
const agents = {
  Settings: [{ AgentAction: 'COMPUTER_INPUT', Permission: 'ENABLED' }],
  ScreenResolution: 'W_1280xH_720',
  ScreenImageFormat: 'PNG',
};
const copying = { Action: 'CLIPBOARD_COPY_TO_LOCAL_DEVICE', Permission: 'ENABLED' };
const bucket = { S3Bucket: 'files', S3Key: 'key' };
const role = 'arn:aws:iam::123456789012:role/x';
const arn = 'arn:aws:appstream:eu-west-1:123456789012:image/base';

const brief = (value: unknown): string => JSON.stringify(value).replace(/(.)\1{20,}/g, '$1…');

interface Row {
  readonly form: string;
  readonly rule: string;
  readonly base: Values;
  readonly inside: readonly Values[];
  readonly outside: readonly [entered: Values, ...at: string[]][];
}

const volumes = (form: string, base: Values): Row => ({
  form,
  rule: 'a root volume has 200 to 500 GB',
  base,
  inside: [200, 500].map(VolumeSizeInGb => ({ RootVolumeConfig: { VolumeSizeInGb } })),
  outside: [199, 501].map(VolumeSizeInGb => [
    { RootVolumeConfig: { VolumeSizeInGb } },
    'RootVolumeConfig.VolumeSizeInGb',
  ]),
});
const units = (form: string, base: Values): Row => ({
  form,
  rule: 'an organizational unit begins with OU= and has its directory',
  base,
  inside: [
    { DomainJoinInfo: { DirectoryName: 'corp' } },
    { DomainJoinInfo: { DirectoryName: 'corp', OrganizationalUnitDistinguishedName: 'ou=a' } },
  ],
  outside: [
    [
      { DomainJoinInfo: { DirectoryName: 'corp', OrganizationalUnitDistinguishedName: 'CN=a' } },
      'DomainJoinInfo.OrganizationalUnitDistinguishedName',
    ],
    [{ DomainJoinInfo: { OrganizationalUnitDistinguishedName: 'OU=a' } }, 'DomainJoinInfo.DirectoryName'],
  ],
});
const images = (form: string, base: Values): Row => ({
  form,
  rule: 'the image is told by its name or its ARN',
  base: { ...base, ImageName: undefined },
  inside: [{ ImageName: 'base' }, { ImageName: arn }],
  outside: [
    [{}, 'ImageName'],
    [{ ImageName: 'arn:' }, 'ImageName'],
  ],
});
const reserved = (form: string, member: string, base: Values): Row => ({
  form,
  rule: 'the names of AWS’s own images are not taken',
  base,
  inside: ['aw', 'myaws', 'ama-zon'].map(name => ({ [member]: name })),
  outside: ['aws', 'AWS-mine', 'Amazonas', 'appstream2'].map(name => [{ [member]: name }, member]),
});

const table: readonly Row[] = [
  {
    form: 'fleet.create',
    rule: 'sessions last 600 to 432,000 seconds',
    base: fleet,
    inside: [600, 432_000].map(MaxUserDurationInSeconds => ({ MaxUserDurationInSeconds })),
    outside: [599, 432_001].map(MaxUserDurationInSeconds => [{ MaxUserDurationInSeconds }, 'MaxUserDurationInSeconds']),
  },
  {
    form: 'fleet.create',
    rule: 'disconnected sessions are kept 60 to 36,000 seconds',
    base: fleet,
    inside: [60, 36_000].map(DisconnectTimeoutInSeconds => ({ DisconnectTimeoutInSeconds })),
    outside: [0, 59, 36_001].map(DisconnectTimeoutInSeconds => [
      { DisconnectTimeoutInSeconds },
      'DisconnectTimeoutInSeconds',
    ]),
  },
  {
    form: 'fleet.create',
    rule: 'idle users are disconnected never, or after 60 to 36,000 seconds',
    base: fleet,
    inside: [0, 60, 36_000].map(IdleDisconnectTimeoutInSeconds => ({ IdleDisconnectTimeoutInSeconds })),
    outside: [-1, 1, 59, 36_001].map(IdleDisconnectTimeoutInSeconds => [
      { IdleDisconnectTimeoutInSeconds },
      'IdleDisconnectTimeoutInSeconds',
    ]),
  },
  images('fleet.create', fleet),
  {
    form: 'fleet.create',
    rule: 'capacity is told in instances, or of a multi-session fleet in sessions, together with those that an instance has',
    base: fleet,
    inside: [
      { ComputeCapacity: { DesiredInstances: 0 } },
      { ComputeCapacity: { DesiredSessions: 0 }, MaxSessionsPerInstance: 1 },
    ],
    outside: [
      [{ ComputeCapacity: {} }, 'ComputeCapacity.DesiredInstances'],
      [{ ComputeCapacity: { DesiredInstances: -1 } }, 'ComputeCapacity.DesiredInstances'],
      [
        { ComputeCapacity: { DesiredInstances: 1, DesiredSessions: 1 }, MaxSessionsPerInstance: 1 },
        'ComputeCapacity.DesiredSessions',
      ],
      [{ ComputeCapacity: { DesiredSessions: 1 } }, 'MaxSessionsPerInstance'],
      [{ MaxSessionsPerInstance: 1 }, 'ComputeCapacity.DesiredSessions'],
      [{ ComputeCapacity: { DesiredSessions: 1 }, MaxSessionsPerInstance: 0 }, 'MaxSessionsPerInstance'],
    ],
  },
  {
    form: 'fleet.create',
    rule: 'an Elastic fleet has sessions, a platform and two subnets, and nothing of instances',
    base: elasticFleet,
    inside: [{}, { SessionScriptS3Location: bucket }, { IdleDisconnectTimeoutInSeconds: 0 }],
    outside: [
      [{ MaxConcurrentSessions: undefined }, 'MaxConcurrentSessions'],
      [{ MaxConcurrentSessions: 0 }, 'MaxConcurrentSessions'],
      [{ Platform: undefined }, 'Platform'],
      [{ VpcConfig: { SubnetIds: ['subnet-1'] } }, 'VpcConfig.SubnetIds'],
      [{ VpcConfig: undefined }, 'VpcConfig.SubnetIds'],
      [{ ImageName: 'base' }, 'ImageName'],
      [{ ImageName: arn }, 'ImageName'],
      [{ ComputeCapacity: { DesiredInstances: 1 } }, 'ComputeCapacity'],
      [{ DomainJoinInfo: { DirectoryName: 'corp' } }, 'DomainJoinInfo'],
      [{ MaxSessionsPerInstance: 1 }, 'ComputeCapacity.DesiredSessions', 'MaxSessionsPerInstance'],
      [{ SessionScriptS3Location: { S3Bucket: 'files' } }, 'SessionScriptS3Location.S3Key'],
    ],
  },
  {
    form: 'fleet.create',
    rule: 'a fleet of instances has nothing of an Elastic one',
    base: fleet,
    inside: [{}],
    outside: [
      [{ MaxConcurrentSessions: 1 }, 'MaxConcurrentSessions'],
      [{ SessionScriptS3Location: bucket }, 'SessionScriptS3Location'],
      [{ Platform: 'WINDOWS_SERVER_2019' }, 'Platform'],
    ],
  },
  volumes('fleet.create', fleet),
  units('fleet.create', fleet),
  images('imageBuilder.create', builder),
  volumes('imageBuilder.create', builder),
  units('imageBuilder.create', builder),
  {
    form: 'imageBuilder.create',
    rule: 'an image builder has one subnet',
    base: builder,
    inside: [{}, { VpcConfig: { SubnetIds: ['subnet-1'] } }],
    outside: [[{ VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } }, 'VpcConfig.SubnetIds']],
  },
  {
    form: 'stack.create',
    rule: 'what is copied has a length of 1 to 20,971,520 characters, where copying is enabled',
    base: { Name: 'desk' },
    inside: [1, 20_971_520].map(MaximumLength => ({ UserSettings: [{ ...copying, MaximumLength }] })),
    outside: [
      ...[0, 20_971_521].map((MaximumLength): [Values, string] => [
        { UserSettings: [{ ...copying, MaximumLength }] },
        'UserSettings.0.MaximumLength',
      ]),
      [{ UserSettings: [{ ...copying, Permission: 'DISABLED', MaximumLength: 1 }] }, 'UserSettings.0.MaximumLength'],
      [
        { UserSettings: [copying, { Action: 'FILE_UPLOAD', Permission: 'ENABLED', MaximumLength: 1 }] },
        'UserSettings.1.MaximumLength',
      ],
    ],
  },
  {
    form: 'stack.create',
    rule: 'nothing is set twice',
    base: { Name: 'desk' },
    inside: [{ UserSettings: [copying, { Action: 'FILE_UPLOAD', Permission: 'ENABLED' }] }],
    outside: [
      [{ UserSettings: [copying, { ...copying, Permission: 'DISABLED' }] }, 'UserSettings.1.Action'],
      [
        { StorageConnectors: [{ ConnectorType: 'ONE_DRIVE' }, { ConnectorType: 'ONE_DRIVE' }] },
        'StorageConnectors.1.ConnectorType',
      ],
      [
        { AgentAccessConfig: { ...agents, Settings: [...agents.Settings, ...agents.Settings] } },
        'AgentAccessConfig.Settings.1.AgentAction',
      ],
    ],
  },
  {
    form: 'stack.create',
    rule: 'OneDrive alone has domains that require consent',
    base: { Name: 'desk' },
    inside: [{ StorageConnectors: [{ ConnectorType: 'ONE_DRIVE', DomainsRequireAdminConsent: ['a.example'] }] }],
    outside: [
      [
        { StorageConnectors: [{ ConnectorType: 'GOOGLE_DRIVE', DomainsRequireAdminConsent: ['a.example'] }] },
        'StorageConnectors.0.DomainsRequireAdminConsent',
      ],
    ],
  },
  {
    form: 'stack.create',
    rule: 'screenshots are uploaded to a bucket',
    base: { Name: 'desk' },
    inside: [
      { AgentAccessConfig: agents },
      { AgentAccessConfig: { ...agents, ScreenshotsUploadEnabled: false } },
      { AgentAccessConfig: { ...agents, ScreenshotsUploadEnabled: true, S3BucketArn: 'arn:aws:s3:::shots' } },
    ],
    outside: [[{ AgentAccessConfig: { ...agents, ScreenshotsUploadEnabled: true } }, 'AgentAccessConfig.S3BucketArn']],
  },
  {
    form: 'directoryConfig.create',
    rule: 'organizational units begin with OU=',
    base: directory,
    inside: [{ OrganizationalUnitDistinguishedNames: ['OU=A', 'ou=b'] }],
    outside: [
      [{ OrganizationalUnitDistinguishedNames: ['OU=A', 'DC=corp'] }, 'OrganizationalUnitDistinguishedNames.1'],
      [{ OrganizationalUnitDistinguishedNames: [] }, 'OrganizationalUnitDistinguishedNames'],
    ],
  },
  {
    form: 'directoryConfig.create',
    rule: 'certificates need their authority, unless they are not used',
    base: directory,
    inside: [
      { CertificateBasedAuthProperties: { Status: 'DISABLED' } },
      { CertificateBasedAuthProperties: { Status: 'ENABLED', CertificateAuthorityArn: role } },
    ],
    outside: ['ENABLED', 'ENABLED_NO_DIRECTORY_LOGIN_FALLBACK'].map(Status => [
      { CertificateBasedAuthProperties: { Status } },
      'CertificateBasedAuthProperties.CertificateAuthorityArn',
    ]),
  },
  reserved('image.copy', 'DestinationImageName', { DestinationRegion: 'eu-west-1' }),
  reserved('image.update', 'newImageName', {}),
  reserved('image.create', 'Name', { SourceAmiId: 'ami-12345678', IamRoleArn: role }),
  {
    form: 'image.create',
    rule: 'an imported image has a name of 100 characters at most',
    base: { SourceAmiId: 'ami-12345678', IamRoleArn: role },
    inside: [{ Name: 'x'.repeat(100) }],
    outside: [[{ Name: 'x'.repeat(101) }, 'Name']],
  },
  {
    form: 'image.create',
    rule: 'an AMI or a WorkSpaces image is imported',
    base: { Name: 'new', IamRoleArn: role },
    inside: [{ SourceAmiId: 'ami-12345678' }, { WorkspaceImageId: 'wsi-12345678' }],
    outside: [
      [{}, 'SourceAmiId'],
      [{ SourceAmiId: 'ami-12345678', WorkspaceImageId: 'wsi-12345678' }, 'WorkspaceImageId'],
    ],
  },
  {
    form: 'image.create',
    rule: 'the applications of a catalog have different names',
    base: { Name: 'new', SourceAmiId: 'ami-12345678', IamRoleArn: role },
    inside: [{ AppCatalogConfig: ['a', 'b'].map(Name => ({ Name, AbsoluteAppPath: 'C:\\a.exe' })) }],
    outside: [
      [
        { AppCatalogConfig: ['a', 'a'].map(Name => ({ Name, AbsoluteAppPath: 'C:\\a.exe' })) },
        'AppCatalogConfig.1.Name',
      ],
    ],
  },
  {
    form: 'image.share',
    rule: 'an account has twelve digits',
    base: {},
    inside: [{ SharedAccountId: '210987654321' }],
    outside: ['21098765432', '2109876543210', '21098765432x'].map(SharedAccountId => [
      { SharedAccountId },
      'SharedAccountId',
    ]),
  },
  {
    form: 'stack.streamForm',
    rule: 'a streaming URL can be opened for a second to a week',
    base: { UserId: 'someone', FleetName: 'cad' },
    inside: [1, 604_800].map(Validity => ({ Validity })),
    outside: [0, 604_801].map(Validity => [{ Validity }, 'Validity']),
  },
  {
    form: 'tag.create',
    rule: 'a tag has a key of its own and may have no value',
    base: {},
    inside: [{ Tags: { ['k'.repeat(128)]: 'v'.repeat(256) } }, { Tags: { team: '' } }],
    outside: [
      [{ Tags: { 'aws:team': '' } }, 'Tags.aws:team'],
      [{ Tags: { ['k'.repeat(129)]: '' } }, `Tags.${'k'.repeat(129)}`],
      [{ Tags: { team: 'v'.repeat(257) } }, 'Tags.team'],
    ],
  },
  {
    form: 'tag.edit',
    rule: 'one tag is edited',
    base: {},
    inside: [{ Tags: { team: 'cad' } }],
    outside: [[{ Tags: { team: 'cad', site: '' } }, 'Tags']],
  },
];

describe('The rules of forms', () => {
  for (const { form, rule, base, inside, outside } of table) {
    const resource = form.endsWith('.create') ? undefined : {};
    describe(`${form}: ${rule}`, () => {
      for (const entered of inside) {
        it(`accepts ${brief(entered)}`, () => assert.deepEqual(problems(form, { ...base, ...entered }, resource), []));
      }
      for (const [entered, ...at] of outside) {
        it(`refuses ${brief(entered)} at ${brief(at)}`, () =>
          assert.deepEqual(problems(form, { ...base, ...entered }, resource).sort(), at.sort()));
      }
    });
  }
});
