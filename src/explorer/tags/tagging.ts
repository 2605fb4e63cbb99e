// Has the tags of a Region read when somebody first looks at tags. What reads them is loaded then (reader.ts).
import { lazy } from '../../api/core/lazy';
import type { GroupNode, Node, RegionNode } from '../tree/node';
import { isBelow, regionOf } from '../tree/node';
import type { Answered } from '../tree/tags';
import type { createTagReader, TagReaderOptions } from './reader';

export interface Tagging {
  /**
   * Reads the tags of a node's Region if they aren't known, or are older than its lists.
   * @returns whether anything was read. It never throws: the Region's tags say what went wrong
   */
  readonly want: (node: GroupNode | RegionNode) => Promise<boolean>;
  /** Takes over what a call tells about tags. */
  readonly learn: Answered;
  /** Has tags read again when somebody next looks at them: those of a node's Region, or of all Regions. */
  readonly refresh: (node: Node | undefined) => void;
}

export interface TaggingOptions extends Omit<TagReaderOptions, 'changed'> {
  /** Loads what reads tags. Without it, tags stay unknown. */
  readonly load: (() => Promise<typeof createTagReader>) | undefined;
  /** Whether a list shows something of tags now. */
  readonly isConcerned: (group: GroupNode) => boolean;
  /** Called with a list that shows something else when more tags are known. */
  readonly changed: (group: GroupNode) => void;
}

/** Makes the tags of the tree. The code that reads them is loaded when somebody first wants tags. */
export function createTagging({ load, isConcerned, changed, ...options }: TaggingOptions): Tagging {
  const reader = lazy(async () => {
    const create = await load?.();
    return create?.({
      ...options,
      changed(region) {
        for (const { group } of options.lists()) if (regionOf(group) === region && isConcerned(group)) changed(group);
      },
    });
  });
  return {
    async want(node) {
      const region = regionOf(node);
      // If it can't be loaded, the tags stay unknown.
      const loaded = await reader.get().catch(() => undefined);
      return (region && loaded?.want(region)) ?? false;
    },
    learn: (...answered) => reader.loaded?.learn(...answered),
    refresh(node) {
      for (const region of options.regions()) {
        const isMeant = !node || node === region || regionOf(node) === region || isBelow(region.id, node);
        if (isMeant && region.tags) region.tags.at = -Infinity;
      }
    },
  };
}
