import * as l10n from '@vscode/l10n';

import { configError } from './configError';
import type { ConfigFiles, Section } from './configFiles';
import type { Profile, Profiles } from './connection';
import { environmentProfile } from './connection';
import { methodOf } from './sources';

/**
 * The profiles to choose from, sorted by name, and the paths of their files.
 *
 * The credentials in the environment are a profile of their own if AWS_ACCESS_KEY_ID is set and neither AWS_PROFILE nor
 * AWS_DEFAULT_PROFILE is.
 * @throws ApiError (config) if there is no profile because the files are broken
 */
export function profilesOf(
  { profiles: sections, keysInConfig, files, problems }: ConfigFiles,
  env: NodeJS.ProcessEnv = process.env,
): Profiles {
  const order = new Intl.Collator(undefined, { numeric: true });
  const profiles: Profile[] = [...sections]
    .filter(([name]) => name !== environmentProfile)
    .map(([name, section]) => ({ name, kind: kindOf(section, keysInConfig.has(name)), ...regionOf(section['region']) }))
    .sort((a, b) => order.compare(a.name, b.name));
  // The AWS CLI uses the same order.
  const named = env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'];
  if (env['AWS_ACCESS_KEY_ID'] && !named) {
    const region = regionOf(env['AWS_REGION'] || env['AWS_DEFAULT_REGION']);
    profiles.unshift({ name: environmentProfile, kind: l10n.t('environment variables'), ...region });
  }
  const [first] = problems;
  if (!profiles.length && first) throw configError(first.message);
  const preferred = preferredOf(profiles, named);
  return { profiles, files: [...files], problems, ...(preferred !== undefined && { preferred }) };
}

// As in the SDK: AWS_PROFILE, then the keys in the environment, then the profile named `default`.
function preferredOf(profiles: readonly Profile[], named: string | undefined): string | undefined {
  const names = named ? [named] : [environmentProfile, 'default'];
  return names.find(name => profiles.some(profile => profile.name === name));
}

function regionOf(region: string | undefined): Pick<Profile, 'region'> {
  return region ? { region } : {};
}

function kindOf(section: Section, keysInConfig: boolean): string {
  switch (methodOf(section, { keysInConfig })) {
    case 'role':
      return section['mfa_serial'] ? l10n.t('role with MFA') : l10n.t('role');
    case 'keys':
      return section['aws_security_token'] || section['aws_session_token']
        ? l10n.t('session token')
        : l10n.t('access key');
    case 'webIdentity':
      return l10n.t('web identity');
    case 'process':
      return l10n.t('process');
    case 'sso':
      return l10n.t('IAM Identity Center');
    case 'console':
      return l10n.t('console sign-in');
    case undefined:
      return l10n.t('no credentials');
  }
}
