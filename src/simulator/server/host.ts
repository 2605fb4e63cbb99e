import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * Whether a request may name a host. It may name this computer, or AWS when it came through a proxy. This stops DNS rebinding: a
 * web page can point a name of its own at this computer and read what the browser gets. Only AWS has names below amazonaws.com,
 * and no public DNS has `.test` (RFC 6761).
 * @param listening where the server listens; other computers reach it by this name, or, at an address of all, by any address
 *   and by the name of this computer
 * @param allowed further names of this computer, without a port
 * @returns the test for the value of a Host header
 */
export function ownHosts(listening: string, allowed: readonly string[] = []): (host: string | undefined) => boolean {
  const isEverywhere = ['0.0.0.0', '::'].includes(listening);
  const names = [...allowed, isEverywhere ? hostname() : listening];
  return (host = '') => {
    const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(host) ?? [];
    const name = (bracketed ?? plain ?? '').toLowerCase();
    if (name === '') return false;
    if (['127.0.0.1', 'localhost', '::1'].includes(name) || /^[\w.-]+\.(amazonaws\.com|test)$/.test(name)) return true;
    return names.some(own => own.toLowerCase() === name) || (isEverywhere && isIP(name) !== 0);
  };
}

/** Whether an address or name to listen at is of this computer alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
