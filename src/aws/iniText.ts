// The AWS files' text, made ready for the SDK's loader, which stumbles where the AWS CLI does not: it drops profiles whose
// names have spaces, and a section header with a typing error makes it add the section's keys to the profile above.

/** A line that can't be understood, by its number from 1. What it says stays unsaid: it may be half a key. */
export interface BrokenLine {
  readonly line: number;
  readonly what: 'header' | 'name' | 'setting';
}

export interface PreparedIni {
  readonly text: string;
  readonly broken: readonly BrokenLine[];
}

/** A header that the loader knows to skip, with all that follows up to the next one. */
const skipped = '[skipped section]';
const sectionTypes = /^(profile|services|sso-session)\s+(.+)$/;

/**
 * The text with names the loader can read (`loaderName`) and without the lines that it would misread.
 * @param file `config` has `[profile NAME]` sections, `credentials` has `[NAME]` sections
 */
export function prepareIni(text: string, file: 'config' | 'credentials'): PreparedIni {
  const broken: BrokenLine[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const prepared = lines.map((line, at) => {
    const content = withoutComment(line);
    const problem = problemOf(content, file);
    if (problem) broken.push({ line: at + 1, what: problem });
    if (content.startsWith('[')) return problem ? skipped : prepareHeader(inside(content), file);
    return problem ? '' : prepareSetting(line);
  });
  return { text: prepared.join('\n'), broken };
}

/**
 * A name as the loader can read it: what is not a letter, a digit or one of `_ - @ + : /` is percent-encoded. A dot is
 * encoded too, so that a loaded section with a dot in its name is never a profile.
 */
export function loaderName(name: string): string {
  return name.replace(/[^\w@+:/-]/gu, character =>
    [...Buffer.from(character)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** The name that `loaderName` was given. */
export function writtenName(name: string): string {
  return decodeURIComponent(name);
}

// As the loader does it, or the two would not see the same line.
function withoutComment(line: string): string {
  return (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
}

function inside(header: string): string {
  return header.slice(1, -1).trim();
}

function problemOf(content: string, file: 'config' | 'credentials'): BrokenLine['what'] | undefined {
  if (content === '') return undefined;
  if (!content.startsWith('[')) return content.indexOf('=') > 0 ? undefined : 'setting';
  if (!content.endsWith(']') || inside(content) === '') return 'header';
  const name = sectionName(inside(content), file);
  // Brackets in a name are two headers run together; names that every object has break the loader.
  return /[[\]]/.test(name) || name in {} ? 'name' : undefined;
}

/** The name alone: `dev` of `profile "dev"` in the config file; a credentials file's header is the name as it stands. */
function sectionName(header: string, file: 'config' | 'credentials'): string {
  const name = file === 'config' ? (sectionTypes.exec(header)?.[2] ?? header) : header;
  return file === 'config' ? name.replace(/^(["'])(.*)\1$/, '$2') : name;
}

function prepareHeader(header: string, file: 'config' | 'credentials'): string {
  const name = loaderName(sectionName(header, file));
  if (file === 'credentials' || header === 'default') return `[${name}]`;
  const type = sectionTypes.exec(header)?.[1];
  // The SSO session's name is also the name of its token's file, which the AWS CLI shares: it stays as it is.
  if (type === 'sso-session') return `[${header}]`;
  return type ? `[${type} ${name}]` : skipped;
}

/** A setting that names a section has to name it as its header does now. */
function prepareSetting(line: string): string {
  const reference = /^(\s*(?:source_profile|services)\s*=\s*)(.*)$/.exec(line);
  return reference ? `${reference[1]}${loaderName(withoutComment(` ${reference[2]}`))}` : line;
}
