// Smithy RPC v2 CBOR: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html. AWS documents it for CloudWatch, and JSON
// alone for AppStream. The simulator takes it for all its services but STS and IAM.
import { cbor, tag } from '@smithy/core/cbor';

import type { Model, Shape } from '../../api/core/facts';
import { ServiceError } from '../base/errors';
import { modelWith } from './models';
import type { Members } from './validate';
import type { Wire } from './wire';
import { cborProtocol, headerText } from './wire';

const contentType = 'application/cbor';

/** The tag of a time: epoch seconds. */
const timeTag = 1;

/** CBOR's null. A reader takes the first item of a body and ignores what follows. */
const filler = 0xf6;

/** @param isQueryClient whether the client asks for the error header of services that once spoke the query protocol */
export function cborWire(isQueryClient: boolean): Wire {
  const headers = { 'smithy-protocol': cborProtocol };
  return {
    read(body) {
      if (body.length === 0) return {};
      try {
        return plain(cbor.deserialize(body));
      } catch {
        throw new ServiceError('SerializationException', 'The request body is not CBOR.');
      }
    },
    answer(operation, output) {
      const model = modelWith(operation);
      if (!model) throw new Error(`No operation ${operation}`);
      return { status: 200, body: encode(withTags(model.outputShape(operation), output, model)), contentType, headers };
    },
    refuse: ({ type, message, status }) => ({
      status,
      body: encode({ __type: type, message }),
      contentType,
      headers: {
        ...headers,
        ...(isQueryClient && { 'x-amzn-query-error': `${headerText(type)};${status < 500 ? 'Sender' : 'Receiver'}` }),
      },
    }),
    pad: (body, size) => Buffer.concat([Buffer.from(body), Buffer.alloc(Math.max(0, size - body.length), filler)]),
  };
}

/** The codec keeps its buffer for the next value, so this is a copy. */
function encode(value: unknown): Buffer {
  return Buffer.from(cbor.serialize(value));
}

/** A value of CBOR as JSON has it. @throws TypeError for one that no member can have */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is no number that JSON has.`);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('tag' in value && 'value' in value && Object.getOwnPropertySymbols(value).length > 0) {
    if (value.tag !== timeTag) throw new TypeError(`The tag ${String(value.tag)} has no meaning here.`);
    return plain(value.value);
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

/** Members with their times tagged and their blobs as bytes. Members that the API lacks, which a fault may add, stay as they are. */
function withTags(facts: Shape, value: unknown, model: Model): unknown {
  if (facts.type === 'timestamp') return typeof value === 'number' ? tag({ tag: timeTag, value }) : value;
  if (facts.type === 'blob') return typeof value === 'string' ? Buffer.from(value, 'base64') : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const member = model.shape(facts.member ?? '');
    return value.map(item => withTags(member, item, model));
  }
  const shapeOf = (name: string) => (facts.type === 'map' ? facts.value : facts.members?.[name]);
  return Object.fromEntries(
    Object.entries(value as Members)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => {
        const shape = shapeOf(name);
        return [name, shape === undefined ? item : withTags(model.shape(shape), item, model)];
      }),
  );
}
