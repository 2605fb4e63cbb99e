// Shared by tests of calls: servers, runtimes and Apis that are closed after each test.
import type { AwsEnvironment } from './awsEnvironment';
import { isolateAws } from './awsEnvironment';
import type { RuntimeUnderTest } from './awsRuntime';
import { actingIn, runtimeUnderTest, sandboxConnection } from './awsRuntime';
import type { Answer, Answering, AwsServer } from './awsServer';
import { startAwsServer } from './awsServer';

export const ok = (output: unknown = {}): Answer => ({ kind: 'ok', output });
export const throttled: Answer = { kind: 'error', type: 'ThrottlingException', message: 'Rate exceeded' };

/** The answers in order. The last one is repeated. */
export function inTurn(...answers: Answer[]): Answering {
  return () => (answers.length > 1 ? answers.shift() : answers[0]) as Answer;
}

/** Servers and runtimes for the tests of a suite, with their own AWS files. */
export function useCalls() {
  let aws: AwsEnvironment;
  const open: { close(): Promise<void> | void }[] = [];
  beforeEach(() => (aws = isolateAws()));
  afterEach(async () => {
    for (const thing of open.splice(0)) await thing.close();
    aws.restore();
  });

  async function serve(answer?: Answering): Promise<AwsServer> {
    const server = await startAwsServer(answer);
    open.push(server);
    return server;
  }
  function start(limits?: Parameters<typeof runtimeUnderTest>[0]): RuntimeUnderTest {
    const under = runtimeUnderTest(limits);
    open.push({ close: () => under.runtime.dispose() });
    return under;
  }
  async function sandbox(answer?: Answering, limits?: Parameters<typeof runtimeUnderTest>[0]) {
    const server = await serve(answer);
    const under = start(limits);
    return { server, ...under, api: actingIn(under.runtime, sandboxConnection(server.url)) };
  }
  return { files: () => aws, serve, start, sandbox };
}
