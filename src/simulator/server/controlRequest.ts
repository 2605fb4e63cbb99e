// Requests to the control API.
import type * as http from 'node:http';

import type { World } from '../base/world';
import type { Control } from '../control/api';
import { controlPath, problem } from '../control/api';
import { readBody } from './body';
import type { Limits } from './limits';
import { splitUrl } from './url';

/** The largest body of the control API, in bytes: a snapshot of a large world. */
export const maxControlSize = 256 << 20;

/** What answering such a request needs. */
interface ControlledParts {
  readonly world: World;
  readonly limits: Limits;
  readonly changed: (operation: string) => void;
}

/** Answers a request below controlPath. Its body is read only if it has the token. */
export async function respondControl(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  control: Control,
  { limits, world, changed }: ControlledParts,
): Promise<void> {
  const { authorization } = request.headers;
  const isAdmitted = control.admits(authorization);
  const sent = isAdmitted ? await readBody(request, maxControlSize) : undefined;
  world.agenda.catchUp();
  const { path } = splitUrl(request.url?.slice(controlPath.length));
  const { status, body } = !isAdmitted
    ? problem(
        401,
        'The control API wants the header "authorization: Bearer TOKEN". The simulator prints the token when it starts.',
      )
    : sent === undefined
      ? problem(413, 'The request body is too large.')
      : control.answer({ method: request.method, path }, sent.toString());
  if (isAdmitted && request.method !== 'GET') changed(path);
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...{ 'content-type': 'application/json', 'content-length': bytes.length, 'cache-control': 'no-store' },
    ...(sent === undefined && { connection: 'close' }),
  });
  response.setTimeout(limits.answerMs, () => response.destroy());
  response.end(bytes, () => void (sent === undefined && request.destroy()));
}
