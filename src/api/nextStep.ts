import * as l10n from '@vscode/l10n';

import type { Connection } from '../aws/connection';
import { regionLongName } from '../aws/regions';
import type { Reason } from './errors';
import {
  clockSkew,
  isClockSkew,
  isConnectTimeout,
  isFailedProcess,
  isSsoSession,
  isTlsCode,
  proxyTrouble,
} from './reasons';
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
      return isClockSkew(error) ? clock(error) : renew(error, profile);
    case 'credentials':
      return credentials(error, profile);
    case 'network':
      return network(error, failure);
    case 'timeout':
      return isConnectTimeout(error)
        ? l10n.t('Check the network and the proxy, or raise the setting appstream.connectTimeout, then retry.')
        : l10n.t('Retry. If the network is slow, raise the setting appstream.requestTimeout.');
    case 'throttled':
      return l10n.t('AWS limits how often it may be asked. Retry in a minute.');
    case 'conflict':
      return error.name === 'ConcurrentModificationException'
        ? l10n.t('Something else is changing it. Retry in a moment.')
        : l10n.t('Check its state and what it is associated with, then retry.');
    case 'notFound':
      // By its name AWS finds an image in the caller's own account alone.
      return /\bimage (?!builder)/i.test(error.message ?? '')
        ? l10n.t(
            "It may have been deleted. If it is another account's image, or one of AWS, give its ARN instead of its name.",
          )
        : l10n.t('It may have been deleted. Refresh.');
    case 'exists':
      return l10n.t('Choose another name.');
    case 'limit':
      return l10n.t('Delete what is not needed, or ask AWS for a higher quota.');
    case 'invalid':
      return error.name === 'UnknownOperationException'
        ? l10n.t('This endpoint does not know {0}.', failure.operation)
        : l10n.t('Correct the input, then retry.');
    case 'service':
      // What is not of AWS's form may be of somebody on the way.
      return error.name === 'SyntaxError'
        ? l10n.t('The fault is on the side of AWS, or of a proxy on the way. Retry later.')
        : l10n.t('The fault is on the side of AWS. Retry later.');
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
  if (isClockSkew(error)) return clock(error);
  if (isFailedProcess(error)) return l10n.t('Run its command in a terminal to see why, then retry.');
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

/** Less than this may be the way of the answer: what AWS refuses is five minutes and more. */
const noteworthySkew = 60_000;

function clock(error: SdkError): string {
  const skew = clockSkew(error, Date.now()) ?? 0;
  if (Math.abs(skew) < noteworthySkew) return l10n.t("Set this computer's clock: it differs from that of AWS.");
  return skew < 0
    ? l10n.t("This computer's clock is {0} behind that of AWS. Set it, then retry.", span(-skew))
    : l10n.t("This computer's clock is {0} ahead of that of AWS. Set it, then retry.", span(skew));
}

/** `17 minutes`, `3 hours`, `2 days`: the largest unit that there are two of. */
function span(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return minutes === 1 ? l10n.t('1 minute') : l10n.t('{0} minutes', minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? l10n.t('{0} hours', hours) : l10n.t('{0} days', Math.round(hours / 24));
}

function network(error: SdkError, { connection, endpoint, signingIn }: Failure): string {
  const { code = '' } = error;
  switch (proxyTrouble(error)) {
    case 'signIn':
      return l10n.t("Give them in VS Code's setting http.proxy (http://name:password@host:port) or in HTTPS_PROXY.");
    case 'unreachable':
      return l10n.t("Check VS Code's setting http.proxy and HTTPS_PROXY in the environment, then retry.");
    case undefined:
  }
  if (code === 'ENOTFOUND' && endpoint === undefined && regionLongName(connection.region) === undefined) {
    return l10n.t('Check the name of the Region.');
  }
  if (isTlsCode(code)) return tls(code, connection.profile);
  if (connection.sandbox) return l10n.t('Open the sandbox again.');
  if (endpoint !== undefined && !signingIn)
    return l10n.t('Check the endpoint URL of profile "{0}", then retry.', connection.profile);
  return l10n.t('Check the network and the proxy, then retry.');
}

function tls(code: string, profile: string): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return l10n.t("Check this computer's clock. If it is right, the certificate must be renewed.");
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return l10n.t('The certificate is for another host. Check the endpoint URL of profile "{0}".', profile);
  }
  // Not an answer in TLS at all.
  if (/^(EPROTO|ERR_SSL_)/.test(code)) {
    return l10n.t('Check the endpoint URL of profile "{0}": does it answer to https?', profile);
  }
  return l10n.t(
    'Give the file of its issuer\'s certificate as ca_bundle of profile "{0}" or in AWS_CA_BUNDLE, or have this computer trust it.',
    profile,
  );
}
