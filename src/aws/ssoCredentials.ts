// A role's credentials from IAM Identity Center: its token, refreshed where it can be, then the portal. The SDK's own
// provider asks both services with one configuration, the default profile's endpoints, and knows no sso-session whose name
// has spaces.
import { getSSOTokenFilepath } from '@smithy/core/config';
import type { AwsCredentialIdentity } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { ApiError, isApiError } from '../api/core/errors';
import { runSsoLogin } from './cliLogin';
import type { Marked } from './failedAt';
import type { Source } from './sources';
import type { SsoToken } from './ssoCache';
import { readSsoToken, ssoTime, writeSsoToken } from './ssoCache';
import type { SsoServices } from './ssoLogin';

/** A token that ends sooner is refreshed, in milliseconds: as the AWS SDKs have it. */
const refreshMargin = 5 * 60_000;

/** By the token's file, which all profiles of a login share: a refresh token may be good for one use. */
const refreshing = new Map<string, Promise<string | undefined>>();

/** @throws ApiError (`isNoToken`) when there is no token that counts; otherwise what the services or the network answer */
export async function ssoCredentials(
  { profile, login, accountId, roleName }: Source & { readonly kind: 'sso' },
  { oidc, portal }: SsoServices,
): Promise<AwsCredentialIdentity> {
  const token = await readSsoToken(login.cacheKey);
  if (!token) throw noToken(profile);
  const accessToken = await goodToken(token);
  const { SSOClient, GetRoleCredentialsCommand } = await import('@aws-sdk/client-sso');
  const client = new SSOClient({ ...portal, region: login.region });
  try {
    const answer = await client.send(new GetRoleCredentialsCommand({ accountId, roleName, accessToken }));
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = answer.roleCredentials ?? {};
    if (!accessKeyId || !secretAccessKey || !sessionToken || !expiration) {
      throw new Error('The portal gives no credentials.');
    }
    return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration), accountId };
  } catch (error) {
    throw (error as Marked).$metadata?.httpStatusCode === 401 ? noToken(profile) : error;
  } finally {
    client.destroy();
  }

  async function goodToken(known: SsoToken): Promise<string> {
    const left = Date.parse(known.expiresAt) - Date.now();
    if (left > refreshMargin) return known.accessToken;
    try {
      const fresh = login.scopes.length ? await refreshOnce(known) : undefined;
      if (fresh !== undefined) return fresh;
    } catch (error) {
      // What is in the service's way may pass: a new sign-in would not help.
      if (!(left > 0)) throw error;
    }
    if (left > 0) return known.accessToken;
    throw noToken(profile);
  }

  function refreshOnce(known: SsoToken): Promise<string | undefined> {
    const file = getSSOTokenFilepath(login.cacheKey);
    const flight = refreshing.get(file) ?? refresh(known);
    refreshing.set(file, flight);
    return flight.finally(() => refreshing.delete(file));
  }

  async function refresh({ clientId, clientSecret, refreshToken, ...known }: SsoToken): Promise<string | undefined> {
    if (!clientId || !clientSecret || !refreshToken) return undefined;
    const { SSOOIDCClient, CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
    const client = new SSOOIDCClient({ ...oidc, region: login.region });
    try {
      const asked = { clientId, clientSecret, refreshToken, grantType: 'refresh_token' };
      const {
        accessToken,
        expiresIn = 0,
        refreshToken: next = refreshToken,
      } = await client.send(new CreateTokenCommand(asked));
      if (!accessToken) return undefined;
      const expiresAt = ssoTime(Math.floor(Date.now() / 1000) + expiresIn);
      const fresh = { ...known, clientId, clientSecret, refreshToken: next, accessToken, expiresAt };
      // One that can't be kept is good all the same.
      await writeSsoToken(login.cacheKey, fresh).catch(() => undefined);
      return accessToken;
    } catch (error) {
      if (isRefusal(error as Marked)) return undefined;
      throw error;
    } finally {
      client.destroy();
    }
  }
}

/** Whether the OIDC service takes a token or a client for no good. */
function isRefusal({ name, $metadata }: Marked): boolean {
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && ![407, 429].includes(status) && name !== 'SyntaxError';
}

function noToken(profile: string): ApiError {
  return new ApiError(l10n.t('Profile "{0}" is not signed in to IAM Identity Center.', profile), {
    reason: 'expired',
    operation: l10n.t('Sign in'),
    code: 'NoSsoToken',
    retryable: false,
    nextStep: runSsoLogin(profile),
  });
}

/** Whether the user has to sign in through IAM Identity Center: there is no token, or none that its services take. */
export function isNoToken(error: unknown): boolean {
  return isApiError(error) && error.code === 'NoSsoToken';
}
