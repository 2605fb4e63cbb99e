// A simulator for tests. Its clock stands still until a test moves it. Calls go through the AWS SDK, and each answer is
// compared with the API's facts on its way.
import * as assert from 'node:assert/strict';

import * as sdk from '@aws-sdk/client-appstream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

import { api } from '../../src/api/appstream/model';
import { cborWire } from '../../src/simulator/protocol/cbor';
import { otherServices } from '../../src/simulator/services/all';
import type { Simulator, SimulatorOptions } from '../../src/simulator/simulator';
import { startSimulator } from '../../src/simulator/simulator';
import { checkAnswer } from './checkAnswer';

export type Output = Record<string, unknown>;

export interface Who {
  readonly accessKeyId?: string;
  readonly region?: string;
}

export interface SimulatorFixture {
  readonly simulator: Simulator;
  readonly url: string;
  /** Moves the clock by this many seconds. */
  pass(seconds: number): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls an operation through the SDK. */
  call(operation: string, input?: object, who?: Who): Promise<Output>;
  /** Expects a refusal that the operation models (or that every operation may give) with this message. */
  refuses(operation: string, input: object, type: string, message?: string | RegExp, who?: Who): Promise<void>;
}

/** What any operation may answer without modelling it. AWS was seen to answer InvalidParameterValueException so. */
const common = [
  'AccessDeniedException',
  'ThrottlingException',
  'ValidationException',
  'SerializationException',
  'InvalidParameterValueException',
];

/** A simulator for the tests of one `describe`, empty unless `options` say otherwise. */
export function useSimulator(options: SimulatorOptions = {}): SimulatorFixture {
  let simulator: Simulator | undefined;
  let time = Date.UTC(2026, 10, 24, 9);
  const clients = new Map<string, sdk.AppStreamClient>();

  before(async () => {
    simulator = await startSimulator({
      seed: 'empty',
      now: () => time,
      services: otherServices,
      cbor: cborWire,
      ...options,
    });
  });
  after(async () => {
    for (const client of clients.values()) client.destroy();
    clients.clear();
    await simulator?.close();
  });

  const running = () => simulator ?? assert.fail('the simulator runs while tests do');

  function clientOf({ accessKeyId = 'SANDBOXPRODUCTION', region = 'eu-west-1' }: Who): sdk.AppStreamClient {
    const key = `${accessKeyId}/${region}`;
    const client = clients.get(key) ?? createClient(running().url, accessKeyId, region);
    clients.set(key, client);
    return client;
  }

  async function call(operation: string, input: object = {}, who: Who = {}): Promise<Output> {
    const Command = (sdk as unknown as Record<string, new (input: object) => sdk.DescribeFleetsCommand>)[
      `${operation}Command`
    ];
    assert.ok(Command, `the SDK has ${operation}`);
    const { $metadata, ...output } = await clientOf(who).send(new Command(input));
    assert.match($metadata.requestId ?? '', /^[0-9a-f-]{36}$/);
    return output;
  }

  return {
    get simulator() {
      return running();
    },
    get url() {
      return running().url;
    },
    pass: seconds => void (time += seconds * 1000),
    now: () => time,
    call,
    async refuses(operation, input, type, message, who) {
      const error = await call(operation, input, who).then(
        () => assert.fail(`${operation} succeeded`),
        (error: unknown) => error as Error,
      );
      assert.equal(error.name, type, error.message);
      assert.ok(
        [...(api.operations[operation]?.errors ?? []), ...common].includes(type),
        `${operation} models ${type}`,
      );
      if (message instanceof RegExp) assert.match(error.message, message);
      else if (message !== undefined) assert.equal(error.message, message);
    },
  };
}

function createClient(endpoint: string, accessKeyId: string, region: string): sdk.AppStreamClient {
  const wire = new NodeHttpHandler();
  return new sdk.AppStreamClient({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'any' },
    maxAttempts: 1,
    requestHandler: {
      destroy: () => wire.destroy(),
      async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
        const { response } = await wire.handle(request, options);
        const chunks: Buffer[] = [];
        for await (const chunk of response.body as AsyncIterable<Buffer>) chunks.push(chunk);
        const body = Buffer.concat(chunks);
        response.body = body;
        const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
        if (response.statusCode === 200) checkAnswer(operation, JSON.parse(body.toString()));
        return { response };
      },
    },
  });
}

/** The members that a fleet with instances requires. */
export const fleetInput = {
  Name: 'cad',
  InstanceType: 'stream.standard.medium',
  ImageName: 'AppStream-WinServer2022-11-10-2025',
  ComputeCapacity: { DesiredInstances: 2 },
};

export const elasticFleetInput = {
  Name: 'site',
  FleetType: 'ELASTIC',
  InstanceType: 'stream.standard.medium',
  Platform: 'WINDOWS_SERVER_2019',
  MaxConcurrentSessions: 2,
  VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
};

/** All items of a list, over all its pages. */
export async function all<T>(
  fixture: SimulatorFixture,
  operation: string,
  member: string,
  input: object = {},
  who?: Who,
): Promise<T[]> {
  const items: T[] = [];
  let NextToken: unknown;
  do {
    const output = await fixture.call(operation, { ...input, NextToken }, who);
    items.push(...(output[member] as T[]));
    NextToken = output.NextToken;
  } while (NextToken !== undefined);
  return items;
}
