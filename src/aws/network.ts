// How requests get out to AWS: which certificates they trust and how long they wait. Proxies are left to VS Code, which
// leads what an extension sends through Node's own http and https modules to the proxy of its settings or the environment;
// what it needs for that is that nobody brings an agent that connects in another way.
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

/** How a connection's requests get out. */
export interface Network {
  /** How long to wait for a connection, in milliseconds. */
  readonly connectTimeout: number;
  /** How long the whole of a request may take, in milliseconds. Without, that is the caller's business. */
  readonly requestTimeout?: number;
  /** Those to trust instead of Node's and VS Code's own, as PEM text. */
  readonly certificates?: string | undefined;
}

/** The options of a client's `requestHandler`, whichever service it is for. */
export function handlerOptions({ connectTimeout, requestTimeout, certificates }: Network): NodeHttpHandlerOptions {
  return {
    connectionTimeout: connectTimeout,
    ...(requestTimeout !== undefined && { requestTimeout, throwOnRequestTimeout: true }),
    // VS Code takes the certificates out of the agent when it puts one that knows the proxy into its place.
    ...(certificates !== undefined && { httpsAgent: new https.Agent({ keepAlive: true, ca: certificates }) }),
  };
}

/**
 * The certificates that a connection trusts instead of the usual ones: those of the file that AWS_CA_BUNDLE names, or
 * `ca_bundle` of its profile, in the order of the AWS SDKs and Tools reference. The JavaScript SDK knows neither.
 * @throws ApiError (config) for a file that can't be read or holds no certificates
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

// Node itself is silent about text that is none, and would trust nobody then.
function areCertificates(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}
