// How long a connection's requests count: while the tree shows its Region and its profile doesn't change.
import { setMaxListeners } from 'node:events';

import * as l10n from '@vscode/l10n';

import { abortable, withAny } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { sandboxStopped } from '../../api/core/actor';
import { ApiError } from '../../api/core/errors';
import { pagesOf } from '../../api/core/paging';
import { isRead } from '../../api/core/readOnly';
import type { ActingApi, Api, OpenApi } from '../../api/types';
import type { Connection } from '../../aws/connection';
import { isSameConnection } from '../../aws/connection';

/** The lives of all connections that are shown. A life ends by aborting with the ApiError that says why. */
export interface Lives {
  /** The present life of a connection. If it is not shown, a life that has ended. */
  signalOf(connection: Connection): AbortSignal;
  /** Sets which connections are shown. The lives of the others end. */
  keep(connections: readonly Connection[]): void;
  /** Ends the life of a connection. Later requests belong to a new life. */
  renew(connection: Connection, reason: ApiError): void;
}

/** Starts with no connection shown. */
export function createLives(): Lives {
  let lives: readonly { readonly connection: Connection; life: AbortController }[] = [];
  const begin = (): AbortController => {
    const life = new AbortController();
    setMaxListeners(0, life.signal); // every request listens
    return life;
  };
  const find = (connection: Connection): (typeof lives)[number] | undefined =>
    lives.find(other => isSameConnection(other.connection, connection));
  return {
    signalOf: connection => find(connection)?.life.signal ?? AbortSignal.abort(notShown(connection)),
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

/** The error for a request to a connection that the view no longer has. */
export function notShown({ profile, region, sandbox }: Connection): ApiError {
  // A sandbox account lives as long as its sandbox.
  if (sandbox) return sandboxStopped('Connect');
  return new ApiError(l10n.t('The view no longer shows {0} of profile "{1}".', region, profile), {
    reason: 'cancelled',
    operation: 'Connect',
    code: 'NotShown',
    retryable: false,
    nextStep: l10n.t('Add the Region to the view again.'),
  });
}

/** Opens Apis that end with their connection's life. @throws the reason if it has ended */
export function boundOpen(lives: Lives, open: OpenApi): OpenApi {
  return (async (connection: Connection, actor?: Actor): Promise<Api> => {
    const life = lives.signalOf(connection);
    life.throwIfAborted();
    const api = await abortable(actor ? open(connection, actor) : open(connection), life);
    // It can act if it was opened with an actor.
    return boundTo(life, api as ActingApi);
  }) as OpenApi;
}

/**
 * An Api that sends nothing after a life has ended. Reads under way are cancelled. A change that waits, for example
 * for credentials, is not sent. A change that was sent continues, because its outcome matters.
 */
export function boundTo(life: AbortSignal, api: ActingApi): ActingApi {
  const call: ActingApi['call'] = async (operation, input, signal, unsent, follower) => {
    life.throwIfAborted();
    if (!isRead(operation)) {
      return withAny([life, unsent], either => api.call(operation, input, signal, either, follower));
    }
    return withAny([life, signal], either => abortable(api.call(operation, input, either), life));
  };
  return {
    connection: api.connection,
    call,
    pages: (operation, input, signal) => pagesOf(operation, input, asked => call(operation, asked, signal)),
  };
}
