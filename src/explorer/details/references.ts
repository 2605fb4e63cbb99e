// Which resources name one another, as their kinds describe it.
import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Kind } from '../../kinds/kind';
import type { KindName } from '../../kinds/names';
import type { Searched } from '../tree/findNode';
import { findInList } from '../tree/findNode';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import { nameOf, regionOf } from '../tree/node';

/** A resource that another one names. */
export interface Reference {
  readonly kind: KindName;
  /** Its name or its ARN. */
  readonly value: string;
}

/** The members of a kind that name other resources: dotted paths, with the kinds of these resources. */
export function referencesOf({ refersTo = {} }: Pick<Kind, 'refersTo'>): readonly (readonly [string, KindName])[] {
  return Object.entries<KindName>(refersTo);
}

/** The resources that a resource names. */
export function namedBy({ resourceKind, resource }: ResourceNode): readonly Reference[] {
  return referencesOf(resourceKind).flatMap(([path, kind]) =>
    textsAt(resource, path.split('.')).map(value => ({ kind, value })),
  );
}

/** Whether a node is the resource that a reference names. */
export function isNamed({ resourceKind, resource, ...node }: ResourceNode, { kind, value }: Reference): boolean {
  if (resourceKind.name !== kind || !value) return false;
  return [
    resourceKind.id(resource),
    resourceKind.arn?.(resource),
    nameOf({ resourceKind, resource, ...node }),
  ].includes(value);
}

/** The resource that an association stands for: the stack of a fleet's _Associated Stacks_. Undefined for other resources. */
export function standsFor(node: ResourceNode): Reference | undefined {
  const { resourceKind, resource } = node;
  const own = [resourceKind.id(resource), resourceKind.arn?.(resource), nameOf(node)];
  return namedBy(node).find(({ kind, value }) => kind !== resourceKind.name && own.includes(value));
}

/** The lists directly below a node's Region that have resources of a kind. */
export function listsOf(node: Node, kind: KindName): readonly GroupNode[] {
  return (regionOf(node)?.groups ?? [])
    .flatMap(group => group.sections ?? [group])
    .filter(({ resourceKind }) => resourceKind.name === kind);
}

/**
 * The lists directly below a node's Region whose resources can name it. Of a list with sections, only those that are loaded: there
 * are hundreds of public images.
 */
export function listsNaming(node: ResourceNode): readonly GroupNode[] {
  return (regionOf(node)?.groups ?? [])
    .flatMap(group => group.sections?.filter(({ list }) => list?.loaded) ?? [group])
    .filter(({ resourceKind }) => referencesOf(resourceKind).some(([, kind]) => kind === node.resourceKind.name));
}

/**
 * Finds the resource that a reference names, in the Region of a node. It looks at the loaded resources first, then loads the lists.
 * @returns undefined if there is none @throws ApiError if a list can't be loaded and no other list has the resource
 */
export async function findNamed(
  explorer: Pick<Searched, 'list' | 'loadMore'>,
  from: ResourceNode,
  reference: Reference,
): Promise<ResourceNode | undefined> {
  const isIt = (node: ResourceNode): boolean => isNamed(node, reference);
  const groups = listsOf(from, reference.kind);
  for (const group of groups) {
    const loaded = [...explorer.list(group).nodes.values()].find(isIt);
    if (loaded) return loaded;
  }
  let failed: ApiError | undefined;
  for (const group of groups) {
    try {
      const list = explorer.list(group);
      if (list.problem) await list.reload();
      const found = await findInList(explorer, group, isIt);
      if (found) return found;
    } catch (error) {
      failed = toApiError(error, 'Find');
    }
  }
  if (failed) throw failed;
  return undefined;
}

function textsAt(value: unknown, [member, ...rest]: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(item => textsAt(item, member === undefined ? [] : [member, ...rest]));
  if (member === undefined) return typeof value === 'string' && value ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return textsAt((value as Record<string, unknown>)[member], rest);
}
