// Sections and settings of AWS files, for tests of profiles.

/** A profile with keys, to be a source. */
export const base = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n';

/** The setting of a role, for the end of a section. */
export const roleArn = (name = 'Admin', account = '111122223333'): string =>
  `role_arn = arn:aws:iam::${account}:role/${name}\n`;

export const session = '[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.test/start\n';

/** What a profile gets from IAM Identity Center. */
export const ssoRole = 'sso_account_id = 111122223333\nsso_role_name = Admin\n';
