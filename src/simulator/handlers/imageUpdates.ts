import { durations } from '../base/durations';
import { notPermitted, ServiceError } from '../base/errors';
import type { Call, Handlers } from '../base/world';
import type { Image } from '../resources/image';
import type { ImageBuilder } from '../resources/imageBuilder';
import { addImageBuilder, latestAgentVersion } from './imageBuilders';
import { addImage, ownImage, requireNewImage, seenBy } from './images';
import { tagNew, untagAll } from './tags';

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
    return { image: seenBy(image, store.accountId), canUpdateImage };
  },
} satisfies Handlers;

/** What has the latest agent has nothing to be updated (U: AWS looks at the operating system's updates too). */
function isUpdatable({ State, LatestAppstreamAgentVersion }: Image): boolean {
  return State === 'AVAILABLE' && LatestAppstreamAgentVersion !== 'TRUE';
}

/** A temporary image builder does the work and is gone with it. Its name and its share of the time are guesses (U). */
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
  const steps: [State: ImageBuilder['State'], seconds: number][] = [
    ['PENDING', durations.builderStart],
    ['UPDATING', durations.imageUpdate - durations.builderStart - durations.builderSnapshot],
    ['SNAPSHOTTING', durations.builderSnapshot],
  ];
  const take = ([step, ...rest]: typeof steps): void => {
    if (step) {
      builder.State = step[0];
      world.agenda.after(builder.Arn, step[1], () => take(rest));
      return;
    }
    image.State = 'AVAILABLE';
    store.imageBuilders.delete(builder.Name);
    untagAll(store, builder.Arn);
  };
  take(steps);
}
