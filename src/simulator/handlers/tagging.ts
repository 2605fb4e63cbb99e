// The Resource Groups Tagging API: one request answers the tags of all resources of a Region.
import { ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers } from '../base/world';

interface GetResourcesInput {
  readonly PaginationToken?: string;
  readonly ResourcesPerPage?: number;
  readonly ResourceTypeFilters?: readonly string[];
  readonly ResourceARNList?: readonly string[];
  readonly TagFilters?: readonly { readonly Key?: string; readonly Values?: readonly string[] }[];
}

/**
 * (D) GetResources: A page has at most 100 resources. [docs]
 * (U) GetResources: A page has 50 resources if the request doesn't say.
 */
const sizes = { standard: 50, max: 100 };

export const taggingHandlers = {
  GetResources(input: GetResourcesInput, { operation, store }: Call) {
    const { PaginationToken, ResourcesPerPage = 0, ResourceTypeFilters, ResourceARNList, TagFilters = [] } = input;
    // (D) GetResources: Filters of types and of tags exclude a list of ARNs. [docs]
    if (ResourceARNList && (ResourceTypeFilters ?? input.TagFilters ?? PaginationToken)) {
      throw invalid('ResourceARNList cannot be used with other parameters.');
    }
    if (ResourcesPerPage > sizes.max) throw invalid(`ResourcesPerPage must be at most ${sizes.max}.`);
    // (C) GetResources: It answers all of AppStream's types. [docs: AWS lists AppStream among the services that the API knows]
    // (D) GetResources: Resources that never had a tag are not answered; those that have lost theirs are, without tags. The simulator
    // leaves the latter out. [docs]
    const tagged = [...store.tags].filter(
      ([arn, tags]) =>
        tags.size > 0 &&
        (ResourceARNList?.includes(arn) ?? true) &&
        (ResourceTypeFilters?.some(type => isOfType(arn, type)) ?? true) &&
        TagFilters.every(({ Key = '', Values = [] }) => {
          const value = tags.get(Key);
          return value !== undefined && (!Values.length || Values.includes(value));
        }),
    );
    const asked = ResourcesPerPage || sizes.standard;
    const token = PaginationToken ? { NextToken: PaginationToken } : {};
    const { items, NextToken = '' } = refusedAsInvalid(() =>
      page(operation, token, tagged, ([arn]) => arn, { standard: asked, max: sizes.max }),
    );
    // (D) GetResources: The last page has an empty token. [docs]
    return {
      PaginationToken: NextToken,
      ResourceTagMappingList: items.map(([ResourceARN, tags]) => ({
        ResourceARN,
        Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
      })),
    };
  },
} satisfies Handlers;

/** (D) GetResources: `appstream` means all types of the service, `appstream:fleet` means fleets. [docs] */
function isOfType(arn: string, type: string): boolean {
  const [, , service, , , resource = ''] = arn.split(':');
  return type === service || type === `${service}:${resource.split('/')[0]}`;
}

/** (D) GetResources: InvalidParameterException refuses a token that is not valid. [model] */
function refusedAsInvalid<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof ServiceError) throw invalid('The value of PaginationToken is not valid.');
    throw error;
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message); // (U) GetResources: The wordings of refusals.
}
