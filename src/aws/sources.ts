// Finds where a profile's credentials come from. The order is that of the AWS CLI, so that a profile has the same identity in
// both.
import * as crypto from 'node:crypto';

import * as l10n from '@vscode/l10n';

import { configError } from './configError';
import type { ConfigFiles, Section } from './configFiles';
import type { FileProblem } from './connection';
import { environmentProfile, settingsProfile } from './connection';
import { variantOf } from './flags';

/** A sign-in through IAM Identity Center. */
export interface SsoLogin {
  /** The key of the token's file in the AWS CLI and the SDK: the sso-session's name or, without one, the start URL. */
  readonly cacheKey: string;
  readonly startUrl: string;
  readonly region: string;
  /** The scopes of the token; empty for a profile without an sso-session, whose tokens can't be refreshed. */
  readonly scopes: readonly string[];
}

/** The values of `credential_source`. */
export const namedSources = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'] as const;
export type NamedSource = (typeof namedSources)[number];

/** A source of credentials, with everything that is needed to get them. `profile` is the profile with the settings. */
export type Source =
  | {
      readonly kind: 'keys';
      readonly profile: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      /** Absent for long-term keys. */
      readonly sessionToken?: string;
      readonly accountId?: string;
    }
  | ({ readonly kind: 'role'; readonly profile: string; readonly from: Source } & Role)
  | { readonly kind: 'named'; readonly profile: string; readonly name: NamedSource }
  | ({ readonly kind: 'webIdentity'; readonly profile: string; readonly tokenFile: string } & Role)
  | {
      readonly kind: 'sso';
      readonly profile: string;
      readonly login: SsoLogin;
      readonly accountId: string;
      readonly roleName: string;
    }
  | { readonly kind: 'console' | 'process'; readonly profile: string };

export interface Role {
  readonly roleArn: string;
  readonly sessionName?: string;
  readonly externalId?: string;
  readonly mfaSerial?: string;
  /** In seconds; without it, STS uses its default. */
  readonly duration?: number;
}

/**
 * How a profile gets credentials, by its settings; undefined if it has no such settings. The first match wins: a web identity,
 * a role, IAM Identity Center, then its own keys.
 * @param keysInConfig whether its keys are in the config file, where a console sign-in or a process takes precedence over them
 * @param isSource whether another profile names it as its source: then its keys take precedence over its role
 */
export function methodOf(
  section: Section,
  { keysInConfig = false, isSource = false } = {},
): Exclude<Source['kind'], 'named'> | undefined {
  const has = (...keys: string[]): boolean => keys.some(key => section[key] !== undefined);
  const hasKeys = has('aws_access_key_id', 'aws_secret_access_key');
  if (section['web_identity_token_file']) return 'webIdentity';
  if (has('role_arn') && !(isSource && hasKeys)) return 'role';
  if (has('sso_account_id', 'sso_role_name')) return 'sso';
  if (has('aws_access_key_id') && !keysInConfig) return 'keys';
  if (has('login_session')) return 'console';
  if (has('credential_process')) return 'process';
  if (hasKeys) return 'keys';
  return has('sso_session', 'sso_start_url') ? 'sso' : undefined;
}

/**
 * Where a profile's credentials come from.
 * @throws ApiError (config) that names missing or contradictory settings; other credentials are never used instead
 */
export function sourceOf(profile: string, files: ConfigFiles): Source {
  const { chain, again } = chainOf(profile, files);
  if (again !== undefined) {
    const names = [...chain, again].map(each => `"${each}"`).join(' → ');
    throw configError(l10n.t('These profiles name each other as source_profile: {0}.', names));
  }
  return resolve(profile, files, false);
}

/** The chain of profiles in which each names the next as its source, and the profile that closes a loop, if any. */
function chainOf(profile: string, { profiles }: ConfigFiles): { chain: string[]; again?: string } {
  const chain: string[] = [];
  for (let name: string | undefined = profile; name !== undefined;) {
    const section: Section | undefined = profiles.get(name);
    if (!section) return { chain };
    if (chain.includes(name)) {
      // A profile may name itself: then its own keys assume its role.
      const namesItself = chain.at(-1) === name && methodOf(section, { isSource: true }) !== 'role';
      return namesItself ? { chain } : { chain, again: name };
    }
    chain.push(name);
    name = methodOf(section) === 'role' ? section['source_profile'] : undefined;
  }
  return { chain };
}

