// The tokens of IAM Identity Center, kept where and as the AWS CLI keeps them, so that one sign-in counts for all of AWS's tools.
import * as crypto from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

import { getHomeDir, getSSOTokenFilepath } from '@smithy/core/config';

/** What a token's file says; as far as we know: what a newer AWS CLI adds stays in it. */
export interface SsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  /** ISO 8601, in UTC. */
  readonly expiresAt: string;
  /** With what the token is refreshed: the registered client and the refresh token. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly registrationExpiresAt?: string;
  readonly refreshToken?: string;
}

/** The folder of all tokens. */
export function ssoCacheFolder(): string {
  return path.join(getHomeDir(), '.aws', 'sso', 'cache');
}

/** A login's token, expired or not; undefined when there is none, or none that can be read. */
export async function readSsoToken(cacheKey: string): Promise<SsoToken | undefined> {
  try {
    const token = JSON.parse(await fs.readFile(getSSOTokenFilepath(cacheKey), 'utf8')) as Partial<SsoToken> | null;
    return typeof token?.accessToken === 'string' ? (token as SsoToken) : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces a login's token in one step; only the user can read it. @throws Error of the file system */
export async function writeSsoToken(cacheKey: string, token: SsoToken): Promise<void> {
  await fs.mkdir(ssoCacheFolder(), { recursive: true, mode: 0o700 });
  const file = getSSOTokenFilepath(cacheKey);
  const written = `${file}.${crypto.randomUUID()}.tmp`;
  await fs.writeFile(written, JSON.stringify(token), { mode: 0o600 });
  await fs.rename(written, file);
}

export async function removeSsoToken(cacheKey: string): Promise<void> {
  await fs.rm(getSSOTokenFilepath(cacheKey), { force: true });
}

/** A time as the AWS CLI writes it. @param seconds since 1970 */
export function ssoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
