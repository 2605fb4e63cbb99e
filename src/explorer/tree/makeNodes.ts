// Makes the nodes below a Region: groups, resources, and the groups below resources.
import { kindNamed, rootKinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import type { Scope } from '../../kinds/listing';
import type { Filter } from './filter';
import type { BucketNode, GroupNode, Node, RegionNode, ResourceList, ResourceNode } from './node';
import { isMatch } from './tags';

/** The groups below a Region: one for each kind that stands directly below it. */
export function rootGroups(region: RegionNode): readonly GroupNode[] {
  return rootKinds.map(kind => groupNode(kind, {}, region));
}

/** The id of a list's node. @param above the id of what it stands below */
export function groupId(above: string, resourceKind: Kind, section?: { readonly name: string }): string {
  return `${above}/${resourceKind.name}${section ? `:${section.name}` : ''}`;
}

function groupNode(resourceKind: Kind, scope: Scope, parent: RegionNode | ResourceNode): GroupNode {
  const id = groupId(parent.id, resourceKind);
  const group: GroupNode = {
    kind: 'group',
    id,
    connection: parent.connection,
    resourceKind,
    title: resourceKind.plural,
    scope,
    parent,
  };
  if (!resourceKind.sections) return group;
  const sections: GroupNode[] = [];
  const whole: GroupNode = { ...group, sections };
  for (const section of resourceKind.sections) {
    sections.push({
      ...group,
      ...(section.kind !== undefined && { resourceKind: kindNamed(section.kind) }),
      id: groupId(parent.id, resourceKind, section),
      title: section.title,
      scope: { ...scope, ...section.scope },
      parent: whole,
    });
  }
  return whole;
}

/** The node of a resource, with a group for each list below it. */
export function resourceNode(id: string, group: GroupNode, resource: unknown): ResourceNode {
  const groups: GroupNode[] = [];
  const node: ResourceNode = {
    kind: 'resource',
    id,
    connection: group.connection,
    resourceKind: group.resourceKind,
    parent: group,
    groups,
    resource,
  };
  for (const child of group.resourceKind.children ?? []) {
    const scope = child.scope(resource);
    if (scope) groups.push(groupNode(kindNamed(child.kind), scope, node));
  }
  return node;
}

/**
 * The rows of a list: resources or buckets of them, and a node for the rest.
 * @param resources the loaded resources that match the filters, or their buckets
 */
export function listedNodes(
  list: ResourceList,
  resources: readonly (ResourceNode | BucketNode)[],
  filters: readonly Filter[],
): Node[] {
  const { group, nodes, hasMore, problem, loading } = list;
  const rows: Node[] = [...resources];
  if (!rows.length && nodes.size && loading !== 'rows') {
    rows.push({ kind: 'unmatched', id: `${group.id}/!unmatched`, parent: group, filters });
  }
  if (loading === 'rows') {
    rows.push({ kind: 'loading', id: `${group.id}/!loading`, parent: group });
  } else if (problem) {
    rows.push({ kind: 'problem', id: `${group.id}/!problem`, parent: group, error: problem });
  } else if (hasMore) {
    const filtered = filters.length ? { filtered: nodes.size } : {};
    rows.push({ kind: 'more', id: `${group.id}/!more`, parent: group, ...filtered });
  }
  if (!rows.length) rows.push({ kind: 'empty', id: `${group.id}/!empty`, parent: group });
  return rows;
}

/** The loaded resources of a list that match all filters. */
export function matching({ sorted }: ResourceList, filters: readonly Filter[]): readonly ResourceNode[] {
  if (!filters.length) return sorted;
  return sorted.filter(node => filters.every(filter => isMatch(filter, node)));
}
