// The two AWS files, read by the SDK's own loader. The environment decides where they are, as for every AWS tool.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

import { externalDataInterceptor, getHomeDir, loadSharedConfigFiles } from '@smithy/core/config';
import * as l10n from '@vscode/l10n';

import type { FileProblem } from './connection';
import { prepareIni, writtenName } from './iniText';
import type { BrokenLine } from './iniText';

/** A section's settings, those of a nested section by `section.key`. */
export type Section = Readonly<Record<string, string | undefined>>;

/** What both files say. Where both have a setting of a profile, the credentials file's counts. */
export interface ConfigFiles {
  readonly profiles: ReadonlyMap<string, Section>;
  /** The sections that a profile's `services` setting names. */
  readonly services: ReadonlyMap<string, Section>;
  /** The sections that a profile's `sso_session` setting names. */
  readonly ssoSessions: ReadonlyMap<string, Section>;
  readonly files: readonly { readonly path: string; readonly exists: boolean }[];
  /** What could not be read. The rest counts all the same. */
  readonly problems: readonly FileProblem[];
}

/** No files at all: what the sandbox works with. */
export const noConfigFiles: ConfigFiles = {
  profiles: new Map(),
  services: new Map(),
  ssoSessions: new Map(),
  files: [],
  problems: [],
};

/**
 * Reads both files anew. A file that is not there is an empty one; one that can't be read, or lines of it, are problems.
 *
 * What is read is also what the SDK sees from now on, in its credential providers too, until this reads again: profiles,
 * endpoints and credentials can't come from different states of a file.
 */
export async function readConfigFiles(): Promise<ConfigFiles> {
  const files = await Promise.all(filePaths().map(readFile));
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const profiles = new Map<string, Section>();
  const services = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  for (const [name, section] of [...Object.entries(configFile), ...Object.entries(credentialsFile)]) {
    const dot = name.indexOf('.');
    const type = name.slice(0, Math.max(dot, 0));
    if (type === 'services') services.set(writtenName(name.slice(dot + 1)), section);
    else if (type === 'sso-session') ssoSessions.set(name.slice(dot + 1), section);
    else if (dot < 0) profiles.set(writtenName(name), { ...profiles.get(writtenName(name)), ...written(section) });
  }
  return {
    profiles,
    services,
    ssoSessions,
    files: files.map(({ path, exists }) => ({ path, exists })),
    problems: files.flatMap(({ problems }) => problems),
  };
}

/** A section as it is in the file: what it names has its own name back. */
function written(section: Section): Section {
  const named = ['services', 'source_profile'].flatMap(key => {
    const name = section[key];
    return name === undefined ? [] : [[key, writtenName(name)] as const];
  });
  return named.length ? { ...section, ...Object.fromEntries(named) } : section;
}

interface FileLocation {
  readonly kind: 'config' | 'credentials';
  /** As the environment has it; the SDK looks for the file by this name in some places, by `path` in others. */
  readonly named: string;
  readonly path: string;
}

/** Where both files are, or would be. */
export function configFilePaths(): string[] {
  return filePaths().map(({ path }) => path);
}

function filePaths(): FileLocation[] {
  const location = (kind: FileLocation['kind'], variable: string): FileLocation => {
    const named = process.env[variable] || path.join(getHomeDir(), '.aws', kind);
    return { kind, named, path: named.startsWith('~/') ? path.join(getHomeDir(), named.slice(2)) : named };
  };
  return [location('config', 'AWS_CONFIG_FILE'), location('credentials', 'AWS_SHARED_CREDENTIALS_FILE')];
}

interface FileContent {
  readonly path: string;
  readonly exists: boolean;
  readonly problems: readonly FileProblem[];
}

async function readFile({ kind, named, path }: FileLocation): Promise<FileContent> {
  const show = (text: string): void => {
    externalDataInterceptor.interceptFile(named, text);
    externalDataInterceptor.interceptFile(path, text);
  };
  let text: string;
  try {
    text = await fs.readFile(path, 'utf8');
  } catch (error) {
    const { code = 'Error' } = error as NodeJS.ErrnoException;
    show('');
    const exists = code !== 'ENOENT' && code !== 'ENOTDIR';
    const problem = { path, message: l10n.t("The AWS file {0} can't be read ({1}).", path, code) };
    return { path, exists, problems: exists ? [problem] : [] };
  }
  if (text.includes('\0')) {
    show('');
    return { path, exists: true, problems: [{ path, message: l10n.t('The AWS file {0} is not UTF-8 text.', path) }] };
  }
  const prepared = prepareIni(text, kind);
  show(prepared.text);
  return { path, exists: true, problems: prepared.broken.map(line => lineProblem(path, line)) };
}

function lineProblem(path: string, { line, what }: BrokenLine): FileProblem {
  switch (what) {
    case 'header':
      return { path, line, message: l10n.t('{0}, line {1}: a section header is not closed.', path, line) };
    case 'name':
      return { path, line, message: l10n.t("{0}, line {1}: this can't be the name of a section.", path, line) };
    case 'setting':
      return { path, line, message: l10n.t('{0}, line {1}: neither a section nor a setting.', path, line) };
  }
}
