// Requests of a simulator below the SDKs.
import { once } from 'node:events';
import * as http from 'node:http';

import { cbor } from '@smithy/core/cbor';

export const target = 'PhotonAdminProxyService';
export const authorization =
  'AWS4-HMAC-SHA256 Credential=SANDBOXPRODUCTION/20261124/eu-west-1/appstream/aws4_request, SignedHeaders=host, Signature=00ff';
export const json = {
  authorization,
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': `${target}.DescribeStacks`,
};
export const binary = { authorization, 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a request in one go, or piece by piece, which makes it chunked. */
export async function send(
  url: string,
  headers: http.OutgoingHttpHeaders,
  body: string | Uint8Array | readonly string[],
  options: http.RequestOptions = {},
): Promise<Answer> {
  const request = http.request(url, { method: 'POST', agent: false, ...options, headers });
  if (Array.isArray(body)) {
    for (const piece of body as readonly string[]) request.write(piece);
    request.end();
  } else {
    request.end(body);
  }
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

export function decoded({ headers, body }: Answer): Record<string, unknown> {
  return (
    headers['content-type'] === 'application/cbor' ? cbor.deserialize(body) : JSON.parse(body.toString())
  ) as Record<string, unknown>;
}
