import { durations } from '../base/durations';
import type { AppBlockBuilder } from '../resources/appBlockBuilder';
import type { Transitions } from './transition';
import { namedTransitions } from './transition';

export const appBlockBuilderTransitions = namedTransitions('appBlockBuilder', {
  start: [{ from: 'STARTING', to: 'RUNNING', after: durations.appBlockBuilderStart }],
  stop: [{ from: 'STOPPING', to: 'STOPPED', after: durations.appBlockBuilderStop }],
} as const satisfies Record<string, Transitions<AppBlockBuilder['State']>>);