function resolve(profile: string, files: ConfigFiles, isSource: boolean): Source {
  const section = files.profiles.get(profile) ?? {};
  const missing = (...settings: string[]): Error => missingIn(profile, settings, files);
  const keysInConfig = files.keysInConfig.has(profile);
  switch (methodOf(section, { keysInConfig, isSource })) {
    case 'webIdentity': {
      const role = roleOf(section);
      if (!role) throw missing('role_arn');
      return { kind: 'webIdentity', profile, tokenFile: section['web_identity_token_file'] ?? '', ...role };
    }
    case 'role': {
      const role = roleOf(section);
      if (!role) throw missing('role_arn');
      return { kind: 'role', profile, ...role, from: sourceOfRole(profile, section, files) };
    }
    case 'sso':
      return ssoSource(profile, section, files);
    case 'keys': {
      const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = section;
      if (!accessKeyId) throw missing('aws_access_key_id');
      if (!secretAccessKey) throw missing('aws_secret_access_key');
      const sessionToken = section['aws_security_token'] ?? section['aws_session_token'];
      const accountId = section['aws_account_id'];
      const rest = { ...(sessionToken && { sessionToken }), ...(accountId && { accountId }) };
      return { kind: 'keys', profile, accessKeyId, secretAccessKey, ...rest };
    }
    case 'console':
      if (!section['login_session']) throw missing('login_session');
      return { kind: 'console', profile };
    case 'process':
      if (!section['credential_process']) throw missing('credential_process');
      return { kind: 'process', profile };
    case undefined:
      throw configError(
        l10n.t('Profile "{0}" has no credentials in {1}.', profile, files.files.map(({ path }) => path).join(', ')),
        l10n.t('Add an access key, a role, a sign-in or a credential_process to the profile, then refresh.'),
      );
  }
}

/** The error for missing settings. @param settings the names of the settings that are missing or empty */
function missingIn(profile: string, settings: readonly string[], { files, keysInConfig }: ConfigFiles): Error {
  const isKey = settings.some(setting => setting.startsWith('aws_')) && !keysInConfig.has(profile);
  const file = files[isKey ? 1 : 0]?.path ?? '';
  return configError(
    l10n.t('Profile "{0}" has no {1} in {2}.', profile, settings.join(', '), file),
    l10n.t('Add the missing settings, then refresh.'),
  );
}

function roleOf(section: Section): Role | undefined {
  const { role_arn: roleArn, role_session_name: sessionName, external_id: externalId, mfa_serial: mfaSerial } = section;
  if (!roleArn) return undefined;
  const duration = /^[+-]?\d+$/.test(section['duration_seconds'] ?? '')
    ? Number(section['duration_seconds'])
    : undefined;
  return {
    roleArn,
    ...(sessionName && { sessionName }),
    ...(externalId && { externalId }),
    ...(mfaSerial && { mfaSerial }),
    ...(duration !== undefined && { duration }),
  };
}

/** The source of a role's profile. Never the profile's own keys, unless it names itself: they would be used without the role. */
function sourceOfRole(profile: string, section: Section, files: ConfigFiles): Source {
  const { source_profile: source, credential_source: named } = section;
  if (source !== undefined && named !== undefined) {
    throw configError(l10n.t('Profile "{0}" has both a source_profile and a credential_source.', profile));
  }
  if (!source && !named) {
    throw configError(
      l10n.t('Profile "{0}" has a role_arn, but neither a source_profile nor a credential_source.', profile),
      l10n.t(
        "Add one of them, then refresh. If the profile's own keys assume the role, set source_profile to the profile itself.",
      ),
    );
  }
  if (named) {
    const name = namedSources.find(each => each === named);
    if (name) return { kind: 'named', profile, name };
    const possible = namedSources.join(', ');
    throw configError(l10n.t('The credential_source of profile "{0}" must be one of {1}.', profile, possible));
  }
  if (!source || !files.profiles.has(source)) {
    throw configError(
      l10n.t('Profile "{0}" names the source_profile "{1}", which isn\'t in the AWS files.', profile, source ?? ''),
    );
  }
  return resolve(source, files, true);
}

