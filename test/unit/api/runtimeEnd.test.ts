// A runtime that was disposed of: whoever waits is refused, whoever asks later too, and nothing is sent any more.
import * as assert from 'node:assert/strict';

import type { Actor } from '../../../src/api/core/actor';
import type { Runtime } from '../../../src/api/types';
import type { Connection } from '../../../src/aws/connection';
import { profileConnection } from '../../../src/aws/connection';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { runtimeUnderTest, sandboxConnection, unnamedActor } from '../../support/awsRuntime';
import type { AwsServer } from '../../support/awsServer';
import { startAwsServer } from '../../support/awsServer';
import { failure } from '../../support/failure';

const own = profileConnection('own', 'eu-west-1');

let actor: Actor;

const asked: Record<string, (runtime: Runtime, connection: Connection) => Promise<unknown>> = {
  'a read': (runtime, connection) => runtime.open(connection).call('DescribeFleets', {}),
  'a list': async (runtime, connection) => {
    for await (const page of runtime.open(connection).pages('DescribeFleets', {})) void page;
  },
  'a change': async (runtime, connection) => runtime.open(connection, actor).call('StartFleet', { Name: 'dev' }),
  'who it is': (runtime, connection) => runtime.identity(connection),
  'a fingerprint': (runtime, connection) => runtime.fingerprint(connection),
  'a signed request': (runtime, connection) => runtime.presign(connection, actor, 'DescribeFleets', {}, 60),
  'signing in': (runtime, connection) => runtime.signIn(connection),
  'whether it offers a sign-in': (runtime, connection) => runtime.offersSignIn(connection),
  'whether it offers MFA': (runtime, connection) => runtime.offersMfa(connection),
  'the profiles': runtime => runtime.profiles(),
};

describe('A disposed runtime', () => {
  let aws: AwsEnvironment;
  let server: AwsServer;
  let release: () => void;
  beforeEach(async () => {
    aws = isolateAws();
    const held = new Promise<void>(resolve => (release = resolve));
    server = await startAwsServer(async () => {
      await held;
      return { kind: 'ok', output: { Fleets: [], NextToken: 'more' } };
    });
    aws.write({
      config: `[profile own]\nendpoint_url = ${server.url}`,
      credentials: '[own]\naws_access_key_id = KEY\naws_secret_access_key = secret',
    });
    const { runtime } = runtimeUnderTest();
    actor = await unnamedActor(runtime, own);
    runtime.dispose();
  });
  afterEach(async () => {
    release();
    await server.close();
    aws.restore();
  });

  const moments: { when: string; waits: (asking: Promise<unknown>) => unknown; refused: boolean }[] = [
    { when: 'while the AWS files are read', waits: () => undefined, refused: true },
    // What asks nobody has its answer by then.
    { when: 'after it was sent', waits: asking => Promise.race([asking, server.arrived(1)]), refused: false },
  ];
  for (const [what, ask] of Object.entries(asked)) {
    for (const { when, waits, refused } of moments) {
      it(`sends nothing later: ${what}, ${when}`, async () => {
        const { runtime } = runtimeUnderTest();
        const asking = ask(runtime, own).catch((error: unknown) => error);
        await waits(asking);
        runtime.dispose();
        const before = server.received.length;
        release();
        const outcome = (await asking) as { readonly reason?: string } | undefined;
        if (refused) assert.equal(outcome?.reason, 'cancelled');
        await new Promise(resolve => setTimeout(resolve, 20));
        // Both of those that tell who it is are on the wire at once.
        assert.ok(server.received.length <= (before && Math.max(before, 2)), `${server.received.length}`);
      });
    }

    it(`refuses ${what}, of a sandbox too, and reads no file`, async () => {
      const { runtime } = runtimeUnderTest();
      await runtime.profiles();
      runtime.dispose();
      for (const connection of [own, sandboxConnection(server.url)]) {
        assert.equal((await failure(ask(runtime, connection))).reason, 'cancelled');
      }
      runtime.watch();
      assert.equal(server.received.length, 0);
    });
  }
});
