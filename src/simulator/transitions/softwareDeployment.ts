import { durations } from '../base/durations';
import type { Transitions } from './transition';
import { namedTransitions } from './transition';

/** The deployment of all software that is staged on an image builder; the API shows its states on each software. */
export const softwareDeploymentTransitions = namedTransitions('software', {
  deploy: [{ from: 'PENDING', to: 'DEPLOYED', after: durations.softwareDeployment }],
} as const satisfies Record<string, Transitions<'PENDING' | 'DEPLOYED'>>);
