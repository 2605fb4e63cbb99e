// The entry of the bundle that holds the AWS SDK.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../aws/connection';
import { profilesOf } from '../aws/profiles';
import { signOutOfSso } from '../aws/ssoLogin';
import type { Watcher } from '../aws/watch';
import { watchAwsFiles } from '../aws/watch';
import type { ActingApi, Input, Operation, Output, Runtime, RuntimeOptions, SignedRequest } from './appstream/types';
import { abortable, withEither } from './core/abortable';
import type { Actor } from './core/actor';
import { sandboxStopped } from './core/actor';
import type { Signing } from './core/compare';
import { refuseOthers } from './core/compare';
import { isApiError } from './core/errors';
import { identityOf } from './core/identities';
import { pagesOf } from './core/paging';
import { presign } from './core/presign';
import { isRead, readOnlyError } from './core/readOnly';
import type { Request } from './core/request';
import { createSend } from './core/request';
import { createScheduler } from './core/scheduler';
import { fromSdk } from './core/sdkErrors';
import type { Session } from './core/session';
import { createSessions } from './core/sessions';

/** Makes the runtime. Nothing is read and nothing is requested before it is asked to. */
export function createRuntime(options: RuntimeOptions): Runtime {
  if (options.translations) l10n.config({ contents: options.translations });
  const sessions = createSessions(options);
  let watcher: Watcher | undefined;
  let disposed = false;
  const scheduler = createScheduler(() => options.limits().concurrency);
  const send = createSend(options, scheduler);

  /** Identical reads that are under way are one request, which lives as long as somebody waits for it. */
  function read<O extends Operation>(request: Request<O>): Promise<Output<O>> {
    const { reads } = request.session;
    // Who is to go first must not join a request that lets others go first.
    const key = `${request.purpose} ${request.connection.key} ${request.operation} ${JSON.stringify(request.input)}`;
    const start = (left: AbortSignal): Promise<Output<O>> =>
      withEither(request.session.ended, left, ended => send({ ...request, waiting: ended, sent: ended }));
    return reads.join(key, start, request.waiting);
  }

  /** A change goes out once for each call. Reads that began before it was done tell nothing about what comes after. */
  async function change<O extends Operation>(request: Request<O>): Promise<Output<O>> {
    const answer = send(request);
    request.session.keepOpenFor(answer);
    try {
      return await answer;
    } finally {
      request.session.reads.separate();
    }
  }

  async function perform<O extends Operation>(request: Request<O>): Promise<Output<O>> {
    const { connection, operation, input, actor, waiting } = request;
    try {
      if (!isRead(operation)) return await change(request);
      if (actor) await compared(actor, request);
      return await read({ ...request, actor: undefined });
    } catch (thrown) {
      if (isApiError(thrown)) throw thrown;
      // A caller that left a shared read: nothing became of the request that the log should know.
      const { requestTimeout, connectTimeout } = options.limits();
      const attempted = { connection, operation, input: input as object, requestTimeout, connectTimeout };
      throw fromSdk(thrown, { ...attempted, signingIn: false, cancelled: waiting.aborted });
    }
  }

  function open(
    connection: Connection,
    actor?: Actor,
    purpose: Request<Operation>['purpose'] = actor ? 'acting' : 'read',
  ): ActingApi {
    async function call<O extends Operation>(
      operation: O,
      input: Input<O>,
      signal?: AbortSignal,
      unsent?: AbortSignal,
    ): Promise<Output<O>> {
      refuseSending(connection, operation);
      // By its types nobody gets here: a change is always made as somebody.
      if (!actor && !isRead(operation)) throw new Error(`${operation} is called without who is to act`);
      const found = sessions.of(connection);
      const current = found instanceof Promise ? await found : found;
      const request = { session: current, connection, operation, input, actor, purpose };
      return withEither(current.closed, signal, sent =>
        withEither(current.ended, signal, wanted =>
          withEither(wanted, unsent, waiting => perform({ ...request, waiting, sent })),
        ),
      );
    }
    return { connection, call, pages: (operation, input, signal) => pagesOf(call, operation, input, signal) };
  }

  /** What is read for a change has to be that actor's, too. Without credentials the read itself says what is wrong. */
  async function compared<O extends Operation>(actor: Actor, request: Request<O>): Promise<void> {
    const { session, connection, operation, waiting } = request;
    const signing = await signingOf(session, connection, waiting).catch(() => undefined);
    if (signing) await refuseOthers(actor, signing, operation, options, waiting);
  }

  async function signingOf(session: Session, connection: Connection, signal: AbortSignal): Promise<Signing> {
    const client = await abortable(session.clientOf(connection), signal);
    return { session, connection, client, credentials: await abortable(client.sdk.config.credentials(), signal) };
  }

  /**
   * The last gate, whatever comes past the others: nothing is sent to a sandbox that has stopped, and no change for a
   * connection that is marked read-only.
   */
  function refuseSending(connection: Connection, operation: Operation): void {
    const refusal = options.stopped?.(connection)
      ? sandboxStopped(operation)
      : !isRead(operation) && options.readOnly?.(connection)
        ? readOnlyError(connection, operation)
        : undefined;
    if (!refusal) return;
    const { profile, region } = connection;
    options.log({ operation, profile, region, duration: 0, status: refusal.code });
    throw refusal;
  }

  /** What goes wrong on the way to credentials, as an ApiError. */
  async function signingIn<T>(
    connection: Connection,
    task: (session: Session) => Promise<T>,
    operation = 'Sign in',
    input: object = {},
  ): Promise<T> {
    const current = await sessions.of(connection);
    try {
      return await abortable(task(current), current.ended);
    } catch (thrown) {
      if (isApiError(thrown)) throw thrown;
      const { requestTimeout, connectTimeout } = options.limits();
      const attempted = { connection, operation, input, requestTimeout, connectTimeout };
      throw fromSdk(thrown, { ...attempted, signingIn: true, cancelled: current.ended.aborted });
    }
  }

  return {
    profiles: async () => profilesOf(await sessions.reload()),
    open,
    background: connection => open(connection, undefined, 'background'),
    async identity(connection) {
      if (options.stopped?.(connection)) throw sandboxStopped('GetCallerIdentity');
      return identityOf(await sessions.of(connection), connection, options);
    },
    async endpoint(connection) {
      const session = await sessions.of(connection);
      return (await session.clientOf(connection)).endpoint;
    },
    fingerprint: async connection => (await sessions.of(connection)).fingerprint,
    async presign(connection, actor, operation, input, seconds) {
      refuseSending(connection, operation);
      const sign = async (session: Session): Promise<SignedRequest> => {
        const signing = await signingOf(session, connection, session.ended);
        await refuseOthers(actor, signing, operation, options, session.ended);
        return presign(signing.client, signing.credentials, operation, input, seconds);
      };
      return signingIn(connection, sign, operation, input as object);
    },
    async signIn(connection) {
      await sessions.reload();
      await signingIn(connection, async session => session.signInOf(connection).again());
    },
    offersMfa: async connection => (await sessions.of(connection)).mfaOf(connection) !== undefined,
    async signInWithMfa(connection) {
      await sessions.reload();
      await signingIn(connection, async session => session.mfaOf(connection)?.withMfa());
    },
    async signOut(connection) {
      await sessions.reload();
      return signingIn(connection, session => signOut(session, connection));
    },
    watch() {
      if (!disposed) watcher ??= watchAwsFiles(() => void sessions.reload().catch(() => undefined));
    },
    reload: async () => void (await sessions.reload()),
    reset: () => sessions.take().forEach(session => session.end()),
    dispose() {
      disposed = true;
      watcher?.close();
      sessions.takeLast().forEach(session => session.close());
    },
  };

  async function signOut(session: Session, connection: Connection): Promise<boolean> {
    const signIn = session.signInOf(connection);
    const { sso } = signIn;
    if (!sso) return signIn.leave();
    const wasThere = await signOutOfSso(sso.login, await sso.services());
    signIn.leave();
    await sessions.reload();
    return wasThere;
  }
}
