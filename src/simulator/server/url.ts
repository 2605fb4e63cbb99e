/**
 * Splits the URL of a request, which has no host.
 * @param url as Node.js has it; undefined for one of a response
 * @returns the query without its `?`, empty when there is none
 */
export function splitUrl(url = '/'): { readonly path: string; readonly query: string } {
  const index = url.indexOf('?');
  return index < 0 ? { path: url, query: '' } : { path: url.slice(0, index), query: url.slice(index + 1) };
}
