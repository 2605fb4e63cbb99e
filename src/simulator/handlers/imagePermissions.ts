import { badValue, notFound, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers } from '../base/world';
import type { ImagePermissions } from '../resources/image';
import { ownImage, unavailable } from './images';

const maxAccounts = 100;

/** Shares an account's own images with other accounts, within the Region. */
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
    { store }: Call,
  ) {
    const image = ownImage(store, input.Name);
    // The model's pattern allows any number of digits.
    if (input.SharedAccountId.length !== 12) throw badValue('sharedAccountId', input.SharedAccountId, 'have 12 digits');
    if (image.State !== 'AVAILABLE') throw unavailable(image);
    if (!image.sharedWith.has(input.SharedAccountId) && image.sharedWith.size >= maxAccounts) {
      throw new ServiceError('LimitExceededException', `An image can be shared with at most ${maxAccounts} accounts.`);
    } // (U)
    image.sharedWith.set(input.SharedAccountId, {
      ...image.sharedWith.get(input.SharedAccountId),
      ...input.ImagePermissions,
    });
    return {};
  },

  DeleteImagePermissions(input: { Name: string; SharedAccountId: string }, { store }: Call) {
    const image = ownImage(store, input.Name);
    if (!image.sharedWith.delete(input.SharedAccountId)) {
      throw notFound('permission of image', `${input.Name} for ${input.SharedAccountId}`, store.accountId);
    } // (U)
    return {};
  },
} satisfies Handlers;
