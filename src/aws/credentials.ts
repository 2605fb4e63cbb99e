import { fromEnv, fromIni } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { configError } from './configError';
import type { ConfigFiles } from './configFiles';
import { environmentProfile } from './connection';
import type { Connection } from './connection';
import { loaderName } from './iniText';
import { handlerOptions } from './network';
import type { Network } from './network';

/**
 * Where a connection's credentials come from. A profile is asked through `fromIni` alone, not through the SDK's whole
 * chain: the chain also takes the environment's keys, and goes on to the instance's or container's role when the profile
 * has nothing, and so acts on an account that nobody chose. The environment's keys count for the profile that stands for
 * them, and for no other.
 * @param network how the services that give out credentials (STS, SSO) are reached
 * @throws ApiError (config) for a profile that is in neither file
 */
export function credentialsOf(
  { sandbox, profile }: Connection,
  { profiles, problems }: ConfigFiles,
  network: Network,
): AwsCredentialIdentityProvider {
  // The sandbox tells its accounts apart by the key alone; it has no secrets.
  if (sandbox) return () => Promise.resolve({ accessKeyId: sandbox.accessKeyId, secretAccessKey: 'sandbox' });
  if (profile === environmentProfile) return fromEnv();
  if (!profiles.has(profile)) {
    throw configError(l10n.t('There is no profile "{0}" in the AWS files.', profile), problems[0]?.message);
  }
  return fromIni({
    profile: loaderName(profile),
    clientConfig: {
      maxAttempts: 2,
      requestHandler: handlerOptions(network),
    },
  });
}

/** Whose credentials they are: what the account's limits are counted by. The account's id where the credentials carry it. */
export function identityOf({ accountId, accessKeyId }: AwsCredentialIdentity): string {
  return accountId ?? accessKeyId;
}
