import type { Software } from './software';

/** What CreateImageBuilder takes. */
export interface ImageBuilderInput {
  Name: string;
  ImageName?: string;
  ImageArn?: string;
  InstanceType: string;
  Description?: string;
  DisplayName?: string;
  VpcConfig?: { SubnetIds?: string[]; SecurityGroupIds?: string[] };
  IamRoleArn?: string;
  EnableDefaultInternetAccess?: boolean;
  DomainJoinInfo?: { DirectoryName?: string; OrganizationalUnitDistinguishedName?: string };
  AppstreamAgentVersion?: string;
  Tags?: Record<string, string>;
  AccessEndpoints?: { EndpointType: string; VpceId?: string }[];
  RootVolumeConfig?: { VolumeSizeInGb?: number };
  SoftwaresToInstall?: string[];
  SoftwaresToUninstall?: string[];
  DisableIMDSV1?: boolean;
}

/** An image builder as DescribeImageBuilders answers it. */
export interface ImageBuilder extends ImageBuilderInput {
  Arn: string;
  State:
    | 'PENDING'
    | 'UPDATING_AGENT'
    | 'RUNNING'
    | 'STOPPING'
    | 'STOPPED'
    | 'SNAPSHOTTING'
    | 'DELETING'
    | 'FAILED'
    | 'UPDATING'
    | 'PENDING_SYNCING_APPS'
    | 'SYNCING_APPS';
  CreatedTime: number;
  Platform: string;
  ImageBuilderErrors: { ErrorCode: string; ErrorMessage: string; ErrorTimestamp?: number }[];
  StateChangeReason?: { Code: string; Message: string };
  NetworkAccessConfiguration?: { EniPrivateIpAddress: string; EniId: string };
  AppstreamAgentVersion: string;
  LatestAppstreamAgentVersion: 'TRUE' | 'FALSE';
  /** License-included software on it, by name. */
  readonly software: Map<string, Software>;
}
