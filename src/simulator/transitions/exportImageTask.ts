import { durations } from '../base/durations';
import type { ExportImageTask } from '../resources/exportImageTask';
import type { Transitions } from './transition';

export const exportImageTaskTransitions = {
  export: [{ from: 'EXPORTING', to: 'COMPLETED', after: durations.imageExport }],
} as const satisfies Record<string, Transitions<ExportImageTask['State']>>;