function ssoSource(profile: string, section: Section, files: ConfigFiles): Source {
  const name = section['sso_session'];
  const session = name === undefined ? {} : files.ssoSessions.get(name);
  if (!session) {
    throw configError(
      l10n.t('Profile "{0}" names the sso-session "{1}", which isn\'t in the AWS config file.', profile, name ?? ''),
    );
  }
  const all = { ...section, ...session };
  const differs = Object.keys(session).find(key => section[key] !== undefined && section[key] !== session[key]);
  if (differs !== undefined) {
    throw configError(l10n.t('Profile "{0}" and its sso-session have different values for {1}.', profile, differs));
  }
  const { sso_start_url: startUrl, sso_region: region, sso_account_id: accountId, sso_role_name: roleName } = all;
  if (!startUrl || !region || !accountId || !roleName) {
    const needed = { sso_start_url: startUrl, sso_region: region, sso_account_id: accountId, sso_role_name: roleName };
    throw missingIn(
      profile,
      Object.entries(needed).flatMap(([key, value]) => (value ? [] : [key])),
      files,
    );
  }
  // The default of the AWS CLI: without a scope, there is no refresh token.
  const scopes = (all['sso_registration_scopes'] ?? 'sso:account:access').split(',').map(scope => scope.trim());
  const login = { cacheKey: name ?? startUrl, startUrl, region, scopes: name === undefined ? [] : scopes };
  return { kind: 'sso', profile, login, accountId, roleName };
}

/** The first source of a profile's credentials, behind all roles; undefined for a profile without credentials. */
export function beginningOf(profile: string, files: ConfigFiles): Source | undefined {
  try {
    let source = sourceOf(profile, files);
    while (source.kind === 'role') source = source.from;
    return source;
  } catch {
    return undefined; // getting credentials fails with the reason
  }
}

/**
 * The MFA device that a profile without a role names beside its keys. As in the AWS CLI, the keys are used without it, but the
 * user can sign in with it. Undefined for temporary keys, for which AWS STS gives no session.
 */
export function mfaDeviceOf(profile: string, files: ConfigFiles): string | undefined {
  const { mfa_serial: device, role_arn: role } = files.profiles.get(profile) ?? {};
  if (!device || role) return undefined;
  const keys = beginningOf(profile, files);
  return keys?.kind === 'keys' && !keys.sessionToken ? device : undefined;
}

/**
 * Whether signing in can give a profile credentials: through IAM Identity Center or the console, with the code of a role's MFA
 * device, or by a process, which may ask. Keys and the credentials of a computer need no sign-in.
 */
export function offersSignIn(profile: string, files: ConfigFiles): boolean {
  try {
    let source = sourceOf(profile, files);
    while (source.kind === 'role') {
      if (source.mfaSerial) return true;
      source = source.from;
    }
    return ['sso', 'console', 'process'].includes(source.kind);
  } catch {
    return false; // getting credentials fails with the reason
  }
}

/** The sign-in through IAM Identity Center that a profile's credentials need, its own or its source's; undefined if none. */
export function ssoLoginOf(profile: string, files: ConfigFiles): SsoLogin | undefined {
  const beginning = beginningOf(profile, files);
  return beginning?.kind === 'sso' ? beginning.login : undefined;
}

/** The ignored line that may be the reason why a profile has no credentials. Undefined for a profile that has credentials. */
export function lostLineOf(profile: string, files: ConfigFiles): FileProblem | undefined {
  if (profile === environmentProfile) return undefined;
  if (!files.profiles.has(profile)) return files.problems.find(problem => problem.profile === undefined);
  try {
    sourceOf(profile, files);
    return undefined;
  } catch {
    return files.problems.find(problem => problem.profile === profile);
  }
}

/**
 * A hash of everything in the files that determines a profile's credentials and endpoints, or why it has none. As long as it
 * stays the same, the profile has the same identity.
 */
export function fingerprintOf(profile: string, files: ConfigFiles): string {
  const { chain } = chainOf(settingsProfile(profile), files);
  const named = chain.flatMap(name => {
    const section = files.profiles.get(name);
    return [
      section,
      files.services.get(section?.['services'] ?? ''),
      files.ssoSessions.get(section?.['sso_session'] ?? ''),
      { keysInConfig: String(files.keysInConfig.has(name)) },
    ];
  });
  const settings = named.map(section => Object.entries(section ?? {}).sort());
  const lost = lostLineOf(profile, files)?.message;
  const text = JSON.stringify([settings, variantOf({ profile }, files), ...(lost === undefined ? [] : [lost])]);
  return crypto.createHash('sha256').update(text).digest('hex');
}
