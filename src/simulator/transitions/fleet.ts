import { durations } from '../base/durations';
import type { Fleet } from '../resources/fleet';
import type { Transitions } from './transition';
import { namedTransitions } from './transition';

// (C) StartFleet, StopFleet: The next DescribeFleets says STARTING or STOPPING already. [clients: Terraform]
export const fleetTransitions = namedTransitions('fleet', {
  start: [{ from: 'STARTING', to: 'RUNNING', after: durations.fleetStart }],
  startElastic: [{ from: 'STARTING', to: 'RUNNING', after: durations.elasticFleetStart }],
  stop: [{ from: 'STOPPING', to: 'STOPPED', after: durations.fleetStop }],
} as const satisfies Record<string, Transitions<Fleet['State']>>);
