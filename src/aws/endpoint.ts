import * as l10n from '@vscode/l10n';

import { ApiError } from '../api/errors';
import type { ConfigFiles } from './configFiles';
import type { Connection } from './connection';

/**
 * Where a connection's requests go, if not to AWS's own endpoint of the Region. The order is that of the AWS SDKs and
 * Tools reference; the JavaScript SDK looks at the default profile alone, so that it can't be left to it.
 * @throws ApiError (config) for something that is no URL, and for a services section that does not exist
 */
export function endpointOf(
  connection: Connection,
  files: ConfigFiles,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (connection.sandbox) return connection.sandbox.endpoint;
  const profile = files[connection.profile] ?? {};
  const ignored = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? profile['ignore_configured_endpoint_urls'];
  if (ignored?.toLowerCase() === 'true') return undefined;
  const services = profile['services'];
  if (services !== undefined && !files[`services.${services}`]) {
    throw configError(
      l10n.t(
        'Profile "{0}" names the services section "{1}", which is not in the AWS config file.',
        connection.profile,
        services,
      ),
    );
  }
  const url =
    env['AWS_ENDPOINT_URL_APPSTREAM'] ??
    env['AWS_ENDPOINT_URL'] ??
    (services === undefined ? undefined : files[`services.${services}`]?.['appstream.endpoint_url']) ??
    profile['endpoint_url'];
  if (url === undefined || url === '') return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw configError(l10n.t('The endpoint of profile "{0}" is not an http or https URL.', connection.profile));
  }
  return url;
}

/** A mistake in the AWS files or the environment, which only the user can mend. */
export function configError(message: string): ApiError {
  return new ApiError(message, {
    reason: 'config',
    operation: 'Read AWS files',
    code: 'ConfigError',
    retryable: false,
    nextStep: l10n.t('Correct the AWS config file or the environment, then refresh.'),
  });
}
