// Which calls a node stands for: those that list a group, or describe a resource. They are not written down anywhere but
// in the kinds' own functions, which are run here with an Api that takes calls down instead of making them.
import type { Api, Operation } from '../../api/types';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import { parentOf } from '../tree/node';

/** A call as it would be made. */
export interface Call {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Whether there are calls to tell of a node. */
export function hasCalls(node: Node): node is GroupNode | ResourceNode {
  return node.kind === 'resource' || (node.kind === 'group' && !node.sections);
}

/**
 * The calls that list a group or describe a resource; those of its list where a kind can only be listed.
 * @param api the real one: what has to be known first is asked for, as which stacks a fleet's sessions are to be looked for in
 * @throws ApiError when that fails
 */
export async function callsOf(node: GroupNode | ResourceNode, api: Api, signal: AbortSignal): Promise<readonly Call[]> {
  const { resourceKind: of } = node;
  if (node.kind === 'resource' && of.describe) {
    const { calls, recorder } = recording(api, () => true);
    await untilAnswered(async () => void (await of.describe?.(recorder, [node.resource], node.parent.scope, signal)));
    return calls;
  }
  const group = node.kind === 'group' ? node : (parentOf(node) as GroupNode);
  const [main] = of.list.operations;
  const { calls, recorder } = recording(api, operation => operation === main);
  await untilAnswered(async () => {
    for await (const page of of.list.pages(recorder, group.scope, signal)) void page;
  });
  return calls;
}

// Only a kind that makes something of an empty answer could fail at it, and the calls until then are what is wanted.
async function untilAnswered(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** An Api that takes some calls down and answers them with nothing, and makes the others. */
function recording(api: Api, takes: (operation: Operation) => boolean): { calls: Call[]; recorder: Api } {
  const calls: Call[] = [];
  const take = (operation: Operation, input: unknown): boolean => {
    if (takes(operation)) calls.push({ operation, input: input as Call['input'] });
    return takes(operation);
  };
  const recorder: Api = {
    connection: api.connection,
    call: async (operation, input, signal) => (take(operation, input) ? {} : api.call(operation, input, signal)),
    async *pages(operation, input, signal) {
      if (take(operation, input)) yield {};
      else yield* api.pages(operation, input, signal);
    },
  };
  return { calls, recorder };
}
