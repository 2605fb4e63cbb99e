// Reads the two AWS files with the extension's own parser. The SDK's loader gets a text that is made from the result.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

import { externalDataInterceptor, getHomeDir } from '@smithy/core/config';
import * as l10n from '@vscode/l10n';

import type { FileProblem } from './connection';
import { awsFilePaths } from './filePaths';
import type { LineProblem, ParsedIni } from './iniParse';
import { parseIni } from './iniParse';
import { loaderText } from './iniText';

/** A section's settings; those of a nested block as `block.key`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** The contents of both files. If both set the same setting of a profile, the credentials file wins. */
export interface ConfigFiles {
  readonly profiles: ReadonlyMap<string, Section>;
  /** The profiles whose access key is in the config file. There, a console sign-in or a process takes precedence over it. */
  readonly keysInConfig: ReadonlySet<string>;
  /** The sections that a profile's `services` setting names. */
  readonly services: ReadonlyMap<string, Section>;
  /** The sections that a profile's `sso_session` setting names. */
  readonly ssoSessions: ReadonlyMap<string, Section>;
  /** The config file and the credentials file. */
  readonly files: readonly { readonly path: string; readonly exists: boolean }[];
  /** Files and lines that couldn't be read or are ignored. The rest is used anyway. */
  readonly problems: readonly FileProblem[];
}

/** Empty files, for the sandbox. */
export const noConfigFiles: ConfigFiles = {
  profiles: new Map(),
  keysInConfig: new Set(),
  services: new Map(),
  ssoSessions: new Map(),
  files: [],
  problems: [],
};

/**
 * Reads both files. A missing file counts as empty. Files and lines that can't be read are reported as problems.
 *
 * Until the next call, the SDK and its credential providers see the same contents, so that profiles, endpoints and credentials
 * can't come from different states of a file.
 */
export async function readConfigFiles(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<ConfigFiles> {
  const paths = awsFilePaths(env, platform);
  const [config, credentials] = await Promise.all([
    readFile(paths.config, 'config'),
    readFile(paths.credentials, 'credentials'),
  ]);
  const merged = mergeFiles(config.parsed, credentials.parsed);
  showLoader(loaderText(merged));
  return {
    ...merged,
    files: [config, credentials].map(({ path, exists }) => ({ path, exists })),
    problems: [...config.problems, ...credentials.problems],
  };
}

/** Merges the contents of both files. */
export function mergeFiles(config: ParsedIni, credentials: ParsedIni): Omit<ConfigFiles, 'files' | 'problems'> {
  const named = (type: string): Map<string, Section> =>
    new Map(config.sections.filter(section => section.type === type).map(({ name, settings }) => [name, settings]));
  const profiles = named('profile');
  const keysInConfig = new Set([...profiles].filter(([, section]) => hasKey(section)).map(([name]) => name));
  for (const { name, settings } of credentials.sections) {
    const before = profiles.get(name);
    if (hasKey(settings)) keysInConfig.delete(name);
    // A key, its secret and its token always come from the same file.
    const ofConfig = before && hasKey(settings) ? withoutKeys(before) : before;
    const ofCredentials = keysInConfig.has(name) ? withoutKeys(settings) : settings;
    profiles.set(name, { ...ofConfig, ...ofCredentials });
  }
  return { profiles, keysInConfig, services: named('services'), ssoSessions: named('sso-session') };
}

const keySettings = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_security_token'];

function hasKey(section: Section): boolean {
  return section['aws_access_key_id'] !== undefined;
}

function withoutKeys(section: Section): Section {
  return Object.fromEntries(Object.entries(section).filter(([key]) => !keySettings.includes(key)));
}

/** The paths of both files, whether they exist or not. */
export function configFilePaths(): string[] {
  const { config, credentials } = awsFilePaths();
  return [config, credentials];
}

/** Makes the SDK's loader read this text instead of the files, under each path that it uses for them. */
function showLoader(text: string): void {
  const show = (variable: string, name: string, content: string): void => {
    const named = process.env[variable] || path.join(getHomeDir(), '.aws', name);
    externalDataInterceptor.interceptFile(named, content);
    if (named.startsWith('~/')) externalDataInterceptor.interceptFile(path.join(getHomeDir(), named.slice(2)), content);
  };
  // One text contains everything. It is set last, since both variables may name the same file.
  show('AWS_SHARED_CREDENTIALS_FILE', 'credentials', '');
  show('AWS_CONFIG_FILE', 'config', text);
}

interface FileContent {
  readonly path: string;
  readonly exists: boolean;
  readonly parsed: ParsedIni;
  readonly problems: readonly FileProblem[];
}

const nothing: ParsedIni = { sections: [], problems: [] };

async function readFile(path: string, kind: 'config' | 'credentials'): Promise<FileContent> {
  let text: string;
  try {
    text = await fs.readFile(path, 'utf8');
  } catch (error) {
    const { code = 'Error' } = error as NodeJS.ErrnoException;
    const exists = code !== 'ENOENT' && code !== 'ENOTDIR';
    const problem = { path, message: l10n.t("Can't read the AWS file {0} ({1}).", path, code) };
    return { path, exists, parsed: nothing, problems: exists ? [problem] : [] };
  }
  if (text.includes('\0')) {
    const problem = { path, message: l10n.t("The AWS file {0} isn't UTF-8 text.", path) };
    return { path, exists: true, parsed: nothing, problems: [problem] };
  }
  const parsed = parseIni(text, kind);
  return { path, exists: true, parsed, problems: parsed.problems.map(problem => fileProblem(path, problem)) };
}

function fileProblem(path: string, { line, what, profile }: LineProblem): FileProblem {
  return { path, line, what, message: problemMessage(path, line, what), ...(profile !== undefined && { profile }) };
}

function problemMessage(path: string, line: number, what: LineProblem['what']): string {
  switch (what) {
    case 'header':
      return l10n.t("{0}, line {1}: the section header isn't closed.", path, line);
    case 'name':
      return l10n.t("{0}, line {1}: this isn't a valid section name.", path, line);
    case 'words':
      return l10n.t(
        '{0}, line {1}: the section is ignored. Enclose a name with spaces in quotation marks.',
        path,
        line,
      );
    case 'notProfile':
      return l10n.t('{0}, line {1}: the section is ignored. Its header must begin with "profile".', path, line);
    case 'setting':
      return l10n.t('{0}, line {1}: this is neither a section nor a setting.', path, line);
    case 'outside':
      return l10n.t('{0}, line {1}: the setting is ignored because no section begins before it.', path, line);
    case 'again':
      return l10n.t('{0}, line {1}: the section is repeated. Both parts are read as one section.', path, line);
    case 'replaced':
      return l10n.t('{0}, line {1}: the section is ignored because a later section has the same name.', path, line);
    case 'twice':
      return l10n.t('{0}, line {1}: the setting is repeated in its section. The last value is used.', path, line);
    case 'indented':
      return l10n.t(
        "{0}, line {1}: the line is read as part of the setting above because it's indented deeper.",
        path,
        line,
      );
    case 'duration':
      return l10n.t("{0}, line {1}: duration_seconds is ignored because it isn't a whole number.", path, line);
    case 'boolean':
      return l10n.t("{0}, line {1}: the value is neither true nor false. It's read as false.", path, line);
  }
}
