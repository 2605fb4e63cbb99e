// What the user enters: valid values for each form and question.
import type { GroupNode, ResourceNode } from '../../src/explorer/tree/node';
import { arnAccountOf } from '../../src/explorer/tree/node';
import type { Values } from '../../src/forms/field';
import { elasticFleetInput, fleetInput } from '../simulator/simulatorFixture';
import type { Random } from './random';

let made = 0;
/** A name that nothing has had before. */
export const freshName = (): string => `soak-${made++}`;

const bucket = { S3Bucket: 'files', S3Key: 'key' };
const script = { ScriptS3Location: bucket, ExecutablePath: 'setup.ps1', TimeoutInSeconds: 60 };
const role = (node: ResourceNode | GroupNode): string =>
  `arn:aws:iam::${arnAccountOf(node) ?? '123456789012'}:role/streaming`;
const words = (random: Random): string => random.pick(['Changed', 'By somebody', 'For the soak', 'New words']) ?? '';

/** By kind: what a new one is made of. */
export const creating: Readonly<
  Record<string, (group: GroupNode, random: Random, name: string) => Values | undefined>
> = {
  fleet: (_group, random, Name) => ({ ...(random.chance(0.3) ? elasticFleetInput : fleetInput), Name }),
  stack: (_group, random, Name) => ({ Name, DisplayName: words(random) }),
  imageBuilder: (_group, _random, Name) => ({
    Name,
    InstanceType: 'stream.standard.medium',
    ImageName: 'AppStream-WinServer2022-11-10-2025',
  }),
  image: (group, _random, Name) => ({ Name, SourceAmiId: 'ami-12345678', IamRoleArn: role(group) }),
  user: (_group, random, name) => ({
    UserName: `${name}@example.com`,
    FirstName: 'New',
    ...(random.chance(0.2) && { MessageAction: 'SUPPRESS' }),
  }),
  directoryConfig: (_group, _random, name) => ({
    DirectoryName: `${name}.example.com`,
    OrganizationalUnitDistinguishedNames: ['OU=A'],
    ServiceAccountCredentials: { AccountName: 'svc', AccountPassword: 'soakSecretPassword' },
  }),
  appBlock: (_group, _random, Name) => ({ Name, SourceS3Location: bucket, SetupScriptDetails: script }),
  appBlockBuilder: (_group, _random, Name) => ({
    Name,
    Platform: 'WINDOWS_SERVER_2019',
    InstanceType: 'stream.standard.medium',
    VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
  }),
  entitlement: (_group, _random, Name) => ({
    Name,
    AppVisibility: 'ALL',
    Attributes: [{ Name: 'roles', Value: 'cad' }],
  }),
  theme: () => ({
    TitleText: 'Title',
    ThemeStyling: 'BLUE',
    OrganizationLogoS3Location: bucket,
    FaviconS3Location: bucket,
  }),
  tag: (_group, random, name) => ({ Tags: { [`soak-${random.below(8)}`]: name } }),
  usageReport: () => ({}),
};

/** By kind and action: what a form is filled with. */
export const entering: Readonly<
  Record<string, (node: ResourceNode, random: Random, name: string) => Values | undefined>
> = {
  'fleet.update': (_node, random) => ({ DisplayName: words(random), Description: words(random) }),
  'stack.update': (_node, random) => ({ DisplayName: words(random) }),
  'stack.streamForm': (node, random) => ({
    UserId: `soak${random.below(5)}`,
    FleetName: random.pick(fleetsBelow(node)) ?? 'cad-workstations',
    SessionContext: 'soakSecretContext',
  }),
  'stack.associateUserList': () => ({ UserStackAssociations: [{ UserName: 'intern@haldenbrook.example' }] }),
  'image.copy': (_node, random, name) => ({
    DestinationRegion: random.pick(['us-east-1', 'eu-west-1']) ?? '',
    DestinationImageName: name,
  }),
  'image.update': (_node, _random, newImageName) => ({ newImageName }),
  'image.share': (_node, random) => ({
    SharedAccountId: random.pick(['210987654321', '123456789012', '111122223333']) ?? '',
    ImagePermissions: { allowFleet: true, allowImageBuilder: random.chance(0.5) },
  }),
  'image.export': (node, random, AmiName) => (random.chance(0.1) ? { AmiName, IamRoleArn: role(node) } : undefined), // its tasks stay for ever
  'imagePermission.update': (_node, random) => ({
    ImagePermissions: { allowFleet: random.chance(0.8), allowImageBuilder: true },
  }),
  'imageBuilder.associateSoftware': () => ({ SoftwareNames: ['Microsoft_Office_2021_LTSC_Professional_Plus_64Bit'] }),
  'directoryConfig.update': (_node, random) => ({
    OrganizationalUnitDistinguishedNames: [`OU=${random.pick(['A', 'B', 'C'])}`],
  }),
  'application.update': (_node, random) => ({ DisplayName: words(random) }),
  'appBlockBuilder.update': (_node, random) => ({ DisplayName: words(random) }),
  'entitlement.update': (_node, random) => ({ Description: words(random) }),
  'theme.update': (_node, random) => ({ TitleText: words(random) }),
  'tag.edit': ({ resourceKind, resource }, random) => ({ Tags: { [resourceKind.id(resource) ?? '']: words(random) } }),
};

/** By input member: what is typed where nothing can be chosen. */
export const typing: Readonly<Record<string, (random: Random) => string>> = {
  UserId: random => `soak${random.below(5)}`,
  SessionContext: () => 'soakSecretContext',
  Validity: () => '60',
};

function fleetsBelow(stack: ResourceNode): string[] {
  const group = stack.groups.find(({ resourceKind }) => resourceKind.name === 'associatedFleet');
  return [...(group?.list?.nodes.values() ?? [])].flatMap(
    ({ resourceKind, resource }) => resourceKind.id(resource) ?? [],
  );
}
