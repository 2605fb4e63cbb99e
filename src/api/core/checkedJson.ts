// Makes responses fit the service model. The SDK doesn't check the types in a response: an object in place of a list makes it
// throw for the whole response, and a number in place of a name reaches the code that shows it.
import { AwsJson1_1Protocol } from '@aws-sdk/core/protocols';
import { JsonCodec2 } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type {
  HandlerExecutionContext,
  HttpResponse,
  MetadataBearer,
  OperationSchema,
  Schema,
  SerdeFunctions,
} from '@smithy/types';

import { keepRaw } from './raw';

/** The largest response that is read, in bytes. A page has a few hundred kilobytes at most. */
export const largestAnswer = 16 * 1024 * 1024;

/** A response that the service can't have sent. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

type ProtocolOptions = ConstructorParameters<typeof AwsJson1_1Protocol>[0];

/** AWS JSON 1.1 with responses that fit the service model: values of other types are converted or left out. */
export class CheckedJson extends AwsJson1_1Protocol {
  constructor(options: ProtocolOptions) {
    super({
      ...options,
      jsonCodec: new CheckedCodec({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false }),
    });
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    operation: OperationSchema,
    context: HandlerExecutionContext & SerdeFunctions,
    response: HttpResponse,
  ): Promise<Output> {
    const { statusCode, headers } = response;
    // AWS JSON responds with 200 and a body, which may be empty. Error pages are classified by their status.
    if (statusCode === 204) throw new MalformedAnswer('The answer has no content.');
    const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
    if (statusCode < 300 && type !== undefined && !/json/i.test(type)) {
      throw new MalformedAnswer('The answer is no JSON.');
    }
    return super.deserializeResponse(operation, context, response);
  }
}

type Deserializer = ReturnType<JsonCodec2['createDeserializer']>;

class CheckedCodec extends JsonCodec2 {
  // Each client has its own: walking a schema takes longer than reading a value, but not long.
  readonly #readers = createReaders();

  override createDeserializer(): Deserializer {
    // The type covers codecs of all protocols. JSON codecs can also read parsed objects.
    const deserializer = super.createDeserializer() as Deserializer & {
      readObject(schema: Schema, value: unknown): unknown;
    };
    const readers = this.#readers;
    const read = (schema: Schema, data: Uint8Array | string): unknown => {
      const text = typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.length).toString();
      const parsed = JSON.parse(text) as unknown;
      const normalized = NormalizedSchema.of(schema);
      if (!isObject(parsed)) throw new MalformedAnswer('The answer is no object.');
      if (!normalized.isStructSchema()) return deserializer.readObject(schema, parsed);
      const answer = readers.answer(normalized)(parsed) as Record<string, unknown>;
      keepWhatWasSent(answer, parsed as Record<string, unknown>);
      return answer;
    };
    return Object.assign(deserializer, { read });
  }
}

/** Keeps the original of each list entry that lost something, so that users see what was sent. */
function keepWhatWasSent(answer: Record<string, unknown>, sent: Record<string, unknown>): void {
  for (const [name, entries] of Object.entries(answer)) {
    const all = sent[name];
    if (!Array.isArray(entries) || !Array.isArray(all) || entries.length !== all.length) continue;
    for (const [at, entry] of (entries as unknown[]).entries()) {
      if (isObject(entry) && hasLost(entry, all[at])) keepRaw(entry, all[at]);
    }
  }
}

function hasLost(entry: object, sent: unknown): boolean {
  if (!isObject(sent)) return true;
  // A loop, because it runs for each entry of each list.
  for (const name in sent) if ((sent as Record<string, unknown>)[name] !== null && !(name in entry)) return true;
  return false;
}

/**
 * Reads a value of a parsed response: texts and numbers are converted into each other if that is unambiguous.
 * @returns undefined if the value doesn't fit
 */
type Read = (value: unknown) => unknown;

