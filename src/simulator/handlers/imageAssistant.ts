// Image Assistant runs inside a builder's desktop; the API has no operation for it.
import { durations } from '../durations';
import { notPermitted } from '../errors';
import type { Image, ImageApplication } from '../resources/image';
import type { Call } from '../world';
import { builderNamed, stopBuilder } from './imageBuilders';
import { addImage, requireNewImage } from './images';

export interface ImageWish {
  readonly builder: string;
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly applications?: ImageApplication[];
}

/**
 * Makes an image from a running builder: the builder is SNAPSHOTTING, then stops itself; the image is PENDING, then
 * AVAILABLE.
 * @throws ServiceError when the builder does not run or an image of this name cannot be
 */
export function createImage(wish: ImageWish, { store, world }: Pick<Call, 'store' | 'world'>): Image {
  const builder = builderNamed(store, wish.builder);
  if (builder.State !== 'RUNNING') {
    throw notPermitted(`The image builder ${builder.Name} is ${builder.State}. Start it first.`);
  }
  requireNewImage(wish.name, store);
  const image = addImage(
    {
      Name: wish.name,
      ...(wish.displayName && { DisplayName: wish.displayName }),
      ...(wish.description && { Description: wish.description }),
      Platform: builder.Platform,
      ...(builder.ImageArn !== undefined && { BaseImageArn: builder.ImageArn }),
      ImageBuilderName: builder.Name,
      Applications: wish.applications ?? [],
      AppstreamAgentVersion: builder.AppstreamAgentVersion,
      LatestAppstreamAgentVersion: builder.LatestAppstreamAgentVersion,
      software: new Map([...builder.software].filter(([, { Status }]) => Status === 'INSTALLED')),
    },
    'PENDING',
    { store, world },
  );
  builder.State = 'SNAPSHOTTING';
  world.agenda.after(builder.Arn, durations.builderSnapshot, () => stopBuilder(builder, world));
  world.agenda.after(image.Arn, durations.builderSnapshot, () => void (image.State = 'AVAILABLE'));
  return image;
}
