/** What CreateDirectoryConfig takes. */
export interface DirectoryConfigInput {
  DirectoryName: string;
  OrganizationalUnitDistinguishedNames?: string[];
  ServiceAccountCredentials?: { AccountName: string; AccountPassword?: string };
  CertificateBasedAuthProperties?: { Status?: string; CertificateAuthorityArn?: string };
}

/** A directory config as DescribeDirectoryConfigs answers it. The password never comes back. */
export interface DirectoryConfig extends DirectoryConfigInput {
  CreatedTime: number;
}
