// Another client of the same accounts. It does things behind the explorer's back, and knows in the end what is there.
import { AppStreamClient } from '@aws-sdk/client-appstream';

import { commandOf } from '../../src/api/request';
import type { Api, Operation } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';
import { profiles, regions } from './world';
import type { Random } from './random';
import type { SoakWorld } from './world';
import { elasticFleetInput, fleetInput } from '../simulator/lab';
import { freshName } from './inputs';

type Output = Record<string, unknown>;
type Named = Readonly<Record<string, string | undefined>>;

/** Where the client is at work: one account in one Region. */
interface Place {
  call(operation: string, input: object): Promise<Output>;
  /** One of what an operation lists. */
  one(operation: string, member: string, suits?: (item: Named) => boolean): Promise<Named | undefined>;
  readonly random: Random;
}

/** What the other client does, and how often. It may find nothing to do. */
interface OtherDeed {
  readonly weight: number;
  readonly says: string;
  do(place: Place): Promise<unknown>;
}

const is =
  (...states: string[]) =>
  ({ State = '' }: Named): boolean =>
    states.includes(State);
const isSoak = ({ Name, UserName }: Named): boolean => /^soak/.test(Name ?? UserName ?? '');

/** Does something with one of a list, if there is one that suits. */
function withOne(
  weight: number,
  says: string,
  [list, member, suits]: readonly [string, string, ((item: Named) => boolean)?],
  operation: string,
  input: (item: Named, place: Place) => object | Promise<object>,
): OtherDeed {
  return {
    weight,
    says,
    async do(place) {
      const item = await place.one(list, member, suits);
      if (item) await place.call(operation, await input(item, place));
    },
  };
}

function make(
  weight: number,
  says: string,
  operation: string,
  input: (place: Place, name: string) => object,
): OtherDeed {
  return { weight, says, do: place => place.call(operation, input(place, freshName())) };
}

const named = ({ Name }: Named): object => ({ Name });
const stackAndFleet = async ({ Name }: Named, place: Place): Promise<object> => ({
  StackName: Name,
  FleetName: (await place.one('DescribeFleets', 'Fleets'))?.['Name'],
});

