// The same calls through different clients and protocols have the same results.
import * as assert from 'node:assert/strict';

import { cborWire } from '../../src/simulator/protocol/cbor';
import type { Simulator } from '../../src/simulator/simulator';
import { startSimulator } from '../../src/simulator/simulator';
import type { Client, Outcome } from './clients/client';
import { clientKinds } from './clients/client';
import { fleetInput } from './simulatorFixture';

const arn = 'arn:aws:appstream:eu-west-1:123456789012:fleet/cad';
const created = Date.UTC(2026, 10, 24, 9, 0, 0, 250) / 1000;

/** Calls in their order, each with what must stand in its outcome. */
const calls: { what: string; operation: string; input: object; shows: object | ((outcome: Outcome) => void) }[] = [
  {
    what: 'texts beyond ASCII, lists of structures and maps',
    operation: 'CreateStack',
    input: {
      Name: 'buero',
      Description: 'Büro – 事務所 🏢',
      UserSettings: [{ Action: 'FILE_UPLOAD', Permission: 'DISABLED' }],
      Tags: { Kostenstelle: 'Büro 7', empty: '' },
    },
    shows: { Stack: { Name: 'buero', Description: 'Büro – 事務所 🏢', CreatedTime: created } },
  },
  {
    what: 'numbers, booleans and times with fractions of a second',
    operation: 'CreateFleet',
    input: { ...fleetInput, EnableDefaultInternetAccess: true, IdleDisconnectTimeoutInSeconds: 600 },
    shows: {
      Fleet: {
        ...{ Arn: arn, CreatedTime: created, EnableDefaultInternetAccess: true, IdleDisconnectTimeoutInSeconds: 600 },
        ComputeCapacityStatus: { Desired: 2 },
      },
    },
  },
  { what: 'an empty output', operation: 'StartFleet', input: { Name: 'cad' }, shows: {} },
  {
    what: 'a list of texts as input',
    operation: 'DescribeFleets',
    input: { Names: ['cad'] },
    shows: ({ output }: { output?: unknown }) => {
      const { Fleets } = output as { Fleets: { Name: string; State: string; CreatedTime: number }[] };
      assert.deepEqual(
        Fleets.map(({ Name, State, CreatedTime }) => [Name, State, CreatedTime]),
        [['cad', 'STARTING', created]],
      );
    },
  },
  {
    what: 'a map as input',
    operation: 'TagResource',
    input: { ResourceArn: arn, Tags: { team: 'CAD', 'cost center': '7 EUR' } },
    shows: {},
  },
  {
    what: 'a map as output',
    operation: 'ListTagsForResource',
    input: { ResourceArn: arn },
    shows: { Tags: { team: 'CAD', 'cost center': '7 EUR' } },
  },
  {
    what: 'a page and its token',
    operation: 'DescribeImages',
    input: { MaxResults: 1 },
    shows: ({ output }: { output?: unknown }) => {
      const { Images, NextToken } = output as { Images: unknown[]; NextToken?: string };
      assert.equal(Images.length, 1);
      assert.match(NextToken ?? '', /^[\w-]+$/);
    },
  },
  {
    what: 'an exception that the operation models',
    operation: 'DescribeStacks',
    input: { Names: ['none'] },
    shows: ({ error }: { error?: object }) =>
      assert.deepEqual(error, {
        type: 'ResourceNotFoundException',
        message: 'The stack none for account 123456789012 does not exist.',
        status: 400,
      }),
  },
  {
    what: 'an exception that no operation models',
    operation: 'CreateStack',
    input: { Name: 'büro' },
    shows: ({ error }: { error?: { type: string; message: string } }) => {
      assert.equal(error?.type, 'ValidationException');
      assert.match(error.message, /Value 'büro' at 'name' failed to satisfy constraint/);
    },
  },
];

describe('The same calls have the same results', () => {
  /** What the first client got. */
  const expected: Outcome[] = [];

  for (const kind of clientKinds) {
    describe(`through ${kind.name}`, () => {
      let simulator: Simulator;
      let client: Client;

      before(async function () {
        if (!kind.isHere()) {
          console.log(`    ${kind.name} is not installed: skipped.`);
          this.skip();
        }
        simulator = await startSimulator({ seed: 'empty', cbor: cborWire, now: () => created * 1000 });
        client = kind.open(simulator.url);
      });
      after(async () => {
        client?.close();
        await simulator?.close();
      });

      for (const [index, { what, operation, input, shows }] of calls.entries()) {
        it(`${operation}: ${what}`, async () => {
          const outcome = await client.call(operation, input);
          if (typeof shows === 'function') shows(outcome);
          else assertHas((outcome as { output?: unknown }).output, shows, operation);
          expected[index] ??= outcome;
          assert.deepEqual(outcome, expected[index]);
        }).timeout(30_000);
      }
    });
  }
});

/** Asserts that a value has all that another has. */
function assertHas(value: unknown, wanted: unknown, at: string): void {
  if (typeof wanted !== 'object' || wanted === null) return assert.deepEqual(value, wanted, at);
  assert.ok(typeof value === 'object' && value !== null, `${at} is there: ${JSON.stringify(value)}`);
  for (const [name, item] of Object.entries(wanted)) {
    assertHas((value as Record<string, unknown>)[name], item, `${at}.${name}`);
  }
}
