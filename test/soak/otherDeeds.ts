// What another client does behind the explorer's back: a table, with how often.
import { elasticFleetInput, fleetInput } from '../simulator/simulatorFixture';
import { freshName } from './inputs';
import type { Random } from './random';

export type Output = Record<string, unknown>;
/** What a list has, as far as it is looked at. */
export type Item = Readonly<Record<string, string | undefined>>;

/** An account in a Region. */
export interface Place {
  readonly random: Random;
  /** @throws Error of the SDK */
  call(operation: string, input: object): Promise<Output>;
  /** One of a list, if there is one that suits. */
  one(list: List, suits?: (item: Item) => boolean): Promise<Item | undefined>;
}

/** How something is listed: the operation, the member of its answer, and its input. */
type List = readonly [operation: string, member: string, input?: object];

export interface OtherDeed {
  readonly weight: number;
  readonly says: string;
  /** May find nothing to do. */
  do(place: Place): Promise<unknown>;
}

const fleets: List = ['DescribeFleets', 'Fleets'];
const stacks: List = ['DescribeStacks', 'Stacks'];
const images: List = ['DescribeImages', 'Images'];
const builders: List = ['DescribeImageBuilders', 'ImageBuilders'];
const blocks: List = ['DescribeAppBlocks', 'AppBlocks'];
const packers: List = ['DescribeAppBlockBuilders', 'AppBlockBuilders'];
const pool = { AuthenticationType: 'USERPOOL' };
const users: List = ['DescribeUsers', 'Users', pool];
const directories: List = ['DescribeDirectoryConfigs', 'DirectoryConfigs'];

const any = (): boolean => true;
const running = ({ State }: Item): boolean => State === 'RUNNING';
const stopped = ({ State }: Item): boolean => State === 'STOPPED';
/** What the soak has made. */
const isOurs = ({ Name, UserName, DirectoryName }: Item): boolean =>
  /^soak/.test(Name ?? UserName ?? DirectoryName ?? '');
const isOursAndStopped = (item: Item): boolean => isOurs(item) && stopped(item);

const named = ({ Name }: Item): object => ({ Name });
const user = ({ UserName }: Item): object => ({ UserName, ...pool });
const described = ({ Name }: Item): object => ({ Name, Description: 'By another' });
const withFleet = async ({ Name }: Item, place: Place): Promise<object> => ({
  StackName: Name,
  FleetName: (await place.one(fleets))?.['Name'],
});
const tagKey = ({ random }: Place): string => `soak-${random.below(8)}`;

type InputOf = (item: Item, place: Place) => object | Promise<object>;

/** What is done to one of a list that suits. */
const changes: readonly (readonly [
  weight: number,
  operation: string,
  list: List,
  suits: (item: Item) => boolean,
  input: InputOf,
])[] = [
  [10, 'StartFleet', fleets, stopped, named],
  [6, 'StopFleet', fleets, running, named],
  [3, 'UpdateFleet', fleets, stopped, described],
  [5, 'DeleteFleet', fleets, isOursAndStopped, named],
  [3, 'UpdateStack', stacks, any, described],
  [5, 'DeleteStack', stacks, isOurs, named],
  [5, 'AssociateFleet', stacks, any, withFleet],
  [3, 'DisassociateFleet', stacks, any, withFleet],
  [4, 'StartImageBuilder', builders, stopped, named],
  [3, 'StopImageBuilder', builders, running, named],
  [3, 'DeleteImageBuilder', builders, isOursAndStopped, named],
  [3, 'DeleteImage', images, isOurs, named],
  [2, 'StartAppBlockBuilder', packers, stopped, named],
  [3, 'DeleteAppBlockBuilder', packers, isOursAndStopped, named],
  [3, 'DeleteAppBlock', blocks, isOurs, named],
  [4, 'DeleteUser', users, isOurs, user],
  [2, 'DisableUser', users, any, user],
  [2, 'DeleteDirectoryConfig', directories, isOurs, ({ DirectoryName }) => ({ DirectoryName })],
  [3, 'TagResource', fleets, any, ({ Arn }, place) => ({ ResourceArn: Arn, Tags: { [tagKey(place)]: 'by another' } })],
  [3, 'UntagResource', fleets, any, ({ Arn }, place) => ({ ResourceArn: Arn, TagKeys: [tagKey(place)] })],
];

/** What is made anew. */
const makings: readonly (readonly [
  weight: number,
  operation: string,
  input: (name: string, random: Random) => object,
])[] = [
  [2, 'CreateFleet', (Name, random) => ({ ...(random.chance(0.3) ? elasticFleetInput : fleetInput), Name })],
  [3, 'CreateStack', Name => ({ Name })],
  [2, 'CreateUser', name => user({ UserName: `${name}@example.com` })],
];

export const otherDeeds: readonly OtherDeed[] = [
  ...changes.map(([weight, operation, list, suits, input]): OtherDeed => ({
    weight,
    says: operation,
    async do(place) {
      const item = await place.one(list, suits);
      if (item) await place.call(operation, await input(item, place));
    },
  })),
  ...makings.map(([weight, operation, input]): OtherDeed => ({
    weight,
    says: operation,
    do: place => place.call(operation, input(freshName(), place.random)),
  })),
  {
    weight: 3,
    says: 'open a streaming URL',
    async do(place) {
      const StackName = (await place.one(stacks))?.['Name'];
      const { Names = [] } = await place.call('ListAssociatedFleets', { StackName });
      const FleetName = place.random.pick(Names as string[]);
      if (FleetName === undefined) return;
      const input = { StackName, FleetName, UserId: `soak${place.random.below(5)}` };
      const { StreamingURL } = await place.call('CreateStreamingURL', input);
      await fetch(String(StreamingURL), { headers: { connection: 'close' } }).then(answer => answer.text());
    },
  },
];
