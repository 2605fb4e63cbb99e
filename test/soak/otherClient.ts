// Another client of the same accounts. It does things behind the explorer's back, and knows in the end what is there.
import * as assert from 'node:assert/strict';

import * as sdk from '@aws-sdk/client-appstream';

import type { Api } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';
import type { Item, Output, Place } from './otherDeeds';
import { otherDeeds } from './otherDeeds';
import type { Random } from './random';
import type { SoakWorld } from './world';
import { profiles, regions } from './world';

export interface OtherClient {
  /** Does one thing. @returns what, and how it ended */
  act(random: Random): Promise<string>;
  /** What is there, asked past the runtime, for who has this access key. */
  truth(connection: Connection): Api;
  close(): void;
}

/** How long it waits for an answer, in milliseconds. */
const patience = 1_000;

type Command = Parameters<sdk.AppStreamClient['send']>[0];

function commandOf(operation: string, input: object): Command {
  const Made = (sdk as unknown as Record<string, new (input: object) => Command>)[`${operation}Command`];
  assert.ok(Made, operation);
  return new Made(input);
}

export function createOtherClient({ simulator, ledger }: SoakWorld): OtherClient {
  const clients = new Map<string, sdk.AppStreamClient>();

  function clientOf(accessKeyId: string, region: string): sdk.AppStreamClient {
    const key = `${accessKeyId}/${region}`;
    const client =
      clients.get(key) ??
      new sdk.AppStreamClient({
        endpoint: simulator.url,
        region,
        credentials: { accessKeyId, secretAccessKey: 'soakSecretOfAnother' },
        maxAttempts: 1,
      });
    clients.set(key, client);
    return client;
  }

  async function call(client: sdk.AppStreamClient, operation: string, input: object, ms: number): Promise<Output> {
    const command = commandOf(operation, input);
    const output = await client.send(command, { abortSignal: AbortSignal.timeout(ms) });
    return output as unknown as Output;
  }

  return {
    async act(random) {
      const { accessKeyId = '' } = random.pick(Object.values(profiles)) ?? {};
      const region = random.pick(regions) ?? '';
      const client = clientOf(accessKeyId, region);
      const place: Place = {
        call: (operation, input) => ledger.asked(operation, call(client, operation, input, patience)),
        async one([operation, member, input = {}], suits = () => true) {
          const output = await place.call(operation, input);
          return random.pick(((output[member] ?? []) as Item[]).filter(suits));
        },
        random,
      };
      const deed = random.weighted(otherDeeds);
      const says = `${deed.says} (${accessKeyId}/${region})`;
      return deed.do(place).then(
        () => `${says}: done`,
        (error: unknown) => `${says}: ${(error as Error).name}`,
      );
    },
    truth(connection) {
      const client = clientOf(profiles[connection.profile]?.accessKeyId ?? '', connection.region);
      const ask = (operation: string, input: object): Promise<Output> =>
        call(client, operation, input, 20_000).catch((error: unknown) => {
          const { name } = error as Error;
          throw Object.assign(error as Error, {
            name: 'ApiError',
            reason: name === 'ResourceNotFoundException' ? 'notFound' : name,
          });
        });
      async function* pages(operation: string, input: object): AsyncGenerator<Output> {
        let NextToken: unknown;
        do {
          const page = await ask(operation, { ...input, NextToken });
          yield page;
          ({ NextToken } = page);
        } while (NextToken !== undefined);
      }
      return { connection, call: ask, pages: pages };
    },
    close: () => clients.forEach(client => client.destroy()),
  };
}
