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

/** The facts that messages about a failure depend on, besides the error. */
export interface Failure extends Destination {
  readonly operation: string;
  /** Whether the profile's keys are used without the MFA device that it names. */
  readonly withoutMfa?: boolean | undefined;
}

/** What the user can do next, in a sentence or two; empty if there is nothing to add. */
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
        ? l10n.t('Check your network and proxy, or increase the appstream.connectTimeout setting, then retry.')
        : l10n.t('Retry. If your network is slow, increase the appstream.requestTimeout setting.');
    case 'throttled':
      return throttled(failure);
    case 'conflict':
      return conflict(error);
    case 'notFound':
      return l10n.t('The resource may have been deleted. Refresh the view to check.');
    case 'exists':
      return l10n.t('Choose another name.');
    case 'limit':
      return l10n.t("Delete resources that you don't need, or request a quota increase from AWS.");
    case 'invalid':
      return error.name === 'UnknownOperationException'
        ? l10n.t("This endpoint doesn't support {0}.", failure.operation)
        : l10n.t('Correct the input, then retry.');
    case 'service':
      return service(error, failure);
    case 'malformed':
      return malformed(error, failure);
    case 'config':
      return failure.at ? settings(error, failure.at) : config();
    case 'readOnly': // refused before the SDK is called
    case 'otherActor':
    case 'cancelled':
      return '';
  }
}

function denied({ connection, service, operation, signingIn, at, withoutMfa }: Failure): string {
  if (at?.service === 'sso') {
    return l10n.t(
      'Check that the role is assigned to you in IAM Identity Center. Also check sso_account_id and sso_role_name of profile "{0}".',
      at.profile,
    );
  }
  if (at?.service === 'signin') {
    return l10n.t('Profile "{0}" needs the permission signin:{1}.', at.profile, 'CreateOAuth2Token');
  }
  if (at || signingIn) {
    return l10n.t(
      'Check the role of profile "{0}" and who is allowed to assume it.',
      at?.profile ?? connection.profile,
    );
  }
  const permission = `${service.permission}:${operation}`;
  if (withoutMfa) {
    return l10n.t(
      'If the account requires MFA, choose Sign In with MFA on profile "{0}". Otherwise, the profile needs the permission {1}.',
      connection.profile,
      permission,
    );
  }
  return l10n.t('Profile "{0}" needs the permission {1}.', connection.profile, permission);
}

function conflict({ name }: SdkError): string {
  if (name === 'ConcurrentModificationException') {
    return l10n.t('Another operation is changing the resource. Retry in a moment.');
  }
  return l10n.t('Check the state of the resource and its associations, then retry.');
}

function throttled(failure: Failure): string {
  const other = otherThanAws(failure);
  return other === undefined
    ? l10n.t('AWS is limiting the request rate. Retry in a minute.')
    : l10n.t('Retry in a minute. The request rate is limited by {0}.', other);
}

function service(error: SdkError, failure: Failure): string {
  const other = otherThanAws(failure);
  // A response that isn't in the service's format may come from a proxy.
  if (isForeign(error)) {
    return other === undefined
      ? l10n.t('The error comes from AWS or from a proxy. Retry later.')
      : l10n.t('The error comes from {0} or from a proxy. Retry later.', other);
  }
  return other === undefined
    ? l10n.t('The error comes from AWS. Retry later.')
    : l10n.t('The error comes from {0}. Retry later.', other);
}

function malformed(error: SdkError, { service, at }: Failure): string {
  if (at) {
    return l10n.t(
      'Check that {0} is an endpoint of {1} and that no proxy intercepts the request.',
      at.host,
      serviceName(at),
    );
  }
  // Without a status, there was no response: the error is on this side.
  return error.$metadata?.httpStatusCode === undefined && !isForeign(error) && error.name !== 'UnsafeAddress'
    ? l10n.t('Try again. If it fails again, report an issue and attach the log.')
    : l10n.t('Check that the endpoint belongs to {0} and that no proxy intercepts the request.', service.title);
}

function config(): string {
  return l10n.t('Correct the AWS config file or the environment variables, then refresh.');
}

