// The entry of the bundle that holds the AWS SDK.
import * as sdk from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import { listProfiles, readConfigFiles } from '../aws/configFiles';
import type { ConfigFiles } from '../aws/configFiles';
import type { Connection } from '../aws/connection';
import { credentialsOf, identityOf } from '../aws/credentials';
import { configError, endpointOf } from '../aws/endpoint';
import { isRegionId } from '../aws/regions';
import { createClient } from './client';
import { isApiError } from './errors';
import { pagesOf } from './paging';
import { createScheduler } from './scheduler';
import { attemptsOf, fromSdk } from './sdkErrors';
import { createSharedReads } from './sharedReads';
import type { Api, Input, Operation, Output, Runtime, RuntimeOptions } from './types';

/** What lives from one reset to the next: file contents, clients, and the requests made with them. */
interface Session {
  readonly abort: AbortController;
  readonly clients: Map<string, Promise<sdk.AppStreamClient>>;
  files?: Promise<ConfigFiles>;
}

/** Makes the runtime. Nothing is read and nothing is requested before it is asked to. */
export function createRuntime(options: RuntimeOptions): Runtime {
  if (options.translations) l10n.config({ contents: options.translations });
  const scheduler = createScheduler(() => options.limits().concurrency);
  const shared = createSharedReads();
  let session: Session = { abort: new AbortController(), clients: new Map() };

  function reset(): void {
    const before = session;
    session = { abort: new AbortController(), clients: new Map() };
    before.abort.abort();
    for (const client of before.clients.values()) {
      client.then(
        made => made.destroy(),
        () => undefined,
      );
    }
  }

  /** One client per profile × Region × endpoint. One that could not be made is tried again at the next call. */
  function clientOf(connection: Connection): Promise<sdk.AppStreamClient> {
    const { clients } = session;
    const key = `${connection.key} ${connection.sandbox?.endpoint ?? ''}`;
    let client = clients.get(key);
    if (!client) {
      client = makeClient(connection);
      clients.set(key, client);
      client.catch(() => clients.delete(key));
    }
    return client;
  }

  async function makeClient(connection: Connection): Promise<sdk.AppStreamClient> {
    const { region, profile } = connection;
    if (!isRegionId(region))
      throw configError(l10n.t('"{0}", the Region chosen for profile "{1}", is no Region.', region, profile));
    const files = connection.sandbox ? {} : await filesOf(session);
    return createClient({
      region,
      endpoint: endpointOf(connection, files),
      credentials: credentialsOf(connection, files),
      limits: options.limits(),
    });
  }

  /** Both files, read once a session; read again at the next call if that failed. */
  function filesOf(current: Session): Promise<ConfigFiles> {
    if (!current.files) {
      current.files = readConfigFiles();
      current.files.catch(() => delete current.files);
    }
    return current.files;
  }

  async function send<O extends Operation>(
    connection: Connection,
    operation: O,
    input: Input<O>,
    signal: AbortSignal,
  ): Promise<Output<O>> {
    const started = performance.now();
    const log = (status: string, requestId: string | undefined, attempts: number | undefined): void =>
      options.log({
        operation,
        profile: connection.profile,
        region: connection.region,
        duration: performance.now() - started,
        status,
        ...(requestId !== undefined && { requestId }),
        ...(attempts !== undefined && { attempts }),
      });
    try {
      const client = await clientOf(connection);
      const identity = identityOf(await client.config.credentials());
      const output = await scheduler.run(
        `${identity} ${connection.region}`,
        () => client.send(commandOf(operation, input), { abortSignal: signal }),
        signal,
      );
      signal.throwIfAborted();
      log('ok', output.$metadata.requestId, output.$metadata.attempts);
      return output as unknown as Output<O>;
    } catch (thrown) {
      const error = fromSdk(signal.aborted ? abortError() : thrown, connection, operation, input as object);
      log(error.code, error.requestId, attemptsOf(thrown));
      throw error;
    }
  }

  return {
    profiles: listProfiles,
    open(connection): Api {
      async function call<O extends Operation>(
        operation: O,
        input: Input<O>,
        signal?: AbortSignal,
      ): Promise<Output<O>> {
        const together = AbortSignal.any([session.abort.signal, ...(signal ? [signal] : [])]);
        const start = (shared: AbortSignal): Promise<Output<O>> =>
          send(connection, operation, input, AbortSignal.any([shared, session.abort.signal]));
        try {
          if (!/^(Describe|List|Get)/.test(operation)) return await start(together);
          const key = `${connection.key} ${connection.sandbox?.endpoint ?? ''} ${operation} ${JSON.stringify(input)}`;
          return await shared.join(key, start, together);
        } catch (thrown) {
          // A caller that left before the answer came is told so, whatever becomes of the request.
          if (isApiError(thrown)) throw thrown;
          throw fromSdk(thrown, connection, operation, input as object);
        }
      }
      return { connection, call, pages: (operation, input, signal) => pagesOf(call, operation, input, signal) };
    },
    reset,
    dispose: reset,
  };
}

function abortError(): Error {
  return Object.assign(new Error('Aborted'), { name: 'AbortError' });
}

type Command = Parameters<sdk.AppStreamClient['send']>[0];

/** The SDK's command class is named after the operation. */
function commandOf(operation: Operation, input: unknown): Command {
  const make = (sdk as unknown as Record<string, new (input: unknown) => Command>)[`${operation}Command`];
  if (!make) throw new Error(`The AWS SDK has no operation ${operation}`);
  return new make(input);
}
