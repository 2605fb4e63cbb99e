// The entry point of everything that uses the AWS SDK.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../aws/connection';
import { profilesOf } from '../aws/profiles';
import { signOutOfSso } from '../aws/ssoLogin';
import type { Watcher } from '../aws/watch';
import { watchAwsFiles } from '../aws/watch';
import { appstream } from './appstream/service';
import { abortable, withAny } from './core/abortable';
import type { Actor } from './core/actor';
import { sandboxStopped } from './core/actor';
import { refuseOthers } from './core/compare';
import { isApiError } from './core/errors';
import { createIdentities } from './core/identities';
import { pagesOf } from './core/paging';
import { presign } from './core/presign';
import type { ProfileSession, Signing } from './core/profileSession';
import { createSessions } from './core/profileSessions';
import { isRead, readOnlyError } from './core/readOnly';
import type { Request } from './core/request';
import { createSend } from './core/request';
import { createScheduler } from './core/scheduler';
import { fromSdk } from './core/sdkErrors';
import type { Service } from './core/service';
import type { Follower, RuntimeOptions, SignedRequest } from './core/types';
import { warmUp } from './core/warmUp';
import { findOperation } from './serviceNames';
import type { Services } from './services';
import { services as allServices } from './services';
import type { ActingApi, Runtime } from './types';

/**
 * Creates the runtime. It reads no files and sends no requests until it is used.
 * @param services the services that can be called, by id
 */
