// AWS JSON: errors have their type in the body and in a header.
// (V) Every operation: An error is status 400 with `{"__type": "…", "Message": "…"}`. [log]
import { ServiceError } from '../base/errors';
import type { Wire } from './wire';
import { headerText } from './wire';

/** @param version of AWS JSON: `1.0` or `1.1`. They differ in the content type alone */
export function jsonWire(version: string): Wire {
  const contentType = `application/x-amz-json-${version}`;
  return {
    read(body) {
      const text = body.toString();
      try {
        return text === '' ? {} : (JSON.parse(text) as unknown);
      } catch {
        throw new ServiceError('SerializationException', 'The request body is not JSON.');
      }
    },
    answer: (_operation, output) => ({ status: 200, body: JSON.stringify(output), contentType }),
    refuse: ({ type, message, status }) => ({
      status,
      body: JSON.stringify({ __type: type, Message: message }),
      contentType,
      headers: { 'x-amzn-errortype': headerText(type) },
    }),
    pad: (body, size) => body.toString().padEnd(size),
  };
}

/** What most services speak. Requests that name no service are answered in it. */
export const json11 = jsonWire('1.1');
