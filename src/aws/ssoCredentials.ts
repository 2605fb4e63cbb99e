// Gets a role's credentials from IAM Identity Center: it refreshes the token if necessary, then calls the portal. The SDK's own
// provider calls both services with the default profile's endpoints, and doesn't support sso-sessions with spaces in their
// names.
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

/** Tokens are refreshed this long before they expire, in milliseconds, as in the AWS SDKs. */
const refreshMargin = 5 * 60_000;

/** The running refreshes by token file, which profiles share: a refresh token may work only once. */
const refreshing = new Map<string, Promise<string | undefined>>();

/** Gets the credentials. @throws ApiError (`isNoToken`) if there is no valid token; errors of the SDK as they are */
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
    if (!accessKeyId || !secretAccessKey || !sessionToken || !expiration) throw portal.incomplete();
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
      // The service may be temporarily unavailable: a new sign-in wouldn't help.
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
      // A token that can't be saved still works.
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

/** Whether the OIDC service rejected a token or client. */
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

/** Whether the user has to sign in through IAM Identity Center, because there is no token or its services reject it. */
export function isNoToken(error: unknown): boolean {
  return isApiError(error) && error.code === 'NoSsoToken';
}