export function createRuntime(options: RuntimeOptions, services: Services = allServices): Runtime {
  const sessions = createSessions(options);
  let watcher: Watcher | undefined;
  let disposed = false;
  const scheduler = createScheduler(() => options.limits().concurrency);
  const identities = createIdentities(options);
  const send = createSend(options, scheduler, identities);

  /** Identical reads at the same time share a request, which is aborted when no caller waits for it anymore. */
  function read(request: Request): Promise<object> {
    const { session, connection, service, operation, input, purpose, waiting } = request;
    // A read must not join a less urgent one, which may have to wait longer.
    const key = `${purpose} ${connection.key} ${service.id}:${operation} ${JSON.stringify(input)}`;
    const start = (ended: AbortSignal): Promise<object> => send({ ...request, waiting: ended, sent: ended });
    return session.reads.join(key, start, waiting);
  }

  /** Sends a change. Later reads don't join reads that began before, since those may show the old state. */
  async function change(request: Request): Promise<object> {
    const answer = send(request);
    request.session.keepOpenFor(answer);
    try {
      return await answer;
    } finally {
      request.session.reads.separate();
    }
  }

  async function perform(request: Request): Promise<object> {
    const { operation, actor, waiting } = request;
    try {
      if (!isRead(operation)) return await change(request);
      if (actor) await compared(actor, request);
      return await read({ ...request, actor: undefined });
    } catch (thrown) {
      if (isApiError(thrown)) throw thrown;
      // The caller stopped waiting for a shared read, which isn't a result to log.
      throw fromSdk(thrown, { ...request, ...options.limits(), signingIn: false, cancelled: waiting.aborted });
    }
  }

  function open(
    connection: Connection,
    actor?: Actor,
    purpose: Request['purpose'] = actor ? 'acting' : 'read',
  ): ActingApi {
    async function call(
      name: string,
      input: object,
      signal?: AbortSignal,
      unsent?: AbortSignal,
      follower?: Follower,
    ): Promise<object> {
      const { service, operation } = findOperation(services, name);
      refuseSending(connection, service, operation);
      // The types prevent this: a change always has an actor.
      if (!actor && !isRead(operation)) throw new Error(`${operation} is called without an actor`);
      const found = sessions.sessionOf(connection);
      const current = found instanceof Promise ? await found : found;
      const request = { session: current, connection, service, operation, input, actor, purpose };
      return withAny([current.ended, signal, unsent], waiting =>
        isRead(operation)
          ? perform({ ...request, waiting, sent: waiting })
          : withAny([current.closed, signal], sent => perform({ ...request, waiting, sent, follower })),
      );
    }
    const pages = (name: string, input: object, signal?: AbortSignal): AsyncGenerator<object, void, undefined> =>
      pagesOf(name, input, asked => call(name, asked, signal));
    // From here on, the types know what an operation takes and returns.
    return { connection, call: call, pages: pages };
  }

  /** Compares the actor before a read for a change. Without credentials, the read itself fails and says why. */
  async function compared(actor: Actor, request: Request): Promise<void> {
    const { session, connection, service, operation, waiting } = request;
    const signing = await signingOf(session, connection, service, waiting).catch(() => undefined);
    if (signing) await refuseOthers(actor, signing, operation, identities, waiting);
  }

  async function signingOf(
    session: ProfileSession,
    connection: Connection,
    service: Service,
    signal: AbortSignal,
  ): Promise<Signing> {
    const client = await abortable(session.clientOf(connection, service), signal);
    return { session, connection, client, credentials: await abortable(client.sdk.config.credentials(), signal) };
  }

  /**
   * The last check before sending: throws for a sandbox that has stopped, and for a change with a profile that is marked
   * read-only.
   */
  function refuseSending(connection: Connection, service: Service, operation: string): void {
    const refusal = options.stopped?.(connection)
      ? sandboxStopped(operation)
      : !isRead(operation) && options.readOnly?.(connection)
        ? readOnlyError(connection, operation)
        : undefined;
    if (!refusal) return;
    const { profile, region } = connection;
    options.log({ service: service.id, operation, profile, region, duration: 0, status: refusal.code });
    throw refusal;
  }

  /** Runs a task that needs credentials, and turns its errors into ApiErrors. */
  async function signingIn<T>(
    connection: Connection,
    task: (session: ProfileSession) => Promise<T>,
    attempted: Pick<Request, 'service' | 'operation' | 'input'> = {
      service: appstream,
      operation: l10n.t('Sign in'),
      input: {},
    },
  ): Promise<T> {
    const current = await sessions.sessionOf(connection);
    try {
      return await abortable(task(current), current.ended);
    } catch (thrown) {
      if (isApiError(thrown)) throw thrown;
      const { aborted } = current.ended;
      throw fromSdk(thrown, { connection, ...attempted, ...options.limits(), signingIn: true, cancelled: aborted });
    }
  }

  return {
    profiles: async () => profilesOf(await sessions.reload()),
    open,
    background: connection => open(connection, undefined, 'background'),
    async identity(connection) {
      if (options.stopped?.(connection)) throw sandboxStopped('GetCallerIdentity');
      return identities.identityOf(await sessions.sessionOf(connection), connection, appstream);
    },
    async endpoint(connection) {
      const session = await sessions.sessionOf(connection);
      return (await session.clientOf(connection, appstream)).endpoint;
    },
    fingerprint: async connection => (await sessions.sessionOf(connection)).fingerprint,
    async presign(connection, actor, name, input, seconds) {
      const { service, operation } = findOperation(services, name);
      refuseSending(connection, service, operation);
      const sign = async (session: ProfileSession): Promise<SignedRequest> => {
        const signing = await signingOf(session, connection, service, session.ended);
        await refuseOthers(actor, signing, operation, identities, session.ended);
        return presign(signing.client, signing.credentials, operation, input, seconds);
      };
      return signingIn(connection, sign, { service, operation, input: input });
    },
    async signIn(connection) {
      await sessions.reload();
      await signingIn(connection, async session => session.signInOf(connection).again());
    },
    offersSignIn: async connection => (await sessions.sessionOf(connection)).offersSignIn,
    offersMfa: async connection => (await sessions.sessionOf(connection)).mfaOf(connection) !== undefined,
    async signInWithMfa(connection) {
      await sessions.reload();
      await signingIn(connection, async session => session.mfaOf(connection)?.withMfa());
    },
    async signOut(connection) {
      await sessions.reload();
      return signingIn(connection, session => signOut(session, connection));
    },
    async preload(service) {
      const found = services[service];
      if (found) await warmUp(found).catch(() => undefined); // if it fails, so does the first request, which says why
    },
    watch() {
      if (!disposed) watcher ??= watchAwsFiles(() => void sessions.reload().catch(() => undefined));
    },
    reload: async () => void (await sessions.reload()),
    reset() {
      identities.clear();
      sessions.take().forEach(session => session.end());
    },
    dispose() {
      disposed = true;
      watcher?.close();
      identities.clear();
      sessions.takeLast().forEach(session => session.close());
    },
  };

  async function signOut(session: ProfileSession, connection: Connection): Promise<boolean> {
    const signIn = session.signInOf(connection);
    const { sso } = signIn;
    if (!sso) return signIn.leave();
    const wasThere = await signOutOfSso(sso.login, await sso.services());
    signIn.leave();
    await sessions.reload();
    return wasThere;
  }
}
