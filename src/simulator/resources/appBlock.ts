/** A script that runs before an app block's applications start. */
export interface Script {
  ScriptS3Location: { S3Bucket: string; S3Key?: string };
  ExecutablePath: string;
  ExecutableParameters?: string;
  TimeoutInSeconds: number;
}

/** What CreateAppBlock takes. */
export interface AppBlockInput {
  Name: string;
  DisplayName?: string;
  Description?: string;
  SourceS3Location: { S3Bucket: string; S3Key?: string };
  SetupScriptDetails?: Script;
  PostSetupScriptDetails?: Script;
  PackagingType?: 'CUSTOM' | 'APPSTREAM2';
  Tags?: Record<string, string>;
}

/** An app block as DescribeAppBlocks answers it. */
export interface AppBlock extends AppBlockInput {
  Arn: string;
  PackagingType: 'CUSTOM' | 'APPSTREAM2';
  State: 'INACTIVE' | 'ACTIVE';
  CreatedTime: number;
  AppBlockErrors: { ErrorCode: string; ErrorMessage: string }[];
}
