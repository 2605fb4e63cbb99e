/** What CreateFleet takes. */
export interface FleetInput {
  Name: string;
  DisplayName?: string;
  Description?: string;
  ImageName?: string;
  ImageArn?: string;
  InstanceType: string;
  FleetType?: 'ALWAYS_ON' | 'ON_DEMAND' | 'ELASTIC';
  ComputeCapacity?: { DesiredInstances?: number; DesiredSessions?: number };
  VpcConfig?: { SubnetIds?: string[]; SecurityGroupIds?: string[] };
  MaxUserDurationInSeconds?: number;
  DisconnectTimeoutInSeconds?: number;
  IdleDisconnectTimeoutInSeconds?: number;
  EnableDefaultInternetAccess?: boolean;
  DomainJoinInfo?: { DirectoryName?: string; OrganizationalUnitDistinguishedName?: string };
  Tags?: Record<string, string>;
  IamRoleArn?: string;
  StreamView?: 'APP' | 'DESKTOP';
  Platform?: string;
  MaxConcurrentSessions?: number;
  UsbDeviceFilterStrings?: string[];
  SessionScriptS3Location?: { S3Bucket: string; S3Key?: string };
  MaxSessionsPerInstance?: number;
  RootVolumeConfig?: { VolumeSizeInGb?: number };
  DisableIMDSV1?: boolean;
}

/** A fleet as DescribeFleets answers it, without its capacity, which is worked out for each answer. */
export interface Fleet extends FleetInput {
  Arn: string;
  State: 'STOPPED' | 'STARTING' | 'RUNNING' | 'STOPPING';
  CreatedTime: number;
  FleetType: NonNullable<FleetInput['FleetType']>;
  MaxUserDurationInSeconds: number;
  FleetErrors: { ErrorCode: string; ErrorMessage: string }[];
  /** ARNs of the applications that an Elastic fleet offers. */
  readonly applications: Set<string>;
}

/** What UpdateFleet takes. */
export interface FleetUpdate extends Partial<FleetInput> {
  DeleteVpcConfig?: boolean;
  AttributesToDelete?: string[];
}
