// Finds the resources of an action in the view as it is now. A message's button, or a dialog that stays open, may be older.
import type { Explorer } from '../../explorer/explorerTypes';
import { findNode } from '../../explorer/tree/findNode';
import type { ResourceNode } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';

export interface InView<T> {
  /** Those that the view has, with the nodes that it has now. */
  readonly here: readonly T[];
  /** Those that the view does not have. */
  readonly missing: readonly T[];
  /** Those whose lists can't be loaded, with the ApiError. */
  readonly failed: readonly { readonly item: T; readonly error: unknown }[];
}

/** Finds resources by their ids. It loads lists again that the view has dropped, as when a profile's credentials change. */
export async function inView<T extends { readonly node: ResourceNode }>(
  explorer: Explorer,
  all: readonly T[],
): Promise<InView<T>> {
  const here: T[] = [];
  const missing: T[] = [];
  const failed: { item: T; error: unknown }[] = [];
  for (const one of all) {
    try {
      const node = isShown(one.node) ? one.node : await findNode(explorer, one.node.id);
      if (node?.kind === 'resource') here.push({ ...one, node });
      else missing.push(one);
    } catch (error) {
      failed.push({ item: one, error });
    }
  }
  return { here, missing, failed };
}
