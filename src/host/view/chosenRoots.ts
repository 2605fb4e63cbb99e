import { profileConnection } from '../../aws/connection';
import { markKey } from '../../explorer/tree/mark';
import type { Root } from '../../explorer/tree/node';
import { chosen, marks } from '../base/settings';

/** The roots of the tree: the profiles that the user chose and the sandbox's accounts, with their marks. */
export function chosenRoots(sandbox: readonly Root[]): readonly Root[] {
  const own = chosen().map(({ profile, regions }) => ({
    name: profile,
    sandbox: false,
    connections: regions.map(region => profileConnection(profile, region)),
  }));
  const known = marks();
  return [...own, ...sandbox].map(root => ({ ...root, mark: known.get(markKey(root)) }));
}
