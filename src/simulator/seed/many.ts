import type { SeedData } from './data';

/** This many fleets, a stack for each, and as many users, for tests of scale. */
export function many(count: number): SeedData {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(5, '0'));
  return {
    fleets: numbers.map(number => ({
      Name: `fleet-${number}`,
      FleetType: 'ON_DEMAND',
      ImageName: 'AppStream-WinServer2022-11-10-2025',
      InstanceType: 'stream.standard.medium',
      ComputeCapacity: { DesiredInstances: 2 },
      ...(Number(number) % 2 === 0 && { state: 'RUNNING' as const }),
      age: 1,
    })),
    stacks: numbers.map(number => ({ Name: `stack-${number}`, fleet: `fleet-${number}`, age: 1 })),
    users: numbers.map(number => ({
      UserName: `user-${number}@example.com`,
      AuthenticationType: 'USERPOOL',
      FirstName: 'Ann',
      LastName: `Example ${number}`,
      age: 1,
    })),
  };
}
