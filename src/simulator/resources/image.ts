import type { Software } from './software';

/** What another account may use an image for. */
export interface ImagePermissions {
  allowFleet?: boolean;
  allowImageBuilder?: boolean;
}

/** An application of an image's catalog. */
export interface ImageApplication {
  Name: string;
  DisplayName: string;
  LaunchPath: string;
  Enabled: boolean;
  LaunchParameters?: string;
  Metadata?: Record<string, string>;
}

/** What an image is made with. The API has no operation for it: images come from builders, imports, updates and copies. */
export interface ImageInput {
  Name: string;
  DisplayName?: string;
  Description?: string;
  Platform: string;
  BaseImageArn?: string;
  ImageBuilderName?: string;
  Applications?: ImageApplication[];
  AppstreamAgentVersion?: string;
  LatestAppstreamAgentVersion?: 'TRUE' | 'FALSE';
  PublicBaseImageReleasedDate?: number;
  SupportedInstanceFamilies?: string[];
  DynamicAppProvidersEnabled?: 'ENABLED' | 'DISABLED';
  ImageBuilderSupported?: boolean;
  ImageType?: 'CUSTOM' | 'NATIVE';
  /** License-included software on it, by name. */
  software?: ReadonlyMap<string, Software>;
}

/** An image as its owner keeps it; how an account sees it is worked out for each answer. */
export interface Image extends ImageInput {
  Arn: string;
  /** (V) DescribeImages: Messages of AWS name the state DEPRECATED, though the model lacks it. [log] */
  State:
    | 'PENDING'
    | 'AVAILABLE'
    | 'FAILED'
    | 'COPYING'
    | 'DELETING'
    | 'CREATING'
    | 'IMPORTING'
    | 'VALIDATING'
    | 'DEPRECATED';
  CreatedTime: number;
  ManagedSoftwareIncluded: boolean;
  StateChangeReason?: { Code: string; Message: string };
  /** The accounts it is shared with. */
  readonly sharedWith: Map<string, ImagePermissions>;
  readonly software: ReadonlyMap<string, Software>;
}
