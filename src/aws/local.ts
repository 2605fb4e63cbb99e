// Credentials that the SDK's providers get on this computer, with the extension's own error messages. The SDK's messages contain
// encoded names, paths of caches and the output of processes.
import * as fs from 'node:fs/promises';

import {
  fromContainerMetadata,
  fromEnv,
  fromHttp,
  fromInstanceMetadata,
  fromLoginCredentials,
  fromProcess,
} from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import type { Reason } from '../api/core/errors';
import { ApiError } from '../api/core/errors';
import { runLogin } from './cliLogin';
import { configError } from './configError';
import type { Marked, Trail, Watched } from './failedAt';
import { loaderName } from './iniText';
import type { Source } from './sources';

type SourceOf<K extends Source['kind']> = Source & { readonly kind: K };

/** A provider of the keys in the environment. It throws an ApiError (config) that names the missing variables. */
export function environmentCredentials(): AwsCredentialIdentityProvider {
  return async caller => {
    const missing = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].filter(name => !process.env[name]);
    if (missing.length) {
      throw configError(
        l10n.t('Not set in the environment: {0}.', missing.join(', ')),
        l10n.t('Set what is missing in the environment from which you start VS Code, then restart VS Code.'),
      );
    }
    return fromEnv()(caller);
  };
}

/** A provider for a profile's `credential_source`. */
export function namedCredentials({ name, profile }: SourceOf<'named'>): AwsCredentialIdentityProvider {
  const failed = (nextStep: string): Error =>
    credentialsError(
      l10n.t('The credential_source {0} of profile "{1}" returned no credentials.', name, profile),
      'NoCredentials',
      nextStep,
    );
  switch (name) {
    case 'Environment':
      return environmentCredentials();
    case 'Ec2InstanceMetadata': {
      const provider = fromInstanceMetadata({ profile: loaderName(profile) });
      return async caller =>
        provider(caller).catch(() => {
          throw failed(l10n.t('Check that this computer is an EC2 instance with a role, then retry.'));
        });
    }
    case 'EcsContainer':
      return async caller =>
        fromHttp()(caller)
          .catch(() => fromContainerMetadata()(caller))
          .catch(() => {
            throw failed(l10n.t('Check that VS Code runs in a container with a role, then retry.'));
          });
  }
}

/** Reads the token of a web identity. @throws ApiError (config) that names the file */
export async function readWebToken({ tokenFile, profile }: SourceOf<'webIdentity'>): Promise<string> {
  try {
    return await fs.readFile(tokenFile, 'utf8');
  } catch (error) {
    const { code = 'Error' } = error as NodeJS.ErrnoException;
    throw configError(
      l10n.t("Can't read the web identity token file {0} ({1}).", tokenFile, code),
      l10n.t('Check web_identity_token_file of profile "{0}", then refresh.', profile),
    );
  }
}

/** A provider for a profile's `credential_process`. Errors don't contain its command and output, which may contain secrets. */
export function processCredentials({ profile }: Pick<Source, 'profile'>): AwsCredentialIdentityProvider {
  const provider = fromProcess({ profile: loaderName(profile) });
  return async caller =>
    provider(caller).catch((error: unknown) => {
      throw credentialsError(
        processMessage((error as Error).message, profile),
        'CredentialProcess',
        l10n.t('Run the credential_process command in a terminal to see why, then retry.'),
      );
    });
}

/** The message for a failed process, by the SDK's message: its errors have no codes. */
function processMessage(message: string, profile: string): string {
  if (message.includes('maxBuffer')) {
    return l10n.t('The credential_process of profile "{0}" printed more than 1 MB.', profile);
  }
  if (message.endsWith('returned invalid JSON.')) {
    return l10n.t('The credential_process of profile "{0}" didn\'t print valid JSON.', profile);
  }
  if (message.endsWith('returned expired credentials.')) {
    return l10n.t('The credential_process of profile "{0}" printed expired credentials.', profile);
  }
  if (/did not return Version 1\.$|returned invalid credentials\.$/.test(message)) {
    return l10n.t('The credential_process of profile "{0}" didn\'t print version 1 credentials.', profile);
  }
  return l10n.t('The credential_process of profile "{0}" failed.', profile);
}

/**
 * A provider of the credentials of a sign-in to the AWS console (`aws login`). It refreshes them if necessary.
 * @param trail keeps the errors of the client that refreshes them
 */
export function consoleCredentials(
  { profile }: Pick<Source, 'profile'>,
  clientConfig: Watched,
  trail: Trail,
): AwsCredentialIdentityProvider {
  const provider = fromLoginCredentials({ profile: loaderName(profile), clientConfig });
  return async caller =>
    provider(caller).catch((error: unknown) => {
      const { failed } = trail;
      const why = (failed as (Marked & { readonly error?: string }) | undefined)?.error ?? '';
      if (failed && !['TOKEN_EXPIRED', 'USER_CREDENTIALS_CHANGED'].includes(why)) throw failed;
      const wasThere = failed ?? !(error as Error).message.includes('ENOENT');
      throw credentialsError(
        wasThere
          ? l10n.t('The console sign-in of profile "{0}" has ended.', profile)
          : l10n.t('Profile "{0}" isn\'t signed in to the AWS console yet.', profile),
        'NoConsoleLogin',
        runLogin(profile),
        'expired',
      );
    });
}

function credentialsError(message: string, code: string, nextStep: string, reason: Reason = 'credentials'): ApiError {
  return new ApiError(message, { reason, operation: l10n.t('Sign in'), code, retryable: false, nextStep });
}
