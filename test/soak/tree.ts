// The tree as it stands, and whether it is what the server has.
import type { Api } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';
import type { Explorer } from '../../src/explorer/explorerTypes';
import type { GroupNode, ResourceNode } from '../../src/explorer/tree/node';
import { isPending } from '../../src/explorer/tree/presence';
import type { Kind } from '../../src/kinds/kind';

/** All lists that stand in the tree, loaded or not. */
export function* allGroups(explorer: Explorer): Generator<GroupNode> {
  for (const root of explorer.roots) {
    for (const profile of root.kind === 'sandbox' ? root.profiles : [root]) {
      for (const region of profile.regions) yield* below(region.groups);
    }
  }
}

function* below(groups: readonly GroupNode[]): Generator<GroupNode> {
  for (const group of groups) {
    yield group;
    if (group.sections) yield* below(group.sections);
    for (const node of group.list?.nodes.values() ?? []) yield* below(node.groups);
  }
}

/** All resources that stand in the tree. */
export function* allResources(explorer: Explorer): Generator<ResourceNode> {
  for (const group of allGroups(explorer)) yield* group.list?.nodes.values() ?? [];
}

const { signal } = new AbortController();

type Truth = (connection: Connection) => Api;

/** By id: what the server says of a group's resources, in the words that are compared. */
async function askServer(group: GroupNode, truth: Truth): Promise<Map<string, string>> {
  const there = new Map<string, string>();
  for await (const page of group.resourceKind.list.pages(truth(group.connection), group.scope, signal)) {
    for (const resource of page) there.set(group.resourceKind.id(resource) ?? '?', words(group.resourceKind, resource));
  }
  return there;
}

/** The members that people read in rows, besides the state. */
const read = ['DisplayName', 'Description', 'Value', 'Enabled'];

function words(of: Kind, resource: unknown): string {
  const members = read.map(member => (resource as Readonly<Record<string, unknown>>)[member]);
  return JSON.stringify([of.state?.(resource), ...members]);
}

/** Whether anything in the tree is followed, or being done. */
export function isAtRest(explorer: Explorer): boolean {
  return [...allResources(explorer)].every(node => !isPending(node) && node.activity === undefined);
}

/** What the tree still follows, although on the server it has settled long ago: in words. */
export async function notFollowed(explorer: Explorer, truth: Truth): Promise<string[]> {
  const problems: string[] = [];
  for (const group of allGroups(explorer)) {
    const nodes = [...(group.list?.nodes.values() ?? [])];
    for (const { id, activity } of nodes) if (activity !== undefined) problems.push(`${id} is still busy: ${activity}`);
    const followed = nodes.filter(isPending);
    if (!followed.length) continue;
    const there = await askServer(group, truth);
    for (const { id, resourceKind, resource } of followed) {
      const now = there.get(resourceKind.id(resource) ?? '?');
      if (now !== words(resourceKind, resource)) {
        problems.push(`${id} is followed as ${words(resourceKind, resource)}, and is ${now ?? 'gone'}`);
      }
    }
  }
  return problems;
}

/** Where lists that are loaded differ from what the server has: in words. */
export async function differences(explorer: Explorer, truth: Truth): Promise<string[]> {
  const problems: string[] = [];
  for (const group of [...allGroups(explorer)]) {
    const { list, resourceKind, id } = group;
    if (!list?.loaded) continue;
    if (list.problem) {
      problems.push(`${id} still says: ${list.problem.message}`);
      continue;
    }
    const there = await askServer(group, truth);
    for (const node of list.nodes.values()) {
      const key = resourceKind.id(node.resource) ?? '?';
      const now = there.get(key);
      const shown = words(resourceKind, node.resource);
      if (now !== shown) problems.push(`${node.id} is shown as ${shown}, and is ${now ?? 'not there'}`);
      there.delete(key);
    }
    if (!list.hasMore) for (const key of there.keys()) problems.push(`${id} does not show ${key}`);
  }
  return problems;
}
