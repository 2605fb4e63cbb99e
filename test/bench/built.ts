// The extension's parts in the process of a benchmark: the runtime as users get it, and an explorer over it.
import { createRequire } from 'node:module';
import path from 'node:path';

import type { RuntimeOptions } from '../../src/api/core/types';
import type { ActingApi, Runtime } from '../../src/api/types';
import { accountConnection, type Connection } from '../../src/aws/connection';
import { createExplorer } from '../../src/explorer/explorer';
import type { Explorer } from '../../src/explorer/explorerTypes';
import type { GroupNode, RegionNode } from '../../src/explorer/tree/node';
import type { KindName } from '../../src/kinds/names';
import { findRoot } from '../../tools/root.mjs';

/** Loads the bundle of the production build, with the AWS SDK. */
export function builtRuntime(): Runtime {
  const require = createRequire(path.join(findRoot(), 'dist', 'x.js'));
  const { createRuntime } = require('./runtime.js') as { createRuntime: (options: RuntimeOptions) => Runtime };
  const limits = { connectTimeout: 10_000, requestTimeout: 60_000, concurrency: 4 };
  return createRuntime({ log: () => undefined, limits: () => limits });
}

/** A connection to a simulator. It needs no AWS files. */
export function benchConnection(endpoint: string, account = 'BENCHMARK', region = 'eu-west-1'): Connection {
  return accountConnection(account, region, { endpoint, accessKeyId: account });
}

/** An explorer as the extension has it, which shows these profiles. Polls wait for ever. */
export function explorerOver(
  runtime: Pick<Runtime, 'open' | 'background' | 'identity'>,
  profiles: readonly (readonly Connection[])[],
): { explorer: Explorer; regions: readonly RegionNode[] } {
  // The benchmarks change nothing, so no actor is needed.
  const open = (connection: Connection): Promise<ActingApi> => Promise.resolve(runtime.open(connection) as ActingApi);
  const explorer = createExplorer({
    api: open,
    background: connection => Promise.resolve(runtime.background(connection)),
    identity: connection => runtime.identity(connection),
    pageSize: () => 100,
    changed: () => undefined,
    schedule: () => () => undefined,
  });
  explorer.setRoots(
    profiles.map((connections, at) => ({
      ...{ name: `profile-${at}`, sandbox: false, mark: undefined },
      connections,
    })),
  );
  const regions = explorer.roots.flatMap(root => (root.kind === 'profile' ? root.regions : []));
  return { explorer, regions };
}

/** A list directly below a Region. */
export function groupOf(region: RegionNode | undefined, kind: KindName): GroupNode {
  const group = region?.groups.find(({ resourceKind }) => resourceKind.name === kind);
  if (!group) throw new Error(`There is no list of ${kind}.`);
  return group;
}
