// One of the AWS files, read to the specification that AWS's tools share. Where it leaves something open, the AWS CLI's
// reader decides: who acts with a profile is the same here and there. The CLI gives up a file with a single broken line;
// here the line is told, and the rest counts.
import type { HeaderProblem, SectionName } from './sectionHeader';
import { insideBrackets, sectionOf } from './sectionHeader';

/** What of a file does not count, or not as somebody may think who wrote it. */
export type Misread =
  | HeaderProblem
  /** A header without its closing bracket: what follows up to the next header is nobody's. */
  | 'header'
  | 'setting'
  /** A setting above the first header. */
  | 'outside'
  /** The same header a second time: both count as one section. */
  | 'again'
  /** Another header with the same name comes later, and counts alone. */
  | 'replaced'
  /** A setting a second time in its section: the last one counts. */
  | 'twice'
  /** What looks like a setting, but is part of the one above: it is indented deeper. */
  | 'indented'
  | 'duration'
  | 'boolean';

/** A line, by its number from 1. What it says stays unsaid: it may be half a key. */
export interface LineProblem {
  readonly line: number;
  readonly what: Misread;
  /** The profile that it concerns, where it is known. */
  readonly profile?: string;
}

/** A section's settings by their names in lower case, those of a nested block as `block.name`. */
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
}

/** What decides who acts. None of it belongs into another setting. */
const identitySetting =
  /^(aws_\w+|role_arn|source_profile|credential_\w+|mfa_serial|external_id|web_identity_token_file|login_session|sso_\w+|services)$/;
const ownSetting = /^(region|output|endpoint_url|ca_bundle|use_\w+_endpoint|ignore_configured_endpoint_urls)$/;
const booleans = ['use_fips_endpoint', 'use_dualstack_endpoint', 'ignore_configured_endpoint_urls'];

/**
 * @param file `config` has `[profile NAME]` sections, `credentials` has `[NAME]` sections
 */
export function parseIni(text: string, file: 'config' | 'credentials'): ParsedIni {
  const problems: LineProblem[] = [];
  const { sections, defaults } = readSections(text, (line, what) => problems.push({ line, what }));
  const common = settingsOf(defaults, (line, what) => problems.push({ line, what }));
  const found = new Map<string, ParsedSection & { line: number }>();
  for (const [header, section] of sections) {
    const named = sectionOf(header, file);
    if (named === undefined) continue;
    if (typeof named === 'string') {
      problems.push({ line: section.line, what: named });
      continue;
    }
    const { type, name } = named;
    const profile = type === 'profile' ? { profile: name } : {};
    const own = settingsOf(section, (line, what) => problems.push({ line, what, ...profile }));
    const key = `${type} ${name}`;
    const earlier = found.get(key);
    if (earlier) problems.push({ line: earlier.line, what: 'replaced', ...profile });
    // As the CLI has it: what [DEFAULT] says counts in each section of the file that does not say it itself.
    found.set(key, { type, name, line: section.line, settings: { ...common, ...own } });
  }
  problems.sort((one, other) => one.line - other.line);
  return { sections: [...found.values()].map(({ type, name, settings }) => ({ type, name, settings })), problems };
}

type Tell = (line: number, what: Misread) => void;

/** The sections by their headers, each with its settings. */
function readSections(text: string, tell: Tell): { sections: Map<string, Section>; defaults: Section } {
  const sections = new Map<string, Section>();
  const defaults: Section = { line: 0, settings: new Map() };
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
      // Whatever is indented below a line that does not count, does not count either.
      setting = { key: key.toLowerCase(), line, value, more: [] };
      if (section === 'skipped') return;
      if (key === '') {
        tell(line, 'setting');
      } else if (section === 'none') {
        if (!outside) tell(line, 'outside');
        outside = true;
      } else {
        if (section.settings.has(setting.key)) tell(line, 'twice');
        section.settings.set(setting.key, setting);
      }
    });
  return { sections, defaults };

  function begin(header: string, line: number): Section {
    const known = sections.get(header);
    if (known) tell(line, 'again');
    const begun = known ?? { line, settings: new Map<string, Setting>() };
    sections.set(header, begun);
    return begun;
  }
}

/** A comment begins with ; or #, at the beginning of a line or after a space: as the SDK's loader has it. */
function withoutComment(line: string): string {
  return (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
}

function settingsOf({ settings }: Section, tell: Tell): Record<string, string> {
  const values: [string, string][] = [];
  for (const { key, line, value, more } of settings.values()) {
    // No setting of AWS has a dot in its name, which stands for a nested block here.
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

/** Whether the SDK's loader can hold a setting of that name. */
function isKey(name: string): boolean {
  return name !== '' && !/[.[\]]/.test(name) && name !== '__proto__';
}
