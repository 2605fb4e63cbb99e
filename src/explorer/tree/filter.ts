// Filters of lists: what the user typed, read as terms, and which resources match them. Nothing here sends a request.
import type { Kind, Users } from '../../kinds/kind';

/** What stands before the colon of a term that looks at one thing: `state:RUNNING`. */
export const prefixes = ['state', 'image', 'type', 'used', 'tag'] as const;
export type Prefix = (typeof prefixes)[number];

/** One condition. All texts are in lower case. */
export interface Term {
  /** `text` looks at the name, the display name, the id and the ARN. */
  readonly by: 'text' | Prefix;
  /** The text that is looked for: for `tag:env` the beginning of a key, for `tag:env=prod` the beginning of the value. */
  readonly value: string;
  /** The key of `tag:env=prod`. */
  readonly key?: string;
}

/** A filter: a resource matches it if it matches all its terms. */
export interface Filter {
  /** What the user typed. */
  readonly text: string;
  readonly terms: readonly Term[];
  /** Prefixes that no term has: `colour:`. Their words are looked for as text. */
  readonly unknown: readonly string[];
}

/** A word of the input. Of a part in quotes, `plain` has spaces instead, so that colons in it separate nothing. */
interface Word {
  readonly text: string;
  readonly plain: string;
}

/**
 * Reads a filter. Words are separated by spaces, and quotes keep words together: `state:RUNNING "my fleet"`. A word without
 * anything to look for, such as `state:`, is no term yet.
 */
export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  const unknown: string[] = [];
  for (const word of wordsOf(text)) {
    const [, before] = /^([a-z]+):/.exec(word.plain) ?? [];
    const prefix = prefixes.find(known => known === before);
    if (before !== undefined && prefix === undefined && before !== 'arn') unknown.push(`${before}:`);
    const start = prefix === undefined ? 0 : prefix.length + 1;
    const equals = prefix === 'tag' ? word.plain.indexOf('=') : -1;
    const value = word.text.slice(Math.max(start, equals + 1));
    const key = word.text.slice(start, Math.max(start, equals));
    if (key || (value && equals < 0)) terms.push({ by: prefix ?? 'text', value, ...(key && { key }) });
  }
  return { text: text.trim(), terms, unknown };
}

function wordsOf(input: string): Word[] {
  const words: Word[] = [];
  let text = '';
  let plain = '';
  let isQuoted = false;
  for (const character of `${input.toLowerCase()}`) {
    if (character === '"') {
      isQuoted = !isQuoted;
    } else if (isQuoted || !/\s/.test(character)) {
      text += character;
      plain += isQuoted ? ' '.repeat(character.length) : character;
    } else if (text) {
      words.push({ text, plain });
      text = plain = '';
    }
  }
  return text ? [...words, { text, plain }] : words;
}

/** Whether resources of a kind can have tags. */
export function canHaveTags({ children }: Kind): boolean {
  return children?.some(({ kind }) => kind === 'tag') ?? false;
}

/** Whether resources of a kind can match a term: a kind without states has none that is RUNNING. */
export function supports(kind: Kind, { by }: Term): boolean {
  switch (by) {
    case 'text':
      return true;
    case 'state':
      return kind.state !== undefined;
    case 'image':
      return kind.images !== undefined;
    case 'type':
      return kind.types !== undefined;
    case 'used':
      return kind.usedBy !== undefined;
    case 'tag':
      return canHaveTags(kind);
  }
}

/**
 * Whether a resource matches a filter. A resource that can't be read matches none.
 * @param tags the resource's tags by key, as far as they are known @param users who uses it, as far as it is known
 */
export function matches(
  { terms }: Pick<Filter, 'terms'>,
  kind: Kind,
  resource: unknown,
  tags?: () => Readonly<Record<string, string>> | undefined,
  users?: Users,
): boolean {
  if (!terms.length) return true;
  if (typeof resource !== 'object' || resource === null) return false;
  try {
    return terms.every(term => matchesTerm(term, kind, part => textsOf(part, kind, resource), tags, users));
  } catch {
    return false; // kinds expect resources as in the service model
  }
}

function hasTag({ key, value }: Term, tags: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(tags).some(([name, text]) =>
    key === undefined
      ? name.toLowerCase().startsWith(value)
      : name.toLowerCase() === key && text.toLowerCase().startsWith(value),
  );
}

/** Whether anybody uses a resource: `yes` or `no`. Undefined if that isn't known. */
function isUsed({ counts, isWhole }: Users = { counts: {}, isWhole: false }): string | undefined {
  return Object.keys(counts).length ? 'yes' : isWhole ? 'no' : undefined;
}

function matchesTerm(
  term: Term,
  kind: Kind,
  texts: (part: Part) => readonly string[],
  tags: (() => Readonly<Record<string, string>> | undefined) | undefined,
  users: Users | undefined,
): boolean {
  const { by, value } = term;
  const begins = (text: string): boolean => text.startsWith(value);
  const contains = (text: string): boolean => text.includes(value);
  switch (by) {
    case 'text':
      // All ARNs contain "appstream" and the account's number: a part of an ARN would match everything.
      if (value.startsWith('arn:')) return texts('arn').some(begins);
      // Without a label, the id is the name.
      return texts('names').some(contains) || (kind.label !== undefined && texts('id').includes(value));
    case 'state':
      return texts('state').some(begins);
    case 'image':
      return texts('images').some(image => (value.startsWith('arn:') ? begins(image) : contains(nameIn(image))));
    case 'type':
      return texts('types').some(contains);
    case 'used':
      return isUsed(users)?.startsWith(value) ?? false;
    case 'tag':
      return hasTag(term, tags?.());
  }
}

/** The name in an ARN, or the name itself. */
export function nameIn(image: string): string {
  return image.startsWith('arn:') ? image.slice(image.lastIndexOf('/') + 1) : image;
}

/** A part of a resource that terms look at. */
type Part = keyof typeof readers;

const readers = {
  names: (kind: Kind, resource: unknown) => [kind.label?.(resource) || kind.id(resource), kind.displayName?.(resource)],
  id: (kind: Kind, resource: unknown) => [kind.id(resource)],
  arn: (kind: Kind, resource: unknown) => [kind.arn?.(resource)],
  state: (kind: Kind, resource: unknown) => [kind.state?.(resource)],
  images: (kind: Kind, resource: unknown) => kind.images?.(resource) ?? [],
  types: (kind: Kind, resource: unknown) => kind.types?.(resource) ?? [],
};

interface Texts {
  readonly kind: Kind;
  readonly parts: { [P in Part]?: readonly string[] };
}

/** By resource. An answer of the service is never changed, so what was read from it stays true. */
const known = new WeakMap<object, Texts>();

/** The texts of a part of a resource, in lower case. They are read when a term first looks at them. */
function textsOf(part: Part, kind: Kind, resource: object): readonly string[] {
  const before = known.get(resource);
  const texts: Texts = before?.kind === kind ? before : { kind, parts: {} };
  if (texts !== before) known.set(resource, texts);
  const there = texts.parts[part];
  if (there) return there;
  const read: string[] = [];
  for (const text of readers[part](kind, resource)) if (text) read.push(text.toLowerCase());
  return (texts.parts[part] = read);
}
