import { durations } from '../base/durations';
import type { Image } from '../resources/image';
import type { Transitions } from './transition';
import { namedTransitions } from './transition';

type State = Image['State'];

export const imageTransitions = namedTransitions('image', {
  /** Image Assistant: the image is there when the builder's snapshot is taken. */
  create: [{ from: 'PENDING', to: 'AVAILABLE', after: durations.builderSnapshot }],
  copy: [{ from: 'COPYING', to: 'AVAILABLE', after: durations.imageCopy }],
  import: [{ from: 'IMPORTING', to: 'AVAILABLE', after: durations.imageImport }],
  importAndValidate: [
    { from: 'IMPORTING', to: 'VALIDATING', after: durations.imageImport },
    { from: 'VALIDATING', to: 'AVAILABLE', after: durations.imageValidate },
  ],
  update: [{ from: 'PENDING', to: 'AVAILABLE', after: durations.imageUpdate }],
  delete: [{ from: 'DELETING', to: 'GONE', after: durations.imageDelete }],
} as const satisfies Record<string, Transitions<State, State | 'GONE'>>);
