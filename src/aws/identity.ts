// Whose credentials these are, as AWS says it: the account's number through STS, its alias through IAM.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { HttpHandler } from '@smithy/core/protocols';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';

import { watched } from './failedAt';
import { writtenName } from './iniText';
import { partitionOf } from './regions';

/** Who acts with a connection's credentials. */
export interface Identity {
  /** Twelve digits. */
  readonly account: string;
  /** The name that the account's owner gave it, where there is one and it may be read. */
  readonly alias?: string;
  /** The ARN of the user or role. Of a role it is the same in all its sessions: the session's name is left out. */
  readonly principal?: string;
}

/** The part of the configuration of an SDK client, whichever service it is for, that is read here. */
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

/** Whose credentials are asked about, and a client whose Region and ways through the network count here too. */
export interface Asker {
  readonly credentials: AwsCredentialIdentity;
  readonly config: SdkConfig;
  /** The profile's name as the SDK's loader has it. */
  readonly profile: string;
  /** Where a service is, if not at AWS's own endpoint. @throws ApiError (config) */
  readonly endpointOf: (service: 'sts' | 'iam') => string | undefined;
}

/** The account and the principal. Every caller may ask it. @throws what the SDK throws */
export async function askCaller(
  { credentials, config, profile, endpointOf }: Asker,
  signal: AbortSignal,
): Promise<Identity> {
  const endpoint = endpointOf('sts');
  const { region, requestHandler, useFipsEndpoint, useDualstackEndpoint } = config;
  const client = new STSClient({
    ...{ region, profile, credentials, useFipsEndpoint, useDualstackEndpoint },
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    ...watched(requestHandler as HttpHandler, { service: 'sts', profile: writtenName(profile) }),
  });
  // The client is not destroyed: its sockets are those of the one that was given.
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
  if (Account === undefined) throw new Error('STS names no account');
  return { account: Account, ...(Arn && { principal: principalOf(Arn) }) };
}

/** `arn:aws:sts::123456789012:assumed-role/Admin/jane` is one of many sessions of `…:assumed-role/Admin`. */
function principalOf(arn: string): string {
  return arn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}

/**
 * The alias of the account; undefined when it has none, when it may not be read, and where nobody knows IAM's endpoint.
 *
 * One signed request: IAM's client would make the bundle larger, for one call without input.
 * @throws Error when nobody answers
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
