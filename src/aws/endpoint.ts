import * as l10n from '@vscode/l10n';

import { configError } from './configError';
import type { ConfigFiles, Section } from './configFiles';
import type { Connection } from './connection';
import { settingsProfile } from './connection';
import { isOn } from './flags';

/** A service that gives out credentials or identifies them, as named in the environment and the AWS files. */
export type CredentialService = 'sts' | 'sso' | 'sso_oidc' | 'signin' | 'iam';

/**
 * Where a connection's requests go, if not to AWS's own endpoint of the Region. The precedence is that of the AWS SDKs and
 * Tools Reference Guide. The JavaScript SDK can't do this: it uses the settings of AWS_PROFILE or the default profile for every
 * client, and ignores a missing services section.
 * @param service as named in the environment and the AWS files: `appstream`, `sts`
 * @throws ApiError (config) for an invalid URL and for a services section that doesn't exist
 */
export function endpointOf(
  { profile, sandbox }: Connection,
  { profiles, services }: ConfigFiles,
  service: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (sandbox) return sandbox.endpoint;
  if (isOn('ignore_configured_endpoint_urls', profile, { profiles }, env)) return undefined;
  const settings = profiles.get(settingsProfile(profile)) ?? {};
  const url =
    env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ||
    env['AWS_ENDPOINT_URL'] ||
    servicesOf(profile, settings['services'], services)[`${service}.endpoint_url`] ||
    settings['endpoint_url'];
  if (!url) return undefined;
  // The message doesn't contain the URL, which may include a password.
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw configError(l10n.t('The endpoint of profile "{0}" is not an http or https URL.', profile));
  }
  return url;
}

function servicesOf(profile: string, named: string | undefined, services: ConfigFiles['services']): Section {
  if (named === undefined) return {};
  const section = services.get(named);
  if (section) return section;
  throw configError(
    l10n.t('Profile "{0}" names the services section "{1}", which isn\'t in the AWS config file.', profile, named),
  );
}

/** The domains of AWS's own hosts, from the SDK's list of partitions. */
const awsDomains = [
  'amazonaws.com',
  'aws.amazon.com',
  'api.aws',
  'amazonaws.com.cn',
  'api.amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'api.aws.ic.gov',
  'sc2s.sgov.gov',
  'api.aws.scloud',
  'cloud.adc-e.uk',
  'api.cloud-aws.adc-e.uk',
  'csp.hci.ic.gov',
  'api.aws.hci.ic.gov',
];

/** Whether a host, with or without a port, belongs to AWS. VPC endpoints do, too. */
export function isAwsHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return awsDomains.some(domain => name.endsWith(`.${domain}`));
}
