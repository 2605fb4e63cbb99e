// Which requests the extension may send again by itself after their answer was lost. The SDK would send all of them again.
import { isRead } from './readOnly';
import type { Service } from './service';

/**
 * Whether a request may be sent again after its answer was lost, before a check shows what became of it. Any request may be
 * sent again that never went out, or that AWS refused for throttling.
 *
 * `read`: yes, since it changes nothing. `idempotent`: yes, since a second one changes nothing more and gets the same answer.
 * `once`: no.
 */
export type Repeat = 'read' | 'idempotent' | 'once';

/** Whether an operation may be sent again. One that the service does not list is sent once, unless its name says that it reads. */
export function repeatOf({ repeats }: Pick<Service, 'repeats'>, operation: string): Repeat {
  if (isRead(operation)) return 'read';
  return repeats[operation] === 'nothing' ? 'idempotent' : 'once';
}
