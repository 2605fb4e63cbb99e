import { notFound, ServiceError } from '../base/errors';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';

/** (D) TagResource: A resource has 50 tags at most. [docs] */
const maxTags = 50;

export const tagHandlers = {
  TagResource(input: { ResourceArn: string; Tags: Record<string, string> }, { store }: Call) {
    const tags = tagsOf(store, input.ResourceArn);
    const added = Object.keys(input.Tags).filter(key => !tags.has(key)).length;
    if (tags.size + added > maxTags) {
      throw new ServiceError('LimitExceededException', `A resource can have at most ${maxTags} tags.`);
    } // (U) TagResource: The wording for too many tags.
    for (const [key, value] of Object.entries(input.Tags)) tags.set(key, value);
    return {};
  },

  UntagResource(input: { ResourceArn: string; TagKeys: string[] }, { store }: Call) {
    const tags = tagsOf(store, input.ResourceArn);
    for (const key of input.TagKeys) tags.delete(key);
    return {};
  },

  ListTagsForResource(input: { ResourceArn: string }, { store }: Call) {
    return { Tags: Object.fromEntries(tagsOf(store, input.ResourceArn)) };
  },
} satisfies Handlers;

/** Gives a new resource its tags; from now on it can be tagged. */
export function tagNew(store: Store, arn: string, tags: Record<string, string> = {}): void {
  store.tags.set(arn, new Map(Object.entries(tags)));
}

/** Removes the tags of a deleted resource. */
export function untagAll(store: Store, arn: string): void {
  store.tags.delete(arn);
}

function tagsOf(store: Store, arn: string): Map<string, string> {
  const tags = store.tags.get(arn);
  if (!tags) throw notFound('resource', arn, store.accountId); // (U) TagResource, UntagResource, ListTagsForResource: The wording for an unknown ARN.
  return tags;
}
