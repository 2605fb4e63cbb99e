// Parses section headers of the AWS files as the AWS CLI does.

/** The type of a section. Profiles are in both files, the others only in the config file. */
export type SectionType = 'profile' | 'services' | 'sso-session';

/** Why a section is ignored. `name`: it has no valid name. */
export type HeaderProblem = 'name' | 'words' | 'notProfile';

export interface SectionName {
  readonly type: SectionType;
  readonly name: string;
}

/** Sections for the AWS CLI itself, which aren't about profiles. */
const cliSections = ['plugins', 'preview'];

/** The text between the brackets; undefined for a header that isn't closed. A comment may follow, even without a space. */
export function insideBrackets(line: string): string | undefined {
  return (/^\[(.*?)\]\s*(?:[;#].*)?$/.exec(line) ?? /^\[(.*)\]/.exec(line))?.[1]?.trim();
}

/**
 * The section that a header begins. In the config file, the type stands before the name, and names with spaces are in quotation
 * marks. In the credentials file, the header is the name of a profile.
 * @returns undefined for a section of the AWS CLI itself
 */
export function sectionOf(header: string, file: 'config' | 'credentials'): SectionName | HeaderProblem | undefined {
  if (file === 'credentials' || header === 'default') return usable({ type: 'profile', name: header });
  if (cliSections.includes(header)) return undefined;
  const type = (['profile', 'sso-session', 'services'] as const).find(word => header.startsWith(word));
  if (!type) return header === '' ? 'name' : 'notProfile';
  const [, name, ...others] = splitShellWords(header) ?? [];
  if (name === undefined) return 'name';
  return others.length ? 'words' : usable({ type, name });
}

/** Rejects names with brackets, which are two headers on one line, and names of object members, which break the SDK's loader. */
function usable(section: SectionName): SectionName | 'name' {
  const { name } = section;
  return name === '' || /[[\]]/.test(name) || name in {} ? 'name' : section;
}

/**
 * Splits a text into words as a POSIX shell does, with quotation marks and backslashes. The AWS CLI reads headers this way.
 * @returns undefined if a quotation isn't closed
 */
export function splitShellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote !== undefined && character === quote) {
      quote = undefined;
    } else if (quote === undefined && /["']/.test(character)) {
      [quote, word] = [character, word ?? ''];
    } else if (quote === undefined && /[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\\' && quote !== "'" && (quote === undefined || /["\\]/.test(next))) {
      if (next === '') return undefined;
      word = (word ?? '') + next;
      at++;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
