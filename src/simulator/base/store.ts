import type { Alarm } from '../resources/alarm';
import type { AppBlock } from '../resources/appBlock';
import type { AppBlockBuilder } from '../resources/appBlockBuilder';
import type { Application } from '../resources/application';
import type { DirectoryConfig } from '../resources/directoryConfig';
import type { Entitlement } from '../resources/entitlement';
import type { ExportImageTask } from '../resources/exportImageTask';
import type { Fleet } from '../resources/fleet';
import type { Image } from '../resources/image';
import type { ImageBuilder } from '../resources/imageBuilder';
import type { ScalingState } from '../resources/scaling';
import type { Session } from '../resources/session';
import type { Stack } from '../resources/stack';
import type { Theme } from '../resources/theme';
import type { TrailEvent } from '../resources/trailEvent';
import type { AppLicenseUsage, UsageReportSubscription } from '../resources/usageReport';
import type { User } from '../resources/user';
import type { UserStackAssociation } from '../resources/userStackAssociation';
import type { QuotaName } from './quotas';
import { defaultQuotas } from './quotas';
import { SortedMap } from './sortedMap';

/** What is wrong with a subnet, security group or role: it was deleted, or has no free addresses, or few. */
export type Trouble = 'gone' | 'full' | 'scarce';

/** What one account has in one Region. Resources are kept by name unless a comment says otherwise. */
export interface Store {
  readonly accountId: string;
  readonly region: string;
  /** How many of each kind there may be. */
  readonly quotas: Record<QuotaName, number>;
  readonly fleets: SortedMap<Fleet>;
  readonly stacks: SortedMap<Stack>;
  /** The account's own images. */
  readonly images: Map<string, Image>;
  readonly imageBuilders: Map<string, ImageBuilder>;
  /** By id. */
  readonly sessions: Map<string, Session>;
  /** By ARN of the resource. A resource that takes tags has an entry for as long as it exists. */
  readonly tags: Map<string, Map<string, string>>;
  /** By authentication type and name. */
  readonly users: SortedMap<User>;
  /** By stack, authentication type and user. */
  readonly userStackAssociations: Map<string, UserStackAssociation>;
  readonly directoryConfigs: Map<string, DirectoryConfig>;
  readonly appBlocks: Map<string, AppBlock>;
  readonly appBlockBuilders: Map<string, AppBlockBuilder>;
  readonly applications: Map<string, Application>;
  /** By stack and name. */
  readonly entitlements: Map<string, Entitlement>;
  /** By stack. */
  readonly themes: Map<string, Theme>;
  /** By id. */
  readonly exportImageTasks: Map<string, ExportImageTask>;
  readonly appLicenseUsages: AppLicenseUsage[];
  usageReportSubscription: UsageReportSubscription | undefined;
  /** What is wrong with subnets, security groups and roles, by ID or ARN. */
  readonly broken: Map<string, Trouble>;
  readonly scaling: ScalingState;
  /** CloudWatch alarms. */
  readonly alarms: Map<string, Alarm>;
  /** What was asked of AppStream, the newest last. */
  readonly trail: TrailEvent[];
}

/** An account in a Region, without resources and with the default quotas. */
export function createStore(accountId: string, region: string): Store {
  return {
    accountId,
    region,
    quotas: { ...defaultQuotas },
    fleets: new SortedMap(),
    stacks: new SortedMap(),
    images: new Map(),
    imageBuilders: new Map(),
    sessions: new Map(),
    tags: new Map(),
    users: new SortedMap(),
    userStackAssociations: new Map(),
    directoryConfigs: new Map(),
    appBlocks: new Map(),
    appBlockBuilders: new Map(),
    applications: new Map(),
    entitlements: new Map(),
    themes: new Map(),
    exportImageTasks: new Map(),
    appLicenseUsages: [],
    usageReportSubscription: undefined,
    broken: new Map(),
    scaling: { targets: new Map(), policies: new Map(), schedules: new Map(), activities: [] },
    alarms: new Map(),
    trail: [],
  };
}
