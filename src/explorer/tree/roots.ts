// The first levels of the tree: the profiles that the user chose, and their Regions. They show before the kinds are loaded.
import type { Connection } from '../../aws/connection';
import { isSameConnection } from '../../aws/connection';
import type { GroupNode, ProfileNode, RegionNode, Root, SandboxNode } from './node';

export interface Roots {
  /** The profiles, then the sandbox if it runs. */
  readonly all: readonly (ProfileNode | SandboxNode)[];
  /** The profiles, including the sandbox's. */
  readonly profiles: readonly ProfileNode[];
  /** Sets the profiles. Profiles that stay keep their nodes; the others lose their Regions. @returns whether a row changed */
  set(wanted: readonly Root[]): boolean;
  /** The user's own profiles with these names. */
  own(names: readonly string[]): readonly ProfileNode[];
  /** Makes the groups below a Region. They are made when they are first read, so the kinds can be loaded after the first rows. */
  groupsBelow: (region: RegionNode) => readonly GroupNode[];
}

/** Makes roots without profiles. */
export function createRoots(): Roots {
  const sandbox: SandboxNode = { kind: 'sandbox', id: 'sandbox', profiles: [] };
  let profiles: readonly ProfileNode[] = [];
  const own = (): ProfileNode[] => profiles.filter(node => !node.sandbox);
  let all: Roots['all'] = [];
  let before = JSON.stringify([]);

  /** The node of a profile. Nodes that stay are the same objects: the view knows them by identity. */
  function profileNode(
    { name, sandbox: simulated, connections, mark }: Root,
    known: Map<string, ProfileNode>,
  ): ProfileNode {
    const id = `${simulated ? 'sandbox' : 'profile'}:${encodeURIComponent(name)}`;
    const node: ProfileNode = known.get(id) ?? {
      ...{ kind: 'profile', id, name, sandbox: simulated, mark, regions: [] },
      ...(simulated && { parent: sandbox }),
    };
    node.mark = mark;
    node.regions = connections.map(connection => {
      const same = node.regions.find(region => isSameConnection(region.connection, connection));
      return same ?? regionNode(connection, node);
    });
    return node;
  }

  function regionNode(connection: Connection, parent: ProfileNode): RegionNode {
    let groups: readonly GroupNode[] | undefined;
    return {
      ...{ kind: 'region', id: connection.key, connection, parent },
      get groups() {
        return (groups ??= roots.groupsBelow(this));
      },
    };
  }

  const roots: Roots = {
    get all() {
      return all;
    },
    get profiles() {
      return profiles;
    },
    set(wanted) {
      const known = new Map(profiles.map(node => [node.id, node]));
      profiles = wanted.map(root => profileNode(root, known));
      sandbox.profiles = profiles.filter(node => node.sandbox);
      all = [...own(), ...(sandbox.profiles.length ? [sandbox] : [])];
      for (const node of known.values()) if (!profiles.includes(node)) node.regions = [];
      const [was, is] = [before, JSON.stringify(wanted)];
      before = is;
      return was !== is;
    },
    own: names => own().filter(({ name }) => names.includes(name)),
    groupsBelow: () => [],
  };
  return roots;
}
