import { durations } from '../base/durations';
import type { ImageBuilder } from '../resources/imageBuilder';
import type { Transitions } from './transition';

type State = ImageBuilder['State'];

export const imageBuilderTransitions = {
  start: [{ from: 'PENDING', to: 'RUNNING', after: durations.builderStart }],
  startWithNewAgent: [
    { from: 'PENDING', to: 'UPDATING_AGENT', after: durations.builderStart },
    { from: 'UPDATING_AGENT', to: 'RUNNING', after: durations.builderAgentUpdate },
  ],
  stop: [{ from: 'STOPPING', to: 'STOPPED', after: durations.builderStop }],
  /** A builder stops itself once its snapshot is taken. */
  snapshot: [
    { from: 'SNAPSHOTTING', to: 'STOPPING', after: durations.builderSnapshot },
    { from: 'STOPPING', to: 'STOPPED', after: durations.builderStop },
  ],
  /** The temporary builder that updates an image. Its share of the time is a guess (U). */
  updateImage: [
    { from: 'PENDING', to: 'UPDATING', after: durations.builderStart },
    {
      from: 'UPDATING',
      to: 'SNAPSHOTTING',
      after: durations.imageUpdate - durations.builderStart - durations.builderSnapshot,
    },
    { from: 'SNAPSHOTTING', to: 'GONE', after: durations.builderSnapshot },
  ],
  delete: [{ from: 'DELETING', to: 'GONE', after: durations.builderDelete }],
} as const satisfies Record<string, Transitions<State, State | 'GONE'>>;
