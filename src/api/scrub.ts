// Taking out of the service's own words what must not be shown or logged.
import { inputShape, shape } from './model';
import type { Shape } from './model';

const hidden = '…';

/** What secrets look like, wherever they come from: URLs that carry a signature, mail addresses, access keys, tokens. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/[^\s"'<>]*[?&#](?:parameters|signature|token|code|X-Amz-\w+)=[^\s"'<>]*/gi, hidden],
  [/https?:\/\/[^\s/@"'<>]+@/gi, `https://${hidden}@`],
  [/[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g, hidden],
  // Who called, in AccessDenied: account, kind and role stay, the person's name goes.
  [/(:user\/|:federated-user\/|:assumed-role\/[^\s/]+\/)[^\s"']+/g, `$1${hidden}`],
  // JSON.parse quotes what it could not read, which may be a token's file or what a process printed.
  [/Unexpected .{1,200}? is not valid JSON/gs, 'not valid JSON'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, hidden],
];

/**
 * A message without secrets.
 * @param input the operation's input: the values of its sensitive members, and users' names, are taken out
 * @param secrets more values that must not appear, such as the credentials in use
 */
export function scrub(message: string, operation: string, input: object, secrets: readonly string[] = []): string {
  let clean = message;
  const values = [...secrets, ...sensitiveValues(inputShape(operation), input)];
  // The longest first, or a short value would leave half of one that holds it.
  for (const value of values.sort((a, b) => b.length - a.length)) clean = without(clean, value);
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}

function without(message: string, value: string): string {
  if (value === '') return message;
  // As a word of its own: a user called "in" must not tear holes into every sentence.
  const literal = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return message.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'gu'), hidden);
}

/** Users' ids are not sensitive in the service model, but name people. */
const naming = /^User(Id|Name)$/;

function* sensitiveValues(of: Shape, value: unknown): Generator<string> {
  if (of.type === 'list' && Array.isArray(value) && of.member !== undefined) {
    for (const entry of value) yield* sensitiveValues(shape(of.member), entry);
  }
  if (typeof value === 'string' && of.sensitive) yield value;
  if (of.type !== 'structure' || typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const memberShape = of.members?.[name];
    if (memberShape === undefined) continue;
    if (naming.test(name) && typeof member === 'string') yield member;
    else yield* sensitiveValues(shape(memberShape), member);
  }
}
