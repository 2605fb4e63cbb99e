import { setMaxListeners } from 'node:events';

import type { AwsCredentialIdentity } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { configError } from '../../aws/configError';
import type { ConfigFiles } from '../../aws/configFiles';
import type { Connection } from '../../aws/connection';
import { settingsProfile } from '../../aws/connection';
import { credentialsOf, mfaSessionOf, ssoServicesOf } from '../../aws/credentials';
import { endpointOf } from '../../aws/endpoint';
import { variantOf } from '../../aws/flags';
import { loaderName } from '../../aws/iniText';
import type { MfaOptions, MfaSignIn } from '../../aws/mfaSession';
import { createMfaSignIn } from '../../aws/mfaSession';
import type { Network } from '../../aws/network';
import { certificatesOf } from '../../aws/network';
import type { Prompts } from '../../aws/prompts';
import { isRegionId } from '../../aws/regions';
import type { SignIn, SignInOptions } from '../../aws/signIn';
import { createSignIn } from '../../aws/signIn';
import { fingerprintOf, mfaDeviceOf, ssoLoginOf } from '../../aws/sources';
import type { SsoServices } from '../../aws/ssoLogin';
import type { ServiceClient } from './client';
import { createClient } from './client';
import type { ApiError } from './errors';
import { isTlsCode } from './reasons';
import type { Service } from './service';
import type { SharedReads } from './sharedReads';
import { createSharedReads } from './sharedReads';
import type { Limits } from './types';

/** A connection's client for a service, and where it sends to if not to AWS's own endpoint. */
export interface Client extends ServiceClient {
  readonly service: Service;
  readonly endpoint: string | undefined;
  /** The same of the services that tell whose credentials it has. @throws ApiError (config) */
  readonly endpointOf: (service: 'sts' | 'iam') => string | undefined;
  /** The profile's name as the SDK's loader has it. */
  readonly profile: string;
}

/** Whose credentials a request would be signed with. */
export interface Signing {
  readonly session: ProfileSession;
  readonly connection: Connection;
  readonly client: Client;
  readonly credentials: AwsCredentialIdentity;
}

/**
 * What lives as long as a profile stays who it is: its credentials, its clients, and the requests made with them. When the
 * files come to say something else about the profile, that is another session, and nothing of this one counts any more.
 */
export interface ProfileSession {
  /** The profile's name; undefined for the sandbox. */
  readonly profile: string | undefined;
  /** Stands for all that the files say about the profile. */
  readonly fingerprint: string;
  /** Aborts when the session ends: what has not been sent then never is, and no answer to a read counts any more. */
  readonly ended: AbortSignal;
  /** Aborts when even changes that have been sent are given up. */
  readonly closed: AbortSignal;
  readonly reads: SharedReads;
  /** One client per service, Region and endpoint. @throws ApiError (config) */
  clientOf(connection: Connection, service: Service): Promise<Client>;
  /**
   * Makes a connection's clients anew at their next call, from files that are read again, if the error may come from what
   * the files say.
   * @param endpoint where the request went, if not to AWS's own endpoint
   */
  renewAfter(error: ApiError, connection: Connection, endpoint: string | undefined): void;
  /** The profile's credentials. @throws ApiError (config) */
  signInOf(connection: Connection): SignIn;
  /** The sign-in with an MFA device that the profile offers beside its keys, if it does. @throws ApiError (config) */
  mfaOf(connection: Connection): MfaSignIn | undefined;
  /** Whether the keys act without the MFA device that the profile names. */
  readonly withoutMfa: boolean;
  /** The credentials, if they have been asked for. */
  readonly signIn: SignIn | undefined;
  /** Waits for a change that has been sent: its answer is worth knowing even after the session's end. */
  keepOpenFor(change: Promise<unknown>): void;
  /** Ends the session, and closes its sockets when the last change has been answered. */
  end(): void;
  /** Ends the session and closes its sockets at once. */
  close(): void;
}

export interface ProfileSessionOptions extends Pick<SignInOptions, 'once' | 'signedIn' | 'changedAccount'> {
  readonly limits: () => Limits;
  /** Has the files read again before the next session is asked for. */
  readonly outdate: () => void;
  readonly prompts: Prompts | undefined;
}

