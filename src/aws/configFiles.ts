// The two AWS files, read by the SDK's own loader. The environment decides where they are, as for every AWS tool.
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';

import * as l10n from '@vscode/l10n';
import { loadSharedConfigFiles } from '@smithy/core/config';

import { ApiError } from '../api/errors';
import type { Profile, Profiles } from './connection';

/**
 * The name under which the credentials in the environment (AWS_ACCESS_KEY_ID) stand among the profiles. They are a choice
 * of their own: a profile that was chosen never falls back to them, since they may be another account's.
 */
export const environmentProfile = '(environment)';

/** A section's settings, those of a nested section by `section.key`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** Both files by profile name; `services.NAME` holds a services section. Where both have a setting, the credentials file's counts. */
export type ConfigFiles = Readonly<Record<string, Section>>;

/** Where the files are, in the order config, credentials. */
export function filePaths(): [config: string, credentials: string] {
  const home = (file: string): string => path.join(os.homedir(), '.aws', file);
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  return [AWS_CONFIG_FILE ?? home('config'), AWS_SHARED_CREDENTIALS_FILE ?? home('credentials')].map(file =>
    file.startsWith('~/') ? path.join(os.homedir(), file.slice(2)) : file,
  ) as [string, string];
}

/**
 * Reads both files anew. A file that is not there is an empty one.
 * @throws ApiError (config) for a file that is there and can't be read: the SDK's loader would take it for empty
 */
export async function readConfigFiles(): Promise<ConfigFiles> {
  for (const file of filePaths()) await readable(file);
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const merged: Record<string, Section> = { ...configFile };
  for (const [name, section] of Object.entries(credentialsFile)) merged[name] = { ...merged[name], ...section };
  return merged;
}

/** The profiles to choose from, in the order of their names, and where they were looked for. @throws ApiError (config) */
export async function listProfiles(): Promise<Profiles> {
  const files = await readConfigFiles();
  const profiles: Profile[] = Object.entries(files)
    .filter(([name]) => !/^(services|sso-session)\./.test(name))
    .map(([name, section]) => profile(name, section))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (process.env['AWS_ACCESS_KEY_ID']) {
    const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
    profiles.unshift(profile(environmentProfile, { ...(region && { region }) }));
  }
  const found = await Promise.all(
    filePaths().map(async file => ({
      path: file,
      exists: await fs.access(file).then(
        () => true,
        () => false,
      ),
    })),
  );
  return { profiles, files: found };
}

function profile(name: string, section: Section): Profile {
  return { name, kind: kindOf(name, section), ...(section['region'] && { region: section['region'] }) };
}

// In the order in which the SDK tries them.
function kindOf(name: string, section: Section): string {
  if (name === environmentProfile) return l10n.t('environment variables');
  if (section['role_arn'] && section['web_identity_token_file']) return l10n.t('web identity');
  if (section['role_arn']) return section['mfa_serial'] ? l10n.t('role with MFA') : l10n.t('role');
  if (section['aws_access_key_id'])
    return section['aws_session_token'] ? l10n.t('session token') : l10n.t('access key');
  if (section['credential_process']) return l10n.t('process');
  if (section['sso_session'] || section['sso_start_url']) return l10n.t('IAM Identity Center');
  if (section['login_session']) return l10n.t('console sign-in');
  return l10n.t('no credentials');
}

async function readable(file: string): Promise<void> {
  try {
    await fs.readFile(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return;
    throw new ApiError(
      l10n.t("The AWS file {0} can't be read ({1}).", file, code),
      {
        reason: 'config',
        operation: 'Read AWS files',
        code,
        retryable: true,
        nextStep: l10n.t('Make it a file that you may read, then refresh.'),
      },
      { cause: error },
    );
  }
}
