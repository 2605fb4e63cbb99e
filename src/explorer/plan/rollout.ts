// A rollout: one image for many fleets, in waves. Each step updates a fleet and knows the image that the fleet had.
import type { Fleet, Image, ImageFit } from '../../kinds/parts/rollout';
import { imageFit, isMatching, isSameFamily, withImage, withOwnImage } from '../../kinds/parts/rollout';
import type { Explorer } from '../explorerTypes';
import { actionNamed, availableActions } from '../tree/actions';
import { order } from '../tree/arrangement';
import type { RegionNode, ResourceNode } from '../tree/node';
import { nameOf, profileOf, regionOf } from '../tree/node';
import { tagsOf } from '../tree/tags';
import { allInRegion, wholeList } from './locate';
import type { StepPlan } from './steps';
import { stepOf } from './steps';
import { unlockingFor } from './unlocking';

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
 * The fleets of a Region, by default of an image's, with what giving them the image means. It loads the whole list of fleets.
 * @param given what they are given, if that is not the image itself but what will be made from it
 * @param region the Region of the fleets, if that is another one
 * @throws ApiError if the list can't be loaded
 */
export async function candidatesFor(
  explorer: Explorer,
  image: ResourceNode,
  given = image.resource as Image,
  region = regionOf(image),
): Promise<readonly Candidate[]> {
  const fleets = region ? await allInRegion(explorer, region, 'fleet') : [];
  return fleets.map(node => {
    const fleet = node.resource as Fleet;
    const update = actionNamed(node, 'update');
    const fit = imageFit(fleet, given);
    const isFree =
      update &&
      (fit === 'platform' ? unlockingFor(node, update) !== undefined : availableActions(node).includes(update));
    const name = fleet.ImageName ?? fleet.ImageArn?.split('/').at(-1);
    return {
      node,
      fit: (fit === 'fits' || fit === 'platform') && !isFree ? 'busy' : fit,
      image: name,
      hasVersion: name !== undefined && isSameFamily(name, given.Name ?? ''),
    };
  });
}

/**
 * The images of a Region that fleets can be given now, the newest first: own ones and those shared with the account.
 * @throws ApiError if a list can't be loaded
 */
export async function imagesToGive(explorer: Explorer, { groups }: RegionNode): Promise<readonly ResourceNode[]> {
  const sections = groups.flatMap(group => group.sections ?? []);
  const wanted = sections.filter(({ scope }) => scope['Type'] === 'PRIVATE' || scope['Type'] === 'SHARED');
  const lists = await Promise.all(wanted.map(group => wholeList(explorer, group)));
  const made = ({ resourceKind, resource }: ResourceNode): number => resourceKind.created?.(resource)?.getTime() ?? 0;
  return lists
    .flat()
    .filter(({ resourceKind, resource }) => resourceKind.rollsOut?.(resource))
    .sort((one, other) => made(other) - made(one) || order.compare(nameOf(other), nameOf(one)));
}

/** The newest image whose name matches a pattern. @param images the newest first */
export function newestOf(images: readonly ResourceNode[], pattern: string): ResourceNode | undefined {
  return images.find(node => isMatching(pattern, nameOf(node)));
}

/** Fleets by the value of a tag, sorted; undefined for those that don't have it. */
export type TagGroups = ReadonlyMap<string | undefined, readonly ResourceNode[]>;

/** The keys of the tags that tell fleets apart, each with the fleets by its values. Fleets whose tags aren't known have none. */
export function tagGroups(fleets: readonly ResourceNode[]): ReadonlyMap<string, TagGroups> {
  const keys = [...new Set(fleets.flatMap(node => Object.keys(tagsOf(node) ?? {})))].sort(order.compare);
  return new Map(
    keys.flatMap(key => {
      const groups = new Map<string | undefined, ResourceNode[]>();
      for (const node of fleets) {
        const value = tagsOf(node)?.[key];
        groups.set(value, [...(groups.get(value) ?? []), node]);
      }
      return groups.size > 1 ? [[key, groups] as const] : [];
    }),
  );
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

/** The steps that give an image to fleets, wave by wave. A fleet that runs with another platform is stopped before and started after. */
export function rolloutSteps(
  image: ResourceNode,
  waves: readonly (readonly ResourceNode[])[],
  made = image.resource as Image,
): readonly StepPlan[] {
  return waves.flatMap((wave, place) =>
    wave.flatMap(node => {
      const update = actionNamed(node, 'update');
      if (!update) return [];
      const fleet = node.resource as Fleet;
      const given = copyIn(made, node.connection.region);
      const step = { ...stepOf(node, update, {}, withImage(fleet, given)), before: withOwnImage(fleet) };
      const around = imageFit(fleet, given) === 'platform' ? unlockingFor(node, update) : undefined;
      const steps = around ? [stepOf(node, around.stop), step, stepOf(node, around.start)] : [step];
      return steps.map(one => ({ ...one, wave: place + 1 }));
    }),
  );
}

/** What is given to fleets when an image is updated first. */
export interface UpdatedFirst {
  /** The step that makes the updated image. */
  readonly steps: readonly StepPlan[];
  /** The updated image, as far as it is known before it exists. */
  readonly given: Image;
}

/** Updates an image before it is rolled out: AWS makes a new one. @param name the name of the new image */
export function updatedFirst(image: ResourceNode, name: string): UpdatedFirst {
  const resource = image.resource as Image;
  const update = actionNamed(image, 'update');
  const Arn = resource.Arn?.replace(/[^/]*$/, name);
  return {
    steps: update ? [stepOf(image, update, {}, { newImageName: name })] : [],
    given: { ...resource, Name: name, Arn },
  };
}

/** Whether an image can be updated before it is rolled out: it is the account's own, and AWS has a newer agent. */
export function canUpdateFirst(image: ResourceNode): boolean {
  const update = actionNamed(image, 'update');
  const { LatestAppstreamAgentVersion: latest } = image.resource as Image;
  return latest === 'FALSE' && update !== undefined && availableActions(image).includes(update);
}

/** The other Regions of the profile in the view, if an image can be copied: AWS copies only own images. */
export function otherRegions(image: ResourceNode): readonly RegionNode[] {
  const copy = actionNamed(image, 'copy');
  if (!copy || !availableActions(image).includes(copy)) return [];
  return profileOf(image)?.regions.filter(region => region !== regionOf(image)) ?? [];
}

/** What the copy of an image is in a Region, as far as it is known before it exists. It has the same name. */
export function copyIn(image: Image, region: string): Image {
  const { Arn } = image;
  return Arn === undefined ? image : { ...image, Arn: Arn.replace(/^((?:[^:]*:){3})[^:]*/, `$1${region}`) };
}

/** The steps that copy an image to the Regions of fleets, where these are other ones. */
export function copySteps(image: ResourceNode, fleets: readonly ResourceNode[]): readonly StepPlan[] {
  const copy = actionNamed(image, 'copy');
  const { Name, Description } = image.resource as Image;
  const regions = new Set(fleets.map(({ connection }) => connection.region));
  regions.delete(image.connection.region);
  if (!copy) return [];
  return [...regions].map(DestinationRegion => {
    const described = Description === undefined ? {} : { DestinationImageDescription: Description };
    const step = stepOf(image, copy, {}, { DestinationRegion, DestinationImageName: Name, ...described });
    return { ...step, name: `${step.name}, ${DestinationRegion}` };
  });
}
