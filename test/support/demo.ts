// The demo company for tests: a simulator in the test's process, and two profiles of two accounts.
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator';
import { type AwsFiles, awsFiles } from './awsFiles.mjs';
import { record } from './recorded';

export interface Demo {
  readonly simulator: Simulator;
  readonly aws: AwsFiles;
  /** User settings that show both profiles, each with two Regions. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The requests that the simulator received, such as `DescribeFleets eu-west-1 SANDBOXPRODUCTION`. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** The names of the two profiles. */
export const production = 'production';
export const development = 'development';

/** Starts the demo. @param speed divides real durations @param others the simulator's clock, port and quotas */
export async function startDemo(
  speed = 200,
  others: Pick<SimulatorOptions, 'now' | 'port' | 'quotas'> = {},
): Promise<Demo> {
  const requests: string[] = [];
  const simulator = await startSimulator({
    ...others,
    speed,
    log({ operation, region, accessKeyId, status }) {
      requests.push(`${operation} ${region} ${accessKeyId}`);
      if (status === 200) record('operations', operation);
    },
  });
  const endpointUrl = simulator.url;
  const aws = awsFiles({
    [production]: { accessKeyId: 'SANDBOXPRODUCTION', region: 'eu-west-1', endpointUrl },
    [development]: { accessKeyId: 'SANDBOXDEVELOPMENT', region: 'us-east-1', endpointUrl },
  });
  const regions = ['eu-west-1', 'us-east-1'];
  return {
    simulator,
    aws,
    requests,
    settings: { 'appstream.connections': [production, development].map(profile => ({ profile, regions })) },
    async close() {
      await simulator.close();
      aws.remove();
    },
  };
}
