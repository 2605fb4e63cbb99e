// The statement of an IAM policy that would allow what AWS has refused.
import type { ApiError } from '../../api/core/errors';
import type { Node, ResourceNode } from '../tree/node';

/** What was refused: the row, and the error that says so. */
export interface Refused {
  readonly node: ResourceNode | undefined;
  readonly error: ApiError;
}

/** A statement of a policy, as IAM reads it. */
interface Statement {
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** What AWS has refused for the sake of a row, and the IAM statement can allow. */
export function refusedOf(node: Node): readonly Refused[] {
  const resource = node.kind === 'resource' ? node : undefined;
  return errorsAt(node).flatMap(error => (error.denied ? [{ node: resource, error }] : []));
}

function errorsAt(node: Node): readonly ApiError[] {
  switch (node.kind) {
    case 'region':
      return node.denied ?? [];
    case 'problem':
      return [node.error];
    case 'resource':
      return [node.failure?.error ?? node.failedPolls?.error ?? []].flat();
    default:
      return [];
  }
}

/**
 * The statement as JSON. Actions on the same resource, and resources of the same actions, are in one statement. If there
 * are several, they are a list, which the Statement of a policy can also be. No statement allows more than was refused.
 */
export function iamStatement(all: readonly Refused[]): string {
  const actionsOf = new Map<string, Set<string>>();
  for (const { node, error } of all) {
    for (const action of error.denied?.actions ?? []) {
      const resource = error.denied?.resource ?? arnFor(action, node) ?? '*';
      actionsOf.set(resource, (actionsOf.get(resource) ?? new Set()).add(action));
    }
  }
  const resourcesOf = new Map<string, { readonly actions: readonly string[]; readonly resources: string[] }>();
  for (const [resource, set] of actionsOf) {
    const actions = [...set].sort();
    const key = actions.join();
    const known = resourcesOf.get(key);
    if (known) known.resources.push(resource);
    else resourcesOf.set(key, { actions, resources: [resource] });
  }
  const statements = [...resourcesOf.values()].map(({ actions, resources }): Statement => ({
    Effect: 'Allow',
    Action: oneOrAll(actions),
    Resource: oneOrAll(resources.includes('*') ? ['*'] : resources.sort()),
  }));
  return JSON.stringify(oneOrAll(statements), undefined, 2);
}

function oneOrAll<T>(all: readonly T[]): T | readonly T[] {
  const [first, ...others] = all;
  return first !== undefined && !others.length ? first : all;
}

/** The ARN of the row's resource, if the action is one of the same service. */
function arnFor(action: string, node: ResourceNode | undefined): string | undefined {
  const arn = node?.resourceKind.arn?.(node.resource);
  return arn?.split(':')[2] === action.split(':')[0] ? arn : undefined;
}
