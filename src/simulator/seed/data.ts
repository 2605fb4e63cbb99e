import type { FleetInput } from '../handlers/fleets';
import type { ImageBuilder, ImageBuilderInput } from '../handlers/imageBuilders';
import type { Image, ImageInput, ImagePermissions } from '../handlers/images';
import type { AuthenticationType } from '../handlers/sessions';
import type { StackInput } from '../handlers/stacks';

/** What an account has in a Region at first. Everything is made with the defaults and under the rules of its create operation. */
export interface SeedData {
  readonly images?: readonly SeedImage[];
  readonly fleets?: readonly SeedFleet[];
  readonly stacks?: readonly SeedStack[];
  readonly imageBuilders?: readonly SeedImageBuilder[];
  readonly sessions?: readonly SeedSession[];
}

interface Aged {
  /** Days since it was made. */
  readonly age: number;
}

export type SeedImage = ImageInput &
  Aged & {
    /** Default AVAILABLE. What is PENDING becomes so after a while. */
    readonly state?: Image['State'];
    readonly reason?: { Code: string; Message: string };
    readonly sharedWith?: Readonly<Record<string, ImagePermissions>>;
  };

export type SeedFleet = FleetInput &
  Aged & {
    /** Default STOPPED. STARTING and STOPPING settle after a while. */
    readonly state?: 'STARTING' | 'RUNNING' | 'STOPPING';
    readonly errors?: { ErrorCode: string; ErrorMessage: string }[];
  };

export type SeedStack = StackInput & Aged & { readonly fleet?: string };

export type SeedImageBuilder = ImageBuilderInput &
  Aged & {
    /** Default STOPPED. PENDING and SNAPSHOTTING settle after a while. */
    readonly state?: ImageBuilder['State'];
    readonly reason?: { Code: string; Message: string };
  };

export interface SeedSession {
  readonly stack: string;
  readonly user: string;
  readonly authentication: AuthenticationType;
  /** Default true. */
  readonly connected?: boolean;
  /** Minutes since it began. */
  readonly age: number;
}
