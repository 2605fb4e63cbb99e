/** What CreateApplication takes. */
export interface ApplicationInput {
  Name: string;
  DisplayName?: string;
  Description?: string;
  IconS3Location: { S3Bucket: string; S3Key?: string };
  LaunchPath: string;
  WorkingDirectory?: string;
  LaunchParameters?: string;
  Platforms: string[];
  InstanceFamilies: string[];
  AppBlockArn: string;
  Tags?: Record<string, string>;
}

/** An application as DescribeApplications answers it. */
export interface Application extends ApplicationInput {
  Arn: string;
  IconURL: string;
  Enabled: boolean;
  Metadata: Record<string, string>;
  CreatedTime: number;
}
