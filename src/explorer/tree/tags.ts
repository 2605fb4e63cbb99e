// What is known of the tags of resources. Nothing here sends a request: `explorer/tags/reader.ts` reads tags.
import type { Actor } from '../../api/core/actor';
import type { ActingApi, Api, OpenApi } from '../../api/types';
import type { Connection } from '../../aws/connection';
import type { Filter } from './filter';
import { matches } from './filter';
import type { ResourceNode, Tags } from './node';
import { regionOf } from './node';

const none: Tags = {};

/** The ARN by which a resource has its tags; undefined if it can't have any. */
export function taggedArn({ groups }: ResourceNode): string | undefined {
  return groups.find(({ resourceKind }) => resourceKind.name === 'tag')?.scope['ResourceArn'];
}

/** The tags of a resource; undefined if they aren't known. A resource that can't have tags has none. */
export function tagsOf(node: ResourceNode): Tags | undefined {
  const arn = taggedArn(node);
  if (arn === undefined) return none;
  const tags = regionOf(node)?.tags;
  return tags?.known.get(arn) ?? (tags?.isWhole ? none : undefined);
}

/** Whether a filter looks at tags. */
export function looksAtTags({ terms }: Pick<Filter, 'terms'>): boolean {
  return terms.some(({ by }) => by === 'tag');
}

/** Whether a resource matches a filter, as far as its tags are known. */
export function isMatch(filter: Pick<Filter, 'terms'>, node: ResourceNode): boolean {
  return matches(filter, node.resourceKind, node.resource, () => tagsOf(node), node.users);
}

/** What a call has answered. */
export type Answered = (connection: Connection, operation: string, input: object, output: object) => void;

/** Opens Apis that pass on what their calls answer. */
export function followed(open: OpenApi, answered: Answered): OpenApi {
  return (async (connection: Connection, actor?: Actor): Promise<Api> => {
    const api = (await (actor ? open(connection, actor) : open(connection))) as ActingApi;
    const call: ActingApi['call'] = async (operation, input, ...rest) => {
      const output = await api.call(operation, input, ...rest);
      answered(connection, operation, input, output);
      return output;
    };
    return { ...api, call };
  }) as OpenApi;
}
