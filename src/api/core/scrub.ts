// Takes out of the service's own words what must not be shown or logged.
import type { Shape } from './facts';
import { plainText } from './plainText';
import type { Service } from './service';

const hidden = '…';

/** How much of a message is read, in characters. A server may answer megabytes; nobody reads them. */
export const longestMessage = 2048;

/**
 * What secrets look like, wherever they come from: URLs that carry a signature, mail addresses, access keys, tokens.
 * Each pattern bounds what comes before its fixed part, so that no text makes it slow.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/[^\s"'<>]*[?&#](?:parameters|signature|token|code|X-Amz-\w+)=[^\s"'<>]*/gi, hidden],
  [/https?:\/\/[^\s/@"'<>]+@/gi, `https://${hidden}@`],
  [/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+/g, hidden],
  // Who called, in AccessDenied: account, kind and role stay, the person's name goes.
  [/(:user\/|:federated-user\/|:assumed-role\/[^\s/]+\/)[^\s"']+/g, `$1${hidden}`],
  // JSON.parse quotes what it could not read, which may be a token's file or what a process printed.
  [/Unexpected .{1,200}? is not valid JSON/gs, 'not valid JSON'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, hidden],
];

/**
 * A message without secrets, control characters and links, cut to `longestMessage` characters.
 * @param service whose operation it was
 * @param input the operation's input: the values of its sensitive members, and users' names, are taken out
 * @param secrets more values that must not appear, such as the credentials in use
 */
export function scrub(
  message: string,
  service: Pick<Service, 'model' | 'personal'>,
  operation: string,
  input: object,
  secrets: readonly string[] = [],
): string {
  const values = [
    ...secrets.flatMap(secretForms),
    ...sensitiveValues(service, service.model.inputShape(operation), input).flatMap(forms),
  ];
  const literals = values.length ? new RegExp(longestFirst(values).join('|'), 'giu') : undefined;
  let clean = cut(message, literals, Math.max(0, ...values.map(({ length }) => length)));
  if (literals) clean = clean.replace(literals, hidden);
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return plainText(clean);
}

/** The first part of a message. It ends between words and not inside a secret, since half of one is one, too. */
function cut(message: string, literals: RegExp | undefined, longest: number): string {
  if (message.length <= longestMessage) return message;
  let end = longestMessage;
  for (const { index, 0: found } of message.slice(0, end + longest).matchAll(literals ?? /$^/g)) {
    if (index < end && index + found.length > end) end = index;
  }
  const whole = message.slice(0, end).replace(/\S+$/, '');
  return `${whole.trimEnd()} ${hidden}`.trimStart();
}

/** What a value may look like in a message, as the source of a regular expression, and how long it is there. */
interface Literal {
  readonly source: string;
  readonly length: number;
}

// The longest first, or a short value would leave half of one that holds it.
function longestFirst(literals: readonly Literal[]): readonly string[] {
  return literals.toSorted((a, b) => b.length - a.length).map(({ source }) => source);
}

/** A value of the input, where it is a word of its own: a user called "in" must not tear holes into every sentence. */
function forms(value: string): readonly Literal[] {
  return writtenForms(value).map(({ source, length }) => ({
    // An escape, of JSON or of a URL, ends before the word even when it ends with a letter.
    source: `(?:(?<![\\p{L}\\p{N}_])|(?<=\\\\[bfnrt]|%[0-9a-f]{2}))${source}(?![\\p{L}\\p{N}_])`,
    length,
  }));
}

/** A secret, wherever it stands: inside other words and inside base64, too. */
function secretForms(value: string): readonly Literal[] {
  return [...writtenForms(value), ...base64Forms(value)];
}

/** As it is, escaped in JSON, and encoded in a URL. */
function writtenForms(value: string): readonly Literal[] {
  if (value === '') return [];
  const encoded = encodeURIComponent(Buffer.from(value).toString());
  const spellings = [value, JSON.stringify(value).slice(1, -1), encoded, encoded.replaceAll('%20', '+')];
  return [...new Set(spellings)].map(literal);
}

/** What base64 makes of a value, whichever of the three places in a group of bytes it begins at. */
function base64Forms(value: string): readonly Literal[] {
  const bytes = Buffer.from(value);
  if (bytes.length < 8) return []; // too little is left to be told from chance
  return [0, 1, 2].flatMap(offset => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The characters that also hold bits of what stands before and after it are left out.
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [...new Set([own, own.replaceAll('+', '-').replaceAll('/', '_')])].map(literal);
  });
}

function literal(text: string): Literal {
  return { source: text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), length: text.length };
}

/** The values of an input that the model calls sensitive, and those that name people. */
function sensitiveValues(service: Pick<Service, 'model' | 'personal'>, of: Shape, value: unknown): string[] {
  const { model, personal } = service;
  if (of.type === 'list' && Array.isArray(value) && of.member !== undefined) {
    const entry = model.shape(of.member);
    return value.flatMap(each => sensitiveValues(service, entry, each));
  }
  if (typeof value === 'string' && of.sensitive) return [value];
  if (of.type !== 'structure' || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const shape = of.members?.[name];
    if (shape === undefined) return [];
    if (typeof member === 'string' && personal?.includes(name)) return [member];
    return sensitiveValues(service, model.shape(shape), member);
  });
}
