// Where the resource of an ARN is, and what the view lacks to show it.
import type { ProfileNode } from '../tree/node';

/** Where the resource of an ARN is. */
export interface ArnPlace {
  readonly region: string;
  /** Twelve digits. Empty for AWS's own resources. */
  readonly account: string;
}

/** Reads an ARN of AppStream. @returns undefined for any other text */
export function placeOfArn(text: string): ArnPlace | undefined {
  const [, region = '', account = ''] = /^arn:aws[a-z-]*:appstream:([a-z0-9-]+):(\d{12}|):\S+$/.exec(text.trim()) ?? [];
  return region ? { region, account } : undefined;
}

/** What the view lacks to show the resource of an ARN. */
export type Lack =
  /** The Region, of a profile of that account. */
  | { readonly kind: 'region'; readonly profile: ProfileNode; readonly region: string }
  /** A profile of that account. */
  | { readonly kind: 'profile'; readonly account: string };

/**
 * What the view lacks for an ARN.
 * @returns undefined if it lacks nothing, or if the accounts of some profiles aren't known yet, so that it can't be told
 */
export function lackOf({ region, account }: ArnPlace, profiles: readonly ProfileNode[]): Lack | undefined {
  const own = profiles.filter(({ identity }) => identity?.account === account);
  const [profile] = own;
  if (!profile) {
    const isKnown = profiles.every(({ identity }) => identity !== undefined);
    return account && isKnown ? { kind: 'profile', account } : undefined;
  }
  const isShown = own.some(({ regions }) => regions.some(({ connection }) => connection.region === region));
  return isShown || profile.sandbox ? undefined : { kind: 'region', profile, region };
}
