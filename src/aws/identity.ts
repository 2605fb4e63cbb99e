// Looks up whose credentials these are: the account and principal with STS, the account's alias with IAM.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { HttpHandler } from '@smithy/core/protocols';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';

import { watched } from './failedAt';
import { writtenName } from './iniText';
import { partitionOf } from './regions';

/** The account and principal of a connection's credentials. */
export interface Identity {
  /** The account id: twelve digits. */
  readonly account: string;
  /** The account's alias, if it has one and it can be read. */
  readonly alias?: string;
  /** The ARN of the user or role. For a role it is without the session's name, so that it is the same in all sessions. */
  readonly principal?: string;
}

/** The part of an SDK client's configuration that is used here, for any service. */
export type SdkConfig = Pick<
  STSClient['config'],
  | 'credentials'
  | 'region'
  | 'requestHandler'
  | 'sha256'
  | 'streamCollector'
  | 'systemClockOffset'
  | 'useDualstackEndpoint'
  | 'useFipsEndpoint'
>;

/** The credentials to look up, and the configuration of a client with the Region and network settings to use. */
export interface Asker {
  readonly credentials: AwsCredentialIdentity;
  readonly config: SdkConfig;
  /** The profile's name for the SDK's loader (`loaderName`). */
  readonly profile: string;
  /** A service's endpoint, if it isn't AWS's own. @throws ApiError (config) */
  readonly endpointOf: (service: 'sts' | 'iam') => string | undefined;
}

/** Gets the account and the principal. This needs no permissions. @throws what the SDK throws */
export async function askCaller(
  { credentials, config, profile, endpointOf }: Asker,
  signal: AbortSignal,
): Promise<Identity> {
  const endpoint = endpointOf('sts');
  const { region, requestHandler, useFipsEndpoint, useDualstackEndpoint } = config;
  const marks = watched(requestHandler as HttpHandler, { service: 'sts', profile: writtenName(profile) });
  const client = new STSClient({
    ...{ region, profile, credentials, useFipsEndpoint, useDualstackEndpoint },
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    ...marks,
  });
  // The client isn't destroyed, since it shares its sockets with the client of `config`.
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
  if (Account === undefined) throw marks.incomplete();
  return { account: Account, ...(Arn && { principal: principalOf(Arn) }) };
}

/** `arn:aws:sts::123456789012:assumed-role/Admin/jane` is one of many sessions of `…:assumed-role/Admin`. */
function principalOf(arn: string): string {
  return arn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}

/**
 * Gets the alias of the account.
 *
 * It signs and sends the request itself: IAM's SDK client would make the bundle larger for a single call without input.
 * @returns undefined if there is no alias, it can't be read, or IAM's endpoint is unknown
 * @throws Error if there is no response
 */
export async function askAlias(
  { credentials, config, endpointOf }: Asker,
  signal: AbortSignal,
): Promise<string | undefined> {
  const region = await config.region();
  const iam = partitionOf(region)?.iam;
  if (!iam) return undefined;
  const own = (await config.useFipsEndpoint()) ? iam.fips : iam.host;
  const { protocol, hostname, port, pathname } = new URL(endpointOf('iam') ?? `https://${own}`);
  const request = new HttpRequest({
    method: 'POST',
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: pathname,
    headers: { host: port ? `${hostname}:${port}` : hostname, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=ListAccountAliases&Version=2010-05-08',
  });
  const { sha256 } = config;
  const signer = new SignatureV4({ credentials, region: iam.region, service: 'iam', sha256 });
  const signed = (await signer.sign(request)) as HttpRequest;
  const handled = await config.requestHandler.handle(signed, { abortSignal: signal });
  const { response } = handled as { response: { statusCode: number; body: unknown } };
  const body = new TextDecoder().decode(await config.streamCollector(response.body));
  return response.statusCode === 200 ? /<member>([a-z0-9-]{3,63})<\/member>/.exec(body)?.[1] : undefined;
}
