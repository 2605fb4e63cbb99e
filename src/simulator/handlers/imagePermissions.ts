import { badValue, notFound, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers, World } from '../base/world';
import type { Image, ImagePermissions } from '../resources/image';
import { settleInstances } from './fleetInstances';
import { ownImage, unavailable } from './images';

/** (D) UpdateImagePermissions, DeleteImagePermissions, DescribeImagePermissions: An account shares its own images, within the Region. [docs] */
export const imagePermissionHandlers = {
  DescribeImagePermissions(
    input: { Name: string; SharedAwsAccountIds?: string[]; NextToken?: string; MaxResults?: number },
    { operation, store }: Call,
  ) {
    const image = ownImage(store, input.Name);
    const wanted = input.SharedAwsAccountIds;
    const shares = [...image.sharedWith].filter(([account]) => !wanted || wanted.includes(account));
    const { items, NextToken } = page(operation, input, shares, ([account]) => account, { standard: 100, max: 500 });
    return {
      Name: image.Name,
      SharedImagePermissionsList: items.map(([sharedAccountId, imagePermissions]) => ({
        sharedAccountId,
        imagePermissions,
      })),
      NextToken,
    };
  },

  UpdateImagePermissions(
    input: { Name: string; SharedAccountId: string; ImagePermissions: ImagePermissions },
    { store, world }: Call,
  ) {
    const image = ownImage(store, input.Name);
    const maxAccounts = store.quotas.sharedAccounts;
    // The model's pattern allows any number of digits.
    if (input.SharedAccountId.length !== 12) throw badValue('sharedAccountId', input.SharedAccountId, 'have 12 digits');
    if (image.State !== 'AVAILABLE') throw unavailable(image);
    if (!image.sharedWith.has(input.SharedAccountId) && image.sharedWith.size >= maxAccounts) {
      throw new ServiceError('LimitExceededException', `An image can be shared with at most ${maxAccounts} accounts.`);
    } // (U) UpdateImagePermissions: The exception and wording for too many accounts.
    image.sharedWith.set(input.SharedAccountId, {
      ...image.sharedWith.get(input.SharedAccountId),
      ...input.ImagePermissions,
    });
    if (input.ImagePermissions.allowFleet === false) endFleets(image, input.SharedAccountId, world);
    return {};
  },

  DeleteImagePermissions(input: { Name: string; SharedAccountId: string }, { store, world }: Call) {
    const image = ownImage(store, input.Name);
    if (!image.sharedWith.delete(input.SharedAccountId)) {
      throw notFound('permission of image', `${input.Name} for ${input.SharedAccountId}`, store.accountId);
    } // (U) DeleteImagePermissions: It refuses an account that the image is not shared with.
    endFleets(image, input.SharedAccountId, world);
    return {};
  },
} satisfies Handlers;

/**
 * (D) DeleteImagePermissions: The desired capacity of the other account's fleets on the image becomes 0; their sessions go on. [docs]
 * (U) UpdateImagePermissions: The same happens when only allowFleet ends.
 */
function endFleets(image: Image, accountId: string, world: World): void {
  for (const store of world.stores()) {
    if (store.accountId !== accountId) continue;
    for (const fleet of store.fleets.values()) {
      if (fleet.ImageArn !== image.Arn) continue;
      fleet.ComputeCapacity =
        fleet.MaxSessionsPerInstance === undefined ? { DesiredInstances: 0 } : { DesiredSessions: 0 };
      settleInstances(fleet, store, world);
    }
  }
}
