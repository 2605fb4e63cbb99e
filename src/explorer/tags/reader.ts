// Reads the tags of a Region for those who filter, search or group by them. The Tagging API answers them all in a few pages. If it
// refuses, AppStream answers those of one resource at a time.
import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Api, Output } from '../../api/types';
import type { Connection } from '../../aws/connection';
import type { RegionNode, RegionTags, ResourceList, ResourceNode, Tags } from '../tree/node';
import { isBelow } from '../tree/node';
import { taggedArn } from '../tree/tags';

export interface TagReader {
  /**
   * Reads the tags of a Region if they aren't known, or are older than its lists.
   * @returns whether anything was read. It never throws: the Region's tags say what went wrong
   */
  readonly want: (region: RegionNode) => Promise<boolean>;
  /** Takes over what a call tells about tags: it has read or changed them, or has created a resource with some. */
  readonly learn: (connection: Connection, operation: string, input: object, output: object) => void;
}

export interface TagReaderOptions {
  /** Opens an Api for background work: nobody is asked to sign in for tags. */
  readonly open: (connection: Connection) => Promise<Api>;
  readonly regions: () => readonly RegionNode[];
  readonly lists: () => readonly ResourceList[];
  /** Called when more is known of a Region's tags. */
  readonly changed: (region: RegionNode) => void;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

/** Tags are read again with a list after this time, not earlier: milliseconds. */
const rereadAfter = 60_000;

/** Milliseconds in which the Tagging API may not yet know what was changed here. Its documentation names no time: a guess. */
const settling = 60_000;

/** How many resources are asked for their tags in a row, and how many at the same time. The next look at tags asks for more. */
const inARow = 200;
const atATime = 4;

/** Creates the reader. It sends nothing before tags are wanted. */
export function createTagReader({ open, regions, lists, changed, now }: TagReaderOptions): TagReader {
  const readings = new WeakMap<RegionTags, Promise<boolean>>();
  /** The ARNs of the resources that were asked for their tags. */
  const asked = new WeakMap<RegionTags, Set<string>>();
  /** When the tags of an ARN were changed here. */
  const changedAt = new Map<string, number>();

  const listsOf = (region: RegionNode): readonly ResourceList[] =>
    lists().filter(({ group }) => isBelow(group.id, region));

  function isOld(region: RegionNode, { at, problem }: RegionTags): boolean {
    if (now() - at < rereadAfter) return false;
    return (problem && !isRefusal(problem)) || listsOf(region).some(list => (list.at ?? -Infinity) > at);
  }

  /** The resources that can only be asked one by one, and were not asked yet. */
  function unasked(region: RegionNode, tags: RegionTags): readonly string[] {
    if (tags.isWhole || !tags.problem || !isRefusal(tags.problem)) return [];
    const before = asked.get(tags);
    const arns = listsOf(region).flatMap(({ nodes }) =>
      [...nodes.values()].map((node: ResourceNode) => taggedArn(node)),
    );
    return arns.filter((arn): arn is string => arn !== undefined && !tags.known.has(arn) && !before?.has(arn));
  }

  async function readAll(region: RegionNode, tags: RegionTags): Promise<void> {
    const found = new Map<string, Tags>();
    const began = now();
    try {
      const api = await open(region.connection);
      const input = { ResourceTypeFilters: ['appstream'], ResourcesPerPage: 100 };
      for await (const { ResourceTagMappingList = [] } of api.pages('tagging:GetResources', input)) {
        for (const { ResourceARN, Tags = [] } of ResourceTagMappingList) {
          if (ResourceARN !== undefined) found.set(ResourceARN, tagsIn(Tags));
        }
      }
      tags.isWhole = true;
      delete tags.problem;
    } catch (error) {
      tags.problem = toApiError(error, 'GetResources');
    }
    for (const [arn, before] of tags.known) {
      const isChanged = (changedAt.get(arn) ?? -Infinity) > began - settling;
      if (isChanged || (tags.problem && !found.has(arn))) found.set(arn, before);
    }
    tags.known = found;
  }

  /** Asks some resources for their tags, a few at a time. It stops at the first failure that others would meet, too. */
  async function readEach(region: RegionNode, tags: RegionTags, arns: readonly string[]): Promise<void> {
    const before = asked.get(tags) ?? new Set<string>();
    asked.set(tags, before);
    const rest = arns.slice(0, inARow);
    const api = await open(region.connection);
    let isOver = false;
    const next = async (): Promise<void> => {
      for (let arn = rest.shift(); arn !== undefined && !isOver; arn = rest.shift()) {
        before.add(arn);
        try {
          const { Tags = {} } = await api.call('ListTagsForResource', { ResourceArn: arn });
          tags.known.set(arn, Tags);
        } catch (error) {
          const failed = toApiError(error, 'ListTagsForResource');
          if (failed.reason === 'notFound') continue;
          isOver = true;
          // A throttled or interrupted request is tried again when tags are next read. A refusal is final.
          if (isRefusal(failed)) for (const one of arns) before.add(one);
          else tags.problem = failed;
        }
      }
    };
    await Promise.all(Array.from({ length: atATime }, next));
  }

  async function read(region: RegionNode, tags: RegionTags, isAll: boolean): Promise<boolean> {
    if (isAll) {
      asked.delete(tags);
      tags.at = now();
      await readAll(region, tags);
    }
    const arns = region.tags === tags ? unasked(region, tags) : [];
    if (arns.length) await readEach(region, tags, arns).catch(() => undefined); // the connection has ended
    readings.delete(tags);
    if (region.tags !== tags) return false; // the profile has changed: its tags may be those of another account
    if (tags.problem?.reason === 'cancelled') delete region.tags;
    changed(region);
    return true;
  }

  return {
    want(region) {
      const isFirst = !region.tags;
      const tags = (region.tags ??= { known: new Map(), isWhole: false, at: now() });
      const isAll = isFirst || isOld(region, tags);
      const current = readings.get(tags);
      if (current) return current;
      if (!isAll && !unasked(region, tags).length) return Promise.resolve(false);
      const reading = read(region, tags, isAll);
      readings.set(tags, reading);
      return reading;
    },
    learn(connection, operation, input, output) {
      const concerned = regions().filter(({ connection: { key }, tags }) => tags && key === connection.key);
      for (const region of concerned) {
        const { tags } = region;
        const told =
          tags && toldBy(operation, input, output, arn => tags.known.get(arn) ?? (tags.isWhole ? {} : undefined));
        if (!tags || !told) continue;
        if (operation !== 'ListTagsForResource') changedAt.set(told.arn, now());
        if (JSON.stringify(tags.known.get(told.arn)) === JSON.stringify(told.tags)) continue;
        tags.known.set(told.arn, told.tags);
        changed(region);
      }
    },
  };
}

/** Whether asking for each resource could help: the Tagging API is not allowed, or the endpoint doesn't have it. */
function isRefusal({ reason, code }: ApiError): boolean {
  return reason === 'denied' || code === 'UnknownOperationException';
}

type Mapping = NonNullable<Output<'tagging:GetResources'>['ResourceTagMappingList']>[number];

function tagsIn(tags: NonNullable<Mapping['Tags']>): Tags {
  return Object.fromEntries(tags.flatMap(({ Key, Value = '' }) => (Key === undefined ? [] : [[Key, Value]])));
}

interface Told {
  readonly arn: string;
  readonly tags: Tags;
}

/** What a call tells about the tags of a resource; undefined if it tells nothing. @param known what was known of them */
function toldBy(
  operation: string,
  input: object,
  output: object,
  known: (arn: string) => Tags | undefined,
): Told | undefined {
  const { ResourceArn: arn = '', Tags: given = {}, TagKeys = [] } = input as Partial<TagInput>;
  const before = known(arn);
  switch (operation) {
    case 'ListTagsForResource':
      return { arn, tags: (output as { readonly Tags?: Tags }).Tags ?? {} };
    case 'TagResource':
      return before && { arn, tags: { ...before, ...given } };
    case 'UntagResource':
      return (
        before && { arn, tags: Object.fromEntries(Object.entries(before).filter(([key]) => !TagKeys.includes(key))) }
      );
    default: {
      if (!operation.startsWith('Create') || !Object.keys(given).length) return undefined;
      // `{ Fleet: { Arn } }`
      const created = (Object.values(output) as ({ readonly Arn?: string } | undefined)[]).find(one => one?.Arn);
      return created?.Arn === undefined ? undefined : { arn: created.Arn, tags: given };
    }
  }
}

interface TagInput {
  readonly ResourceArn: string;
  readonly Tags: Tags;
  readonly TagKeys: readonly string[];
}
