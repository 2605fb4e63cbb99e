// A company's network: a proxy that records its connections, and an endpoint with TLS.
import * as http from 'node:http';
import * as net from 'node:net';
import * as tls from 'node:tls';

import type { Certificate } from './certificates';

/** A local server of a test. */
export interface LocalServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface Proxy extends LocalServer {
  /** Each requested `host:port`, oldest first: by CONNECT, or by a request for an http address. */
  readonly asked: readonly string[];
  /** Those that were connected. */
  readonly led: readonly string[];
}

export interface ProxyOptions {
  /** All connections lead to this port of this computer, so that no test looks up a host name. */
  readonly to: number;
  /** The `name:password` that it requires. */
  readonly credentials?: string;
}

export async function startProxy({ to, credentials }: ProxyOptions): Promise<Proxy> {
  const asked: string[] = [];
  const led: string[] = [];
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;

  function admits(request: http.IncomingMessage, host: string): boolean {
    asked.push(host);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) return false;
    led.push(host);
    return true;
  }

  const server = http.createServer((request, response) => {
    if (!admits(request, new URL(request.url ?? '').host)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="tests"' }).end('<html>Who are you?</html>');
      return;
    }
    const { method, headers, url } = request;
    const { pathname, search } = new URL(url ?? '');
    const onward = http.request({ port: to, method, headers, path: pathname + search }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket: net.Socket) => {
    socket.on('error', () => undefined);
    if (!admits(request, request.url ?? '')) {
      const body = '<html>Who are you?</html>';
      const head = ['HTTP/1.1 407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="tests"'];
      socket.end([...head, 'Content-Type: text/html', `Content-Length: ${body.length}`, '', body].join('\r\n'));
      return;
    }
    const onward = net.connect(to, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n'));
    join(socket, onward);
  });
  return { ...(await listen(server)), asked, led };
}

/** A TLS endpoint in front of a local http server. */
export function startTls({ key, cert }: Certificate, to: number): Promise<LocalServer> {
  const server = tls.createServer({ key, cert }, socket => join(socket, net.connect(to, '127.0.0.1')));
  server.on('tlsClientError', () => undefined); // a client that does not trust it closes the connection
  return listen(server);
}

/** Connects two sockets: data written to one comes out of the other. */
function join(one: net.Socket, other: net.Socket): void {
  one.on('error', () => other.destroy());
  other.on('error', () => one.destroy());
  one.pipe(other);
  other.pipe(one);
}

/** A server that accepts connections and never answers. */
export function startMute(): Promise<LocalServer> {
  return listen(net.createServer(socket => socket.on('error', () => undefined)));
}

async function listen(server: net.Server): Promise<LocalServer> {
  const open = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}
