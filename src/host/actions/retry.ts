// Retry: loads again what could not be loaded, and performs the actions again that failed.
import type { Connection } from '../../aws/connection';
import { actionNamed, isForOne } from '../../explorer/tree/actions';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import { regionOf } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { refreshEach } from '../view/loading';
import type { ActOptions } from './act';
import { act } from './act';

/** A second press leaves out the nodes that are still being loaded again. */
export function retryCommands(options: ActOptions): Handlers<'retry'> {
  const { claims } = options.explorer;
  return {
    retry: (_node, selected) => claims.once('retry', selected, nodes => retry(options, nodes)).then(again => again?.()),
  };
}

/** Loads again what could not be loaded. @returns a function that performs the failed actions again */
async function retry(options: ActOptions, nodes: readonly Node[]): Promise<() => Promise<void>> {
  const { explorer, signIn } = options;
  const profiles = new Map<string, Connection>();
  const actions = new Map<string, ResourceNode[]>();
  for (const node of nodes) {
    const failure = node.kind === 'resource' ? node.failure : undefined;
    const error = node.kind === 'resource' ? (failure?.error ?? node.failedPolls?.error) : undefined;
    const connection = error?.signIn ? regionOf(node)?.connection : undefined;
    if (connection) profiles.set(connection.profile, connection);
    if (node.kind !== 'resource' || !failure) continue;
    // Actions of different kinds may be called the same.
    const key = `${node.resourceKind.name}.${failure.action}`;
    actions.set(key, [...(actions.get(key) ?? []), node]);
  }
  const acted = [...actions.values()].flat();
  for (const connection of profiles.values()) {
    if (!(await signIn(connection))) return () => Promise.resolve();
    await explorer.recover([connection.profile]);
  }
  await refreshEach(
    explorer,
    nodes.filter(node => !acted.some(other => other === node)),
  );
  return async () => {
    for (const [key, group] of actions) {
      const name = key.slice(key.indexOf('.') + 1);
      const [first] = group;
      const action = first && actionNamed(first, name);
      const rounds = action && isForOne(action) ? group.map(node => [node]) : [group];
      for (const round of rounds) await act(options, name, round);
    }
  };
}
