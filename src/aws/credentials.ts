import * as fs from 'node:fs/promises';

import {
  fromContainerMetadata,
  fromEnv,
  fromHttp,
  fromInstanceMetadata,
  fromLoginCredentials,
  fromProcess,
  fromTemporaryCredentials,
  fromWebToken,
} from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { isApiError } from '../api/errors';
import { configError } from './configError';
import type { ConfigFiles } from './configFiles';
import { environmentProfile } from './connection';
import type { Connection } from './connection';
import { endpointOf } from './endpoint';
import type { Service } from './endpoint';
import { variantOf } from './flags';
import type { EndpointVariant } from './flags';
import { loaderName } from './iniText';
import { handlerOptions } from './network';
import type { Network } from './network';
import { sourceOf } from './sources';
import type { NamedSource, Source } from './sources';
import { ssoCredentials } from './ssoCredentials';
import type { SsoServices } from './ssoLogin';

/**
 * Where a connection's credentials come from. A profile's are got in the way that `sourceOf` says, and in no other: the
 * SDK's own chain also takes the environment's keys, and goes on to the instance's or container's role when the profile
 * has nothing, and so acts on an account that nobody chose. The environment's keys count for the profile that stands for
 * them, and for no other.
 * @param network how the services that give out credentials (STS, SSO) are reached
 * @param mfaCode asked for the code of the MFA device of that ARN
 * @throws ApiError (config) for a profile that is in neither file, or whose settings lead to no credentials
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
    const lost = files.problems.find(problem => problem.profile === undefined);
    throw configError(l10n.t('There is no profile "{0}" in the AWS files.', profile), lost?.message);
  }
  const sts = {
    ...clientConfig(connection, files, network, 'sts'),
    region: settings['region'] ?? connection.region,
    profile: loaderName(profile),
  };
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
        return namedProvider(source.name, loaderName(source.profile));
      case 'webIdentity':
        return async () =>
          fromWebToken({
            roleArn: source.roleArn,
            webIdentityToken: await fs.readFile(source.tokenFile, 'utf8'),
            ...(source.sessionName !== undefined && { roleSessionName: source.sessionName }),
            clientConfig: sts,
          })();
      case 'sso':
        return () => ssoCredentials(source, ssoServicesOf(connection, files, network));
      case 'process':
        return fromProcess({ profile: loaderName(source.profile) });
      case 'console':
        return fromLoginCredentials({
          profile: loaderName(source.profile),
          clientConfig: clientConfig(connection, files, network, 'signin'),
        });
    }
  }

  function roleProvider(
    { roleArn, sessionName, externalId, mfaSerial, duration }: Source & { readonly kind: 'role' },
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
      // Before a code is asked for: it is good for half a minute.
      const masterCredentials = await from(caller);
      const assume = { masterCredentials, params, clientConfig: sts, ...(mfaCode && { mfaCodeProvider: mfaCode }) };
      return { ...(await fromTemporaryCredentials(assume)()), ...accountOf(roleArn) };
    };
  }
}

/** What can't act may have lost what it lacks to a line that does not count: that is told, too. */
function toldSourceOf(profile: string, files: ConfigFiles): Source {
  try {
    return sourceOf(profile, files);
  } catch (error) {
    const problem = files.problems.find(each => each.profile === profile);
    if (!problem || !isApiError(error)) throw error;
    throw configError(error.message, `${problem.message} ${error.nextStep}`);
  }
}

function namedProvider(name: NamedSource, profile: string): AwsCredentialIdentityProvider {
  switch (name) {
    case 'Environment':
      return fromEnv();
    case 'Ec2InstanceMetadata':
      return fromInstanceMetadata({ profile });
    case 'EcsContainer':
      return async caller => fromHttp()(caller).catch(() => fromContainerMetadata()(caller));
  }
}

// A role's credentials are those of the role's own account.
function accountOf(roleArn: string): { accountId?: string } {
  const accountId = roleArn.split(':')[4];
  return accountId ? { accountId } : {};
}

/** How the services of IAM Identity Center are reached for a connection's profile. @throws ApiError (config) */
export function ssoServicesOf(connection: Connection, files: ConfigFiles, network: Network): SsoServices {
  return {
    oidc: clientConfig(connection, files, network, 'sso_oidc'),
    portal: clientConfig(connection, files, network, 'sso'),
  };
}

interface ClientConfig extends EndpointVariant {
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
    // The profile's own: the SDK would look at the default profile's.
    ...variantOf(connection, files),
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
  };
}

/** Whose credentials they are: what the account's limits are counted by. The account's id where the credentials carry it. */
export function identityOf({ accountId, accessKeyId }: AwsCredentialIdentity): string {
  return accountId ?? accessKeyId;
}
