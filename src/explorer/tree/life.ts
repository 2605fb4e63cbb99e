// How long what is asked for a connection counts: while its Region stands in the tree, and its profile is who it was.
import { setMaxListeners } from 'node:events';

import * as l10n from '@vscode/l10n';

import { abortable, withEither } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { sandboxStopped } from '../../api/core/actor';
import { ApiError } from '../../api/core/errors';
import { pagesOf } from '../../api/core/paging';
import { isRead } from '../../api/core/readOnly';
import type { ActingApi, Api, OpenApi } from '../../api/types';
import type { Connection } from '../../aws/connection';

/** The lives of all connections that are shown. A life that is over aborts with the ApiError that says why. */
export interface Lives {
  /** The life that a connection has now; one that is over where it is not shown. */
  of(connection: Connection): AbortSignal;
  /** Sets which connections are shown. The lives of those that stay go on; the others are over. */
  keep(connections: readonly Connection[]): void;
  /** Ends the life of a connection. What is asked from now on belongs to the next one. */
  renew(connection: Connection, reason: ApiError): void;
}

/** Starts with no connection shown. */
export function createLives(): Lives {
  let lives: readonly { readonly connection: Connection; life: AbortController }[] = [];
  const begin = (): AbortController => {
    const life = new AbortController();
    setMaxListeners(0, life.signal); // all that is under way listens
    return life;
  };
  const find = (connection: Connection): (typeof lives)[number] | undefined =>
    lives.find(other => isSameConnection(other.connection, connection));
  return {
    of: connection => find(connection)?.life.signal ?? AbortSignal.abort(notShown(connection)),
    keep(connections) {
      const before = lives;
      lives = connections.map(connection => find(connection) ?? { connection, life: begin() });
      for (const { connection, life } of before) if (!find(connection)) life.abort(notShown(connection));
    },
    renew(connection, reason) {
      const known = find(connection);
      if (!known) return;
      known.life.abort(reason);
      known.life = begin();
    },
  };
}

/** Whether two stand for the same. A sandbox that was opened after another has stopped is not that one. */
export function isSameConnection(one: Connection, other: Connection): boolean {
  return (
    one.key === other.key &&
    one.sandbox?.endpoint === other.sandbox?.endpoint &&
    one.sandbox?.instance === other.sandbox?.instance
  );
}

/** What is said where something is asked for a connection that the view does not have any more. */
export function notShown({ profile, region, sandbox }: Connection): ApiError {
  // An account of the sandbox is there for as long as that runs.
  if (sandbox) return sandboxStopped('Connect');
  return new ApiError(l10n.t('The view no longer shows {0} of profile "{1}".', region, profile), {
    reason: 'cancelled',
    operation: 'Connect',
    code: 'NotShown',
    retryable: false,
    nextStep: l10n.t('Add it to the view again.'),
  });
}

/** Opens Apis that count as long as their connection's life. @throws the reason why it is over */
export function boundOpen(lives: Lives, open: OpenApi): OpenApi {
  return (async (connection: Connection, actor?: Actor): Promise<Api> => {
    const life = lives.of(connection);
    life.throwIfAborted();
    const api = await abortable(actor ? open(connection, actor) : open(connection), life);
    // It acts where it was opened with an actor.
    return boundTo(life, api as ActingApi);
  }) as OpenApi;
}

/**
 * An Api that asks nothing any more once a life is over. A read that is under way then is given up. A change that waits, as
 * for credentials, is not sent any more. One that has been sent goes on, since what became of it is worth knowing.
 */
export function boundTo(life: AbortSignal, api: ActingApi): ActingApi {
  const call: ActingApi['call'] = async (operation, input, signal) => {
    life.throwIfAborted();
    if (!isRead(operation)) return api.call(operation, input, signal, life);
    return withEither(life, signal, either => abortable(api.call(operation, input, either), life));
  };
  return {
    connection: api.connection,
    call,
    pages: (operation, input, signal) => pagesOf(operation, input, asked => call(operation, asked, signal)),
  };
}
