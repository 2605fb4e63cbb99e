// The token cache of IAM Identity Center. It is the AWS CLI's own, so that one sign-in works for all AWS tools.
import * as crypto from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

import { getHomeDir, getSSOTokenFilepath } from '@smithy/core/config';

/** The contents of a token's file. Unknown members, which a newer AWS CLI may add, are kept. */
export interface SsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  /** ISO 8601, in UTC. */
  readonly expiresAt: string;
  /** The registered client and the refresh token, which refresh the access token. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly registrationExpiresAt?: string;
  readonly refreshToken?: string;
}

/** The folder of all tokens. */
export function ssoCacheFolder(): string {
  return path.join(getHomeDir(), '.aws', 'sso', 'cache');
}

/** Reads the token of a sign-in, even if it has expired; undefined if there is none or it can't be read. */
export async function readSsoToken(cacheKey: string): Promise<SsoToken | undefined> {
  try {
    const token = JSON.parse(await fs.readFile(getSSOTokenFilepath(cacheKey), 'utf8')) as Partial<SsoToken> | null;
    return typeof token?.accessToken === 'string' ? (token as SsoToken) : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the token of a sign-in atomically; only the user can read the file. @throws Error of the file system */
export async function writeSsoToken(cacheKey: string, token: SsoToken): Promise<void> {
  await fs.mkdir(ssoCacheFolder(), { recursive: true, mode: 0o700 });
  const file = getSSOTokenFilepath(cacheKey);
  const written = `${file}.${crypto.randomUUID()}.tmp`;
  await fs.writeFile(written, JSON.stringify(token), { mode: 0o600 });
  await fs.rename(written, file);
}

/** Removes the token of a sign-in, if there is one: the AWS CLI is signed out, too. @throws Error of the file system */
export async function removeSsoToken(cacheKey: string): Promise<void> {
  await fs.rm(getSSOTokenFilepath(cacheKey), { force: true });
}

/** A time in the AWS CLI's format. @param seconds since 1970 */
export function ssoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
