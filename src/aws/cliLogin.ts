// What the user runs to sign in with the AWS CLI.
import * as l10n from '@vscode/l10n';

/** For a sign-in through IAM Identity Center. */
export function runSsoLogin(profile: string): string {
  return l10n.t('Run: aws sso login --profile {0}', quoted(profile));
}

/** For a sign-in to the AWS console. */
export function runLogin(profile: string): string {
  return l10n.t('Run: aws login --profile {0}', quoted(profile));
}

/** A profile's name as a shell takes it. */
function quoted(profile: string): string {
  return /^[\w@+.:/-]+$/.test(profile) ? profile : `"${profile}"`;
}
