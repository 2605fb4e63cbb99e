// The description of the Resource Groups Tagging API for the core. One request tells the tags of all resources of a Region.
import { lazy } from '../core/lazy';
import type { Sdk, Service } from '../core/service';
import { model } from './model';
import { taggingNames } from './names';

const sdk = lazy(async (): Promise<Sdk> => {
  const commands = await import('./sdk');
  return { Client: commands.Client, commands };
});

export const tagging: Service = {
  ...taggingNames,
  model,
  load: sdk.get,
  required: {},
  repeats: {},
  naming: [],
  reasons: {
    // A token is valid for 15 minutes. AWS's documentation of GetResources.
    PaginationTokenExpiredException: 'conflict',
  },
};
