/** A quota of an account in a Region, as Service Quotas knows it. */
export interface QuotaFacts {
  readonly code: string;
  readonly name: string;
  /** What a new account has. */
  readonly standard: number;
}

/**
 * The quotas of AppStream that the simulator keeps to.
 * (D) CreateFleet, CreateStack, CreateImageBuilder, CreateAppBlockBuilder, CopyImage: A new account may have ten of each kind in a
 * Region. [docs]
 * (D) CreateUser: A new account may have 50 users in a Region. [docs]
 * (D) UpdateImagePermissions: An image is shared with 100 accounts at most. [docs]
 * (D) CopyImage: Two copies to a Region may run at once. [docs]
 */
export const quotaFacts = {
  fleets: { code: 'L-8A6F32DC', name: 'Fleets', standard: 10 },
  stacks: { code: 'L-A8B8B901', name: 'Stacks', standard: 10 },
  images: { code: 'L-E1182CCA', name: 'Private images', standard: 10 },
  imageBuilders: { code: 'L-DE32F884', name: 'Image builders', standard: 10 },
  appBlockBuilders: { code: 'L-D949908C', name: 'App block builders', standard: 10 },
  users: { code: 'L-6A8C9986', name: 'Users in the user pool', standard: 50 },
  sharedAccounts: { code: 'L-99A44980', name: 'Image sharing limit', standard: 100 },
  imageCopies: { code: 'L-60244546', name: 'Concurrent image copies per destination Region', standard: 2 },
} as const satisfies Record<string, QuotaFacts>;

export type QuotaName = keyof typeof quotaFacts;

/** Quotas by name. */
export type Quotas = Readonly<Record<QuotaName, number>>;

/** What a new account has. */
export const defaultQuotas = Object.fromEntries(
  Object.entries(quotaFacts).map(([name, { standard }]) => [name, standard]),
) as unknown as Quotas;

/** The quotas of whole kinds of resources, which the demo company and large worlds have raised. */
export const kindQuotas = ['fleets', 'stacks', 'images', 'imageBuilders', 'appBlockBuilders', 'users'] as const;
