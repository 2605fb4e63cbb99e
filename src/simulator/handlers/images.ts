import { arnOf } from '../base/arn';
import { alreadyExists, badCombination, badValue, notFound, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import { regions } from '../base/regions';
import { requireQuota } from '../base/requirements';
import type { Store } from '../base/store';
import type { Call, Handlers, World } from '../base/world';
import type { Image, ImageInput, ImagePermissions } from '../resources/image';
import type { Software } from '../resources/software';
import { imageTransitions } from '../transitions/image';
import { runTransitions } from '../transitions/transition';
import { tagNew, untagAll } from './tags';

export const imageHandlers = {
  DescribeImages(
    input: { Names?: string[]; Arns?: string[]; Type?: string; NextToken?: string; MaxResults?: number },
    { operation, store, world }: Call,
  ) {
    if (input.Names?.length && input.Arns?.length) {
      throw badCombination('Specify either the names or the ARNs of images, not both.');
    } // (U) DescribeImages: Names and ARNs exclude one another.
    // (D) DescribeImages: A page has at most 25 images. [model]
    const visible = visibleImages(store, world);
    const asked =
      input.Names?.map(
        name => visible.find(image => image.Name === name && image.Visibility !== 'SHARED') ?? missing(name, store),
      ) ??
      input.Arns?.map(arn => visible.find(image => image.Arn === arn) ?? missing(arn, store)) ??
      visible;
    const ofType = asked.filter(image => input.Type === undefined || image.Visibility === input.Type);
    const { items, NextToken } = page(operation, input, ofType, image => image.Arn, { standard: 25, max: 25 });
    return { Images: items, NextToken };
  },

  DeleteImage(input: { Name: string }, { store, world }: Call) {
    const image = ownImage(store, input.Name);
    // (D) DeleteImage: An image that is shared, or that a fleet or builder uses, can't be deleted. [docs]
    // (U) DeleteImage: The wordings of these refusals.
    if (image.sharedWith.size > 0) {
      throw new ServiceError(
        'ResourceInUseException',
        `The image ${image.Name} is shared with other accounts. Stop sharing it first.`,
      );
    }
    const user = userOf(image, world);
    if (user !== undefined) {
      throw new ServiceError('ResourceInUseException', `The image ${image.Name} is in use by ${user}.`);
    }
    if (image.State !== 'AVAILABLE' && image.State !== 'FAILED') {
      throw new ServiceError('OperationNotPermittedException', `The image ${image.Name} is ${image.State}.`);
    }
    runImage(image, 'delete', { store, world });
    return { Image: seenBy(image, store.accountId) };
  },

  CopyImage(
    input: {
      SourceImageName: string;
      DestinationImageName: string;
      DestinationRegion: string;
      DestinationImageDescription?: string;
    },
    { store, world }: Call,
  ) {
    // (D) CopyImage: The copy has the source's members, but not its tags and permissions. [docs]
    // (C) CopyImage: Only own images are copied, not public ones. [clients]
    const source = ownImage(store, input.SourceImageName);
    if (source.State !== 'AVAILABLE') throw unavailable(source);
    if (!regions.includes(input.DestinationRegion)) {
      throw new ServiceError(
        'ResourceNotAvailableException',
        `The Region ${input.DestinationRegion} is not available.`,
      );
    } // (U) CopyImage: The exception and wording for a Region without AppStream.
    // (U) CopyImage: The wording for too many copies at once.
    const destination = world.store(store.accountId, input.DestinationRegion);
    const maxCopies = destination.quotas.imageCopies;
    const copies = [...destination.images.values()].filter(image => image.State === 'COPYING');
    if (copies.length >= maxCopies) {
      throw new ServiceError(
        'LimitExceededException',
        `The limit of ${maxCopies} concurrent image copies to the Region ${input.DestinationRegion} was exceeded.`,
      );
    }
    requireNewImage(input.DestinationImageName, destination);
    const copy = addImage(
      {
        ...source, // addImage gives the copy an ARN, state, time and permissions of its own
        Name: input.DestinationImageName,
        ...(input.DestinationImageDescription !== undefined && { Description: input.DestinationImageDescription }),
      },
      'COPYING',
      { store: destination, world },
    );
    runImage(copy, 'copy', { store: destination, world });
    return { DestinationImageName: copy.Name };
  },
} satisfies Handlers;

/** Adds an image to a store, without checks. */
export function addImage(
  input: ImageInput,
  State: Image['State'],
  { store, world }: Pick<Call, 'store' | 'world'>,
): Image {
  const image: Image = {
    DynamicAppProvidersEnabled: 'DISABLED',
    ImageBuilderSupported: true,
    ImageType: 'NATIVE',
    Applications: [],
    ...input,
    Arn: arnOf(store.region, store.accountId, `image/${input.Name}`),
    State,
    CreatedTime: world.agenda.now(),
    sharedWith: new Map(),
    software: input.software ?? new Map<string, Software>(),
    ManagedSoftwareIncluded: (input.software?.size ?? 0) > 0,
  };
  store.images.set(image.Name, image);
  if (store.accountId !== '') tagNew(store, image.Arn);
  return image;
}

/** Takes an image through transitions: its state changes at once, then by itself. @param store the image's own */
export function runImage(
  image: Image,
  name: keyof typeof imageTransitions,
  { store, world }: Pick<Call, 'store' | 'world'>,
): void {
  runTransitions(imageTransitions[name], image.Arn, world.agenda, state => {
    if (state !== 'GONE') return void (image.State = state);
    store.images.delete(image.Name);
    untagAll(store, image.Arn);
  });
}

/** @throws ServiceError when an image of this name can't be created */
export function requireNewImage(name: string, store: Store): void {
  // (D) CopyImage, CreateUpdatedImage, CreateImportedImage: A name does not begin with aws, amazon or appstream. [docs]
  // (U) CopyImage, CreateUpdatedImage, CreateImportedImage: The exception and wording for such a name.
  if (/^(aws|amazon|appstream)/i.test(name)) throw badValue('name', name, 'not begin with aws, amazon or appstream');
  if (store.images.has(name)) throw alreadyExists('image', name);
  requireQuota(store.images, store, 'images');
}

/** The account's own image. @throws ServiceError ResourceNotFoundException */
export function ownImage(store: Store, name: string): Image {
  return store.images.get(name) ?? missing(name, store);
}

/**
 * The image for a fleet or an image builder.
 * (V) DescribeImages: A shared image is found by ARN, not by name. [log]
 * (C) CreateFleet, UpdateFleet, CreateImageBuilder: A shared image is given by its ARN. [clients: Terraform]
 * @throws ServiceError when it does not exist, is not AVAILABLE, or is not shared for this use
 */
export function usableImage(
  { ImageName, ImageArn }: { ImageName?: string; ImageArn?: string },
  use: keyof ImagePermissions,
  { store, world }: Pick<Call, 'store' | 'world'>,
): Image {
  const image = visibleImages(store, world).find(({ Arn, Name, Visibility }) =>
    ImageArn !== undefined ? Arn === ImageArn : Name === ImageName && Visibility !== 'SHARED',
  );
  if (!image) return missing(ImageArn ?? ImageName ?? '', store);
  if (image.State !== 'AVAILABLE') throw unavailable(image);
  if (!image.ImagePermissions[use]) {
    throw new ServiceError(
      'OperationNotPermittedException',
      `The image ${image.Name} is not shared for use with ${use === 'allowFleet' ? 'fleets' : 'image builders'}.`, // (U) CreateFleet, CreateImageBuilder: The wording for an image that is not shared for this use.
    );
  }
  return image;
}

/** The image with this ARN, of any account; undefined when it does not exist. */
export function imageWithArn(arn: string, world: World): Image | undefined {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  for (const store of world.stores()) {
    const image = store.images.get(name);
    if (image?.Arn === arn) return image;
  }
  return undefined;
}

/**
 * The error of a request for an image that is not AVAILABLE.
 * (V) CreateFleet, CreateImageBuilder: An image that is not AVAILABLE is refused, with this message. [log]
 */
export function unavailable(image: Image): ServiceError {
  return new ServiceError(
    'ResourceNotAvailableException',
    `The image ${image.Name} is ${image.State}. The image must be in an AVAILABLE state for this action to succeed.`,
  );
}

type VisibleImage = ReturnType<typeof seenBy>;

/**
 * The account's own images, those shared with it in this Region, and AWS's public ones.
 * (V) DescribeImages: The ARN of a public image has an empty account. [log]
 */
function visibleImages(store: Store, world: World): VisibleImage[] {
  const published = world.store('', store.region);
  const others = [...world.stores()].filter(
    other => other.region === store.region && other !== store && other !== published,
  );
  return [
    ...store.images.values(),
    ...others.flatMap(other => [...other.images.values()].filter(image => image.sharedWith.has(store.accountId))),
    ...published.images.values(),
  ].map(image => seenBy(image, store.accountId));
}

/** An image as an account sees it. */
export function seenBy(image: Image, accountId: string) {
  const owner = image.Arn.split(':')[4];
  const Visibility = owner === accountId ? 'PRIVATE' : owner === '' ? 'PUBLIC' : 'SHARED';
  const ImagePermissions: ImagePermissions =
    Visibility === 'SHARED' ? (image.sharedWith.get(accountId) ?? {}) : { allowFleet: true, allowImageBuilder: true };
  const ImageSharedWithOthers = image.sharedWith.size > 0 ? 'TRUE' : 'FALSE';
  return { ...image, Visibility, ImagePermissions, ...(Visibility === 'PRIVATE' && { ImageSharedWithOthers }) };
}

function userOf(image: Image, world: World): string | undefined {
  for (const { fleets, imageBuilders } of world.stores()) {
    for (const fleet of fleets.values()) if (fleet.ImageArn === image.Arn) return `the fleet ${fleet.Name}`;
    for (const builder of imageBuilders.values()) {
      if (builder.ImageArn === image.Arn) return `the image builder ${builder.Name}`;
    }
  }
  return undefined;
}

function missing(name: string, store: Store): never {
  throw notFound('image', name, store.accountId);
}
