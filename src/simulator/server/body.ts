// Reads the body of a request, within limits.
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

import { ServiceError } from '../base/errors';

/** More than any request of the API needs, in bytes, before and after it is unpacked. */
export const maxBodySize = 1 << 20;

/** Whether a request announces more than the limit, so that nothing of it has to be read. */
export function announcesTooMuch({ headers }: IncomingMessage, limit = maxBodySize): boolean {
  return Number(headers['content-length']) > limit;
}

/** The whole body as it was sent; undefined when it is larger than the limit. Such a body is not read to its end. */
export async function readBody(request: IncomingMessage, limit = maxBodySize): Promise<Buffer | undefined> {
  if (announcesTooMuch(request, limit)) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The body as its operation has it.
 * @param body as readBody returns it
 * @param encoding the request's content encoding
 * @throws ServiceError when it is too large, or packed in a way that is not known or broken
 */
export function unpacked(body: Buffer | undefined, encoding = 'identity'): Buffer {
  if (body === undefined) throw tooLarge();
  if (/^identity$/i.test(encoding)) return body;
  if (!/^gzip$/i.test(encoding)) {
    throw new ServiceError('SerializationException', 'The content encoding of a request is gzip, or none.', 415);
  }
  try {
    return gunzipSync(body, { maxOutputLength: maxBodySize });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new ServiceError('SerializationException', 'The request body is not gzip.');
  }
}

function tooLarge(): ServiceError {
  return new ServiceError('RequestEntityTooLargeException', 'The request body is too large.', 413);
}
