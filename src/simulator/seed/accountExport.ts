// Makes a seed of what a real account has: of the answers that its operations that read have given, as the AWS CLI prints them or
// `npm run record` writes them. Names, numbers and ARNs stay. Secrets don't come along: passwords, and URLs that are signed.
import { accountOf } from '../base/arn';
import { modelWith } from '../protocol/models';
import type { Entry, Kind } from './seedRules';

/** An answer of a real account. */
export interface ExportedCall {
  readonly operation: string;
  /** The input; absent for an operation that was asked for all. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** The answers of an account in a Region, with what some entries need to know of others. */
interface Export {
  /** The items of a list, of all pages of an operation. @param input what the calls must have asked for */
  readonly items: (operation: string, list: string, input?: Entry) => readonly Entry[];
  /** Whole answers of an operation. */
  readonly answers: (operation: string, input?: Entry) => readonly Entry[];
}

/** How the entries of a kind follow from its items. */
interface Source {
  readonly operation: string;
  readonly list: string;
  /** The operation whose input members the entries have. */
  readonly create?: string;
  /** Further members, or others than the item has. Undefined leaves a member out. */
  readonly own?: (item: Entry, exported: Export) => Entry;
}

const day = 24 * 60 * 60 * 1000;
const minute = 60_000;

const sources: Readonly<Partial<Record<Kind, Source>>> = {
  fleets: {
    ...{ operation: 'DescribeFleets', list: 'Fleets', create: 'CreateFleet' },
    own: fleet => ({
      ...(fleet['ImageArn'] !== undefined && { ImageName: undefined }),
      ComputeCapacity: capacityOf(fleet),
      state: fleet['State'] === 'STOPPED' ? undefined : fleet['State'],
    }),
  },
  stacks: {
    ...{ operation: 'DescribeStacks', list: 'Stacks', create: 'CreateStack' },
    own: ({ Name }, { answers }) => ({
      fleet: answers('ListAssociatedFleets', { StackName: Name }).flatMap(({ Names }) => listed<string>(Names))[0],
    }),
  },
  imageBuilders: {
    ...{ operation: 'DescribeImageBuilders', list: 'ImageBuilders', create: 'CreateImageBuilder' },
    own: builder => ({ state: builder['State'], reason: builder['StateChangeReason'] }),
  },
  sessions: {
    ...{ operation: 'DescribeSessions', list: 'Sessions' },
    own: session => ({
      ...{ id: session['Id'], stack: session['StackName'], user: session['UserId'] },
      ...{ authentication: session['AuthenticationType'], age: ageOf(session['StartTime'], minute) },
      connected: session['ConnectionState'] === 'CONNECTED',
    }),
  },
  users: {
    ...{ operation: 'DescribeUsers', list: 'Users', create: 'CreateUser' },
    own: ({ Enabled, Status }) => ({ enabled: Enabled, status: Status }),
  },
  userStackAssociations: {
    ...{ operation: 'DescribeUserStackAssociations', list: 'UserStackAssociations' },
    own: ({ StackName, UserName, AuthenticationType }) => ({ StackName, UserName, AuthenticationType }),
  },
  directoryConfigs: {
    ...{ operation: 'DescribeDirectoryConfigs', list: 'DirectoryConfigs', create: 'CreateDirectoryConfig' },
    own: ({ ServiceAccountCredentials: account }) => ({
      ServiceAccountCredentials: isEntry(account) ? { ...account, AccountPassword: 'not exported' } : undefined,
    }),
  },
  appBlocks: { operation: 'DescribeAppBlocks', list: 'AppBlocks', create: 'CreateAppBlock' },
  appBlockBuilders: {
    ...{ operation: 'DescribeAppBlockBuilders', list: 'AppBlockBuilders', create: 'CreateAppBlockBuilder' },
    own: ({ Name }, { items }) => ({
      appBlock: items('DescribeAppBlockBuilderAppBlockAssociations', 'AppBlockBuilderAppBlockAssociations')
        .filter(({ AppBlockBuilderName }) => AppBlockBuilderName === Name)
        .map(({ AppBlockArn }) => nameIn(AppBlockArn))[0],
    }),
  },
  applications: {
    ...{ operation: 'DescribeApplications', list: 'Applications', create: 'CreateApplication' },
    own: ({ Arn, AppBlockArn }, { items }) => ({
      ...{ AppBlockArn: undefined, appBlock: nameIn(AppBlockArn) },
      fleets: items('DescribeApplicationFleetAssociations', 'ApplicationFleetAssociations')
        .filter(({ ApplicationArn }) => ApplicationArn === Arn)
        .map(({ FleetName }) => FleetName),
    }),
  },
  entitlements: {
    ...{ operation: 'DescribeEntitlements', list: 'Entitlements', create: 'CreateEntitlement' },
    own: ({ StackName, Name }, { items }) => ({
      applications: items('ListEntitledApplications', 'EntitledApplications', { StackName, EntitlementName: Name }).map(
        ({ ApplicationIdentifier }) => ApplicationIdentifier,
      ),
    }),
  },
};

/** What the API does not tell of a theme. */
const noLogo = { S3Bucket: 'not-exported', S3Key: 'logo.png' };

/**
 * Makes accounts of a seed of an exported one: itself, and those that share images with it.
 * @param calls the answers. What is missing in them is missing in the seed
 * @returns accounts that are not checked yet, in the order in which they must be made
 */
export function accountsOfExport(accountId: string, region: string, calls: readonly ExportedCall[]): Entry[] {
  const exported = exportOf(calls);
  const images = exported.items('DescribeImages', 'Images');
  const ownerOf = ({ Arn }: Entry) => accountOf(String(Arn));
  const owners = [...new Set(images.map(ownerOf))].filter(owner => owner !== accountId);
  const data = Object.entries(sources).map(([kind, source]) => [kind, entriesOf(source, exported)] as const);
  return [
    ...owners.map(owner => ({
      ...{ accountId: owner, region },
      images: images.filter(image => ownerOf(image) === owner).map(image => sharedImage(image, accountId)),
    })),
    {
      ...{ accountId, region },
      images: images.filter(image => ownerOf(image) === accountId).map(image => ownImage(image, exported)),
      ...Object.fromEntries(data.filter(([, entries]) => entries.length)),
      themes: exported.answers('DescribeThemeForStack').flatMap(({ Theme }) => (isEntry(Theme) ? themeOf(Theme) : [])),
      ...(exported.items('DescribeUsageReportSubscriptions', 'UsageReportSubscriptions').length && {
        usageReports: { age: 0 },
      }),
    },
  ];
}

function exportOf(calls: readonly ExportedCall[]): Export {
  const answers: Export['answers'] = (operation, input = {}) =>
    calls
      .filter(call => call.operation === operation)
      .filter(call => Object.entries(input).every(([name, value]) => call.input?.[name] === value))
      .flatMap(({ answer }) => (answer ? [answer] : []));
  const items: Export['items'] = (operation, list, input) =>
    answers(operation, input).flatMap(answer => listed<Entry>(answer[list]));
  return { answers, items };
}

function entriesOf(source: Source, exported: Export): Entry[] {
  const { operation, list, create, own } = source;
  const model = create === undefined ? undefined : modelWith(create);
  const taken = Object.keys((create !== undefined && model?.inputShape(create).members) || {});
  return exported.items(operation, list).map(item =>
    defined({
      ...Object.fromEntries(taken.map(name => [name, isEmpty(item[name]) ? undefined : item[name]])),
      ...(item['CreatedTime'] !== undefined && { age: ageOf(item['CreatedTime'], day) }),
      Tags: taken.includes('Tags') ? tagsOf(item, exported) : undefined,
      ...own?.(item, exported),
    }),
  );
}

const imageMembers = [
  ...['Name', 'Platform', 'DisplayName', 'Description', 'BaseImageArn', 'ImageBuilderName', 'AppstreamAgentVersion'],
  ...['LatestAppstreamAgentVersion', 'SupportedInstanceFamilies'],
];

function imageOf(image: Entry): Entry {
  const { State, StateChangeReason, CreatedTime, Applications } = image;
  return {
    ...Object.fromEntries(imageMembers.map(name => [name, image[name]])),
    Applications: listed<Entry>(Applications).map(application => defined({ ...application, IconURL: undefined })),
    ...{ state: State, reason: StateChangeReason, age: ageOf(CreatedTime, day) },
  };
}

function ownImage(image: Entry, exported: Export): Entry {
  const permissions = exported.items('DescribeImagePermissions', 'SharedImagePermissionsList', { Name: image['Name'] });
  const sharedWith = permissions.map(permission => [permission['sharedAccountId'], permission['imagePermissions']]);
  return defined({
    ...imageOf(image),
    sharedWith: sharedWith.length ? Object.fromEntries(sharedWith) : undefined,
    Tags: tagsOf(image, exported),
  });
}

function sharedImage(image: Entry, accountId: string): Entry {
  const { Visibility, ImagePermissions } = image;
  return defined({
    ...imageOf(image),
    sharedWith: Visibility === 'PUBLIC' ? undefined : { [accountId]: ImagePermissions },
  });
}

function themeOf({ StackName, ThemeTitleText, ThemeStyling, ThemeFooterLinks, CreatedTime }: Entry): Entry {
  return defined({
    ...{ StackName, ThemeStyling, TitleText: ThemeTitleText, FooterLinks: ThemeFooterLinks },
    ...{ OrganizationLogoS3Location: noLogo, FaviconS3Location: noLogo, age: ageOf(CreatedTime, day) },
  });
}

/** The capacity that a fleet wants, as CreateFleet takes it. An Elastic fleet wants none. */
function capacityOf({ FleetType, MaxSessionsPerInstance, ComputeCapacityStatus: status }: Entry): Entry | undefined {
  if (FleetType === 'ELASTIC' || !isEntry(status)) return undefined;
  return MaxSessionsPerInstance === undefined
    ? { DesiredInstances: status['Desired'] }
    : { DesiredSessions: status['DesiredUserSessions'] };
}

function tagsOf({ Arn }: Entry, { answers }: Export): unknown {
  const tags = answers('ListTagsForResource', { ResourceArn: Arn })[0]?.['Tags'];
  return isEmpty(tags) ? undefined : tags;
}

/** Operations that create take no empty lists and maps. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** @param time epoch seconds, or a text as the AWS CLI prints it @param unit in milliseconds */
function ageOf(time: unknown, unit: number): number {
  const ms = typeof time === 'number' ? time * 1000 : Date.parse(String(time));
  return Number.isNaN(ms) ? 0 : Math.max(0, Date.now() - ms) / unit;
}

/** The name at the end of an ARN. */
function nameIn(arn: unknown): string {
  return String(arn).replace(/^.*\//, '');
}

function listed<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}

function defined(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
