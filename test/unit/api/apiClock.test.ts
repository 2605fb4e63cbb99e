// A wrong clock: AWS refuses signatures that are five minutes off.
import * as assert from 'node:assert/strict';

import { isApiError } from '../../../src/api/core/errors';
import { actingIn, runtimeUnderTest, sandboxConnection, unnamedActor } from '../../support/awsRuntime';
import type { Answer, AwsServer, Received } from '../../support/awsServer';
import { startAwsServer } from '../../support/awsServer';

const minute = 60_000;

/** Of `20260131T120000Z`. */
function timeOf(stamp: string): number {
  const [, year, month, day, hours, minutes, seconds] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}

/** When a request says that it was signed. */
function signedAt({ headers }: Received): number {
  return timeOf(String(headers['x-amz-date']));
}

const expired: Answer = {
  kind: 'error',
  type: 'InvalidSignatureException',
  message: 'Signature expired: 20200101T000000Z is now earlier than 20260101T000000Z',
};

/** An AWS whose clock is so far ahead of this computer's, in milliseconds. */
function startAwsAhead(by: number, obstinate = false): Promise<AwsServer> {
  const clock = (): number => Date.now() + by;
  return startAwsServer(
    request =>
      obstinate || Math.abs(signedAt(request) - clock()) > 5 * minute
        ? expired
        : { kind: 'ok', output: { Fleets: [] } },
    clock,
  );
}

describe("a clock that differs from AWS's clock", () => {
  for (const by of [17 * minute, -17 * minute]) {
    it(`by ${by / minute} minutes: signs the request again for AWS's time, and later requests at once`, async () => {
      const server = await startAwsAhead(by);
      const { runtime, logged } = runtimeUnderTest();
      const api = actingIn(runtime, sandboxConnection(server.url));
      try {
        await api.call('DescribeFleets', {});
        await api.call('StartFleet', { Name: 'dev' });
        assert.deepEqual(
          logged.map(({ operation, status, attempts }) => [operation, status, attempts]),
          [
            ['DescribeFleets', 'ok', 2],
            ['StartFleet', 'ok', 1],
          ],
        );
      } finally {
        runtime.dispose();
        await server.close();
      }
    });
  }

  it("signs a presigned request for AWS's time too, once AWS has answered", async () => {
    const server = await startAwsAhead(17 * minute);
    const { runtime } = runtimeUnderTest();
    const connection = sandboxConnection(server.url);
    try {
      await runtime.open(connection).call('DescribeFleets', {});
      const { url, expires } = await runtime.presign(
        connection,
        await unnamedActor(runtime, connection),
        'DescribeFleets',
        {},
        300,
      );
      const signed = timeOf(new URL(url).searchParams.get('X-Amz-Date') ?? '');
      assert.ok(Math.abs(signed - (Date.now() + 17 * minute)) < 5 * minute);
      assert.ok(Math.abs(expires.getTime() - (Date.now() + 5 * minute)) < minute, 'what people see is their own time');
    } finally {
      runtime.dispose();
      await server.close();
    }
  });

  const refused: { by: number; says: string }[] = [
    { by: 17 * minute, says: "This computer's clock is 17 minutes behind the clock of AWS. Correct it, then retry." },
    {
      by: -17 * minute,
      says: "This computer's clock is 17 minutes ahead of the clock of AWS. Correct it, then retry.",
    },
    { by: 5 * 60 * minute, says: "This computer's clock is 5 hours behind the clock of AWS. Correct it, then retry." },
    {
      by: -3 * 24 * 60 * minute,
      says: "This computer's clock is 3 days ahead of the clock of AWS. Correct it, then retry.",
    },
    { by: 0, says: "Correct this computer's clock. It differs from the clock of AWS." },
  ];
  for (const { by, says } of refused) {
    it(`by ${by / minute} minutes, with the corrected request refused too: says "${says}"`, async () => {
      const server = await startAwsAhead(by, true);
      const { runtime } = runtimeUnderTest();
      try {
        await assert.rejects(
          runtime.open(sandboxConnection(server.url)).call('DescribeFleets', {}),
          (error: unknown) => isApiError(error) && error.reason === 'credentials' && error.nextStep === says,
        );
      } finally {
        runtime.dispose();
        await server.close();
      }
    });
  }
});
