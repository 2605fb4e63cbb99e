import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials, fromWebToken } from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { isApiError } from '../api/core/errors';
import { configError } from './configError';
import type { ConfigFiles } from './configFiles';
import type { Connection } from './connection';
import { environmentProfile } from './connection';
import { endpointOf } from './endpoint';
import type { FailedAt, Trail, Watched } from './failedAt';
import { watched } from './failedAt';
import type { EndpointVariant } from './flags';
import { variantOf } from './flags';
import { loaderName } from './iniText';
import {
  consoleCredentials,
  environmentCredentials,
  namedCredentials,
  processCredentials,
  readWebToken,
} from './local';
import type { Network } from './network';
import { handlerOptions } from './network';
import type { Source } from './sources';
import { beginningOf, lostLineOf, sourceOf } from './sources';
import { ssoCredentials } from './ssoCredentials';
import type { SsoServices } from './ssoLogin';

/**
 * The provider of a connection's credentials. A profile's credentials come only from the source that `sourceOf` finds. The
 * SDK's own chain would also use the environment's keys, or the role of the instance or container if the profile has none, and
 * could so act on an account that the user didn't choose. The environment's keys are only used for `environmentProfile`.
 * @param network how to reach the services that give out credentials (STS, SSO)
 * @param mfaCode asks the user for the code of the MFA device with an ARN
 * @throws ApiError (config) for a profile that is in neither file, or whose settings lead to no credentials
 */
export function credentialsOf(
  connection: Connection,
  files: ConfigFiles,
  network: Network,
  mfaCode?: (device: string) => Promise<string>,
): AwsCredentialIdentityProvider {
  const { sandbox, profile } = connection;
  // The sandbox distinguishes its accounts by the access key and needs no secret.
  if (sandbox) return () => Promise.resolve({ accessKeyId: sandbox.accessKeyId, secretAccessKey: 'sandbox' });
  if (profile === environmentProfile) return environmentCredentials();
  const settings = files.profiles.get(profile);
  if (!settings) {
    const lost = lostLineOf(profile, files)?.message;
    throw configError(l10n.t('There is no profile "{0}" in the AWS files.', profile), lost);
  }
  const ask: Ask = { connection, files, network };
  const sts = (asked: Asked): ClientConfig & { readonly region: string; readonly profile: string } => ({
    ...clientConfig(ask, 'sts', asked),
    region: settings['region'] ?? connection.region,
    profile: loaderName(profile),
  });
  return providerOf(toldSourceOf(profile, files));

  function providerOf(source: Source): AwsCredentialIdentityProvider {
    switch (source.kind) {
      case 'keys': {
        const { accessKeyId, secretAccessKey, sessionToken, accountId } = source;
        const rest = { ...(sessionToken && { sessionToken }), ...(accountId && { accountId }) };
        return () => Promise.resolve({ accessKeyId, secretAccessKey, ...rest });
      }
      case 'role':
        return roleProvider(source, providerOf(source.from));
      case 'named':
        return namedCredentials(source);
      case 'webIdentity':
        return async () =>
          fromWebToken({
            roleArn: source.roleArn,
            webIdentityToken: await readWebToken(source),
            ...(source.sessionName !== undefined && { roleSessionName: source.sessionName }),
            clientConfig: sts({ profile: source.profile, tokenFile: source.tokenFile }),
          })();
      case 'sso':
        return () => ssoCredentials(source, ssoServicesOf(connection, files, network));
      case 'process':
        return processCredentials(source);
      case 'console': {
        const trail: Trail = {};
        return consoleCredentials(source, clientConfig(ask, 'signin', { profile: source.profile }, trail), trail);
      }
    }
  }

  function roleProvider(
    {
      profile: of,
      roleArn,
      sessionName,
      externalId,
      mfaSerial,
      duration,
      from: source,
    }: Source & { readonly kind: 'role' },
    from: AwsCredentialIdentityProvider,
  ): AwsCredentialIdentityProvider {
    const params = {
      RoleArn: roleArn,
      ...(sessionName !== undefined && { RoleSessionName: sessionName }),
      ...(externalId !== undefined && { ExternalId: externalId }),
      ...(duration !== undefined && { DurationSeconds: duration }),
      ...(mfaSerial !== undefined && { SerialNumber: mfaSerial }),
    };
    return async caller => {
      // Get the source's credentials before asking for the MFA code, which is valid for only half a minute.
      const masterCredentials = await from(caller);
      const clientConfig = sts({ profile: of, signer: source.profile });
      const assume = { masterCredentials, params, clientConfig, ...(mfaCode && { mfaCodeProvider: mfaCode }) };
      return { ...(await fromTemporaryCredentials(assume)()), ...accountOf(roleArn) };
    };
  }
}

