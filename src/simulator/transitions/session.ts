import { durations } from '../base/durations';
import type { Session } from '../resources/session';
import type { Transitions } from './transition';
import { namedTransitions } from './transition';

export const sessionTransitions = namedTransitions('session', {
  /** An On-Demand instance boots when its user comes. */
  boot: [{ from: 'PENDING', to: 'ACTIVE', after: durations.onDemandSession }],
} as const satisfies Record<string, Transitions<Session['State']>>);
