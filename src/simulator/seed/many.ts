import type { Count } from './count';
import { partsOf } from './count';
import type { SeedData, SeedFleet, SeedStack, SeedUser } from './data';

/** Many fleets, a stack for each, and users, for tests of scale. Each is made when it is taken: all at once would be large. */
export function many(count: Count): SeedData {
  const { fleets, users } = partsOf(count);
  return { fleets: each(fleets, fleetOf), stacks: each(fleets, stackOf), users: each(users, userOf) };
}

/** Can be read once. */
function* each<T>(count: number, entryOf: (number: string) => T): Generator<T> {
  for (let index = 1; index <= count; index++) yield entryOf(String(index).padStart(5, '0'));
}

function fleetOf(number: string): SeedFleet {
  return {
    Name: `fleet-${number}`,
    FleetType: 'ON_DEMAND',
    ImageName: 'AppStream-WinServer2022-11-10-2025',
    InstanceType: 'stream.standard.medium',
    ComputeCapacity: { DesiredInstances: 2 },
    ...(Number(number) % 2 === 0 && { state: 'RUNNING' as const }),
    age: 1,
  };
}

function stackOf(number: string): SeedStack {
  return { Name: `stack-${number}`, fleet: `fleet-${number}`, age: 1 };
}

function userOf(number: string): SeedUser {
  return {
    UserName: `user-${number}@example.com`,
    AuthenticationType: 'USERPOOL',
    FirstName: 'Ann',
    LastName: `Example ${number}`,
    age: 1,
  };
}
