import { durations } from '../base/durations';
import type { ImageBuilder } from '../resources/imageBuilder';
import type { Transitions } from './transition';
import { namedTransitions } from './transition';

type State = ImageBuilder['State'];

export const imageBuilderTransitions = namedTransitions('imageBuilder', {
  start: [{ from: 'PENDING', to: 'RUNNING', after: durations.builderStart }],
  startWithNewAgent: [
    { from: 'PENDING', to: 'UPDATING_AGENT', after: durations.builderStart },
    { from: 'UPDATING_AGENT', to: 'RUNNING', after: durations.builderAgentUpdate },
  ],
  stop: [{ from: 'STOPPING', to: 'STOPPED', after: durations.builderStop }],
  /**
   * (D) CreateImageBuilder: No operation creates an image from a builder. Image Assistant does, on the builder's desktop: the builder takes a
   * snapshot and then stops itself. [docs]
   */
  snapshot: [
    { from: 'SNAPSHOTTING', to: 'STOPPING', after: durations.builderSnapshot },
    { from: 'STOPPING', to: 'STOPPED', after: durations.builderStop },
  ],
  /**
   * The temporary builder that updates an image.
   * (U) CreateUpdatedImage: The shares of the states in the time that an update takes.
   */
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
} as const satisfies Record<string, Transitions<State, State | 'GONE'>>);
