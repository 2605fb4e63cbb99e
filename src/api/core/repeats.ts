// Which requests may be sent again automatically after their response was lost. The SDK would send all of them again.
import { isRead } from './readOnly';
import type { Service } from './service';

/**
 * Whether a request may be sent again after its response was lost, before a check shows whether AWS carried it out. Requests
 * that were never sent, or that AWS throttled, may always be sent again.
 *
 * `read`: yes, since it changes nothing. `idempotent`: yes, since a second one changes nothing more and returns the same.
 * `once`: no.
 */
export type Repeat = 'read' | 'idempotent' | 'once';

/** Whether an operation may be sent again. A change that the service doesn't list is sent once. */
export function repeatOf({ repeats }: Pick<Service, 'repeats'>, operation: string): Repeat {
  if (isRead(operation)) return 'read';
  return repeats[operation] === 'nothing' ? 'idempotent' : 'once';
}
