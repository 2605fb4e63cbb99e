import { notPermitted, ServiceError } from '../base/errors';
import type { Call, Handlers } from '../base/world';
import type { Image } from '../resources/image';
import { addImageBuilder, latestAgentVersion, runBuilder } from './imageBuilders';
import { addImage, ownImage, requireNewImage, runImage, seenBy } from './images';
import { tagNew } from './tags';

export const imageUpdateHandlers = {
  CreateUpdatedImage(
    input: {
      existingImageName: string;
      newImageName: string;
      newImageDescription?: string;
      newImageDisplayName?: string;
      newImageTags?: Record<string, string>;
      dryRun?: boolean;
    },
    { store, world }: Call,
  ) {
    const existing = ownImage(store, input.existingImageName);
    requireNewImage(input.newImageName, store);
    // (D) CreateUpdatedImage: Only own images are updated; a dry run tells whether the image can be. [docs]
    const canUpdateImage = isUpdatable(existing);
    if (input.dryRun) return { canUpdateImage };
    // (U) CreateUpdatedImage: The exceptions and wordings for an image that is not AVAILABLE or needs no update.
    if (existing.State !== 'AVAILABLE') throw notPermitted(`The image ${existing.Name} is ${existing.State}.`);
    if (!canUpdateImage) {
      throw new ServiceError('IncompatibleImageException', `The image ${existing.Name} has the latest updates.`);
    }

    const image = addImage(
      {
        ...existing,
        Name: input.newImageName,
        BaseImageArn: existing.Arn,
        AppstreamAgentVersion: latestAgentVersion,
        LatestAppstreamAgentVersion: 'TRUE',
        ...(input.newImageDescription !== undefined && { Description: input.newImageDescription }),
        ...(input.newImageDisplayName !== undefined && { DisplayName: input.newImageDisplayName }),
      },
      'PENDING',
      { store, world },
    );
    tagNew(store, image.Arn, input.newImageTags);
    update(image, existing, { store, world });
    // (U) CreateUpdatedImage: canUpdateImage is left out unless it is a dry run; the documentation says that it then tells nothing.
    return { image: seenBy(image, store.accountId) };
  },
} satisfies Handlers;

/** (U) CreateUpdatedImage: An image with the latest agent needs no update. AWS also looks for updates of the operating system. */
function isUpdatable({ State, LatestAppstreamAgentVersion }: Image): boolean {
  return State === 'AVAILABLE' && LatestAppstreamAgentVersion !== 'TRUE';
}

/**
 * (D) CreateUpdatedImage: A temporary image builder does the work and is gone when the image is AVAILABLE. [docs]
 * (U) CreateUpdatedImage: The name of that builder.
 */
function update(image: Image, existing: Image, { store, world }: Pick<Call, 'store' | 'world'>): void {
  const builder = addImageBuilder(
    {
      Name: `ImageUpdate-${image.Name}`.slice(0, 100),
      Description: `Temporary: updates the image ${existing.Name}`,
      ImageArn: existing.Arn,
      InstanceType: 'stream.standard.large',
      AppstreamAgentVersion: 'LATEST',
    },
    { store, world },
  );
  image.ImageBuilderName = builder.Name;
  runImage(image, 'update', { store, world });
  runBuilder(builder, 'updateImage', { store, world });
}
