// The headers of the AWS files' sections, as the AWS CLI reads them.

/** What a section is: the profiles are in both files, the others in the config file alone. */
export type SectionType = 'profile' | 'services' | 'sso-session';

/** Why a section does not count. `name`: it has none that can be used. */
export type HeaderProblem = 'name' | 'words' | 'notProfile';

export interface SectionName {
  readonly type: SectionType;
  readonly name: string;
}

/** Sections of the AWS CLI's own, which have nothing to do with profiles. */
const cliSections = ['plugins', 'preview'];

/** What stands between the brackets; undefined for a header that is not closed. A comment may follow, even without a space. */
export function insideBrackets(line: string): string | undefined {
  return (/^\[(.*?)\]\s*(?:[;#].*)?$/.exec(line) ?? /^\[(.*)\]/.exec(line))?.[1]?.trim();
}

/**
 * Which section a header begins. In the config file, the word before the name says what it is, and a name with spaces is in
 * quotes; in the credentials file, a header is a profile's name as it stands.
 * @returns undefined for a section of the AWS CLI's own
 */
export function sectionOf(header: string, file: 'config' | 'credentials'): SectionName | HeaderProblem | undefined {
  if (file === 'credentials' || header === 'default') return usable({ type: 'profile', name: header });
  if (cliSections.includes(header)) return undefined;
  const type = (['profile', 'sso-session', 'services'] as const).find(word => header.startsWith(word));
  if (!type) return header === '' ? 'name' : 'notProfile';
  const [, name, ...others] = shellWords(header) ?? [];
  if (name === undefined) return 'name';
  return others.length ? 'words' : usable({ type, name });
}

/** Brackets in a name are two headers run together; names that every object has break the SDK's loader. */
function usable(section: SectionName): SectionName | 'name' {
  const { name } = section;
  return name === '' || /[[\]]/.test(name) || name in {} ? 'name' : section;
}

/**
 * Words as a POSIX shell has them: in quotes, or with a backslash before a space. The AWS CLI reads headers so.
 * @returns undefined when a quote is not closed
 */
export function shellWords(text: string): string[] | undefined {
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
