import { durations } from '../base/durations';
import type { ExportImageTask } from '../resources/exportImageTask';
import type { Transitions } from './transition';
import { namedTransitions } from './transition';

export const exportImageTaskTransitions = namedTransitions('exportImageTask', {
  export: [{ from: 'EXPORTING', to: 'COMPLETED', after: durations.imageExport }],
} as const satisfies Record<string, Transitions<ExportImageTask['State']>>);
