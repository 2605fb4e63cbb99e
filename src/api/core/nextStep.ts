import * as l10n from '@vscode/l10n';

import { runSsoLogin } from '../../aws/cliLogin';
import { isAwsHost } from '../../aws/endpoint';
import type { FailedAt } from '../../aws/failedAt';
import { regionLongName } from '../../aws/regions';
import type { Destination } from './answerer';
import { otherThanAws, serviceName } from './answerer';
import type { Reason } from './errors';
import type { SdkError } from './reasons';
import {
  clockSkew,
  isClockSkew,
  isConnectTimeout,
  isFailedProcess,
  isForeign,
  isSsoSession,
  isTlsCode,
  proxyTrouble,
} from './reasons';
import { tlsTrouble } from './tlsTrouble';

/** What the words about a failure depend on, besides the error. */
export interface Failure extends Destination {
  readonly operation: string;
  /** Whether the profile's keys act without the MFA device that it names. */
  readonly withoutMfa?: boolean | undefined;
}

/** What the user does next, in a sentence or two. */
export function nextStep(error: SdkError, reason: Reason, failure: Failure): string {
  const profile = failure.at?.profile ?? failure.connection.profile;
  const own = reason !== 'cancelled' && !failure.at && !isForeign(error) && failure.service.nextStep?.(error);
  if (own) return own;
  switch (reason) {
    case 'denied':
      return denied(failure);
    case 'expired':
      return isClockSkew(error) ? clock(error) : renew(error, failure.at?.signer ?? profile, failure.at);
    case 'credentials':
      return credentials(error, failure.at?.signer ?? profile, failure.at);
    case 'network':
      return network(error, failure);
    case 'timeout':
      return isConnectTimeout(error)
        ? l10n.t('Check the network and the proxy, or raise the setting appstream.connectTimeout, then retry.')
        : l10n.t('Retry. If the network is slow, raise the setting appstream.requestTimeout.');
    case 'throttled':
      return throttled(failure);
    case 'conflict':
      return conflict(error);
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
      return service(error, failure);
    case 'malformed':
      return malformed(error, failure);
    case 'config':
      return failure.at ? settings(error, failure.at) : config();
    case 'readOnly': // refused before the SDK is asked
    case 'otherActor':
    case 'cancelled':
      return '';
  }
}

function denied({ connection, service, operation, signingIn, at, withoutMfa }: Failure): string {
  if (at?.service === 'sso') {
    return l10n.t(
      'Check in IAM Identity Center that you have the role, and sso_account_id and sso_role_name of profile "{0}".',
      at.profile,
    );
  }
  if (at?.service === 'signin') {
    return l10n.t('Profile "{0}" needs the permission signin:{1}.', at.profile, 'CreateOAuth2Token');
  }
  if (at || signingIn) {
    return l10n.t('Check the role of profile "{0}" and who may assume it.', at?.profile ?? connection.profile);
  }
  const permission = `${service.permission}:${operation}`;
  if (withoutMfa) {
    return l10n.t(
      'Choose Sign In with MFA on profile "{0}" if the account requires it. Otherwise the profile needs the permission {1}.',
      connection.profile,
      permission,
    );
  }
  return l10n.t('Profile "{0}" needs the permission {1}.', connection.profile, permission);
}

function conflict({ name }: SdkError): string {
  if (name === 'ConcurrentModificationException') return l10n.t('Something else is changing it. Retry in a moment.');
  return l10n.t('Check its state and what it is associated with, then retry.');
}

function throttled(failure: Failure): string {
  const other = otherThanAws(failure);
  return other === undefined
    ? l10n.t('AWS limits how often it may be asked. Retry in a minute.')
    : l10n.t('Retry in a minute: {0} limits how often it may be asked.', other);
}

function service(error: SdkError, failure: Failure): string {
  const other = otherThanAws(failure);
  // What is not of the service's form may be of somebody on the way.
  if (isForeign(error)) {
    return other === undefined
      ? l10n.t('The fault is on the side of AWS, or of a proxy on the way. Retry later.')
      : l10n.t('The fault is on the side of {0}, or of a proxy on the way. Retry later.', other);
  }
  return other === undefined
    ? l10n.t('The fault is on the side of AWS. Retry later.')
    : l10n.t('The fault is on the side of {0}. Retry later.', other);
}

function malformed(error: SdkError, { service, at }: Failure): string {
  if (at) return l10n.t('Check that {0} is {1}, and that no proxy answers in its place.', at.host, serviceName(at));
  // Without a status nobody has answered: something on this side failed.
  return error.$metadata?.httpStatusCode === undefined && !isForeign(error) && error.name !== 'UnsafeAddress'
    ? l10n.t('Try again. If it fails again, report it with the log.')
    : l10n.t('Check that the endpoint is {0}, and that no proxy answers in its place.', service.title);
}

function config(): string {
  return l10n.t('Correct the AWS config file or the environment, then refresh.');
}

