// Shared by the stand-ins for AWS's sign-in services: a local server that records its requests, and keys.
import * as http from 'node:http';

import { bodyOf, listenLocally, type LocalServer } from './localServer';

/** A request as it arrived. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  /** 200 when absent. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface StandIn extends LocalServer {
  /** All requests, oldest first. */
  readonly requests: readonly Request[];
}

/** Starts a server with the given answers. */
export async function startStandIn(answer: (request: Request) => Answer | Promise<Answer>): Promise<StandIn> {
  const requests: Request[] = [];
  const server = http.createServer((incoming, response) => {
    void (async () => {
      const request = await read(incoming);
      requests.push(request);
      const { status = 200, headers = {}, body = '' } = await answer(request);
      response.writeHead(status, headers).end(body);
    })();
  });
  return { requests, ...(await listenLocally(server)) };
}

async function read(request: http.IncomingMessage): Promise<Request> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
  return {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: await bodyOf(request),
  };
}

/** An answer in JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** Temporary keys. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The owner of keys: a role's name in an account. */
export interface Holder {
  readonly account: string;
  readonly role: string;
}

/** Creates the keys of an owner. Tests that look for leaked secrets, or use the simulator's accounts, replace it. */
export type Issue = (holder: Holder) => Keys;

/** Keys that name their owner: `ASIA111122223333Admin`. */
export const issueKeys: Issue = ({ account, role }) => ({
  accessKeyId: `ASIA${account}${role}`,
  secretAccessKey: `secret-of-${account}-${role}`,
  sessionToken: `token-of-${account}-${role}`,
});
