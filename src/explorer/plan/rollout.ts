// A rollout: one image for many fleets, in waves. Each step updates a fleet and knows the image that the fleet had.
import type { Fleet, Image, ImageFit } from '../../kinds/parts/rollout';
import { imageFit, isSameFamily, withImage, withOwnImage } from '../../kinds/parts/rollout';
import type { Explorer } from '../explorerTypes';
import { actionNamed, availableActions } from '../tree/actions';
import type { ResourceNode } from '../tree/node';
import { regionOf } from '../tree/node';
import type { StepPlan } from './steps';
import { stepOf } from './steps';

/** A fleet that could be given an image. */
export interface Candidate {
  readonly node: ResourceNode;
  readonly fit: ImageFit | 'busy';
  /** The name of the image that it has. */
  readonly image: string | undefined;
  /** Whether it has another version of the image. */
  readonly hasVersion: boolean;
}

/**
 * The fleets of an image's Region, with what giving them the image means. It loads the whole list of fleets.
 * @throws ApiError if the list can't be loaded
 */
export async function candidatesFor(explorer: Explorer, image: ResourceNode): Promise<readonly Candidate[]> {
  const group = regionOf(image)?.groups.find(({ resourceKind }) => resourceKind.name === 'fleet');
  if (!group) return [];
  await explorer.refresh(group);
  const list = explorer.list(group);
  await list.ensure();
  while (list.hasMore && !list.problem) await explorer.loadMore(group);
  if (list.problem) throw list.problem;
  const given = image.resource as Image;
  return [...list.nodes.values()].map(node => {
    const fleet = node.resource as Fleet;
    const update = actionNamed(node, 'update');
    const fit = imageFit(fleet, given);
    const isFree = update !== undefined && availableActions(node).includes(update);
    const name = fleet.ImageName ?? fleet.ImageArn?.split('/').at(-1);
    return {
      node,
      fit: fit === 'fits' && !isFree ? 'busy' : fit,
      image: name,
      hasVersion: name !== undefined && isSameFamily(name, given.Name ?? ''),
    };
  });
}

/**
 * Divides fleets into waves.
 * @param first how many the first wave has @param count how many waves there are, where the others share the rest evenly
 */
export function inWaves<T>(
  all: readonly T[],
  count: number,
  first = Math.ceil(all.length / count),
): readonly (readonly T[])[] {
  const waves = [all.slice(0, first)];
  const rest = all.slice(first);
  const size = Math.ceil(rest.length / Math.max(1, count - 1));
  for (let at = 0; at < rest.length; at += size) waves.push(rest.slice(at, at + size));
  return waves.filter(wave => wave.length);
}

/** The steps that give an image to fleets, wave by wave. */
export function rolloutSteps(image: ResourceNode, waves: readonly (readonly ResourceNode[])[]): readonly StepPlan[] {
  return waves.flatMap((wave, place) =>
    wave.flatMap(node => {
      const update = actionNamed(node, 'update');
      if (!update) return [];
      const fleet = node.resource as Fleet;
      const step = stepOf(node, update, {}, withImage(fleet, image.resource as Image));
      return [{ ...step, before: withOwnImage(fleet), wave: place + 1 }];
    }),
  );
}
