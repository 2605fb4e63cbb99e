// What many refreshes leave behind: listeners of signals, and what keeps the process alive.
import * as assert from 'node:assert/strict';
import * as http from 'node:http';

import type { ActingApi } from '../../../src/api/types';
import { createExplorer } from '../../../src/explorer/explorer';
import { createMeasures } from '../../soak/measures';
import { runtimeUnderTest, sandboxConnection } from '../../support/awsRuntime';
import { fleet } from '../../support/fleets';
import type { LocalServer } from '../../support/localServer';
import { bodyOf, listenLocally } from '../../support/localServer';

const pages = 3;

/** Answers each list with three pages of fifty fleets. */
async function startServer(): Promise<LocalServer & { readonly asked: () => number }> {
  let asked = 0;
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    asked += 1;
    const body = await bodyOf(request);
    const { NextToken = '0' } = (body.startsWith('{') ? JSON.parse(body) : {}) as { NextToken?: string };
    const page = Number(NextToken);
    const Fleets = Array.from({ length: 50 }, (_, at) => fleet(`fleet-${page * 50 + at}`));
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ Fleets, ...(page + 1 < pages && { NextToken: String(page + 1) }) }));
  };
  const server = http.createServer((request, response) => void answer(request, response));
  return { ...(await listenLocally(server)), asked: () => asked };
}

describe('Many refreshes of a list', () => {
  it('send a request per page, and leave no listener, timer or connection', async () => {
    const server = await startServer();
    const measures = createMeasures();
    const { runtime } = runtimeUnderTest();
    const connection = sandboxConnection(server.url);
    const explorer = createExplorer({
      api: to => Promise.resolve(runtime.open(to) as ActingApi),
      pageSize: () => 1_000,
      changed: () => undefined,
    });
    try {
      explorer.setRoots([{ name: 'bench', sandbox: false, connections: [connection], mark: undefined }]);
      const [root] = explorer.roots;
      const region = root?.kind === 'profile' ? root.regions[0] : undefined;
      const group =
        region?.groups.find(({ resourceKind }) => resourceKind.name === 'fleet') ?? assert.fail('no fleets');
      await explorer.children(group);
      const refresh = async (count: number): Promise<void> => {
        for (let at = 0; at < count; at++) await explorer.refresh(group);
      };
      await refresh(5);
      const before = { ...(await measures.take()), asked: server.asked() };
      await refresh(20);
      const after = { ...(await measures.take()), asked: server.asked() };
      assert.equal(group.list?.nodes.size, pages * 50);
      assert.equal(after.asked - before.asked, 20 * pages);
      assert.equal(after.listeners, before.listeners);
      assert.ok(after.handles <= before.handles, `${before.handles} handles became ${after.handles}`);
    } finally {
      measures.stop();
      explorer.dispose();
      runtime.dispose();
      await server.close();
    }
  });
});
