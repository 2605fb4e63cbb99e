// Network settings of requests: trusted certificates and timeouts. VS Code handles proxies: it sends all requests of Node's http
// and https modules through the proxy in its settings or the environment, unless they use an agent that connects in another way.
import { X509Certificate } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as https from 'node:https';

import type { NodeHttpHandlerOptions } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { configError } from './configError';
import type { ConfigFiles } from './configFiles';
import type { Connection } from './connection';
import { settingsProfile } from './connection';
import { expandPath } from './filePaths';

/** The network settings of a connection's requests. */
export interface Network {
  /** How long to wait for a connection, in milliseconds. */
  readonly connectTimeout: number;
  /** How long a whole request may take, in milliseconds. Without it, the caller limits the time. */
  readonly requestTimeout?: number;
  /** Certificates to trust instead of Node's and VS Code's own, as PEM text. */
  readonly certificates?: string | undefined;
}

/** The options of a client's `requestHandler`, for any service. */
export function handlerOptions({ connectTimeout, requestTimeout, certificates }: Network): NodeHttpHandlerOptions {
  return {
    connectionTimeout: connectTimeout,
    ...(requestTimeout !== undefined && { requestTimeout, throwOnRequestTimeout: true }),
    // When VS Code replaces the agent by one that supports the proxy, it copies the certificates.
    ...(certificates !== undefined && { httpsAgent: new https.Agent({ keepAlive: true, ca: certificates }) }),
  };
}

/**
 * The certificates that a connection trusts instead of the usual ones: from the file in AWS_CA_BUNDLE or else in `ca_bundle` of
 * its profile, as in the AWS SDKs and Tools Reference Guide. The JavaScript SDK supports neither.
 * @throws ApiError (config) for a file that can't be read or contains no certificates
 */
export async function certificatesOf(
  { profile, sandbox }: Connection,
  { profiles }: ConfigFiles,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  if (sandbox) return undefined;
  const named = env['AWS_CA_BUNDLE'] || profiles.get(settingsProfile(profile))?.['ca_bundle'];
  if (!named) return undefined;
  const file = expandPath(named, env);
  let text: string;
  try {
    text = await fs.readFile(file, 'utf8');
  } catch (error) {
    const { code = 'Error' } = error as NodeJS.ErrnoException;
    throw configError(l10n.t("Can't read the certificates in {0} ({1}).", file, code));
  }
  if (!areCertificates(text)) throw configError(l10n.t('{0} contains no certificates in PEM format.', file));
  return text;
}

// Node ignores text that isn't a certificate without an error, and would then trust no server.
function areCertificates(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}
