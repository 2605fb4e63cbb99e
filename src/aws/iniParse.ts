// Parses one of the AWS files according to the specification that AWS's tools share, and otherwise as the AWS CLI does, so that
// a profile has the same identity in both. The CLI rejects a file with a single broken line; this parser reports the line and
// reads the rest.
import type { HeaderProblem, SectionName } from './sectionHeader';
import { insideBrackets, sectionOf } from './sectionHeader';

/** Why a line is ignored, or is read in another way than its author may think. */
export type Misread =
  | HeaderProblem
  /** A header without its closing bracket. Everything up to the next header is ignored. */
  | 'header'
  | 'setting'
  /** A setting above the first header. */
  | 'outside'
  /** The same header a second time. Both parts are read as one section. */
  | 'again'
  /** A section that is ignored because a later one with another header has the same name. */
  | 'replaced'
  /** A setting a second time in its section. The last value is used. */
  | 'twice'
  /** A line that looks like a setting, but is read as part of the setting above because it is indented deeper. */
  | 'indented'
  | 'duration'
  | 'boolean';

/** A problem in a line. It has the line's number, from 1, but not its text, which may contain part of a key. */
export interface LineProblem {
  readonly line: number;
  readonly what: Misread;
  /** The profile that the line belongs to, if known. */
  readonly profile?: string;
}

/** A section's settings, by their names in lower case; those of a nested block as `block.name`. */
export interface ParsedSection extends SectionName {
  readonly settings: Readonly<Record<string, string>>;
}

export interface ParsedIni {
  readonly sections: readonly ParsedSection[];
  readonly problems: readonly LineProblem[];
}

interface Setting {
  readonly key: string;
  readonly line: number;
  readonly value: string;
  /** The lines below that are indented deeper. */
  readonly more: { readonly text: string; readonly line: number }[];
}

interface Section {
  readonly line: number;
  readonly settings: Map<string, Setting>;
  /** The problems in lines that are no setting of their own. */
  readonly problems: LineProblem[];
}

/** Settings that determine the identity of a profile. None of them belongs inside another setting. */
const identitySetting =
  /^(aws_\w+|role_arn|source_profile|credential_\w+|mfa_serial|external_id|web_identity_token_file|login_session|sso_\w+|services)$/;
const ownSetting = /^(region|output|endpoint_url|ca_bundle|use_\w+_endpoint|ignore_configured_endpoint_urls)$/;
const booleans = ['use_fips_endpoint', 'use_dualstack_endpoint', 'ignore_configured_endpoint_urls'];

/**
 * Parses the text of an AWS file.
 * @param file `config` has `[profile NAME]` sections, `credentials` has `[NAME]` sections
 */
export function parseIni(text: string, file: 'config' | 'credentials'): ParsedIni {
  const problems: LineProblem[] = [];
  const { sections, defaults } = readSections(text, (line, what) => problems.push({ line, what }));
  problems.push(...defaults.problems);
  const common = settingsOf(defaults, (line, what) => problems.push({ line, what }));
  const found = new Map<string, ParsedSection & { line: number }>();
  for (const [header, section] of sections) {
    const named = sectionOf(header, file);
    const profile = typeof named === 'object' && named.type === 'profile' ? { profile: named.name } : {};
    problems.push(...section.problems.map(problem => ({ ...problem, ...profile })));
    if (named === undefined) continue;
    if (typeof named === 'string') {
      problems.push({ line: section.line, what: named });
      continue;
    }
    const { type, name } = named;
    const own = settingsOf(section, (line, what) => problems.push({ line, what, ...profile }));
    const key = `${type} ${name}`;
    const earlier = found.get(key);
    if (earlier) problems.push({ line: earlier.line, what: 'replaced', ...profile });
    // As in the CLI, settings in [DEFAULT] apply to each section of the file that doesn't set them itself.
    found.set(key, { type, name, line: section.line, settings: { ...common, ...own } });
  }
  problems.sort((one, other) => one.line - other.line);
  return { sections: [...found.values()].map(({ type, name, settings }) => ({ type, name, settings })), problems };
}

type Tell = (line: number, what: Misread) => void;

/** Reads the sections, by their headers, with their settings. */
function readSections(text: string, tell: Tell): { sections: Map<string, Section>; defaults: Section } {
  const sections = new Map<string, Section>();
  const defaults: Section = { line: 0, settings: new Map(), problems: [] };
  let section: Section | 'none' | 'skipped' = 'none';
  let setting: Setting | undefined;
  let indent = 0;
  let outside = false;
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((raw, at) => {
      const line = at + 1;
      const content = withoutComment(raw);
      if (content === '') return;
      const depth = raw.search(/\S/);
      if (setting && depth > indent) {
        setting.more.push({ text: content, line });
        return;
      }
      indent = depth;
      setting = undefined;
      if (content.startsWith('[')) {
        const header = insideBrackets(content);
        section = header === undefined ? 'skipped' : header === 'DEFAULT' ? defaults : begin(header, line);
        if (header === undefined) tell(line, 'header');
        return;
      }
      const [, key = '', value = ''] = /^(.*?)\s*[=:]\s*(.*)$/.exec(content) ?? [];
      // Lines that are indented below an ignored line are ignored, too.
      setting = { key: key.toLowerCase(), line, value, more: [] };
      if (section === 'skipped') return;
      if (section === 'none') {
        if (key === '') tell(line, 'setting');
        else if (!outside) tell(line, 'outside');
        outside ||= key !== '';
      } else if (key === '') {
        section.problems.push({ line, what: 'setting' });
      } else {
        if (section.settings.has(setting.key)) section.problems.push({ line, what: 'twice' });
        section.settings.set(setting.key, setting);
      }
    });
  return { sections, defaults };

  function begin(header: string, line: number): Section {
    const known = sections.get(header);
    if (known) tell(line, 'again');
    const begun = known ?? { line, settings: new Map<string, Setting>(), problems: [] };
    sections.set(header, begun);
    return begun;
  }
}

/** Removes a comment. As in the SDK's loader, it begins with ; or # at the start of a line or after white space. */
function withoutComment(line: string): string {
  return (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
}

function settingsOf({ settings }: Section, tell: Tell): Record<string, string> {
  const values: [string, string][] = [];
  for (const { key, line, value, more } of settings.values()) {
    // The names of AWS settings have no dots. Here, a dot stands for a nested block.
    if (!isKey(key)) continue;
    const isBlock = value === '' && more.length > 0;
    values.push([key, isBlock ? '' : [value, ...more.map(({ text }) => text)].join('\n')]);
    for (const below of more) {
      const [, name = '', inner = ''] = /^([^=]*?)\s*=\s*(.*)$/.exec(below.text) ?? [];
      const lower = name.toLowerCase();
      if (below.text.startsWith('[') || identitySetting.test(lower)) tell(below.line, 'indented');
      else if (ownSetting.test(lower) && (!isBlock || identitySetting.test(key))) tell(below.line, 'indented');
      else if (isBlock && name === '') tell(below.line, 'setting');
      if (isBlock && isKey(lower)) values.push([`${key}.${lower}`, inner]);
    }
    if (key === 'duration_seconds' && !/^[+-]?\d+$/.test(value)) tell(line, 'duration');
    if (booleans.includes(key) && !/^(true|false)$/i.test(value)) tell(line, 'boolean');
  }
  return Object.fromEntries(values);
}

/** Whether the SDK's loader accepts a setting with this name. */
function isKey(name: string): boolean {
  return name !== '' && !/[.[\]]/.test(name) && name !== '__proto__';
}