/** How STS names the settings of a role in its messages, and how the AWS files name them. */
const roleSettings = [
  [/DurationSeconds/i, 'duration_seconds'],
  [/RoleSessionName/i, 'role_session_name'],
  [/ExternalId/i, 'external_id'],
  [/SerialNumber/i, 'mfa_serial'],
  [/RoleArn|\bARN\b/i, 'role_arn'],
] as const;

/** The next step when a service rejects values of the AWS files. */
function settings({ name, message = '' }: SdkError, { service, profile }: FailedAt): string {
  switch (service) {
    case 'sts': {
      if (name === 'RegionDisabledException') {
        return l10n.t('Change the region of profile "{0}", or have AWS STS activated in that Region.', profile);
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
  if (isFailedProcess(error)) return l10n.t('Run the credential_process command in a terminal to see why, then retry.');
  if (/Signature/.test(error.name ?? '')) {
    return l10n.t('Check the secret access key of profile "{0}" and this computer\'s clock.', profile);
  }
  if (at?.tokenFile !== undefined) return renewToken(at.tokenFile);
  if (/multi-factor|MFA/.test(error.message ?? '')) {
    return l10n.t('Sign in. Profile "{0}" requires a code from its MFA device.', profile);
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

/** Smaller differences may come from the response's travel time, in milliseconds. AWS rejects five minutes and more. */
const noteworthySkew = 60_000;

function clock(error: SdkError): string {
  const skew = clockSkew(error, Date.now()) ?? 0;
  if (Math.abs(skew) < noteworthySkew) {
    return l10n.t("Correct this computer's clock. It differs from the clock of AWS.");
  }
  return skew < 0
    ? l10n.t("This computer's clock is {0} behind the clock of AWS. Correct it, then retry.", span(-skew))
    : l10n.t("This computer's clock is {0} ahead of the clock of AWS. Correct it, then retry.", span(skew));
}

/** `17 minutes`, `3 hours`, `2 days`: in the largest unit of which there are at least two. */
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
      return l10n.t(
        "Add the user name and password to VS Code's http.proxy setting (http://name:password@host:port) or to the environment variable HTTPS_PROXY.",
      );
    case 'unreachable':
      return l10n.t("Check VS Code's http.proxy setting and the environment variable HTTPS_PROXY, then retry.");
    case undefined:
  }
  if (code === 'ENOTFOUND' && at && isAwsHost(at.host)) {
    return at.service === 'sso' || at.service === 'sso_oidc'
      ? l10n.t('Check your network. Also check sso_region of profile "{0}" or of its sso-session.', profile)
      : l10n.t('Check your network. Also check the region of profile "{0}".', profile);
  }
  if (code === 'ENOTFOUND' && !at && endpoint === undefined && regionLongName(connection.region) === undefined) {
    return l10n.t('Check the name of the Region.');
  }
  if (isTlsCode(code) || tlsTrouble(error)) return tls(error, profile);
  if (connection.sandbox) return l10n.t('Open the sandbox again.');
  if (at ? !isAwsHost(at.host) : endpoint !== undefined && !signingIn) {
    return l10n.t('Check the endpoint URL of profile "{0}", then retry.', profile);
  }
  return l10n.t('Check your network and proxy, then retry.');
}

function tls(error: SdkError, profile: string): string {
  const { code = '' } = error;
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return l10n.t("Check this computer's clock. If it's correct, the certificate must be renewed.");
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return l10n.t('The certificate is for another host. Check the endpoint URL of profile "{0}".', profile);
  }
  switch (tlsTrouble(error)) {
    case 'noTls':
      return l10n.t('Check that the endpoint URL of profile "{0}" supports HTTPS.', profile);
    case 'version':
    case 'clientCertificate':
    case 'handshake':
      return l10n.t(
        'Check the endpoint URL of profile "{0}". A proxy may also be the cause: ask your network administrator.',
        profile,
      );
    case 'untrusted':
    case undefined:
  }
  return l10n.t(
    'Set ca_bundle of profile "{0}" or AWS_CA_BUNDLE to a file with the issuer\'s certificate, or have this computer trust it.',
    profile,
  );
}
