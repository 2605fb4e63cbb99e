import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { ServiceError } from '../base/errors';
import type { World } from '../base/world';
import type { Silence } from '../faults/faultAnswer';
import type { HttpAnswer } from '../protocol/answer';
import { jsonError } from '../protocol/answer';
import { answerQuery, isQueryService, queryOperation } from '../protocol/query';
import { readCredential } from '../protocol/signature';
import { assist } from '../streaming/assistant';
import { authenticate } from '../streaming/authenticate';
import { pageHeaders } from '../streaming/html';
import type { Page } from '../streaming/page';
import type { JsonParts } from './json';
import { answerJson, operationIn } from './json';
import type { RequestLogEntry } from './log';

export interface ServerParts extends JsonParts {
  /** Milliseconds before each answer. */
  readonly latency: number;
  readonly log: (entry: RequestLogEntry) => void;
  /** Closes all connections and stops listening for this many milliseconds. */
  readonly refuseFor: (ms: number) => void;
  /** Aborted when the server closes, so that nothing waits any longer. */
  readonly closing: AbortSignal;
}

/** What the log says of a request, apart from its outcome. */
type Subject = Pick<RequestLogEntry, 'operation' | 'region' | 'accessKeyId'>;

const maxBodySize = 1 << 20;

/** Creates the simulator's HTTP server. The caller makes it listen. */
export function createServer(parts: ServerParts): http.Server {
  return http.createServer((request, response) => {
    // The client left early or the server is closing: nobody is left to answer.
    respond(request, response, parts).catch(() => request.destroy());
  });
}

async function respond(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  parts: ServerParts,
): Promise<void> {
  const started = Date.now();
  const requestId = randomUUID();
  if (!isOwnHost(request.headers.host)) return refuse(response, 'This simulator answers on this computer alone.');
  const body = await readBody(request);
  const { subject, answer } = handle(request, body, requestId, parts);
  if ('kind' in answer) return beSilent(request, answer, parts);
  if (parts.latency > 0) await delay(parts.latency, undefined, { signal: parts.closing });
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    ...(answer.status !== 204 && { 'content-length': bytes.length }),
    'x-amzn-requestid': requestId,
    ...(body === undefined && { connection: 'close' }),
    ...answer.headers,
  });
  await deliver(response, bytes, answer, parts.closing);
  // The rest of an oversized body is not read.
  if (body === undefined) response.once('finish', () => request.destroy());
  parts.log({
    time: new Date(started).toISOString(),
    ...subject,
    status: answer.status,
    ms: Date.now() - started,
    requestId,
  });
}

function beSilent(request: http.IncomingMessage, silence: Silence, parts: ServerParts): void {
  switch (silence.kind) {
    case 'hang':
      return;
    case 'reset':
      return void request.socket.resetAndDestroy();
    case 'refuse':
      return parts.refuseFor(silence.ms);
  }
}

/** Sends a body at once, or the way a fault asks for. */
async function deliver(
  response: http.ServerResponse,
  bytes: Buffer,
  { delivery }: HttpAnswer,
  closing: AbortSignal,
): Promise<void> {
  switch (delivery?.kind) {
    case 'half':
      response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.req.socket.destroy());
      return;
    case 'slow':
      for (let at = 0; at < bytes.length; at += delivery.bytes ?? 1) {
        await delay(delivery.ms, undefined, { signal: closing });
        if (response.destroyed) return;
        response.write(bytes.subarray(at, at + (delivery.bytes ?? 1)));
      }
      break;
    case undefined:
      response.write(bytes);
  }
  response.end();
}

/**
 * Whether a request names this computer as its host, or names AWS and came through a proxy. This stops DNS rebinding: a web
 * page can point a name of its own at this computer and read what the browser gets. Only AWS has names below
 * amazonaws.com, and no public DNS has `.test` (RFC 6761).
 */
function isOwnHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\]|[\w.-]+\.(amazonaws\.com|test))(:\d+)?$/i.test(host);
}

/** Answers before the body is read, and closes the connection. */
function refuse(response: http.ServerResponse, words: string): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${words}\n`, () => response.req.destroy());
}

function handle(
  request: http.IncomingMessage,
  body: string | undefined,
  requestId: string,
  parts: ServerParts,
): { subject: Subject; answer: HttpAnswer | Silence } {
  const { world } = parts;
  world.agenda.catchUp();
  const [path, query = ''] = splitOnce(request.url ?? '/', '?');
  if (request.method === 'GET') return getPage(path, query, world);
  if (request.method === 'POST' && path === '/assistant' && body !== undefined) {
    return showPage('assistant', assist(body, world));
  }

  const target = header(request, 'x-amz-target');
  const operation = operationIn(target);
  let subject: Subject = { operation, region: '', accessKeyId: '' };
  try {
    if (request.method !== 'POST' || path !== '/' || body === undefined) {
      throw body === undefined
        ? new ServiceError('RequestEntityTooLargeException', 'The request body is too large.', 413)
        : new ServiceError('UnknownOperationException', 'Requests are POST /.', 404);
    }
    const credential = readCredential(request.headers.authorization, query, header(request, 'x-amz-date'));
    const { region, accessKeyId } = credential;
    subject = { operation, region, accessKeyId };
    if (isQueryService(credential.service)) {
      const asked = queryOperation(credential.service, body);
      subject = { ...subject, operation: asked };
      return { subject, answer: answerQuery(credential.service, asked, credential, requestId) };
    }
    return { subject, answer: answerJson(target, body, credential, parts) };
  } catch (error) {
    if (error instanceof ServiceError) return { subject, answer: jsonError(error) };
    // A bug in the simulator: answered as AWS answers its own failures, with the cause for debugging.
    const message = error instanceof Error ? error.message : String(error);
    return { subject, answer: jsonError(new ServiceError('InternalFailure', message, 500)) };
  }
}

function getPage(path: string, query: string, world: World): { subject: Subject; answer: HttpAnswer } {
  if (path !== '/authenticate') {
    return {
      subject: { operation: 'GET', region: '', accessKeyId: '' },
      answer: {
        status: path === '/' ? 200 : 404,
        body: 'This is an AppStream simulator. Give its address to an AWS client as endpoint URL.\n',
        contentType: 'text/plain; charset=utf-8',
      },
    };
  }
  return showPage('authenticate', authenticate(query, world));
}

function showPage(operation: string, { status, html, region }: Page): { subject: Subject; answer: HttpAnswer } {
  return {
    subject: { operation, region, accessKeyId: '' },
    answer: { status, body: html, contentType: 'text/html; charset=utf-8', headers: pageHeaders },
  };
}

/** The whole body; undefined when it is larger than any request of the API. Such a body is not read to its end. */
async function readBody(request: http.IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length']) > maxBodySize) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodySize) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function header(request: http.IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
