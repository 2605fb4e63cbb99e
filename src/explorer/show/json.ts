import { asSent } from '../../api/core/raw';
import type { ResourceNode } from '../tree/node';

/** A resource as JSON, or an array of several, with everything that the API returned, even members that the service model doesn't have. */
export function json([node, ...others]: readonly [ResourceNode, ...ResourceNode[]]): string {
  const sent = asSent(node.resource);
  const value = others.length ? [sent, ...others.map(({ resource }) => asSent(resource))] : sent;
  return JSON.stringify(value, undefined, 2);
}
