// Image Assistant runs inside a builder's desktop; the API has no operation for it.
import { notPermitted } from '../base/errors';
import type { Call } from '../base/world';
import type { Image, ImageApplication } from '../resources/image';
import { builderNamed, runBuilder } from './imageBuilders';
import { addImage, requireNewImage, runImage } from './images';

export interface ImageRequest {
  readonly builder: string;
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly applications?: ImageApplication[];
}

/**
 * Creates an image from a running builder. The builder is SNAPSHOTTING and then stops; the image is PENDING and then
 * AVAILABLE.
 * @throws ServiceError when the builder does not run, or an image of this name can't be created
 */
export function createImage(request: ImageRequest, { store, world }: Pick<Call, 'store' | 'world'>): Image {
  const builder = builderNamed(store, request.builder);
  if (builder.State !== 'RUNNING') {
    throw notPermitted(`The image builder ${builder.Name} is ${builder.State}. Start it first.`);
  }
  requireNewImage(request.name, store);
  const image = addImage(
    {
      Name: request.name,
      ...(request.displayName && { DisplayName: request.displayName }),
      ...(request.description && { Description: request.description }),
      Platform: builder.Platform,
      ...(builder.ImageArn !== undefined && { BaseImageArn: builder.ImageArn }),
      ImageBuilderName: builder.Name,
      Applications: request.applications ?? [],
      AppstreamAgentVersion: builder.AppstreamAgentVersion,
      LatestAppstreamAgentVersion: builder.LatestAppstreamAgentVersion,
      software: new Map([...builder.software].filter(([, { Status }]) => Status === 'INSTALLED')),
    },
    'PENDING',
    { store, world },
  );
  runBuilder(builder, 'snapshot', { store, world });
  runImage(image, 'create', { store, world });
  return image;
}
