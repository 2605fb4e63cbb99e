// A role's credentials from IAM Identity Center: its token, refreshed where it can be, then the portal. The SDK's own
// provider asks both services with one configuration, the default profile's endpoints, and knows no sso-session whose name
// has spaces.
import { CredentialsProviderError, getSSOTokenFilepath } from '@smithy/core/config';
import type { AwsCredentialIdentity } from '@smithy/types';

import type { Source } from './sources';
import { readSsoToken, ssoTime, writeSsoToken } from './ssoCache';
import type { SsoToken } from './ssoCache';
import type { SsoServices } from './ssoLogin';

/** A token that ends sooner is refreshed, in milliseconds: as the AWS SDKs have it. */
const refreshMargin = 5 * 60_000;

/** By the token's file, which all profiles of a login share: a refresh token may be good for one use. */
const refreshing = new Map<string, Promise<string | undefined>>();

/** What the SDK says, so that whoever reads its errors reads these too. */
const advice = 'To refresh this SSO session run aws sso login with the corresponding profile.';

/**
 * @throws CredentialsProviderError when there is no token that counts: the user has to sign in; otherwise what the portal or
 * the network answers
 */
export async function ssoCredentials(
  { login, accountId, roleName }: Source & { readonly kind: 'sso' },
  { oidc, portal }: SsoServices,
): Promise<AwsCredentialIdentity> {
  const token = await readSsoToken(login.cacheKey);
  if (!token) throw noToken(`The SSO session associated with this profile is invalid. ${advice}`);
  const accessToken = await goodToken(token);
  const { SSOClient, GetRoleCredentialsCommand } = await import('@aws-sdk/client-sso');
  const client = new SSOClient({ ...portal, region: login.region });
  try {
    const answer = await client.send(new GetRoleCredentialsCommand({ accountId, roleName, accessToken }));
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = answer.roleCredentials ?? {};
    if (!accessKeyId || !secretAccessKey || !sessionToken || !expiration)
      throw noToken('SSO returns an invalid temporary credential.');
    return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration), accountId };
  } catch (error) {
    throw (error as Error).name === 'UnauthorizedException' ? noToken((error as Error).message) : error;
  } finally {
    client.destroy();
  }

  async function goodToken(known: SsoToken): Promise<string> {
    const left = Date.parse(known.expiresAt) - Date.now();
    if (left > refreshMargin) return known.accessToken;
    const fresh = login.scopes.length ? await refreshOnce(known) : undefined;
    if (fresh !== undefined) return fresh;
    if (left > 0) return known.accessToken;
    throw noToken(`The SSO session associated with this profile has expired. ${advice}`);
  }

  function refreshOnce(known: SsoToken): Promise<string | undefined> {
    const file = getSSOTokenFilepath(login.cacheKey);
    const flight = refreshing.get(file) ?? refresh(known).catch(() => undefined);
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
    } finally {
      client.destroy();
    }
  }
}

function noToken(message: string): Error {
  return new CredentialsProviderError(message, { tryNextLink: false });
}