/** @param connection one of the profile's, or of the sandbox @param files what the AWS files say now */
export function createProfileSession(
  { profile, sandbox }: Connection,
  files: ConfigFiles,
  options: ProfileSessionOptions,
): ProfileSession {
  const ended = new AbortController();
  const closed = new AbortController();
  setMaxListeners(0, ended.signal, closed.signal); // all that is under way listens
  /** By connection, then by service. */
  const clients = new Map<string, Map<string, Promise<Client>>>();
  const outdated: Promise<Client>[] = [];
  const changes = new Set<Promise<unknown>>();
  let signIn: SignIn | undefined;
  let mfa: MfaSignIn | undefined;
  let network: Promise<Network> | undefined;
  const login = sandbox ? undefined : ssoLoginOf(profile, files);

  function networkOf(connection: Connection): Promise<Network> {
    const { connectTimeout, requestTimeout } = options.limits();
    return (network ??= certificatesOf(connection, files).then(certificates => ({
      connectTimeout,
      requestTimeout,
      certificates,
    })));
  }

  function signInOf(connection: Connection): SignIn {
    if (signIn) return signIn;
    const provider: SignInOptions['provider'] = mfaCode => async caller =>
      credentialsOf(connection, files, await networkOf(connection), mfaCode)(caller);
    const services = async (): Promise<SsoServices> => ssoServicesOf(connection, files, await networkOf(connection));
    const sso = login && { login, services };
    signIn = createSignIn({ ...options, profile, provider, sso });
    const device = sandbox ? undefined : mfaDeviceOf(profile, files);
    if (device === undefined) return signIn;
    const { prompts } = options;
    const ask: MfaOptions['session'] = async (keys, code) =>
      mfaSessionOf(connection, files, await networkOf(connection), keys, { device, code });
    return (signIn = mfa = createMfaSignIn(signIn, { profile, device, session: ask, prompts }));
  }

  async function makeClient(connection: Connection, service: Service): Promise<Client> {
    const { region } = connection;
    if (!isRegionId(region)) throw noRegion(connection);
    const endpoint = endpointOf(connection, files, service.endpointId);
    const { connectTimeout, certificates } = await networkOf(connection);
    const { credentials } = signInOf(connection);
    const settings = loaderName(settingsProfile(profile));
    const client = await createClient(service, {
      region,
      profile: settings,
      endpoint,
      variant: variantOf(connection, files),
      credentials,
      // How long the whole of a request may take is the caller's business.
      network: { connectTimeout, certificates },
    });
    return {
      ...client,
      service,
      endpoint,
      endpointOf: other => endpointOf(connection, files, other),
      profile: settings,
    };
  }

  function destroyAll(): void {
    for (const client of [...[...clients.values()].flatMap(those => [...those.values()]), ...outdated]) {
      client.then(
        ({ sdk }) => sdk.destroy(),
        () => undefined, // there was never a client
      );
    }
  }

  return {
    profile: sandbox ? undefined : profile,
    fingerprint: sandbox ? '' : fingerprintOf(profile, files),
    ended: ended.signal,
    closed: closed.signal,
    reads: createSharedReads(),
    clientOf(connection, service) {
      const those = clients.get(connection.key) ?? new Map<string, Promise<Client>>();
      clients.set(connection.key, those);
      const client = those.get(service.id) ?? makeClient(connection, service);
      those.set(service.id, client);
      return client;
    },
    renewAfter(error, connection, endpoint) {
      if (!needsRenewal(error, connection, endpoint)) return;
      outdated.push(...(clients.get(connection.key)?.values() ?? []));
      clients.delete(connection.key);
      network = undefined;
      options.outdate();
    },
    signInOf,
    mfaOf(connection) {
      signInOf(connection);
      return mfa;
    },
    get withoutMfa() {
      return mfa !== undefined && !mfa.isUsed;
    },
    get signIn() {
      return signIn;
    },
    keepOpenFor(change) {
      changes.add(change);
      const done = (): void => void changes.delete(change);
      change.then(done, done);
    },
    end() {
      ended.abort();
      void Promise.allSettled(changes).then(destroyAll);
    },
    close() {
      ended.abort();
      closed.abort();
      destroyAll();
    },
  };
}

/**
 * Whether clients are to be made anew. The user mends the files or signs in elsewhere, and then retries: files and
 * credentials have to be read again. The files may also be where an endpoint comes from at which nobody answers, and the
 * certificates that are trusted.
 */
function needsRenewal(
  { reason, code, host, signIn }: ApiError,
  { sandbox }: Connection,
  endpoint: string | undefined,
): boolean {
  if (reason === 'network') return (host !== undefined || endpoint !== undefined || isTlsCode(code)) && !sandbox;
  if (signIn) return false; // nothing has changed but by signing in
  return reason === 'config' || reason === 'credentials' || reason === 'expired';
}

function noRegion({ profile, region }: Connection): Error {
  return region === ''
    ? configError(l10n.t('No Region is chosen for profile "{0}".', profile), l10n.t('Choose a Region.'))
    : configError(
        l10n.t('"{0}" is not the name of a Region.', region),
        l10n.t('Choose another Region for profile "{0}".', profile),
      );
}
