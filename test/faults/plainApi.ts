// What the server has, asked past the runtime: the suite must not see it with the explorer's eyes.
import type { Api } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';
import { waitUntil } from '../support/waitUntil';

/** An Api without the AWS SDK. Times come as the numbers that go over the wire. It waits for a server that does not listen. */
export function plainApi(connection: Connection, url: string): Api {
  const credential = `${connection.profile}/20261124/${connection.region}/appstream/aws4_request`;
  async function call(operation: string, input: object): Promise<Record<string, unknown>> {
    const headers = {
      'x-amz-target': `PhotonAdminProxyService.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`,
      connection: 'close',
    };
    const request = { method: 'POST', headers, body: JSON.stringify(input) };
    const ask = (): Promise<Response | undefined> => fetch(url, request).catch(() => undefined);
    const response = await waitUntil(`a server that answers ${operation}`, ask, { every: 50 });
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return answer;
    throw Object.assign(new Error(`${operation}: ${JSON.stringify(answer)}`), { name: 'ApiError', reason: 'notFound' });
  }
  async function* pages(operation: string, input: object): AsyncGenerator<unknown> {
    let NextToken: unknown;
    do {
      const page = await call(operation, { ...input, NextToken });
      yield page;
      ({ NextToken } = page);
    } while (NextToken !== undefined);
  }
  return { connection, call: call, pages: pages as Api['pages'] };
}
