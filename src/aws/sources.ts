// Where a profile's credentials come from: the profiles it names as its source, and the sign-in at the end of that chain.
import * as crypto from 'node:crypto';

import * as l10n from '@vscode/l10n';

import { configError } from './configError';
import type { ConfigFiles, Section } from './configFiles';
import { environmentProfile } from './connection';

/** A sign-in through IAM Identity Center. */
export interface SsoLogin {
  /** What the AWS CLI and the SDK call its token's file after: the sso-session's name; without one, the start URL. */
  readonly cacheKey: string;
  readonly startUrl: string;
  readonly region: string;
  /** What the token is to be good for; empty for a profile without an sso-session, whose tokens can't be refreshed. */
  readonly scopes: readonly string[];
}

interface Source {
  readonly name: string;
  readonly section: Section;
}

/** The profile and its sources, as far as they are there, and what is wrong with the end of the chain. */
function chainOf(profile: string, { profiles }: ConfigFiles): { chain: Source[]; problem?: string } {
  const chain: Source[] = [];
  for (let name: string | undefined = profile; name !== undefined;) {
    const section: Section | undefined = profiles.get(name);
    const from = chain.at(-1);
    if (!section) {
      if (!from) return { chain };
      const problem = l10n.t(
        'Profile "{0}" names the source_profile "{1}", which is not in the AWS files.',
        from.name,
        name,
      );
      return { chain, problem };
    }
    const isKnown = chain.some(source => source.name === name);
    // Keys of a source count before its role. A profile may name itself: its own keys then assume its role.
    if (from && hasKeys(section)) return { chain: isKnown ? chain : [...chain, { name, section }] };
    if (isKnown) {
      const names = [...chain.map(source => source.name), name].map(each => `"${each}"`).join(' → ');
      return { chain, problem: l10n.t('These profiles name each other as source_profile: {0}.', names) };
    }
    chain.push({ name, section });
    name = section['role_arn'] ? section['source_profile'] : undefined;
  }
  return { chain };
}

function hasKeys(section: Section): boolean {
  return section['aws_access_key_id'] !== undefined && section['aws_secret_access_key'] !== undefined;
}

/**
 * Looks for what the SDK would stumble over without saying where it stands.
 * @throws ApiError (config) for a source that is missing or leads in a circle, and for an sso-session that is missing
 */
export function checkSources(profile: string, files: ConfigFiles): void {
  const { chain, problem } = chainOf(profile, files);
  if (problem !== undefined) throw configError(problem);
  for (const { name, section } of chain) {
    if (section['role_arn'] && section['source_profile'] && section['credential_source'])
      throw configError(l10n.t('Profile "{0}" has both a source_profile and a credential_source.', name));
    const session = section['sso_session'];
    if (session !== undefined && !files.ssoSessions.has(session))
      throw configError(
        l10n.t('Profile "{0}" names the sso-session "{1}", which is not in the AWS config file.', name, session),
      );
  }
}

/** Whether a profile's credentials, or those of its source, are those of a sign-in to the AWS console (`aws login`). */
export function needsConsoleLogin(profile: string, files: ConfigFiles): boolean {
  return chainOf(profile, files).chain.at(-1)?.section['login_session'] !== undefined;
}

/** The sign-in that a profile's credentials begin with, its own or that of its source; undefined when they need none. */
export function ssoLoginOf(profile: string, files: ConfigFiles): SsoLogin | undefined {
  const section = chainOf(profile, files).chain.at(-1)?.section;
  if (!section || hasKeys(section) || section['web_identity_token_file'] || section['credential_process'])
    return undefined;
  const name = section['sso_session'];
  const session = name === undefined ? section : files.ssoSessions.get(name);
  const { sso_start_url: startUrl, sso_region: region, sso_registration_scopes: scopes } = session ?? {};
  if (!startUrl || !region) return undefined;
  return {
    cacheKey: name ?? startUrl,
    startUrl,
    region,
    // As the AWS CLI has it: without a scope there would be no refresh token.
    scopes: name === undefined ? [] : (scopes ?? 'sso:account:access').split(',').map(scope => scope.trim()),
  };
}

/**
 * Stands for all that the files say about where a profile's requests and credentials come from. Two states of the files in
 * which it is the same give the profile the same identity.
 */
export function fingerprintOf(profile: string, files: ConfigFiles): string {
  const { chain } = chainOf(profile === environmentProfile ? 'default' : profile, files);
  const named = chain.flatMap(({ section }) => [
    section,
    files.services.get(section['services'] ?? ''),
    files.ssoSessions.get(section['sso_session'] ?? ''),
  ]);
  const settings = named.map(section => Object.entries(section ?? {}).sort());
  return crypto.createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}
