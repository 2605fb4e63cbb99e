// The API calls behind a node: those that list a group or describe a resource. They are only known to
// the kinds' own functions, which run here with an Api that records calls instead of sending them.
import type { Api, Operation } from '../../api/types';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import { parentOf } from '../tree/node';

/** A call that would be sent. */
export interface Call {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Whether there are calls behind a node. */
export function hasCalls(node: Node): node is GroupNode | ResourceNode {
  return node.kind === 'resource' || (node.kind === 'group' && !node.sections);
}

/**
 * The calls that list a group or describe a resource. For a kind that can only be listed, those of its list.
 * @param api the real Api. It sends the reads that a call depends on, such as those for the stacks of a fleet's sessions
 * @throws ApiError when that fails
 */
export async function callsOf(node: GroupNode | ResourceNode, api: Api, signal: AbortSignal): Promise<readonly Call[]> {
  const { resourceKind } = node;
  if (node.kind === 'resource' && resourceKind.describe) {
    const { calls, recorder } = recording(api, () => true);
    await untilAnswered(
      async () => void (await resourceKind.describe?.(recorder, [node.resource], node.parent.scope, signal)),
    );
    return calls;
  }
  const group = node.kind === 'group' ? node : (parentOf(node) as GroupNode);
  const [main] = resourceKind.list.operations;
  const { calls, recorder } = recording(api, operation => operation === main);
  await untilAnswered(async () => {
    for await (const page of resourceKind.list.pages(recorder, group.scope, signal)) void page;
  });
  return calls;
}

// A kind may fail on the empty answer. The calls recorded until then are enough.
async function untilAnswered(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** An Api that records some calls and answers them with nothing. It sends the others. */
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
