import type { Fleet } from './handlers/fleets';
import type { ImageBuilder } from './handlers/imageBuilders';
import type { Image } from './handlers/images';
import type { Session } from './handlers/sessions';
import type { Stack } from './handlers/stacks';

/** What one account has in one Region. Resources are kept by name unless it says otherwise. */
export interface Store {
  readonly accountId: string;
  readonly region: string;
  /** How many fleets, stacks, images, image builders and app block builders there may be: of each. */
  quota: number;
  readonly fleets: Map<string, Fleet>;
  readonly stacks: Map<string, Stack>;
  /** Those the account owns. */
  readonly images: Map<string, Image>;
  readonly imageBuilders: Map<string, ImageBuilder>;
  /** By id. */
  readonly sessions: Map<string, Session>;
  /** By ARN of the resource. A resource that takes tags has an entry for as long as it exists. */
  readonly tags: Map<string, Map<string, string>>;
}

/** AppStream's own quota of fleets, stacks, images, image builders and app block builders: of each, as every account begins. */
export const defaultQuota = 10;

export function createStore(accountId: string, region: string): Store {
  return {
    accountId,
    region,
    quota: defaultQuota,
    fleets: new Map(),
    stacks: new Map(),
    images: new Map(),
    imageBuilders: new Map(),
    sessions: new Map(),
    tags: new Map(),
  };
}
