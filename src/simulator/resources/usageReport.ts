/** The usage report subscription of a Region. */
export interface UsageReportSubscription {
  S3BucketName: string;
  Schedule: 'DAILY';
  SubscriptionErrors: { ErrorCode: string; ErrorMessage: string }[];
  /** Milliseconds since the epoch; not in answers. */
  since: number;
}

/** Who used which licensed application in which month. */
export interface AppLicenseUsage {
  UserArn: string;
  BillingPeriod: string;
  OwnerAWSAccountId: string;
  SubscriptionFirstUsedDate: number;
  SubscriptionLastUsedDate: number;
  LicenseType: string;
  UserId: string;
}
