// A request that is signed ahead of time: whoever has it may make it, without credentials, until it expires.
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';

import { plainJson } from './plainJson';
import type { Client } from './profileSession';
import type { SignedRequest } from './types';

/** Headers that the service reads where they stand: moved into the query, as signers like to, it would not find them. */
const readAsHeaders = ['content-type', 'x-amz-target'];

/**
 * Signs a call without making it.
 * @param seconds how long it can be made; a session's credentials may end it sooner
 */
export async function presign(
  client: Client,
  credentials: AwsCredentialIdentity,
  operation: string,
  input: object,
  seconds: number,
): Promise<SignedRequest> {
  const { sdk, service } = client;
  const { signingName, endpointPrefix } = service.model.facts.metadata;
  const request = await requestOf(client, operation, input);
  const { method, protocol, hostname, port, path, headers } = request;
  // What is signed are these bytes: no shell that the request is pasted into may change one.
  const body = plainJson(textOf(request.body as string | Uint8Array));
  const signer = new SignatureV4({
    credentials,
    region: sdk.config.region,
    service: signingName ?? endpointPrefix,
    sha256: sdk.config.sha256,
  });
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => readAsHeaders.includes(name.toLowerCase())),
  );
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  const now = Date.now();
  // The SDK has learnt from AWS's answers how wrong this computer's clock is.
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

// The SDK itself writes the request; it is caught before it would be signed and sent.
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

// As the signature's rules want it: more is escaped than encodeURIComponent does.
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
