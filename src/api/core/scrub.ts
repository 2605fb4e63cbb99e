// Removes secrets and names of people from the messages of services.
import type { Shape } from './facts';
import { plainText } from './plainText';
import type { Service } from './service';

const hidden = '…';

/** The maximum length of a message, in characters. A server could send megabytes. */
export const longestMessage = 2048;

/**
 * Patterns of secrets: URLs with a signature, email addresses, access keys and tokens. Each pattern limits the part before its
 * fixed text, so that no message makes it slow.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/[^\s"'<>]*[?&#](?:parameters|signature|token|code|X-Amz-\w+)=[^\s"'<>]*/gi, hidden],
  [/https?:\/\/[^\s/@"'<>]+@/gi, `https://${hidden}@`],
  [/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+/g, hidden],
  // The caller in AccessDenied messages: the account and role stay, the name of the person is removed.
  [/(:user\/|:federated-user\/|:assumed-role\/[^\s/]+\/)[^\s"']+/g, `$1${hidden}`],
  // JSON.parse quotes invalid text, which may come from a token file or the output of a process.
  [/Unexpected .{1,200}? is not valid JSON/gs, 'not valid JSON'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, hidden],
];

/**
 * A message without secrets, control characters and links, with at most `longestMessage` characters.
 * @param service the service of the operation
 * @param input the operation's input: the values of sensitive members and names of people are removed from the message
 * @param secrets other values to remove, such as the credentials in use
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

/** Shortens a message. The cut is between words and never inside a secret, since even half a secret must not be shown. */
function cut(message: string, literals: RegExp | undefined, longest: number): string {
  if (message.length <= longestMessage) return message;
  let end = longestMessage;
  for (const { index, 0: found } of message.slice(0, end + longest).matchAll(literals ?? /$^/g)) {
    if (index < end && index + found.length > end) end = index;
  }
  const whole = message.slice(0, end).replace(/\S+$/, '');
  return `${whole.trimEnd()} ${hidden}`.trimStart();
}

/** How a value can appear in a message: the source of a regular expression, and the length in characters. */
interface Literal {
  readonly source: string;
  readonly length: number;
}

// The longest first. Otherwise, removing a short value could leave parts of a longer one that contains it.
function longestFirst(literals: readonly Literal[]): readonly string[] {
  return literals.toSorted((a, b) => b.length - a.length).map(({ source }) => source);
}

/** A value of the input, only as a whole word: a user named "in" must not remove every "in" from the message. */
function forms(value: string): readonly Literal[] {
  return writtenForms(value).map(({ source, length }) => ({
    // An escape of JSON or of a URL may end with a letter right before the word.
    source: `(?:(?<![\\p{L}\\p{N}_])|(?<=\\\\[bfnrt]|%[0-9a-f]{2}))${source}(?![\\p{L}\\p{N}_])`,
    length,
  }));
}

/** A secret, even inside other words and inside base64. */
function secretForms(value: string): readonly Literal[] {
  return [...writtenForms(value), ...base64Forms(value)];
}

/** A value as it is, escaped in JSON, and encoded in a URL. */
function writtenForms(value: string): readonly Literal[] {
  if (value === '') return [];
  const encoded = encodeURIComponent(Buffer.from(value).toString());
  const spellings = [value, JSON.stringify(value).slice(1, -1), encoded, encoded.replaceAll('%20', '+')];
  return [...new Set(spellings)].map(literal);
}

/** A value in base64, for each of the three offsets in a group of bytes at which it can begin. */
function base64Forms(value: string): readonly Literal[] {
  const bytes = Buffer.from(value);
  if (bytes.length < 8) return []; // too short: it would match by chance
  return [0, 1, 2].flatMap(offset => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Padding is left out, and so are the first and last characters if they also encode bits of the neighboring bytes.
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [...new Set([own, own.replaceAll('+', '-').replaceAll('/', '_')])].map(literal);
  });
}

function literal(text: string): Literal {
  return { source: text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), length: text.length };
}

/** The values of an input that the model marks as sensitive, and those that name people. */
function sensitiveValues(service: Pick<Service, 'model' | 'personal'>, shape: Shape, value: unknown): string[] {
  const { model, personal } = service;
  if (shape.type === 'list' && Array.isArray(value) && shape.member !== undefined) {
    const entry = model.shape(shape.member);
    return value.flatMap(each => sensitiveValues(service, entry, each));
  }
  if (typeof value === 'string' && shape.sensitive) return [value];
  if (shape.type !== 'structure' || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const memberShape = shape.members?.[name];
    if (memberShape === undefined) return [];
    if (typeof member === 'string' && personal?.includes(name)) return [member];
    return sensitiveValues(service, model.shape(memberShape), member);
  });
}
