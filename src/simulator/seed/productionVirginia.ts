import type { SeedData } from './data';

const vpc = { SubnetIds: ['subnet-07f6e5d4c3b2a1908'], SecurityGroupIds: ['sg-01122334455667788'] };
const windows2022 = {
  Platform: 'WINDOWS_SERVER_2022',
  AppstreamAgentVersion: '11-10-2025',
  LatestAppstreamAgentVersion: 'FALSE',
} as const;

/** Halden & Brook's New York office: smaller, and a little behind Dublin. */
export const productionVirginia: SeedData = {
  images: [
    {
      ...windows2022,
      Name: 'hb-office-2026-08',
      DisplayName: 'Office desktop, August 2026',
      Applications: [
        {
          Name: 'Bluebeam',
          DisplayName: 'Bluebeam Revu',
          LaunchPath: 'C:\\Program Files\\Bluebeam\\Revu.exe',
          Enabled: true,
        },
      ],
      age: 101,
    },
    { ...windows2022, Name: 'hb-bids-2026-05', DisplayName: 'Bids and tenders, May 2026', age: 190 },
  ],
  fleets: [
    {
      Name: 'newyork-desktops',
      DisplayName: 'New York desktops',
      FleetType: 'ON_DEMAND',
      ImageName: 'hb-office-2026-08',
      InstanceType: 'stream.standard.large',
      ComputeCapacity: { DesiredInstances: 8 },
      VpcConfig: vpc,
      Tags: { Office: 'New York' },
      state: 'RUNNING',
      age: 100,
    },
    {
      Name: 'bids',
      DisplayName: 'Bids and tenders',
      FleetType: 'ALWAYS_ON',
      ImageName: 'hb-bids-2026-05',
      InstanceType: 'stream.compute.large',
      ComputeCapacity: { DesiredInstances: 2 },
      VpcConfig: vpc,
      age: 188,
    },
  ],
  stacks: [
    { Name: 'newyork', DisplayName: 'New York', fleet: 'newyork-desktops', age: 100 },
    { Name: 'bids', DisplayName: 'Bids and tenders', fleet: 'bids', age: 188 },
    { Name: 'newyork-guests', DisplayName: 'Guests of New York', age: 17 },
  ],
  imageBuilders: [
    {
      Name: 'newyork-builder',
      DisplayName: 'New York image builder',
      ImageName: 'AppStream-WinServer2022-11-10-2025',
      InstanceType: 'stream.standard.medium',
      VpcConfig: vpc,
      age: 102,
    },
  ],
  sessions: [
    { stack: 'newyork', user: 'frontdesk', authentication: 'API', age: 85 },
    { stack: 'newyork', user: 'd.rivera@haldenbrook.example', authentication: 'SAML', age: 12 },
  ],
};
