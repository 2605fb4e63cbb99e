// Looks at resources for a plan. A plan takes long, so a look that fails does not stop it: the next one may succeed.
import { isApiError } from '../../api/core/errors';
import type { PollerOptions } from '../tree/poller';
import { pause } from '../tree/poller';

/** Thrown when a wait ends because the plan is paused or its window ends. */
export class Paused extends Error {}

/** How long to wait before each further look: milliseconds. Each look has tried several times already. */
const later = [2_000, 5_000, 15_000];

/**
 * Looks, and looks again if that fails for a reason that may pass.
 * @param schedule what waits; by default, real time passes
 * @throws what the last look throws, or at once what another look would not change
 */
export async function patiently<T>(
  look: () => Promise<T>,
  signal: AbortSignal,
  schedule: PollerOptions['schedule'],
): Promise<T> {
  for (const ms of later) {
    try {
      return await look();
    } catch (error) {
      if (signal.aborted || !isApiError(error) || !error.retryable) throw error;
      await pause(ms, signal, schedule).catch(() => undefined); // the next look handles the abort
    }
  }
  return look();
}
