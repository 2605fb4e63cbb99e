// The forms there are, read off the kinds, each with what it begins from: for the test that forms and simulator agree.
import * as assert from 'node:assert/strict';

import { pageForm } from '../../src/explorer/forms/pageForm';
import { withSharedFields } from '../../src/forms/arnMembers';
import type { Values } from '../../src/forms/field';
import type { Form as Page } from '../../src/forms/protocol';
import type { Form } from '../../src/kinds/action';
import { wholeInput } from '../../src/kinds/action';
import { kinds } from '../../src/kinds/all';
import type { Scope } from '../../src/kinds/listing';
import type { Ask } from './formWorld';
import { elasticFleetInput, fleetInput } from './simulatorFixture';

/** A form as it is opened about one thing, or to make one, with values that nobody refuses. */
export interface OpenedForm {
  readonly form: Form;
  readonly page: Page;
  readonly values: Values;
  /** What is sent for what is entered. */
  readonly whole: (entered: Values) => Values;
}

/** Where a form is opened: what it is about is found by a call and a member of its answer; each of `enter` is a start. */
interface Start {
  readonly about?: readonly [operation: string, input: object, member: string];
  readonly scope?: Scope;
  readonly enter?: Values;
}

const imageArn = 'arn:aws:appstream:eu-west-1:123456789012:image/mine';
const blockArn = 'arn:aws:appstream:eu-west-1:123456789012:app-block/block';
const bucket = { S3Bucket: 'files', S3Key: 'key' };
const script = { ScriptS3Location: bucket, ExecutablePath: 'setup.ps1', TimeoutInSeconds: 60 };
const twoSubnets = { SubnetIds: ['subnet-1', 'subnet-2'] };
const role = 'arn:aws:iam::123456789012:role/streaming';

const image: Start = { about: ['DescribeImages', { Names: ['mine'] }, 'Images'] };
const fleetNamed = (name: string): Start => ({ about: ['DescribeFleets', { Names: [name] }, 'Fleets'] });
const stackNamed = (name: string): Start => ({ about: ['DescribeStacks', { Names: [name] }, 'Stacks'] });
const packer = (name: string): Start => ({
  about: ['DescribeAppBlockBuilders', { Names: [name] }, 'AppBlockBuilders'],
});

