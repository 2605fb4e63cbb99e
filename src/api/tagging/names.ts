import type { ServiceNames } from '../core/service';

/** The names of the Resource Groups Tagging API. */
export const taggingNames: ServiceNames = {
  id: 'tagging',
  title: 'Resource Groups Tagging API',
  endpointId: 'resource_groups_tagging_api',
  permission: 'tag',
  cli: 'resourcegroupstaggingapi',
};
