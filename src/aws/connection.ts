/**
 * An AWS profile in a Region, or a Region of the sandbox.
 *
 * Plain data. Credentials and the endpoint are determined when the first request is sent.
 */
export interface Connection {
  /** Unique and stable: `profile:prod/eu-west-1`. The first part of every tree item's id. */
  readonly key: string;
  /** The profile's name in the AWS files, or the account's name in the sandbox. */
  readonly profile: string;
  readonly region: string;
  /** Only for the sandbox: its endpoint, and the access key that selects the account. */
  readonly sandbox?: {
    readonly endpoint: string;
    readonly accessKeyId: string;
    /** Distinguishes it from an earlier sandbox with the same endpoint. */
    readonly instance?: string;
  };
}

/** The connection of a profile in a Region. */
export function profileConnection(profile: string, region: string): Connection {
  return { key: `profile:${encodeURIComponent(profile)}/${region}`, profile, region };
}

/** The connection of one of the sandbox's accounts in a Region. */
export function accountConnection(
  account: string,
  region: string,
  sandbox: NonNullable<Connection['sandbox']>,
): Connection {
  return { key: `sandbox:${account}/${region}`, profile: account, region, sandbox };
}

/** Whether two connections are the same. A sandbox differs from one that was stopped earlier. */
export function isSameConnection(one: Connection, other: Connection): boolean {
  return (
    one.key === other.key &&
    one.sandbox?.endpoint === other.sandbox?.endpoint &&
    one.sandbox?.instance === other.sandbox?.instance
  );
}

/**
 * The name of the profile for the credentials in the environment (AWS_ACCESS_KEY_ID). A profile with this name in the files is
 * ignored.
 */
export const environmentProfile = '(environment)';

/** The profile whose other settings in the AWS files apply to a profile: `default` for the environment's credentials. */
export function settingsProfile(profile: string): string {
  return profile === environmentProfile ? 'default' : profile;
}

/** A profile of the AWS files. */
export interface Profile {
  readonly name: string;
  /** Its `region` setting, if any. */
  readonly region?: string;
  /** How it gets its credentials, in a word or two for a picker: `SSO`, `role`, `static keys`, `process`. */
  readonly kind: string;
}

/** The profiles to choose from. */
export interface Profiles {
  readonly profiles: Profile[];
  /** The paths of the files, and whether each exists. */
  readonly files: { readonly path: string; readonly exists: boolean }[];
  /** Files and lines that couldn't be read or are ignored. */
  readonly problems?: readonly FileProblem[];
  /** The profile that AWS's own tools would use: the one in AWS_PROFILE, the environment's keys, or `default`. */
  readonly preferred?: string;
}

/** A file or line that can't be read, is ignored, or may mean something else than its author thinks. */
export interface FileProblem {
  readonly path: string;
  /** The line number, from 1; absent if the problem concerns the whole file. */
  readonly line?: number;
  /** A key word for the problem. It reveals nothing of the line's text. */
  readonly what?: string;
  /** The profile of the section, if known. */
  readonly profile?: string;
  /** A message with the path and line number, but never with the line's text. */
  readonly message: string;
}
