// What can be pinned, and the rows below favorites.
import type { Favorite, FavoriteRow } from './favorite';
import type { Node, RegionNode, ResourceNode } from './node';
import { isBelow } from './node';

/** Whether a node can be pinned: a Region, or a resource that can be described by what is saved of it. */
export function isPinnable(node: RegionNode | ResourceNode): boolean {
  return favoriteOf(node) !== undefined;
}

/** What is saved of a node that is pinned; undefined if it can't be pinned. */
export function favoriteOf(node: RegionNode | ResourceNode): Favorite | undefined {
  const region = node.kind === 'region' ? node : regionAbove(node);
  if (!region) return undefined;
  const { connection, parent } = region;
  const place = {
    ...{ profile: connection.profile, region: connection.region },
    ...(connection.sandbox && { sandbox: true as const }),
    ...(parent.identity && { account: parent.identity.account }),
  };
  if (node.kind === 'region') return place;
  const { resourceKind, resource } = node;
  const { namedBy, privateLabel } = resourceKind;
  const key = resourceKind.id(resource);
  if (!namedBy || privateLabel || !key) return undefined;
  const all = resource as Readonly<Record<string, unknown>>;
  const members: Record<string, string> = {};
  for (const member of Object.keys(namedBy)) {
    const value = all[member];
    if (typeof value !== 'string' || !value) return undefined;
    members[member] = value;
  }
  const list = node.parent.id.slice(region.id.length + 1);
  return { ...place, resource: { list, key, name: resourceKind.label?.(resource) || key, members } };
}

/** The Region that a resource's list stands directly below; undefined if it stands below another resource. */
function regionAbove({ parent }: ResourceNode): RegionNode | undefined {
  const above = parent.parent.kind === 'group' ? parent.parent.parent : parent.parent;
  return above.kind === 'region' ? above : undefined;
}

/** Stands in the ids of rows between the favorite and what is below it. No id of a node has it. */
const separator = '//';

/** The rows below a row of a favorite. Those that stay are the same objects: the view knows them by identity. */
export function rowsBelow(row: FavoriteRow, nodes: readonly Node[]): readonly FavoriteRow[] {
  const [top] = row.id.split(separator);
  const below = nodes.map((node): [string, FavoriteRow] => {
    const known = row.below?.get(node.id);
    if (known) known.node = node;
    return [node.id, known ?? { kind: 'favorite', id: `${top}${separator}${node.id}`, parent: row, node }];
  });
  row.below = new Map(below);
  return [...row.below.values()];
}

/** The rows to draw again when a node has to be, with everything below it. */
export function* rowsToDraw(rows: Iterable<FavoriteRow>, node: Node): Generator<FavoriteRow> {
  for (const row of rows) {
    if (!row.node) continue;
    if (row.node === node || isBelow(row.node.id, node)) yield row;
    else if (row.below && isAbove(row.node, node)) yield* rowsToDraw(row.below.values(), node);
  }
}

function isAbove(above: Node, { id }: Node): boolean {
  return isBelow(id, above.kind === 'bucket' ? above.parent : above);
}