/** What STS calls a setting of a role, and what the AWS files call it. */
const roleSettings = [
  [/DurationSeconds/i, 'duration_seconds'],
  [/RoleSessionName/i, 'role_session_name'],
  [/ExternalId/i, 'external_id'],
  [/SerialNumber/i, 'mfa_serial'],
  [/RoleArn|\bARN\b/i, 'role_arn'],
] as const;

/** For a service that refuses what the AWS files say. */
function settings({ name, message = '' }: SdkError, { service, profile }: FailedAt): string {
  switch (service) {
    case 'sts': {
      if (name === 'RegionDisabledException') {
        return l10n.t('Give profile "{0}" another region, or have AWS STS activated in it.', profile);
      }
      const named = roleSettings.find(([pattern]) => pattern.test(message))?.[1];
      return named === undefined
        ? l10n.t('Correct the role of profile "{0}" in the AWS files, then refresh.', profile)
        : l10n.t('Correct {0} of profile "{1}" in the AWS files, then refresh.', named, profile);
    }
    case 'sso':
      return l10n.t('Check sso_account_id, sso_role_name and sso_region of profile "{0}", then refresh.', profile);
    case 'sso_oidc':
      return l10n.t(
        'Check sso_start_url and sso_region of profile "{0}" or of its sso-session, then refresh.',
        profile,
      );
    case 'signin':
    case 'iam':
      return config();
  }
}

function credentials(error: SdkError, profile: string, at: FailedAt | undefined): string {
  if (isClockSkew(error)) return clock(error);
  if (isFailedProcess(error)) return l10n.t('Run its command in a terminal to see why, then retry.');
  if (/Signature/.test(error.name ?? '')) {
    return l10n.t('Check the secret key of profile "{0}", and this computer\'s clock.', profile);
  }
  if (at?.tokenFile !== undefined) return renewToken(at.tokenFile);
  if (/multi-factor|MFA/.test(error.message ?? '')) {
    return l10n.t('Sign in: profile "{0}" needs a code of its MFA device.', profile);
  }
  return l10n.t('Check the credentials of profile "{0}" in the AWS files, then refresh.', profile);
}

function renew({ name, message = '' }: SdkError, profile: string, at: FailedAt | undefined): string {
  if (at?.tokenFile !== undefined) return renewToken(at.tokenFile);
  if (at?.service === 'sso' || at?.service === 'sso_oidc' || name === 'TokenProviderError' || isSsoSession(message)) {
    return runSsoLogin(profile);
  }
  return l10n.t('Renew the credentials of profile "{0}", then refresh.', profile);
}

function renewToken(file: string): string {
  return l10n.t('Renew the token in {0}, then retry.', file);
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

function network(error: SdkError, { connection, endpoint, signingIn, at }: Failure): string {
  const { code = '' } = error;
  const profile = at?.profile ?? connection.profile;
  switch (proxyTrouble(error)) {
    case 'signIn':
      return l10n.t("Give them in VS Code's setting http.proxy (http://name:password@host:port) or in HTTPS_PROXY.");
    case 'unreachable':
      return l10n.t("Check VS Code's setting http.proxy and HTTPS_PROXY in the environment, then retry.");
    case undefined:
  }
  if (code === 'ENOTFOUND' && at && isAwsHost(at.host)) {
    return at.service === 'sso' || at.service === 'sso_oidc'
      ? l10n.t('Check the network, and sso_region of profile "{0}" or of its sso-session.', profile)
      : l10n.t('Check the network, and region of profile "{0}".', profile);
  }
  if (code === 'ENOTFOUND' && !at && endpoint === undefined && regionLongName(connection.region) === undefined) {
    return l10n.t('Check the name of the Region.');
  }
  if (isTlsCode(code) || tlsTrouble(error)) return tls(error, profile);
  if (connection.sandbox) return l10n.t('Open the sandbox again.');
  if (at ? !isAwsHost(at.host) : endpoint !== undefined && !signingIn) {
    return l10n.t('Check the endpoint URL of profile "{0}", then retry.', profile);
  }
  return l10n.t('Check the network and the proxy, then retry.');
}

function tls(error: SdkError, profile: string): string {
  const { code = '' } = error;
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return l10n.t("Check this computer's clock. If it is right, the certificate must be renewed.");
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return l10n.t('The certificate is for another host. Check the endpoint URL of profile "{0}".', profile);
  }
  switch (tlsTrouble(error)) {
    case 'noTls':
      return l10n.t('Check the endpoint URL of profile "{0}": does it answer to https?', profile);
    case 'version':
    case 'clientCertificate':
    case 'handshake':
      return l10n.t(
        'Check the endpoint URL of profile "{0}". A proxy may be the cause. Ask the people who run your network.',
        profile,
      );
    case 'untrusted':
    case undefined:
  }
  return l10n.t(
    'Give the file of its issuer\'s certificate as ca_bundle of profile "{0}" or in AWS_CA_BUNDLE, or have this computer trust it.',
    profile,
  );
}
