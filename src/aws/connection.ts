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
  readonly sandbox?: {
    readonly endpoint: string;
    readonly accessKeyId: string;
    /** Tells it from a sandbox that listened there before. */
    readonly instance?: string;
  };
}

/** The connection of a profile in a Region. */
export function profileConnection(profile: string, region: string): Connection {
  return { key: `profile:${encodeURIComponent(profile)}/${region}`, profile, region };
}

/**
 * The name under which the credentials in the environment (AWS_ACCESS_KEY_ID) stand among the profiles: a choice of its
 * own. A profile of that name in the files does not count.
 */
export const environmentProfile = '(environment)';

/** The profile whose other settings in the AWS files count for a profile: the environment's credentials have those of `default`. */
export function settingsProfile(profile: string): string {
  return profile === environmentProfile ? 'default' : profile;
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
  /** What of the files could not be read; the profiles are those of the rest. */
  readonly problems?: readonly FileProblem[];
  /** The profile that AWS's own tools would take: the one that AWS_PROFILE names, the environment's keys, or `default`. */
  readonly preferred?: string;
}

/** A file, or a line of one, that can't be understood. */
export interface FileProblem {
  readonly path: string;
  /** From 1; absent when it concerns the whole file. */
  readonly line?: number;
  /** What is wrong with the line, in a word that says nothing of it. */
  readonly what?: string;
  /** The profile whose section it stands in, where it is known. */
  readonly profile?: string;
  /** In words, with path and line; never with what the line says. */
  readonly message: string;
}
