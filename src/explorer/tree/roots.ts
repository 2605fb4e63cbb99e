// The first level of the tree: the profiles that the user chose.
import { profileNode } from './makeNodes';
import type { ProfileNode, Root, SandboxNode } from './node';

export interface Roots {
  /** The profiles, then the sandbox if it runs. */
  readonly all: readonly (ProfileNode | SandboxNode)[];
  /** Sets the profiles. Profiles that stay keep their nodes; the others lose their Regions. @returns all profiles, including the sandbox's */
  set(wanted: readonly Root[]): readonly ProfileNode[];
  /** The user's own profiles with these names. */
  own(names: readonly string[]): readonly ProfileNode[];
}

export function createRoots(): Roots {
  const sandbox: SandboxNode = { kind: 'sandbox', id: 'sandbox', profiles: [] };
  let profiles: readonly ProfileNode[] = [];
  const own = (): ProfileNode[] => profiles.filter(node => !node.sandbox);
  let all: Roots['all'] = [];
  return {
    get all() {
      return all;
    },
    set(wanted) {
      const known = new Map(profiles.map(node => [node.id, node]));
      profiles = wanted.map(root => profileNode(root, root.sandbox ? sandbox : undefined, known));
      sandbox.profiles = profiles.filter(node => node.sandbox);
      all = [...own(), ...(sandbox.profiles.length ? [sandbox] : [])];
      for (const node of known.values()) if (!profiles.includes(node)) node.regions = [];
      return profiles;
    },
    own: names => own().filter(({ name }) => names.includes(name)),
  };
}
