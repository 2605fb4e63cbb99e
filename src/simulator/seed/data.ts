import type { Trouble } from '../base/store';
import type { AppBlockInput } from '../resources/appBlock';
import type { AppBlockBuilderInput } from '../resources/appBlockBuilder';
import type { ApplicationInput } from '../resources/application';
import type { DirectoryConfigInput } from '../resources/directoryConfig';
import type { EntitlementInput } from '../resources/entitlement';
import type { FleetInput } from '../resources/fleet';
import type { Image, ImageInput, ImagePermissions } from '../resources/image';
import type { ImageBuilder, ImageBuilderInput } from '../resources/imageBuilder';
import type { AuthenticationType } from '../resources/session';
import type { StackInput } from '../resources/stack';
import type { ThemeInput } from '../resources/theme';
import type { UserInput } from '../resources/user';
import type { UserStackAssociation } from '../resources/userStackAssociation';

/** What an account has in a Region at first. The create operations' defaults and rules apply to all of it. */
export interface SeedData {
  readonly images?: readonly SeedImage[];
  readonly fleets?: Iterable<SeedFleet>;
  readonly stacks?: Iterable<SeedStack>;
  readonly imageBuilders?: readonly SeedImageBuilder[];
  readonly sessions?: readonly SeedSession[];
  readonly users?: Iterable<SeedUser>;
  readonly userStackAssociations?: readonly UserStackAssociation[];
  readonly directoryConfigs?: readonly (DirectoryConfigInput & Aged)[];
  readonly appBlocks?: readonly (AppBlockInput & Aged)[];
  readonly appBlockBuilders?: readonly SeedAppBlockBuilder[];
  readonly applications?: readonly SeedApplication[];
  readonly entitlements?: readonly SeedEntitlement[];
  readonly themes?: readonly (ThemeInput & Aged)[];
  /** The usage report subscription, if there is one. */
  readonly usageReports?: Aged;
  readonly licences?: readonly SeedLicence[];
  /** Subnets, security groups and roles that fleets can't use, by ID or ARN. */
  readonly broken?: Readonly<Record<string, Trouble>>;
}

interface Aged {
  /** Days since it was created. */
  readonly age: number;
}

export type SeedImage = ImageInput &
  Aged & {
    /** Default AVAILABLE. A PENDING image becomes AVAILABLE after a while. */
    readonly state?: Image['State'];
    readonly reason?: { Code: string; Message: string };
    readonly sharedWith?: Readonly<Record<string, ImagePermissions>>;
  };

export type SeedFleet = FleetInput &
  Aged & {
    /** Default STOPPED. STARTING and STOPPING settle after a while. */
    readonly state?: 'STARTING' | 'RUNNING' | 'STOPPING';
  };

export type SeedStack = StackInput & Aged & { readonly fleet?: string };

export type SeedImageBuilder = ImageBuilderInput &
  Aged & {
    /** Default STOPPED. PENDING and SNAPSHOTTING settle after a while. */
    readonly state?: ImageBuilder['State'];
    readonly reason?: { Code: string; Message: string };
  };

export type SeedUser = UserInput & Aged & { readonly enabled?: boolean; readonly status?: string };

/** With the name of the app block that it is associated with. */
export type SeedAppBlockBuilder = AppBlockBuilderInput & Aged & { readonly appBlock?: string };

/** With the names of its app block and of the fleets that offer it. */
export type SeedApplication = Omit<ApplicationInput, 'AppBlockArn'> &
  Aged & { readonly appBlock: string; readonly fleets?: readonly string[] };

export type SeedEntitlement = EntitlementInput & Aged & { readonly applications?: readonly string[] };

export interface SeedLicence {
  readonly user: string;
  readonly product: string;
  /** Months before this one. */
  readonly age: number;
}

export interface SeedSession {
  readonly stack: string;
  readonly user: string;
  readonly authentication: AuthenticationType;
  /** Default true. */
  readonly connected?: boolean;
  /** Minutes since it began. */
  readonly age: number;
  /** One of its own unless given. */
  readonly id?: string;
}
