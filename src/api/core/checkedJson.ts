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
  override createDeserializer(): Deserializer {
    // The type covers codecs of all protocols. JSON codecs can also read parsed objects.
    const deserializer = super.createDeserializer() as Deserializer & {
      readObject(of: Schema, value: unknown): unknown;
    };
    const read = (schema: Schema, data: Uint8Array | string): unknown => {
      const parsed = JSON.parse(typeof data === 'string' ? data : Buffer.from(data).toString()) as unknown;
      const of = NormalizedSchema.of(schema);
      if (!isObject(parsed)) throw new MalformedAnswer('The answer is no object.');
      if (!of.isStructSchema()) return deserializer.readObject(schema, parsed);
      const answer = deserializer.readObject(schema, fitAnswer(of, parsed));
      keepWhatWasSent(answer as Record<string, unknown>, parsed as Record<string, unknown>);
      return answer;
    };
    return Object.assign(deserializer, { read });
  }
}

/** Makes a response fit its schema. A list entry that isn't an object becomes an empty one, so that users see it. */
function fitAnswer(of: NormalizedSchema, answer: object): unknown {
  const lists = Object.fromEntries(
    Object.entries(answer).map(([name, value]: [string, unknown]) => {
      const member = memberOf(of, name);
      const listed = Array.isArray(value) && member?.isListSchema() && member.getValueSchema().isStructSchema();
      return [name, listed ? value.map(entry => (isObject(entry) ? entry : {})) : value];
    }),
  );
  return fit(of, lists);
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
  return Object.entries(sent).some(([name, value]) => value !== null && !(name in entry));
}

function memberOf(of: NormalizedSchema, name: string): NormalizedSchema | undefined {
  for (const [member, schema] of of.structIterator()) if (member === name) return schema;
  return undefined;
}

/**
 * Makes a value fit a schema: texts and numbers are converted into each other if that is unambiguous.
 * @returns undefined if the value doesn't fit
 */
function fit(of: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (of.isStructSchema()) {
    if (!isObject(value)) return undefined;
    const fitting: Record<string, unknown> = {};
    for (const [name, schema] of of.structIterator()) {
      const member = fit(schema, (value as Record<string, unknown>)[name]);
      if (member !== undefined) fitting[name] = member;
    }
    return fitting;
  }
  if (of.isListSchema()) {
    return Array.isArray(value) ? value.map(entry => fit(of.getValueSchema(), entry)).filter(isKnown) : undefined;
  }
  if (of.isMapSchema()) {
    if (!isObject(value)) return undefined;
    const entries = Object.entries(value).map(([key, entry]) => [key, fit(of.getValueSchema(), entry)] as const);
    return Object.fromEntries(entries.filter(([, entry]) => isKnown(entry)));
  }
  if (of.isStringSchema() || of.isBlobSchema()) {
    return typeof value === 'string' ? value : isScalar(value) ? String(value) : undefined;
  }
  if (of.isBooleanSchema()) return fitBoolean(value);
  if (of.isTimestampSchema()) return fitTime(value);
  if (of.isNumericSchema()) return fitNumber(value);
  return value;
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

/** A time in seconds since the epoch. @returns undefined if it is out of a Date's range */
function fitTime(value: unknown): number | undefined {
  const seconds = fitNumber(value) ?? (typeof value === 'string' ? Date.parse(value) / 1000 : NaN);
  return Math.abs(seconds) <= 8.64e12 ? seconds : undefined;
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
