// Nodes outside any explorer's tree, for tests that read a single node.
import type { Connection } from '../../src/aws/connection';
import { groupId, resourceNode } from '../../src/explorer/tree/makeNodes';
import type { GroupNode, ProfileNode, RegionNode, ResourceNode } from '../../src/explorer/tree/node';
import { idBelow } from '../../src/explorer/tree/node';
import { kindNamed } from '../../src/kinds/all';
import type { Scope } from '../../src/kinds/listing';
import type { KindName } from '../../src/kinds/names';
import { connection } from './scriptedApi';

/** The list of a kind, directly below a Region. */
export function groupOf(kind: KindName, scope: Scope = {}, at: Connection = connection): GroupNode {
  const name = at.profile;
  const profile: ProfileNode = { kind: 'profile', id: name, name, sandbox: false, regions: [], mark: undefined };
  const parent: RegionNode = { kind: 'region', id: at.key, connection: at, parent: profile, groups: [] };
  const resourceKind = kindNamed(kind);
  const id = groupId(at.key, resourceKind);
  return { kind: 'group', id, connection: at, resourceKind, title: resourceKind.plural, scope, parent };
}

/** A resource in this list, with its own lists. */
export function nodeOf(kind: KindName, resource: unknown, scope?: Scope, at?: Connection): ResourceNode {
  const group = groupOf(kind, scope, at);
  return resourceNode(idBelow(group, group.resourceKind.id(resource) ?? ''), group, resource);
}