/** Makes the readers of responses. Each is made once, at the first value of its schema. */
function createReaders(): { readonly answer: (schema: NormalizedSchema) => Read } {
  const structs = new WeakMap<object, Read>();
  const answers = new WeakMap<object, Read>();

  function readerOf(schema: NormalizedSchema): Read {
    if (schema.isStructSchema()) return structReader(schema, structs, readerOf);
    if (schema.isListSchema()) {
      const read = readerOf(schema.getValueSchema());
      return value => (Array.isArray(value) ? value.map(read).filter(isKnown) : undefined);
    }
    if (schema.isMapSchema()) {
      const read = readerOf(schema.getValueSchema());
      return value => {
        if (!isObject(value)) return undefined;
        const entries = Object.entries(value).map(([key, entry]) => [key, read(entry)] as const);
        return Object.fromEntries(entries.filter(([, entry]) => isKnown(entry)));
      };
    }
    refuseUnreadable(schema);
    if (schema.isStringSchema()) return fitText;
    if (schema.isBlobSchema()) return value => (typeof value === 'string' ? Buffer.from(value, 'base64') : undefined);
    if (schema.isBooleanSchema()) return fitBoolean;
    if (schema.isTimestampSchema()) return fitTime;
    if (schema.isNumericSchema()) return fitNumber;
    return value => value ?? undefined;
  }

  return {
    // A list entry that isn't an object becomes an empty one, so that users see it.
    answer: schema =>
      structReader(schema, answers, member => {
        const entry = member.isListSchema() ? member.getValueSchema() : undefined;
        if (!entry?.isStructSchema()) return readerOf(member);
        const read = readerOf(entry);
        return value => (Array.isArray(value) ? value.map(entry => read(isObject(entry) ? entry : {})) : undefined);
      }),
  };
}

/**
 * AppStream has none of these. Read as others are, they would be wrong: large numbers lose digits, and for JSON in a text the
 * SDK's types promise an object.
 * @throws Error for a service that has them: support them here first
 */
function refuseUnreadable(schema: NormalizedSchema): void {
  const { mediaType = '' } = schema.getMergedTraits();
  const holdsJson = schema.isStringSchema() && /^application\/json$|\+json$/.test(mediaType);
  if (!holdsJson && !schema.isBigIntegerSchema() && !schema.isBigDecimalSchema()) return;
  throw new Error(
    `Responses with ${holdsJson ? 'JSON in a text' : 'large numbers'} can't be read: ${schema.getName(true)}.`,
  );
}

/** @param made the readers that exist @param readerOfMember makes the reader of a member */
function structReader(
  schema: NormalizedSchema,
  made: WeakMap<object, Read>,
  readerOfMember: (member: NormalizedSchema) => Read,
): Read {
  const key = schema.getSchema() as object;
  const present = made.get(key);
  if (present) return present;
  // Made at the first value, because a structure can contain itself.
  let members: ReadonlyMap<string, Read> | undefined;
  const read: Read = value => {
    if (!isObject(value)) return undefined;
    members ??= new Map([...schema.structIterator()].map(([name, member]) => [name, readerOfMember(member)]));
    // A copy that is corrected is quicker than one that is built.
    const fitting = { ...value } as Record<string, unknown>;
    for (const name in fitting) {
      const sent = fitting[name];
      const member = members.get(name)?.(sent);
      if (member === undefined) delete fitting[name];
      else if (member !== sent) fitting[name] = member;
    }
    return fitting;
  };
  made.set(key, read);
  return read;
}

function fitText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : isScalar(value) ? String(value) : undefined;
}

function fitBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : undefined;
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function fitNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Reads seconds since the epoch, or a time as text. @returns undefined if it is out of a Date's range */
function fitTime(value: unknown): Date | undefined {
  const seconds = fitNumber(value) ?? (typeof value === 'string' ? Date.parse(value) / 1000 : NaN);
  return Math.abs(seconds) <= 8.64e12 ? new Date(Math.round(seconds * 1000)) : undefined;
}

function isScalar(value: unknown): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnown(value: unknown): boolean {
  return value !== undefined;
}

/** Collects the bytes of a response. @throws MalformedAnswer if there are more than `largestAnswer` */
export async function collectAnswer(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    // Leaving the loop destroys the stream and its connection.
    if (size > largestAnswer) throw new MalformedAnswer('The answer is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
