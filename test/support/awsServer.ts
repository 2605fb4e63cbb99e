// A server that plays AWS for tests of the API layer. The test defines each answer, including faults.
import * as http from 'node:http';

import { appstream } from '../../src/api/appstream/service';
import { requiredOf } from '../../src/api/core/completeness';
import { bodyOf, listenLocally, type LocalServer } from './localServer';

/** A request as it arrived. */
export interface Received {
  readonly operation: string;
  readonly accessKeyId: string;
  readonly region: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly input: Record<string, unknown>;
  /** Resolves when the connection is closed before the answer was finished. */
  readonly dropped: Promise<void>;
}

/** The answer to a request, or a fault. */
export type Answer =
  | { readonly kind: 'ok'; readonly output: unknown } // members that the answer must have are added
  | { readonly kind: 'error'; readonly type: string; readonly message?: string; readonly status?: number }
  | { readonly kind: 'body'; readonly body: string; readonly status?: number; readonly contentType?: string }
  | { readonly kind: 'hang' } // never answers
  | { readonly kind: 'stall' } // begins an answer and never ends it
  | { readonly kind: 'reset' }; // closes the connection without an answer

export type Answering = (request: Received) => Answer | Promise<Answer>;

export interface AwsServer extends LocalServer {
  readonly received: Received[];
  /** The highest number of requests that were under way at the same time. */
  mostAtOnce(): number;
  /** Resolves when this many requests have arrived. */
  arrived(count: number): Promise<void>;
}

export const requestId = '11111111-2222-3333-4444-555555555555';

/**
 * Starts a server. By default, it answers only the members that an answer must have.
 * @param clock what time it is there, in milliseconds
 */
export async function startAwsServer(
  answer: Answering = () => ({ kind: 'ok', output: {} }),
  clock: () => number = Date.now,
): Promise<AwsServer> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let now = 0;
  let most = 0;

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    most = Math.max(most, ++now);
    response.once('close', () => now--);
    const arrival = arrivalOf(request, response, body);
    received.push(arrival);
    for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    response.setHeader('date', new Date(clock()).toUTCString());
    give(await answer(arrival), arrival.operation, request, response);
  }

  const server = http.createServer((request, response) => void handle(request, response));
  return {
    ...(await listenLocally(server)),
    received,
    mostAtOnce: () => most,
    arrived: count => new Promise(resolve => (received.length >= count ? resolve() : waiting.push({ count, resolve }))),
  };
}

function arrivalOf(request: http.IncomingMessage, response: http.ServerResponse, body: string): Received {
  const [, accessKeyId = '', region = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  return {
    operation: String(request.headers['x-amz-target']).replace(/^.*\./, ''),
    accessKeyId,
    region,
    headers: request.headers,
    input: inputOf(request, body),
    dropped: new Promise(resolve => response.once('close', () => !response.writableFinished && resolve())),
  };
}

/** STS, which is asked for roles, does not use JSON, so its input is not parsed. */
function inputOf(request: http.IncomingMessage, body: string): Record<string, unknown> {
  const isJson = request.headers['content-type']?.includes('json');
  return isJson ? (JSON.parse(body) as Record<string, unknown>) : {};
}

/** Adds the members that the operation's answer must have: empty lists, and objects with a name. */
function whole(operation: string, output: unknown): unknown {
  if (typeof output !== 'object' || output === null) return output;
  const least: Record<string, unknown> = {};
  for (const paths of requiredOf(appstream, operation)) {
    const [name = '', inner] = paths.split('|')[0]?.split('.') ?? [];
    if (inner !== undefined) least[name] = { [inner]: 'x' };
    else if (name === 'StreamingURL') least[name] = 'https://example.com/';
    else if (name === 'canUpdateImage') least[name] = true;
    else least[name] = name === 'Tags' ? {} : /^(DestinationImageName|S3BucketName)$/.test(name) ? 'x' : [];
  }
  return { ...least, ...output };
}

function give(answer: Answer, operation: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
  switch (answer.kind) {
    case 'ok':
      response.writeHead(200, headers).end(JSON.stringify(whole(operation, answer.output)));
      return;
    case 'error': {
      const { type, message, status = 400 } = answer;
      response.writeHead(status, headers).end(JSON.stringify({ __type: type, ...(message && { message }) }));
      return;
    }
    case 'body': {
      const type = answer.contentType ?? headers['content-type'];
      response.writeHead(answer.status ?? 200, { ...headers, 'content-type': type }).end(answer.body);
      return;
    }
    case 'stall':
      response.writeHead(200, headers).write('{"Fleets":[');
      return;
    case 'reset':
      request.socket.destroy();
      return;
    case 'hang':
      return;
  }
}
