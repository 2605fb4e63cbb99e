// How answers are sent, and how they are not.
import type * as http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import type { Silence } from '../faults/faultAnswer';
import type { HttpAnswer } from '../protocol/answer';
import type { Limits } from './limits';

/** What a fault that answers nothing does. @param refuseFor closes all connections and listens no more for these milliseconds */
export function beSilent(request: http.IncomingMessage, silence: Silence, refuseFor: (ms: number) => void): void {
  switch (silence.kind) {
    case 'hang':
      return;
    case 'reset':
      return void request.socket.resetAndDestroy();
    case 'refuse':
      return refuseFor(silence.ms);
  }
}

/** Sends a body at once, or the way a fault asks for. */
export async function deliver(
  response: http.ServerResponse,
  { body, delivery }: HttpAnswer,
  { closing, limits }: { readonly closing: AbortSignal; readonly limits: Pick<Limits, 'answerMs'> },
): Promise<void> {
  if (delivery === undefined) {
    // A client that does not take its answer keeps neither it nor the connection.
    response.setTimeout(limits.answerMs, () => response.destroy());
    response.end(body);
    return;
  }
  const bytes = Buffer.from(body);
  switch (delivery.kind) {
    case 'half':
      response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.req.socket.destroy());
      return;
    case 'slow':
      for (let at = 0; at < bytes.length; at += delivery.bytes ?? 1) {
        await delay(delivery.ms, undefined, { signal: closing });
        if (response.destroyed) return;
        response.write(bytes.subarray(at, at + (delivery.bytes ?? 1)));
      }
      response.end();
  }
}
