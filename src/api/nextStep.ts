import * as l10n from '@vscode/l10n';

import type { Connection } from '../aws/connection';
import { regionLongName } from '../aws/regions';
import type { Reason } from './errors';
import { isClockSkew, isSsoSession, isTlsCode } from './reasons';
import type { SdkError } from './reasons';

/** What the words about a failure depend on, besides the error. */
export interface Failure {
  readonly connection: Connection;
  readonly operation: string;
  /** Where the request went, if not to AWS's own endpoint. */
  readonly endpoint?: string | undefined;
  /** Whether it failed before there were credentials: what was denied then was not the operation itself. */
  readonly signingIn: boolean;
}

/** What the user does next, in a sentence or two. */
export function nextStep(error: SdkError, reason: Reason, failure: Failure): string {
  const { profile } = failure.connection;
  switch (reason) {
    case 'denied':
      return denied(error, failure);
    case 'expired':
      return isClockSkew(error) ? clock() : renew(error, profile);
    case 'credentials':
      return credentials(error, profile);
    case 'network':
      return network(error, failure);
    case 'timeout':
      return l10n.t('Retry. If the network is slow, raise the setting appstream.requestTimeout.');
    case 'throttled':
      return l10n.t('AWS limits how often it may be asked. Retry in a minute.');
    case 'conflict':
      return error.name === 'ConcurrentModificationException'
        ? l10n.t('Something else is changing it. Retry in a moment.')
        : l10n.t('Check its state and what it is associated with, then retry.');
    case 'notFound':
      return l10n.t('It may have been deleted. Refresh.');
    case 'exists':
      return l10n.t('Choose another name.');
    case 'limit':
      return l10n.t('Delete what is not needed, or ask AWS for a higher quota.');
    case 'invalid':
      return error.name === 'UnknownOperationException'
        ? l10n.t('This endpoint does not know {0}.', failure.operation)
        : l10n.t('Correct the input, then retry.');
    case 'service':
      return l10n.t('The fault is on the side of AWS. Retry later.');
    case 'malformed':
      return l10n.t('Check that the endpoint is AppStream, and that no proxy answers in its place.');
    case 'config':
      return l10n.t('Correct the AWS config file or the environment, then refresh.');
    case 'readOnly': // refused before the SDK is asked
    case 'cancelled':
      return '';
  }
}

function denied({ name }: SdkError, { connection, operation, signingIn }: Failure): string {
  if (name === 'InvalidAccountStatusException') return l10n.t('Ask AWS Support about the state of the account.');
  if (signingIn) return l10n.t('Check the role of profile "{0}" and who may assume it.', connection.profile);
  return l10n.t('Profile "{0}" needs the permission appstream:{1}.', connection.profile, operation);
}

function credentials(error: SdkError, profile: string): string {
  if (isClockSkew(error)) return clock();
  if (/Signature/.test(error.name ?? '')) {
    return l10n.t('Check the secret key of profile "{0}", and this computer\'s clock.', profile);
  }
  if (/multi-factor|MFA/.test(error.message ?? '')) {
    return l10n.t('Sign in: profile "{0}" needs a code of its MFA device.', profile);
  }
  if (/aws login|reauthenticate/i.test(error.message ?? ''))
    return l10n.t('Run: aws login --profile {0}', quoted(profile));
  return l10n.t('Check the credentials of profile "{0}" in the AWS files, then refresh.', profile);
}

function renew({ name, message = '' }: SdkError, profile: string): string {
  if (name === 'TokenProviderError' || isSsoSession(message)) {
    return l10n.t('Run: aws sso login --profile {0}', quoted(profile));
  }
  return l10n.t('Renew the credentials of profile "{0}", then refresh.', profile);
}

/** A profile's name as a shell takes it. */
function quoted(profile: string): string {
  return /^[\w@+.:/-]+$/.test(profile) ? profile : `"${profile}"`;
}

function clock(): string {
  return l10n.t("Set this computer's clock: it differs from that of AWS.");
}

function network({ code = '' }: SdkError, { connection, endpoint }: Failure): string {
  if (code === 'ENOTFOUND' && endpoint === undefined && regionLongName(connection.region) === undefined) {
    return l10n.t('Check the name of the Region.');
  }
  if (isTlsCode(code)) return l10n.t("Check the endpoint's certificate and the certificates this computer trusts.");
  if (connection.sandbox) return l10n.t('Open the sandbox again.');
  if (endpoint !== undefined) return l10n.t('Check the endpoint URL of profile "{0}", then retry.', connection.profile);
  return l10n.t('Check the network and the proxy, then retry.');
}
