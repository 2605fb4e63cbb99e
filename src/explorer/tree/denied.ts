// Whether AWS denies a whole Region. Then its row says so once, because each list below it says only that it is denied itself.
import type { ApiError } from '../../api/core/errors';
import type { RegionNode, ResourceList } from './node';
import { isBelow } from './node';

/** One denied list may be a permission that the role lacks on purpose. */
const fewest = 2;

/**
 * Looks at the lists that stand directly below Regions, and sets `denied` of each Region.
 * @returns the Regions whose rows look different now
 */
export function findDenied(regions: readonly RegionNode[], lists: readonly ResourceList[]): readonly RegionNode[] {
  const changed: RegionNode[] = [];
  for (const region of regions) {
    const ended = lists.filter(
      ({ group, loaded, problem }) =>
        group.parent.kind !== 'resource' && (loaded || problem) && isBelow(group.id, region),
    );
    const errors = ended.flatMap(({ problem }): readonly ApiError[] => (problem?.reason === 'denied' ? [problem] : []));
    const denied = errors.length === ended.length && errors.length >= fewest ? errors : [];
    if ((region.denied?.length ?? 0) !== denied.length) changed.push(region);
    if (denied.length) region.denied = denied;
    else delete region.denied;
  }
  return changed;
}
