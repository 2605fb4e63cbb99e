/** What CreateEntitlement takes. */
export interface EntitlementInput {
  Name: string;
  StackName: string;
  Description?: string;
  AppVisibility: 'ALL' | 'ASSOCIATED';
  Attributes: { Name: string; Value: string }[];
}

/** An entitlement as DescribeEntitlements answers it, with the names of its applications. */
export interface Entitlement extends EntitlementInput {
  CreatedTime: number;
  LastModifiedTime: number;
  readonly applications: Set<string>;
}
