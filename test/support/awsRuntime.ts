import { createRuntime } from '../../src/api/runtime';
import type { Limits, LogEntry, Runtime, RuntimeOptions } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';

export interface RuntimeUnderTest {
  readonly runtime: Runtime;
  readonly logged: LogEntry[];
}

/** The real runtime with a log that is kept, and with timeouts that a test does not reach unless it wants to. */
export function runtimeUnderTest(
  limits: Partial<Limits> = {},
  options: Pick<RuntimeOptions, 'prompts' | 'changed'> = {},
): RuntimeUnderTest {
  const logged: LogEntry[] = [];
  const all = { connectTimeout: 20_000, requestTimeout: 20_000, concurrency: 4, ...limits };
  return { logged, runtime: createRuntime({ log: entry => void logged.push(entry), limits: () => all, ...options }) };
}

/** A connection to a test's server: it needs no AWS files. */
export function sandboxConnection(endpoint: string, accessKeyId = 'AKIDTEST', region = 'eu-west-1'): Connection {
  return { key: `sandbox:${accessKeyId}/${region}`, profile: accessKeyId, region, sandbox: { endpoint, accessKeyId } };
}
