import type { AppStreamClient } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import { configError } from '../aws/configError';
import { noConfigFiles, readConfigFiles } from '../aws/configFiles';
import type { ConfigFiles } from '../aws/configFiles';
import { settingsProfile } from '../aws/connection';
import type { Connection } from '../aws/connection';
import { credentialsOf } from '../aws/credentials';
import { endpointOf } from '../aws/endpoint';
import { loaderName } from '../aws/iniText';
import { certificatesOf } from '../aws/network';
import { isRegionId } from '../aws/regions';
import { createClient } from './client';
import { createSharedReads } from './sharedReads';
import type { SharedReads } from './sharedReads';
import type { Limits } from './types';

/** A connection's client, and where it sends to if not to AWS's own endpoint. */
export interface Client {
  readonly sdk: AppStreamClient;
  readonly endpoint: string | undefined;
}

/** What lives from one reset to the next: file contents, clients, and the requests made with them. */
export interface Session {
  /** Aborts when the session ends: what has not been sent then never is, and no answer to a read counts any more. */
  readonly ended: AbortSignal;
  /** Aborts when even changes that have been sent are given up. */
  readonly closed: AbortSignal;
  readonly reads: SharedReads;
  /** One client per profile × Region × endpoint. @throws ApiError (config) */
  clientOf(connection: Connection): Promise<Client>;
  /** Makes a connection's client anew at its next call, from files that are read again. */
  renew(connection: Connection): void;
  /** Waits for a change that has been sent: its answer is worth knowing even after the session's end. */
  keepOpenFor(change: Promise<unknown>): void;
  /** Ends the session, and closes its sockets when the last change has been answered. */
  end(): void;
  /** Ends the session and closes its sockets at once. */
  close(): void;
}

export function createSession(limits: () => Limits): Session {
  const ended = new AbortController();
  const closed = new AbortController();
  const clients = new Map<string, Promise<Client>>();
  const outdated: Promise<Client>[] = [];
  const changes = new Set<Promise<unknown>>();
  let files: Promise<ConfigFiles> | undefined;

  async function makeClient(connection: Connection): Promise<Client> {
    const { region, profile, sandbox } = connection;
    if (!isRegionId(region)) throw noRegion(connection);
    const known = sandbox ? noConfigFiles : await (files ??= readConfigFiles());
    const endpoint = endpointOf(connection, known);
    const { connectTimeout, requestTimeout } = limits();
    const network = { connectTimeout, certificates: await certificatesOf(connection, known) };
    const credentials = credentialsOf(connection, known, { ...network, requestTimeout });
    const settings = loaderName(settingsProfile(profile));
    return { endpoint, sdk: createClient({ region, profile: settings, endpoint, credentials, network }) };
  }

  function destroyAll(): void {
    for (const client of [...clients.values(), ...outdated]) {
      client.then(
        ({ sdk }) => sdk.destroy(),
        () => undefined, // there was never a client
      );
    }
  }

  function renew(connection: Connection): void {
    const client = clients.get(keyOf(connection));
    if (client) outdated.push(client);
    clients.delete(keyOf(connection));
    files = undefined;
  }

  return {
    ended: ended.signal,
    closed: closed.signal,
    reads: createSharedReads(),
    clientOf(connection) {
      const key = keyOf(connection);
      const known = clients.get(key);
      if (known) return known;
      const client = makeClient(connection);
      clients.set(key, client);
      return client;
    },
    renew,
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

/** What tells one client, and the reads that may be shared, from others. */
export function keyOf({ key, sandbox }: Connection): string {
  return `${key} ${sandbox?.endpoint ?? ''} ${sandbox?.accessKeyId ?? ''}`;
}

function noRegion({ profile, region }: Connection): Error {
  return region === ''
    ? configError(l10n.t('No Region is chosen for profile "{0}".', profile), l10n.t('Choose a Region.'))
    : configError(
        l10n.t('"{0}" is not the name of a Region.', region),
        l10n.t('Choose another Region for profile "{0}".', profile),
      );
}
