/** What CreateAppBlockBuilder takes. */
export interface AppBlockBuilderInput {
  Name: string;
  DisplayName?: string;
  Description?: string;
  Platform: string;
  InstanceType: string;
  VpcConfig: { SubnetIds?: string[]; SecurityGroupIds?: string[] };
  EnableDefaultInternetAccess?: boolean;
  IamRoleArn?: string;
  AccessEndpoints?: { EndpointType: string; VpceId?: string }[];
  DisableIMDSV1?: boolean;
  Tags?: Record<string, string>;
}

/** An app block builder as DescribeAppBlockBuilders answers it. */
export interface AppBlockBuilder extends AppBlockBuilderInput {
  Arn: string;
  State: 'STOPPED' | 'STARTING' | 'RUNNING' | 'STOPPING';
  CreatedTime: number;
  AppBlockBuilderErrors: { ErrorCode: string; ErrorMessage: string }[];
  /** ARNs of the app blocks it is associated with: one at most. */
  readonly appBlocks: Set<string>;
}
