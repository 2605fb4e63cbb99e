// Signs requests in advance: anyone with a signed request can send it, without credentials, until it expires.
import { HttpRequest } from '@smithy/core/protocols';
import type { AwsCredentialIdentity } from '@smithy/types';

import { plainJson } from './plainJson';
import type { Client } from './profileSession';
import { signerOf } from './signer';
import type { SignedRequest } from './types';

/** Headers that must stay headers: the service doesn't find them in the query, where a signer would move them. */
const readAsHeaders = ['content-type', 'x-amz-target'];

/**
 * Signs a call without sending it.
 * @param seconds how long the request stays valid; temporary credentials may expire sooner
 */
export async function presign(
  client: Client,
  credentials: AwsCredentialIdentity,
  operation: string,
  input: object,
  seconds: number,
): Promise<SignedRequest> {
  const { sdk, service } = client;
  const request = await requestOf(client, operation, input);
  const { method, protocol, hostname, port, path, headers } = request;
  // The signature covers these bytes, so no shell that the request is pasted into may change them.
  const body = plainJson(textOf(request.body as string | Uint8Array));
  const signer = signerOf(sdk, service, credentials);
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => readAsHeaders.includes(name.toLowerCase())),
  );
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  const now = Date.now();
  // The SDK knows the offset of this computer's clock from AWS's responses.
  const signingDate = new Date(now + (sdk.config.systemClockOffset ?? 0));
  const signed = await signer.presign(
    new HttpRequest({
      method,
      protocol,
      hostname,
      path,
      headers: { ...kept, host },
      body,
      ...(port !== undefined && { port }),
    }),
    { expiresIn: seconds, signingDate, unhoistableHeaders: new Set(readAsHeaders) },
  );
  const query = Object.entries(signed.query ?? {})
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .join('&');
  const expires = Math.min(now + seconds * 1000, credentials.expiration?.getTime() ?? Infinity);
  return {
    url: `${protocol}//${host}${path}?${query}`,
    headers: kept,
    body,
    expires: new Date(expires),
  };
}

const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body);

// Lets the SDK build the request, and catches it before it is signed and sent.
async function requestOf({ sdk, commandOf }: Client, operation: string, input: object): Promise<HttpRequest> {
  const command = commandOf(operation, input);
  let caught: unknown;
  command.middlewareStack.add(
    () => args => {
      caught = args.request;
      return Promise.resolve({ output: { $metadata: {} }, response: undefined });
    },
    { step: 'finalizeRequest', priority: 'high', name: 'catchRequest' },
  );
  await sdk.send(command);
  if (!HttpRequest.isInstance(caught)) throw new Error(`The SDK wrote no request for ${operation}`);
  return caught;
}

// Signature Version 4 requires more escapes than encodeURIComponent makes.
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
