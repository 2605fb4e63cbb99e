import { fromEnv, fromIni } from '@aws-sdk/credential-providers';
import * as l10n from '@vscode/l10n';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

import { environmentProfile } from './configFiles';
import type { ConfigFiles } from './configFiles';
import type { Connection } from './connection';
import { configError } from './endpoint';

/**
 * Where a connection's credentials come from. A profile is asked through `fromIni` alone, not through the SDK's whole
 * chain: the chain goes on to the instance's or container's role when the profile has nothing, and so acts on an account
 * that nobody chose.
 * @throws ApiError (config) for a profile that is in neither file
 */
export function credentialsOf(connection: Connection, files: ConfigFiles): AwsCredentialIdentityProvider {
  const { sandbox, profile } = connection;
  // The sandbox tells its accounts apart by the key alone; it has no secrets.
  if (sandbox) return () => Promise.resolve({ accessKeyId: sandbox.accessKeyId, secretAccessKey: 'sandbox' });
  if (profile === environmentProfile) return fromEnv();
  if (!files[profile]) throw configError(l10n.t('There is no profile "{0}" in the AWS files.', profile));
  return fromIni({ profile, ignoreCache: true });
}

/** Whose credentials they are: what the account's limits are counted by. The account's id where the credentials carry it. */
export function identityOf({ accountId, accessKeyId }: AwsCredentialIdentity): string {
  return accountId ?? accessKeyId;
}
