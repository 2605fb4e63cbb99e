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
import { fingerprintOf, mfaDeviceOf, offersSignIn, ssoLoginOf } from '../../aws/sources';
import type { SsoServices } from '../../aws/ssoLogin';
import type { ServiceClient } from './client';
import { createClient } from './client';
import type { ApiError } from './errors';
import { isTlsCode } from './reasons';
import type { Service } from './service';
import type { SharedReads } from './sharedReads';
import { createSharedReads } from './sharedReads';
import type { Limits } from './types';

/** A connection's client for a service. */
export interface Client extends ServiceClient {
  readonly service: Service;
  /** Where it sends requests, if not to AWS's own endpoint. */
  readonly endpoint: string | undefined;
  /** The same for the services that identify credentials. @throws ApiError (config) */
  readonly endpointOf: (service: 'sts' | 'iam') => string | undefined;
  /** The profile's name for the SDK's loader (`loaderName`). */
  readonly profile: string;
}

/** The credentials that a request would be signed with, and where they come from. */
export interface Signing {
  readonly session: ProfileSession;
  readonly connection: Connection;
  readonly client: Client;
  readonly credentials: AwsCredentialIdentity;
}

/**
 * A profile's credentials, its clients and the requests made with them. When the files change what they say about the profile,
 * the session ends and a new one begins.
 */
export interface ProfileSession {
  /** The profile's name; undefined for the sandbox. */
  readonly profile: string | undefined;
  /** A hash of everything that the files say about the profile. */
  readonly fingerprint: string;
  /** Aborts when the session ends. Then nothing more is sent, and responses to reads are dropped. */
  readonly ended: AbortSignal;
  /** Aborts when the session is closed, which gives up even changes that have been sent. */
  readonly closed: AbortSignal;
  readonly reads: SharedReads;
  /** One client per service, Region and endpoint. @throws ApiError (config) */
  clientOf(connection: Connection, service: Service): Promise<Client>;
  /**
   * If an error may come from the AWS files, has the files read again and the connection's clients created again for the next
   * call.
   * @param endpoint where the request went, if not to AWS's own endpoint
   */
  renewAfter(error: ApiError, connection: Connection, endpoint: string | undefined): void;
  /** The profile's credentials. @throws ApiError (config) */
  signInOf(connection: Connection): SignIn;
  /** The sign-in with the MFA device that the profile names beside its keys, if any. @throws ApiError (config) */
  mfaOf(connection: Connection): MfaSignIn | undefined;
  /** Whether signing in can give the profile credentials. */
  readonly offersSignIn: boolean;
  /** Whether the keys are used without the MFA device that the profile names. */
  readonly withoutMfa: boolean;
  /** The profile's credentials, if they have been used. */
  readonly signIn: SignIn | undefined;
  /** Keeps the sockets open for a change until its response arrives, even after the session's end. */
  keepOpenFor(change: Promise<unknown>): void;
  /** Ends the session. Its sockets are closed when all changes have been answered. */
  end(): void;
  /** Ends the session and closes its sockets immediately. */
  close(): void;
}

export interface ProfileSessionOptions extends Pick<SignInOptions, 'once' | 'signedIn' | 'changedAccount'> {
  readonly limits: () => Limits;
  /** Has the files read again before the next session is used. */
  readonly outdate: () => void;
  readonly prompts: Prompts | undefined;
}

/** Creates the session of a connection's profile or sandbox. @param files the current contents of the AWS files */
export function createProfileSession(
  { profile, sandbox }: Connection,
  files: ConfigFiles,
  options: ProfileSessionOptions,
): ProfileSession {
  const ended = new AbortController();
  const closed = new AbortController();
  setMaxListeners(0, ended.signal, closed.signal); // each request adds a listener
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
      // Without a request timeout: the caller limits the time of the whole request.
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
        () => undefined, // the client was never created
      );
    }
  }

  return {
    profile: sandbox ? undefined : profile,
    fingerprint: sandbox ? '' : fingerprintOf(profile, files),
    ended: ended.signal,
    closed: closed.signal,
    reads: createSharedReads(ended.signal),
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
    offersSignIn: !sandbox && offersSignIn(profile, files),
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
 * Whether clients have to be created again after an error. The user may correct the files or sign in elsewhere and then retry,
 * so files and credentials have to be read again. The files may also have set an unreachable endpoint or the trusted
 * certificates.
 */
function needsRenewal(
  { reason, code, host, signIn }: ApiError,
  { sandbox }: Connection,
  endpoint: string | undefined,
): boolean {
  if (reason === 'network') return (host !== undefined || endpoint !== undefined || isTlsCode(code)) && !sandbox;
  if (signIn) return false; // only signing in helps
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
