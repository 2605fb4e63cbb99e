// What the server knows of the control API. The rest is loaded only where that API is on.

/** Where the control API is. No service of AWS has such a path. */
export const controlPath = '/_control/';

/** A request to the control API that has the token. */
export interface ControlRequest {
  readonly method: string | undefined;
  /** What follows controlPath: `clock`. */
  readonly path: string;
}

export interface ControlAnswer {
  readonly status: number;
  /** JSON. */
  readonly body: unknown;
}

export interface Control {
  /** Whether a request has the token. Its body is not read before. */
  admits(authorization: string | undefined): boolean;
  /** @param body as text; empty when there is none */
  answer(request: ControlRequest, body: string): ControlAnswer;
}

/** An error as the control API answers it. */
export function problem(status: number, error: string): ControlAnswer {
  return { status, body: { error } };
}
