// Signs in and out through IAM Identity Center, with the device authorization (RFC 8628) of its OIDC service.
import { setTimeout as pause } from 'node:timers/promises';

import type { SSOClientConfig } from '@aws-sdk/client-sso';
import type { SSOOIDCClient, SSOOIDCClientConfig } from '@aws-sdk/client-sso-oidc';
import * as l10n from '@vscode/l10n';

import type { Watched } from './failedAt';
import type { Prompts } from './prompts';
import type { SsoLogin } from './sources';
import type { SsoToken } from './ssoCache';
import { readSsoToken, removeSsoToken, ssoTime, writeSsoToken } from './ssoCache';

/** The client configurations for the services of a sign-in. */
export interface SsoServices {
  readonly oidc: SSOOIDCClientConfig;
  readonly portal: SSOClientConfig & Pick<Watched, 'incomplete'>;
}

/** The client that is registered with the OIDC service. */
interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: string;
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** A client that expires sooner is registered again, in milliseconds: a sign-in takes some minutes. */
const registrationMargin = 15 * 60_000;

/**
 * Lets the user sign in, and saves the token for all AWS tools.
 * @param profile the profile's name, for the prompts
 * @returns false if the user cancels
 * @throws what the SDK throws
 */
export async function signInWithSso(
  login: SsoLogin,
  profile: string,
  { oidc }: SsoServices,
  prompts: Prompts,
): Promise<boolean> {
  const { SSOOIDCClient, StartDeviceAuthorizationCommand } = await import('@aws-sdk/client-sso-oidc');
  const client = new SSOOIDCClient({ ...oidc, region: login.region });
  try {
    const registration = await register(client, login);
    const { clientId, clientSecret } = registration;
    const { startUrl } = login;
    const device = await client.send(new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl }));
    const { userCode = '', verificationUri = '', verificationUriComplete = verificationUri, expiresIn = 600 } = device;
    const expires = new Date(Date.now() + expiresIn * 1000);
    const endpoint = typeof oidc.endpoint === 'string' ? oidc.endpoint : undefined;
    return await prompts.authorizeDevice(
      { profile, startUrl, userCode, url: verificationUriComplete, endpoint, expires },
      async signal => {
        const token = await waitForToken(client, registration, device, expires, signal);
        await writeSsoToken(login.cacheKey, { startUrl, region: login.region, ...registration, ...token });
      },
    );
  } finally {
    client.destroy();
  }
}

/** The client of the last sign-in if it is still valid, or a new one. */
async function register(client: SSOOIDCClient, { cacheKey, region, scopes }: SsoLogin): Promise<Registration> {
  const known = await readSsoToken(cacheKey);
  const { clientId, clientSecret, registrationExpiresAt } = known ?? {};
  const isGood = Date.parse(registrationExpiresAt ?? '') > Date.now() + registrationMargin;
  if (clientId && clientSecret && registrationExpiresAt && isGood && known?.region === region) {
    return { clientId, clientSecret, registrationExpiresAt };
  }
  const { RegisterClientCommand } = await import('@aws-sdk/client-sso-oidc');
  const made = await client.send(
    new RegisterClientCommand({
      clientName: 'AppStream Explorer',
      clientType: 'public',
      ...(scopes.length && { scopes: [...scopes], grantTypes: [deviceGrant, 'refresh_token'] }),
    }),
  );
  return {
    clientId: made.clientId ?? '',
    clientSecret: made.clientSecret ?? '',
    registrationExpiresAt: ssoTime(made.clientSecretExpiresAt ?? 0),
  };
}

async function waitForToken(
  client: SSOOIDCClient,
  { clientId, clientSecret }: Registration,
  { deviceCode, interval = 5 }: { deviceCode?: string | undefined; interval?: number | undefined },
  expires: Date,
  signal: AbortSignal,
): Promise<Pick<SsoToken, 'accessToken' | 'expiresAt' | 'refreshToken'>> {
  const { CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
  const asked = { clientId, clientSecret, deviceCode, grantType: deviceGrant };
  for (let seconds = interval; Date.now() < expires.getTime();) {
    await pause(seconds * 1000, undefined, { signal });
    try {
      const answer = await client.send(new CreateTokenCommand(asked), { abortSignal: signal });
      const { accessToken = '', expiresIn = 0, refreshToken } = answer;
      const expiresAt = ssoTime(Math.floor(Date.now() / 1000) + expiresIn);
      return { accessToken, expiresAt, ...(refreshToken !== undefined && { refreshToken }) };
    } catch (error) {
      const { name } = error as Error;
      // RFC 8628: wait five seconds longer from now on.
      if (name === 'SlowDownException') seconds += 5;
      else if (name === 'ExpiredTokenException') break;
      else if (name !== 'AuthorizationPendingException') throw error;
    }
  }
  throw Object.assign(new Error(l10n.t("The code wasn't confirmed in time.")), { name: 'ExpiredTokenException' });
}

/** Signs out: deletes the token and, if the portal can be reached, ends it there. @returns false if there was no token */
export async function signOutOfSso(login: SsoLogin, { portal }: SsoServices): Promise<boolean> {
  const token = await readSsoToken(login.cacheKey);
  await removeSsoToken(login.cacheKey);
  if (!token) return false;
  const { SSOClient, LogoutCommand } = await import('@aws-sdk/client-sso');
  const client = new SSOClient({ ...portal, region: login.region });
  try {
    await client.send(new LogoutCommand({ accessToken: token.accessToken }));
  } catch {
    // The token is deleted here, and expires by itself at the service.
  } finally {
    client.destroy();
  }
  return true;
}