/** By kind and action. A form that is new must be given its starts here: then it is tested, too. */
const starts: Readonly<Record<string, readonly Start[]>> = {
  'fleet.create': [
    { enter: { ...fleetInput, Name: 'new' } },
    {
      enter: {
        ...fleetInput,
        Name: 'new',
        FleetType: 'ALWAYS_ON',
        ComputeCapacity: { DesiredSessions: 4 },
        MaxSessionsPerInstance: 2,
        VpcConfig: twoSubnets,
        DomainJoinInfo: {
          DirectoryName: 'corp.example.com',
          OrganizationalUnitDistinguishedName: 'OU=Streaming,DC=corp',
        },
      },
    },
    { enter: { ...elasticFleetInput, Name: 'new', SessionScriptS3Location: bucket, ComputeCapacity: undefined } },
  ],
  'fleet.update': ['standard', 'shared', 'elastic', 'running', 'elasticRunning'].map(fleetNamed),
  'stack.create': [
    { enter: { Name: 'new' } },
    {
      enter: {
        Name: 'new',
        UserSettings: [{ Action: 'CLIPBOARD_COPY_TO_LOCAL_DEVICE', Permission: 'ENABLED', MaximumLength: 5 }],
        StorageConnectors: [{ ConnectorType: 'ONE_DRIVE', Domains: ['example.com'] }],
        AgentAccessConfig: {
          Settings: [{ AgentAction: 'COMPUTER_INPUT', Permission: 'ENABLED' }],
          ScreenResolution: 'W_1280xH_720',
          ScreenImageFormat: 'PNG',
          ScreenshotsUploadEnabled: true,
          S3BucketArn: 'arn:aws:s3:::screenshots',
        },
      },
    },
  ],
  'stack.update': ['plain', 'rich'].map(stackNamed),
  'stack.streamForm': [{ ...stackNamed('plain'), enter: { UserId: 'someone', FleetName: 'running' } }],
  'stack.associateUserList': [
    { ...stackNamed('plain'), enter: { UserStackAssociations: [{ UserName: 'ada@example.com' }] } },
  ],
  'image.create': [
    { enter: { Name: 'new', SourceAmiId: 'ami-12345678', IamRoleArn: role } },
    {
      enter: {
        Name: 'new',
        WorkspaceImageId: 'wsi-12345678',
        AppCatalogConfig: [
          { Name: 'one', AbsoluteAppPath: 'C:\\one.exe' },
          { Name: 'two', AbsoluteAppPath: 'C:\\two.exe' },
        ],
      },
    },
  ],
  'image.copy': [{ ...image, enter: { DestinationRegion: 'us-east-1', DestinationImageName: 'copied' } }],
  'image.update': [{ ...image, enter: { newImageName: 'updated' } }],
  'image.share': [{ ...image, enter: { SharedAccountId: '210987654321' } }],
  'image.export': [{ ...image, enter: { AmiName: 'exported', IamRoleArn: role } }],
  'imagePermission.update': [
    { about: ['DescribeImagePermissions', { Name: 'mine' }, 'SharedImagePermissionsList'], scope: { Name: 'mine' } },
  ],
  'imageBuilder.create': [
    { enter: { Name: 'new', InstanceType: 'stream.standard.medium', ImageArn: imageArn } },
    {
      enter: {
        Name: 'new',
        InstanceType: 'stream.standard.medium',
        ImageName: 'mine',
        VpcConfig: { SubnetIds: ['subnet-1'] },
        RootVolumeConfig: { VolumeSizeInGb: 200 },
      },
    },
  ],
  'imageBuilder.associateSoftware': [
    {
      about: ['DescribeImageBuilders', { Names: ['builder'] }, 'ImageBuilders'],
      enter: { SoftwareNames: ['Microsoft_Office_2021_LTSC_Professional_Plus_64Bit'] },
    },
  ],
  'user.create': [{ enter: { UserName: 'new@example.com', FirstName: 'New', LastName: 'One' } }],
  'directoryConfig.create': [
    {
      enter: {
        DirectoryName: 'new.example.com',
        OrganizationalUnitDistinguishedNames: ['OU=A', 'OU=B'],
        ServiceAccountCredentials: { AccountName: 'svc', AccountPassword: 'secret' },
      },
    },
  ],
  'directoryConfig.update': [{ about: ['DescribeDirectoryConfigs', {}, 'DirectoryConfigs'] }],
  'application.create': [
    {
      enter: {
        Name: 'new',
        IconS3Location: bucket,
        LaunchPath: 'C:\\app.exe',
        Platforms: ['WINDOWS_SERVER_2019'],
        InstanceFamilies: ['GENERAL_PURPOSE'],
        AppBlockArn: blockArn,
      },
    },
  ],
  'application.update': [{ about: ['DescribeApplications', {}, 'Applications'] }],
  'appBlock.create': [
    { enter: { Name: 'new', SourceS3Location: bucket, SetupScriptDetails: script } },
    { enter: { Name: 'new', PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'files' } } },
  ],
  'appBlockBuilder.create': [{ enter: { Name: 'new', VpcConfig: twoSubnets } }],
  'appBlockBuilder.update': ['packer', 'packing'].map(packer),
  'entitlement.create': [
    {
      scope: { StackName: 'plain' },
      enter: { Name: 'new', AppVisibility: 'ALL', Attributes: [{ Name: 'roles', Value: 'cad' }] },
    },
  ],
  'entitlement.update': [
    { about: ['DescribeEntitlements', { StackName: 'rich' }, 'Entitlements'], scope: { StackName: 'rich' } },
  ],
  'theme.create': [
    {
      scope: { StackName: 'plain' },
      enter: {
        TitleText: 'Title',
        ThemeStyling: 'BLUE',
        OrganizationLogoS3Location: bucket,
        FaviconS3Location: bucket,
      },
    },
  ],
  'theme.update': [{ about: ['DescribeThemeForStack', { StackName: 'rich' }, 'Theme'], scope: { StackName: 'rich' } }],
  'tag.create': [
    {
      scope: { ResourceArn: 'arn:aws:appstream:eu-west-1:123456789012:stack/plain' },
      enter: { Tags: { team: 'cad' } },
    },
  ],
  'tag.edit': [{ scope: { ResourceArn: 'arn:aws:appstream:eu-west-1:123456789012:stack/plain' } }],
};

/** The forms there are, by kind and action, but for those without fields. */
export function formsOfKinds(): Map<string, Form> {
  return new Map(
    kinds.flatMap(kind => [
      ...(kind.create && !kind.create.confirm ? [[`${kind.name}.create`, kind.create.form as Form] as const] : []),
      ...kind.actions.flatMap(({ name, form }) => (form ? [[`${kind.name}.${name}`, form] as const] : [])),
    ]),
  );
}

/** A form in each of its starts. @param ask calls the simulated API */
export function opened(name: string, form: Form, ask: Ask): OpenedForm[] {
  const places = starts[name] ?? assert.fail(`Say in this file from where ${name} is tested`);
  return places.map(({ about, scope = {}, enter = {} }) => {
    const found = about && ask(about[0], about[1])[about[2]];
    const resource =
      name === 'tag.edit' ? { Key: 'team', Value: 'cad' } : Array.isArray(found) ? (found[0] as unknown) : found;
    assert.ok(!about || resource, `${name} is about something that is there`);
    const page = pageForm(form, resource, { title: '', line: '', key: '' }, {});
    return {
      form,
      page,
      values: withSharedFields(page.fields, { ...page.values, ...enter }),
      whole: entered => wholeInput(form, resource, scope, entered),
    };
  });
}
