// The AWS CLI commands that sign a user in.
import * as l10n from '@vscode/l10n';

/** A message with the command for a sign-in through IAM Identity Center. */
export function runSsoLogin(profile: string): string {
  return l10n.t('Run: aws sso login --profile {0}', quoted(profile));
}

/** A message with the command for a sign-in to the AWS console. */
export function runLogin(profile: string): string {
  return l10n.t('Run: aws login --profile {0}', quoted(profile));
}

/** A profile's name, in quotation marks if a shell needs them. */
function quoted(profile: string): string {
  return /^[\w@+.:/-]+$/.test(profile) ? profile : `"${profile}"`;
}