export const otherDeeds: readonly OtherDeed[] = [
  withOne(10, 'start a fleet', ['DescribeFleets', 'Fleets', is('STOPPED')], 'StartFleet', named),
  withOne(6, 'stop a fleet', ['DescribeFleets', 'Fleets', is('RUNNING')], 'StopFleet', named),
  withOne(3, 'update a fleet', ['DescribeFleets', 'Fleets', is('STOPPED')], 'UpdateFleet', ({ Name }) => ({
    Name,
    Description: 'By another',
  })),
  withOne(
    5,
    'delete a fleet',
    ['DescribeFleets', 'Fleets', one => isSoak(one) && is('STOPPED')(one)],
    'DeleteFleet',
    named,
  ),
  make(2, 'create a fleet', 'CreateFleet', ({ random }, Name) => ({
    ...(random.chance(0.3) ? elasticFleetInput : fleetInput),
    Name,
  })),
  make(3, 'create a stack', 'CreateStack', (_place, Name) => ({ Name })),
  withOne(5, 'delete a stack', ['DescribeStacks', 'Stacks', isSoak], 'DeleteStack', named),
  withOne(3, 'update a stack', ['DescribeStacks', 'Stacks'], 'UpdateStack', ({ Name }) => ({
    Name,
    DisplayName: 'By another',
  })),
  withOne(5, 'associate', ['DescribeStacks', 'Stacks'], 'AssociateFleet', stackAndFleet),
  withOne(3, 'disassociate', ['DescribeStacks', 'Stacks'], 'DisassociateFleet', stackAndFleet),
  withOne(
    4,
    'start an image builder',
    ['DescribeImageBuilders', 'ImageBuilders', is('STOPPED')],
    'StartImageBuilder',
    named,
  ),
  withOne(
    3,
    'stop an image builder',
    ['DescribeImageBuilders', 'ImageBuilders', is('RUNNING')],
    'StopImageBuilder',
    named,
  ),
  withOne(
    3,
    'delete an image builder',
    ['DescribeImageBuilders', 'ImageBuilders', one => isSoak(one) && is('STOPPED')(one)],
    'DeleteImageBuilder',
    named,
  ),
  withOne(3, 'delete an image', ['DescribeImages', 'Images', isSoak], 'DeleteImage', named),
  withOne(
    2,
    'start an app block builder',
    ['DescribeAppBlockBuilders', 'AppBlockBuilders', is('STOPPED')],
    'StartAppBlockBuilder',
    named,
  ),
  withOne(
    3,
    'delete an app block builder',
    ['DescribeAppBlockBuilders', 'AppBlockBuilders', isSoak],
    'DeleteAppBlockBuilder',
    named,
  ),
  withOne(3, 'delete an app block', ['DescribeAppBlocks', 'AppBlocks', isSoak], 'DeleteAppBlock', named),
  make(2, 'create a user', 'CreateUser', (_place, name) => ({
    UserName: `${name}@example.com`,
    AuthenticationType: 'USERPOOL',
  })),
  withOne(4, 'delete a user', ['DescribeUsers', 'Users', isSoak], 'DeleteUser', ({ UserName }) => ({
    UserName,
    AuthenticationType: 'USERPOOL',
  })),
  withOne(2, 'disable a user', ['DescribeUsers', 'Users'], 'DisableUser', ({ UserName }) => ({
    UserName,
    AuthenticationType: 'USERPOOL',
  })),
  withOne(
    2,
    'delete a directory config',
    ['DescribeDirectoryConfigs', 'DirectoryConfigs', ({ DirectoryName = '' }) => DirectoryName.startsWith('soak')],
    'DeleteDirectoryConfig',
    ({ DirectoryName }) => ({ DirectoryName }),
  ),
  withOne(3, 'tag a fleet', ['DescribeFleets', 'Fleets'], 'TagResource', ({ Arn }, { random }) => ({
    ResourceArn: Arn,
    Tags: { [`soak-${random.below(8)}`]: 'by another' },
  })),
  withOne(3, 'untag a fleet', ['DescribeFleets', 'Fleets'], 'UntagResource', ({ Arn }, { random }) => ({
    ResourceArn: Arn,
    TagKeys: [`soak-${random.below(8)}`],
  })),
  {
    weight: 3,
    says: 'open a streaming URL',
    async do(place) {
      const stack = await place.one('DescribeStacks', 'Stacks');
      const StackName = stack?.['Name'];
      const { Names = [] } = await place.call('ListAssociatedFleets', { StackName });
      const FleetName = place.random.pick(Names as string[]);
      if (FleetName === undefined) return;
      const input = { StackName, FleetName, UserId: `soak${place.random.below(5)}` };
      const { StreamingURL } = await place.call('CreateStreamingURL', input);
      await fetch(String(StreamingURL), { headers: { connection: 'close' } }).then(answer => answer.text());
    },
  },
];

export interface OtherClient {
  /** Does one thing. @returns what, and how it ended */
  act(random: Random): Promise<string>;
  /** What is there, asked past the runtime, for who has this access key. */
  truth(connection: Connection): Api;
  close(): void;
}

/** How long it waits for an answer, in milliseconds. */
const patience = 1_000;

export function createOtherClient({ simulator, ledger }: SoakWorld): OtherClient {
  const clients = new Map<string, AppStreamClient>();

  function clientOf(accessKeyId: string, region: string): AppStreamClient {
    const key = `${accessKeyId}/${region}`;
    const client =
      clients.get(key) ??
      new AppStreamClient({
        endpoint: simulator.url,
        region,
        credentials: { accessKeyId, secretAccessKey: 'soakSecretOfAnother' },
        maxAttempts: 1,
      });
    clients.set(key, client);
    return client;
  }

  async function call(client: AppStreamClient, operation: string, input: object, ms: number): Promise<Output> {
    const command = commandOf(operation as Operation, input);
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
        async one(operation, member, suits = () => true) {
          const output = await place.call(
            operation,
            operation === 'DescribeUsers' ? { AuthenticationType: 'USERPOOL' } : {},
          );
          return random.pick(((output[member] ?? []) as Named[]).filter(suits));
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
      return { connection, call: ask as unknown as Api['call'], pages: pages as unknown as Api['pages'] };
    },
    close: () => clients.forEach(client => client.destroy()),
  };
}
