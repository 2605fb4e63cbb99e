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
    const canUpdateImage = isUpdatable(existing);
    if (input.dryRun) return { canUpdateImage };
    if (existing.State !== 'AVAILABLE') throw notPermitted(`The image ${existing.Name} is ${existing.State}.`); // (U)
    if (!canUpdateImage) {
      throw new ServiceError('IncompatibleImageException', `The image ${existing.Name} has the latest updates.`);
    } // (U)

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
    // The documentation says that this does not show whether there are updates. (U: whether the member is left out)
    return { image: seenBy(image, store.accountId) };
  },
} satisfies Handlers;

/** An image with the latest agent needs no update (U: AWS also checks for updates of the operating system). */
function isUpdatable({ State, LatestAppstreamAgentVersion }: Image): boolean {
  return State === 'AVAILABLE' && LatestAppstreamAgentVersion !== 'TRUE';
}

/** A temporary image builder does the work and is gone when the image is AVAILABLE. Its name is a guess (U). */
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
