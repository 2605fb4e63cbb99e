// All rows of the simulated accounts, and what is data in their texts. The rows are drawn in the language that is set.
import type { OpenApi, Runtime } from '../../src/api/types';
import { accountConnection } from '../../src/aws/connection';
import { partitions } from '../../src/aws/regions';
import { createExplorer } from '../../src/explorer/explorer';
import { present } from '../../src/explorer/show/present';
import type { Node, ResourceNode } from '../../src/explorer/tree/node';
import { nameOf } from '../../src/explorer/tree/node';
import { sandboxAccounts } from '../../src/simulator/simulator';
import { runtimeUnderTest } from './awsRuntime';
import { createData, type Data } from './pseudoLocale';

export interface PseudoSandbox {
  readonly runtime: Runtime;
  /** All rows of the tree, and the labels that lead to each, from its profile on. */
  readonly paths: ReadonlyMap<Node, readonly string[]>;
  /** One of each kind, in each of its states. */
  readonly resources: readonly ResourceNode[];
  /** What the service and the user call things: names, states, Regions. */
  readonly data: Data;
  end(): void;
}

/** Opens every row of the accounts of a simulator. @param prepare what is done before */
export async function walkSandbox(
  url: string,
  prepare: (runtime: Runtime) => Promise<unknown> = () => Promise.resolve(),
): Promise<PseudoSandbox> {
  const { runtime } = runtimeUnderTest();
  const explorer = createExplorer({
    api: ((connection, actor) =>
      Promise.resolve(actor ? runtime.open(connection, actor) : runtime.open(connection))) as OpenApi,
    pageSize: () => 1000,
    changed: () => undefined,
    schedule: () => () => undefined,
  });
  explorer.setRoots(
    sandboxAccounts.map(({ name, accessKeyId, regions }) => ({
      name,
      sandbox: true,
      connections: regions.map(region => accountConnection(name, region, { endpoint: url, accessKeyId })),
    })),
  );
  const data = createData(
    sandboxAccounts,
    ...partitions.map(({ title, regions }) => [title, regions, Object.keys(regions)]),
  );
  const paths = new Map<Node, readonly string[]>();
  const walk = async (node: Node, above: readonly string[]): Promise<void> => {
    const path = node.kind === 'sandbox' ? [] : [...above, present(node).label];
    paths.set(node, path);
    if (node.kind === 'resource') {
      const { resource, resourceKind, parent } = node;
      data.add(resource, resourceKind.id(resource), nameOf(node), arnName(parent.scope['ResourceArn']));
    }
    if (['resource', 'sandbox', 'profile', 'region', 'group'].includes(node.kind)) {
      for (const child of await explorer.children(node)) await walk(child, path);
    }
  };
  await prepare(runtime);
  for (const root of explorer.roots) await walk(root, []);
  const resources = oneOfEach([...paths.keys()].filter(node => node.kind === 'resource'));
  const end = (): void => {
    explorer.dispose();
    runtime.dispose();
  };
  return { runtime, paths, resources, data, end };
}

/** What a tag is taken from, as dialogs have it: `fleet/office`. */
const arnName = (arn: string | undefined): string | undefined => arn?.split(':').at(-1);

/** One resource for each kind, and for each state that the kind's resources are in. */
function oneOfEach(nodes: readonly ResourceNode[]): ResourceNode[] {
  const keyOf = ({ resourceKind, resource }: ResourceNode): string =>
    `${resourceKind.name} ${resourceKind.state?.(resource) ?? ''}`;
  return [...new Map(nodes.map(node => [keyOf(node), node])).values()];
}
