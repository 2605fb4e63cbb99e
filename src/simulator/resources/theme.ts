/** A picture in S3. */
export interface S3Location {
  S3Bucket: string;
  S3Key?: string;
}

/** What CreateThemeForStack takes. */
export interface ThemeInput {
  StackName: string;
  TitleText: string;
  ThemeStyling: string;
  OrganizationLogoS3Location: S3Location;
  FaviconS3Location: S3Location;
  FooterLinks?: { DisplayName?: string; FooterLinkURL?: string }[];
}

/** A theme as DescribeThemeForStack answers it. */
export interface Theme {
  StackName: string;
  State: 'ENABLED' | 'DISABLED';
  ThemeTitleText: string;
  ThemeStyling: string;
  ThemeOrganizationLogoURL: string;
  ThemeFaviconURL: string;
  ThemeFooterLinks: NonNullable<ThemeInput['FooterLinks']>;
  CreatedTime: number;
}
