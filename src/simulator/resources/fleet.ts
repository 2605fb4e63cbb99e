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
  /** Worked out for each answer. */
  FleetErrors: { ErrorCode: string; ErrorMessage: string }[];
  /** ARNs of the applications that an Elastic fleet offers. */
  readonly applications: Set<string>;
  /** How many instances can have sessions or have some. Elastic fleets have none of their own. */
  ready: number;
  /** How many instances are on their way, by the number of their order. */
  readonly ordered: Map<number, number>;
  /** IDs of the instances in use that still have the fleet's former image. */
  readonly outdated: Set<string>;
  /** What its capacity was, the oldest first. */
  readonly history: CapacitySample[];
}

/** The capacity of a fleet from a time on. */
export interface CapacitySample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly state: Fleet['State'];
  readonly desired: number;
  readonly ready: number;
  readonly pending: number;
  readonly inUse: number;
  readonly sessions: number;
}

/** What UpdateFleet takes. */
export interface FleetUpdate extends Partial<FleetInput> {
  DeleteVpcConfig?: boolean;
  AttributesToDelete?: string[];
}
