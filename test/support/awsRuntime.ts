import type { Actor } from '../../src/api/core/actor';
import { actorOf } from '../../src/api/core/actor';
import type { Limits, LogEntry, RuntimeOptions } from '../../src/api/core/types';
import { createRuntime } from '../../src/api/runtime';
import type { Services } from '../../src/api/services';
import type { ActingApi, Runtime } from '../../src/api/types';
import { accountConnection, type Connection } from '../../src/aws/connection';

export interface RuntimeUnderTest {
  readonly runtime: Runtime;
  readonly logged: LogEntry[];
}

/** The real runtime with a recorded log, and with timeouts that a test reaches only on purpose. */
export function runtimeUnderTest(
  limits: Partial<Limits> = {},
  options: Pick<RuntimeOptions, 'prompts' | 'changed' | 'readOnly' | 'stopped'> = {},
  services?: Services,
): RuntimeUnderTest {
  const logged: LogEntry[] = [];
  const all = { connectTimeout: 20_000, requestTimeout: 20_000, concurrency: 4, ...limits };
  const log: RuntimeOptions['log'] = entry => void logged.push(entry);
  return { logged, runtime: createRuntime({ log, limits: () => all, ...options }, services) };
}

/** A connection to a test's server: it needs no AWS files. */
export function sandboxConnection(endpoint: string, accessKeyId = 'AKIDTEST', region = 'eu-west-1'): Connection {
  return accountConnection(accessKeyId, region, { endpoint, accessKeyId });
}

/** The current actor of a connection, as a form records it when it opens. */
export async function actorNow(runtime: Runtime, connection: Connection): Promise<Actor> {
  const fingerprint = await runtime.fingerprint(connection);
  return actorOf(connection, fingerprint, await runtime.identity(connection).catch(() => undefined));
}

/** The API of a test's server for changes, if the actor does not matter. */
export function actingIn(runtime: Runtime, sandbox: Connection): ActingApi {
  return runtime.open(sandbox, actorOf(sandbox, '', undefined));
}

/** The same actor without a known identity. */
export async function unnamedActor(runtime: Runtime, connection: Connection): Promise<Actor> {
  return actorOf(connection, await runtime.fingerprint(connection), undefined);
}
