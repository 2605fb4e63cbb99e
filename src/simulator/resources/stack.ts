/** Where users of a stack keep files. */
export interface StorageConnector {
  ConnectorType: 'HOMEFOLDERS' | 'GOOGLE_DRIVE' | 'ONE_DRIVE';
  ResourceIdentifier?: string;
  DomainsRequireAdminConsent?: string[];
}

/** What users of a stack may do. */
export interface UserSetting {
  Action: string;
  Permission: 'ENABLED' | 'DISABLED';
  MaximumLength?: number;
}

/** What agents may do in sessions of a stack. */
export interface AgentAccess {
  Settings?: { AgentAction: string }[];
  S3BucketArn?: string;
  ScreenshotsUploadEnabled?: boolean;
}

/** What CreateStack takes. */
export interface StackInput {
  Name: string;
  DisplayName?: string;
  Description?: string;
  StorageConnectors?: StorageConnector[];
  RedirectURL?: string;
  FeedbackURL?: string;
  UserSettings?: UserSetting[];
  ApplicationSettings?: { Enabled?: boolean; SettingsGroup?: string; S3BucketName?: string };
  Tags?: Record<string, string>;
  AccessEndpoints?: { EndpointType: string; VpceId?: string }[];
  EmbedHostDomains?: string[];
  StreamingExperienceSettings?: { PreferredProtocol?: string };
  ContentRedirection?: object;
  AgentAccessConfig?: AgentAccess;
}

/** A stack as DescribeStacks answers it. */
export interface Stack extends StackInput {
  Arn: string;
  CreatedTime: number;
  StackErrors: { ErrorCode: string; ErrorMessage: string }[];
  UserSettings: UserSetting[];
  StorageConnectors: StorageConnector[];
  ApplicationSettings: NonNullable<StackInput['ApplicationSettings']>;
  /** The associated fleet. */
  FleetName?: string;
}
