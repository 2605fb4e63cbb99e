import { fromEnv, fromIni, fromTemporaryCredentials, fromWebToken } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { configError } from './configError';
import type { ConfigFiles } from './configFiles';
import { environmentProfile } from './connection';
import type { Connection } from './connection';
import { endpointOf } from './endpoint';
import type { Service } from './endpoint';
import { loaderName } from './iniText';
import { handlerOptions } from './network';
import type { Network } from './network';
import { checkSources, needsConsoleLogin } from './sources';
import type { SsoServices } from './ssoLogin';

/**
 * Where a connection's credentials come from. A profile is asked through `fromIni` alone, not through the SDK's whole
 * chain: the chain also takes the environment's keys, and goes on to the instance's or container's role when the profile
 * has nothing, and so acts on an account that nobody chose. The environment's keys count for the profile that stands for
 * them, and for no other.
 * @param network how the services that give out credentials (STS, SSO) are reached
 * @param mfaCode asked for the code of the MFA device of that ARN
 * @throws ApiError (config) for a profile that is in neither file, or whose source is not
 */
export function credentialsOf(
  connection: Connection,
  files: ConfigFiles,
  network: Network,
  mfaCode?: (device: string) => Promise<string>,
): AwsCredentialIdentityProvider {
  const { sandbox, profile } = connection;
  // The sandbox tells its accounts apart by the key alone; it has no secrets.
  if (sandbox) return () => Promise.resolve({ accessKeyId: sandbox.accessKeyId, secretAccessKey: 'sandbox' });
  if (profile === environmentProfile) return fromEnv();
  const settings = files.profiles.get(profile);
  if (!settings) {
    throw configError(l10n.t('There is no profile "{0}" in the AWS files.', profile), files.problems[0]?.message);
  }
  checkSources(profile, files);
  const sts = {
    ...clientConfig(connection, files, network, 'sts'),
    region: settings['region'] ?? connection.region,
    profile: loaderName(profile),
  };
  return fromIni({
    profile: loaderName(profile),
    clientConfig: needsConsoleLogin(profile, files)
      ? clientConfig(connection, files, network, 'signin')
      : ssoConfig(connection, files, network),
    // The SDK's own would ask the STS of AWS_PROFILE's or the default profile's endpoint_url, whichever profile this is.
    roleAssumer: (masterCredentials, params) =>
      fromTemporaryCredentials({
        masterCredentials,
        params,
        clientConfig: sts,
        mfaCodeProvider: () => Promise.resolve(params.TokenCode ?? ''), // it has been asked for already
      })().then(credentials => ({ ...credentials, ...accountOf(params.RoleArn) })),
    roleAssumerWithWebIdentity: ({ RoleArn, RoleSessionName, WebIdentityToken }) =>
      fromWebToken({
        roleArn: RoleArn ?? '',
        webIdentityToken: WebIdentityToken ?? '',
        ...(RoleSessionName !== undefined && { roleSessionName: RoleSessionName }),
        clientConfig: sts,
      })(),
    ...(mfaCode && { mfaCodeProvider: mfaCode }),
  });
}

// A role's credentials are those of the role's own account.
function accountOf(roleArn: string | undefined): { accountId?: string } {
  const accountId = roleArn?.split(':')[4];
  return accountId ? { accountId } : {};
}

/** How the services of IAM Identity Center are reached for a connection's profile. @throws ApiError (config) */
export function ssoServicesOf(connection: Connection, files: ConfigFiles, network: Network): SsoServices {
  return {
    oidc: clientConfig(connection, files, network, 'sso_oidc'),
    portal: clientConfig(connection, files, network, 'sso'),
  };
}

/**
 * The SDK takes one configuration for two services: the portal, and the OIDC service that refreshes tokens. Where their
 * endpoints differ, they are left for the SDK to find in the environment.
 */
function ssoConfig(connection: Connection, files: ConfigFiles, network: Network): object {
  const { oidc, portal } = ssoServicesOf(connection, files, network);
  const { maxAttempts, requestHandler } = portal;
  return oidc.endpoint === portal.endpoint ? portal : { maxAttempts, requestHandler };
}

interface ClientConfig {
  readonly maxAttempts: number;
  readonly requestHandler: object;
  readonly endpoint?: string;
  readonly ignoreConfiguredEndpointUrls?: true;
}

function clientConfig(connection: Connection, files: ConfigFiles, network: Network, service: Service): ClientConfig {
  const endpoint = endpointOf(connection, files, process.env, service);
  return {
    maxAttempts: 2,
    requestHandler: handlerOptions(network),
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
  };
}

/** Whose credentials they are: what the account's limits are counted by. The account's id where the credentials carry it. */
export function identityOf({ accountId, accessKeyId }: AwsCredentialIdentity): string {
  return accountId ?? accessKeyId;
}
