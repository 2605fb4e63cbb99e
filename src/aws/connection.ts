/**
 * One place to work in: an AWS profile in a Region, or a Region of the sandbox.
 *
 * Plain data. What it takes to talk to it (credentials, endpoint) is found when the first request is made.
 */
export interface Connection {
  /** Unique and stable: `profile:prod/eu-west-1`. The first part of every tree item's id. */
  readonly key: string;
  /** The profile's name as the AWS files have it; the sandbox's account name for a sandbox connection. */
  readonly profile: string;
  readonly region: string;
  /** Present for the sandbox alone: where it listens, and the access key that selects the account. */
  readonly sandbox?: { readonly endpoint: string; readonly accessKeyId: string };
}

/** The connection of a profile in a Region. */
export function profileConnection(profile: string, region: string): Connection {
  return { key: `profile:${encodeURIComponent(profile)}/${region}`, profile, region };
}

/** A profile as the AWS files have it. */
export interface Profile {
  readonly name: string;
  /** The `region` the files give it, if any. */
  readonly region?: string;
  /** How it gets its credentials, in a word or two for a picker: `SSO`, `role`, `static keys`, `process`. */
  readonly kind: string;
}

/** What was found on disk. */
export interface Profiles {
  readonly profiles: Profile[];
  /** The files that were looked for, and whether each is there. */
  readonly files: { readonly path: string; readonly exists: boolean }[];
}
