import type { SeedData } from './data';

const vpc = { SubnetIds: ['subnet-0dddeeefff000111a'] };

/** The IT department's own account in Ireland: it tries things before they go to production. */
export const developmentIreland: SeedData = {
  images: [
    {
      Name: 'dev-office-next',
      DisplayName: 'Office desktop, next',
      Platform: 'WINDOWS_SERVER_2025',
      AppstreamAgentVersion: '06-29-2026',
      LatestAppstreamAgentVersion: 'TRUE',
      age: 4,
    },
  ],
  fleets: [
    {
      Name: 'dev-office-test',
      DisplayName: 'Office desktops under test',
      FleetType: 'ON_DEMAND',
      ImageName: 'dev-office-next',
      InstanceType: 'stream.standard.medium',
      ComputeCapacity: { DesiredInstances: 1 },
      VpcConfig: vpc,
      state: 'RUNNING',
      age: 4,
    },
    {
      Name: 'dev-cad-test',
      DisplayName: 'CAD under test',
      Description: 'Runs the image that production shares',
      FleetType: 'ON_DEMAND',
      ImageArn: 'arn:aws:appstream:eu-west-1:123456789012:image/hb-cad-2026-10',
      InstanceType: 'stream.graphics.g5.xlarge',
      ComputeCapacity: { DesiredInstances: 1 },
      VpcConfig: vpc,
      age: 30,
    },
  ],
  stacks: [
    { Name: 'dev-office', DisplayName: 'Office under test', fleet: 'dev-office-test', age: 4 },
    { Name: 'dev-cad', DisplayName: 'CAD under test', fleet: 'dev-cad-test', age: 30 },
  ],
  imageBuilders: [
    {
      Name: 'dev-builder',
      DisplayName: 'Where images are tried',
      ImageName: 'AppStream-WinServer2025-12-18-2025',
      InstanceType: 'stream.standard.medium',
      VpcConfig: vpc,
      state: 'RUNNING',
      age: 5,
    },
  ],
  sessions: [{ stack: 'dev-office', user: 'smoke-test', authentication: 'API', age: 2 }],
};

/** The same account in Virginia, almost empty. */
export const developmentVirginia: SeedData = {
  fleets: [
    {
      Name: 'dev-latency-probe',
      DisplayName: 'Latency probe',
      FleetType: 'ON_DEMAND',
      ImageName: 'Amazon-AppStream2-Sample-Image-06-17-2024',
      InstanceType: 'stream.standard.small',
      ComputeCapacity: { DesiredInstances: 1 },
      VpcConfig: vpc,
      age: 260,
    },
  ],
  stacks: [{ Name: 'dev-latency', DisplayName: 'Latency probe', fleet: 'dev-latency-probe', age: 260 }],
};
