// How the entries of a seed file are checked, by kind.
import { model } from '../../api/appstream/model';
import type { SeedData } from './data';

export type Entry = Readonly<Record<string, unknown>>;
export type Data = Readonly<Record<string, readonly Entry[] | undefined>>;
export type Kind = Exclude<keyof SeedData, 'usageReports' | 'broken'>;

/** How the entries of a kind are checked. */
export interface KindRules {
  /** Its other members are those of this operation's input. */
  readonly operation?: string;
  /** Members of the seed's own, and whether they are required. */
  readonly own: Readonly<Record<string, 'required' | 'optional'>>;
  /** The values that some of these members may have. */
  readonly enums?: Readonly<Record<string, readonly string[]>>;
  /** What tells an entry from the others. */
  readonly key?: (entry: Entry) => string;
  /** Members that the operation needs and the seed puts in. */
  readonly filled?: object;
  /** What it names, by the kind of that. */
  readonly names?: (entry: Entry) => Partial<Record<'fleets' | 'stacks' | 'appBlocks', unknown>>;
}

const valuesOf = (shape: string): readonly string[] => model.shape(shape).enum ?? [];
const byName = ({ Name }: Entry) => String(Name);
const age = 'optional';

export const rules: Readonly<Record<Kind, KindRules>> = {
  images: {
    own: {
      ...{
        Name: 'required',
        Platform: 'required',
        DisplayName: 'optional',
        Description: 'optional',
        BaseImageArn: 'optional',
      },
      ...{ ImageBuilderName: 'optional', Applications: 'optional', AppstreamAgentVersion: 'optional', age },
      ...{ LatestAppstreamAgentVersion: 'optional', SupportedInstanceFamilies: 'optional', state: 'optional' },
      ...{ reason: 'optional', sharedWith: 'optional', Tags: 'optional' },
    },
    enums: { state: [...valuesOf('ImageState'), 'DEPRECATED'], Platform: valuesOf('PlatformType') },
    key: byName,
  },
  fleets: {
    ...{ operation: 'CreateFleet', own: { age, state: 'optional' }, key: byName },
    enums: { state: valuesOf('FleetState') },
  },
  stacks: {
    ...{ operation: 'CreateStack', own: { age, fleet: 'optional' }, key: byName },
    names: ({ fleet }) => ({ fleets: fleet }),
  },
  imageBuilders: {
    ...{ operation: 'CreateImageBuilder', own: { age, state: 'optional', reason: 'optional' }, key: byName },
    enums: { state: valuesOf('ImageBuilderState') },
  },
  sessions: {
    own: {
      ...{ stack: 'required', user: 'required', authentication: 'required' },
      ...{ connected: 'optional', age, id: 'optional' },
    },
    enums: { authentication: valuesOf('AuthenticationType') },
    names: ({ stack }) => ({ stacks: stack }),
  },
  users: {
    ...{ operation: 'CreateUser', own: { age, enabled: 'optional', status: 'optional' } },
    key: ({ AuthenticationType, UserName }) => `${String(AuthenticationType)}/${String(UserName)}`,
  },
  userStackAssociations: {
    own: {
      ...{ StackName: 'required', UserName: 'required', AuthenticationType: 'required' },
      SendEmailNotification: 'optional',
    },
    enums: { AuthenticationType: valuesOf('AuthenticationType') },
    names: ({ StackName }) => ({ stacks: StackName }),
  },
  directoryConfigs: {
    ...{ operation: 'CreateDirectoryConfig', own: { age } },
    key: ({ DirectoryName }) => String(DirectoryName),
  },
  appBlocks: { operation: 'CreateAppBlock', own: { age }, key: byName },
  appBlockBuilders: {
    ...{ operation: 'CreateAppBlockBuilder', own: { age, appBlock: 'optional' }, key: byName },
    names: ({ appBlock }) => ({ appBlocks: appBlock }),
  },
  applications: {
    ...{ operation: 'CreateApplication', own: { age, appBlock: 'required', fleets: 'optional' }, key: byName },
    filled: { AppBlockArn: 'arn:aws:appstream:eu-west-1:123456789012:app-block/any' },
    names: ({ appBlock, fleets }) => ({ appBlocks: appBlock, fleets }),
  },
  entitlements: {
    ...{ operation: 'CreateEntitlement', own: { age, applications: 'optional' } },
    key: ({ StackName, Name }) => `${String(StackName)}/${String(Name)}`,
    names: ({ StackName }) => ({ stacks: StackName }), // its applications may be those of an image
  },
  themes: {
    ...{ operation: 'CreateThemeForStack', own: { age }, key: ({ StackName }) => String(StackName) },
    names: ({ StackName }) => ({ stacks: StackName }),
  },
  licences: { own: { user: 'required', product: 'required', age } },
};

export const kinds = Object.keys(rules) as Kind[];
