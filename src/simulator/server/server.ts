import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { ServiceError } from '../base/errors';
import type { Control } from '../control/api';
import { controlPath } from '../control/api';
import type { Silence } from '../faults/faultAnswer';
import type { HttpAnswer } from '../protocol/answer';
import { answerQuery, isQuery, isQueryService, queryOperation, refuseQuery } from '../protocol/query';
import type { Route } from '../protocol/route';
import { routeOf } from '../protocol/route';
import { readCredential } from '../protocol/signature';
import type { CborWire } from '../protocol/wire';
import { assist } from '../streaming/assistant';
import { announcesTooMuch, readBody, unpacked } from './body';
import { maxControlSize, respondControl } from './controlRequest';
import { beSilent, deliver } from './deliver';
import type { Limits } from './limits';
import type { RequestLogEntry, Subject } from './log';
import { getPage, showPage } from './pages';
import type { RpcParts } from './rpc';
import { answerRpc } from './rpc';
import { splitUrl } from './url';

export interface ServerParts extends RpcParts {
  /** Milliseconds before each answer. */
  readonly latency: number;
  readonly limits: Limits;
  /** Whether a request may name this host, with or without a port. */
  readonly isOwnHost: (host: string | undefined) => boolean;
  readonly log: (entry: RequestLogEntry) => void;
  /** Closes all connections and stops listening for this many milliseconds. */
  readonly refuseFor: (ms: number) => void;
  /** If it speaks CBOR. */
  readonly cbor?: CborWire;
  /** Answers what is below controlPath; absent when the control API is off. */
  readonly control?: Control;
  /** Told after each request, with its operation. */
  readonly changed: (operation: string) => void;
  /** Aborted when the server closes, so that nothing waits any longer. */
  readonly closing: AbortSignal;
}

/** Creates the simulator's HTTP server. The caller makes it listen. */
export function createServer(parts: ServerParts): http.Server {
  const { limits } = parts;
  const answer = (request: http.IncomingMessage, response: http.ServerResponse) => {
    // The client left early or the server is closing: nobody is left to answer.
    respond(request, response, parts).catch(() => request.destroy());
  };
  const options: http.ServerOptions = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(1000, limits.headersMs),
    maxHeaderSize: limits.headerBytes,
  };
  return http.createServer(options, answer).on('checkContinue', (request, response) => {
    // A client that waits before it sends its body need not send one that is refused.
    const limit = request.url?.startsWith(controlPath) ? maxControlSize : undefined;
    if (parts.isOwnHost(request.headers.host) && !announcesTooMuch(request, limit)) response.writeContinue();
    answer(request, response);
  });
}

async function respond(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  parts: ServerParts,
): Promise<void> {
  const started = Date.now();
  const requestId = randomUUID();
  if (!parts.isOwnHost(request.headers.host)) {
    return refuse(
      response,
      'This simulator does not answer to this host name. If it is a name of the computer that runs it, start it with --allow-host NAME.',
    );
  }
  if (parts.control && request.url?.startsWith(controlPath)) {
    return respondControl(request, response, parts.control, parts);
  }
  const body = await readBody(request);
  const { subject, answer } = handle(request, body, requestId, parts);
  parts.changed(subject.operation);
  if ('kind' in answer) return beSilent(request, answer, parts.refuseFor);
  if (parts.latency > 0) await delay(parts.latency, undefined, { signal: parts.closing });
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    ...(answer.status !== 204 && { 'content-length': Buffer.byteLength(answer.body) }),
    'x-amzn-requestid': requestId,
    ...(body === undefined && { connection: 'close' }),
    ...answer.headers,
  });
  await deliver(response, answer, parts);
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

/** Answers before the body is read, and closes the connection. */
function refuse(response: http.ServerResponse, words: string): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${words}\n`, () => response.req.destroy());
}

function handle(
  request: http.IncomingMessage,
  sent: Buffer | undefined,
  requestId: string,
  parts: ServerParts,
): { subject: Subject; answer: HttpAnswer | Silence } {
  const { world } = parts;
  world.agenda.catchUp();
  const { path, query } = splitUrl(request.url);
  if (request.method === 'GET') return getPage(path, query, world);
  const route = routeOf({ method: request.method, path, headers: request.headers }, parts.cbor);
  let subject: Subject = { operation: route.operation, region: '', accessKeyId: '' };
  try {
    const body = unpacked(sent, request.headers['content-encoding']);
    if (request.method === 'POST' && path === '/assistant') {
      return showPage('assistant', assist(body.toString(), world));
    }
    return answerSigned({ request, route, query, body, requestId }, named => void (subject = named), parts);
  } catch (error) {
    if (error instanceof ServiceError) return { subject, answer: route.wire.refuse(error) };
    // A bug in the simulator: answered as AWS answers its own failures, with the cause for debugging.
    const message = error instanceof Error ? error.message : String(error);
    return { subject, answer: route.wire.refuse(new ServiceError('InternalFailure', message, 500)) };
  }
}

interface Signed {
  readonly request: http.IncomingMessage;
  readonly route: Route;
  readonly query: string;
  readonly body: Buffer;
  readonly requestId: string;
}

/** @param identify is told who asks for what before anything is refused @throws ServiceError */
function answerSigned(
  { request, route, query, body, requestId }: Signed,
  identify: (subject: Subject) => void,
  parts: ServerParts,
): { subject: Subject; answer: HttpAnswer | Silence } {
  if (route.problem?.status === 404) throw route.problem;
  const date = request.headers['x-amz-date'];
  const credential = readCredential(request.headers.authorization, query, Array.isArray(date) ? date[0] : date);
  const { region, accessKeyId, service } = credential;
  const subject = { operation: route.operation, region, accessKeyId };
  if (isQueryService(service)) {
    const operation = queryOperation(service, body.toString());
    return { subject: { ...subject, operation }, answer: answerQuery(service, operation, credential, requestId) };
  }
  if (isQuery(request.headers)) return { subject, answer: refuseQuery(requestId) };
  identify(subject);
  return { subject, answer: answerRpc(route, body, credential, parts) };
}