/** The source of a profile's credentials. The error for a missing one also names an ignored line that may be the cause. */
function toldSourceOf(profile: string, files: ConfigFiles): Source {
  try {
    return sourceOf(profile, files);
  } catch (error) {
    const problem = lostLineOf(profile, files);
    if (!problem || !isApiError(error)) throw error;
    throw configError(error.message, `${problem.message} ${error.nextStep}`);
  }
}

// A role's credentials belong to the account in the role's ARN.
function accountOf(roleArn: string): { accountId?: string } {
  const accountId = roleArn.split(':')[4];
  return accountId ? { accountId } : {};
}

/**
 * Gets an MFA session for a profile's own keys, with a code of its MFA device.
 * @throws what the SDK throws
 */
export async function mfaSessionOf(
  connection: Connection,
  files: ConfigFiles,
  network: Network,
  credentials: AwsCredentialIdentity,
  { device, code }: { readonly device: string; readonly code: string },
): Promise<AwsCredentialIdentity> {
  const { profile } = connection;
  const config = clientConfig({ connection, files, network }, 'sts', { profile });
  const client = new STSClient({
    ...config,
    region: files.profiles.get(profile)?.['region'] ?? connection.region,
    profile: loaderName(profile),
    credentials,
  });
  try {
    const answer = await client.send(new GetSessionTokenCommand({ SerialNumber: device, TokenCode: code }));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) throw config.incomplete();
    const { accountId } = credentials;
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
      ...(accountId !== undefined && { accountId }),
    };
  } finally {
    client.destroy();
  }
}

/** The client configurations for IAM Identity Center, for a connection's profile. @throws ApiError (config) */
export function ssoServicesOf(connection: Connection, files: ConfigFiles, network: Network): SsoServices {
  const ask: Ask = { connection, files, network };
  const asked = { profile: beginningOf(connection.profile, files)?.profile ?? connection.profile };
  return { oidc: clientConfig(ask, 'sso_oidc', asked), portal: clientConfig(ask, 'sso', asked) };
}

/** What the configuration of a client depends on. */
interface Ask {
  readonly connection: Connection;
  readonly files: ConfigFiles;
  readonly network: Network;
}

/** The facts about a request that an error gets, besides the service and host. */
type Asked = Omit<FailedAt, 'service' | 'host'>;

interface ClientConfig extends EndpointVariant, Watched {
  readonly endpoint?: string;
  readonly ignoreConfiguredEndpointUrls?: true;
}

function clientConfig(
  { connection, files, network }: Ask,
  service: FailedAt['service'],
  asked: Asked,
  trail?: Trail,
): ClientConfig {
  const endpoint = endpointOf(connection, files, service);
  return {
    ...watched(new NodeHttpHandler(handlerOptions(network)), { service, ...asked }, trail),
    // From the profile's own settings: the SDK would use those of the default profile.
    ...variantOf(connection, files),
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
  };
}

/** The key by which requests are counted against an account's limits: the account's id if known, or else the access key. */
export function quotaKey({ accountId, accessKeyId }: AwsCredentialIdentity): string {
  return accountId ?? accessKeyId;
}
