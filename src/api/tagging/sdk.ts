// What is used of the SDK's package. The rest is left out of the bundle.
export {
  ResourceGroupsTaggingAPIClient as Client,
  GetResourcesCommand,
} from '@aws-sdk/client-resource-groups-tagging-api';
