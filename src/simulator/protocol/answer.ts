// Answers of AWS JSON 1.1, as they go out.
import type { ServiceError } from '../base/errors';

/** How a damaged body goes out. */
export type Delivery =
  /** The first half of the bytes, and then the connection is closed. */
  | { readonly kind: 'half' }
  /** So many bytes, one when absent, every so many milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number; readonly bytes?: number };

/** An HTTP response before it is sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly contentType: string;
  /** In lower case; these win over all others. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How the body goes out after a fault; whole and at once when absent. */
  readonly delivery?: Delivery;
}

const contentType = 'application/x-amz-json-1.1';

/** A successful answer. @param output the operation's members, with times as epoch seconds */
export function jsonAnswer(output: object): HttpAnswer {
  return { status: 200, body: JSON.stringify(output), contentType };
}

/** An error as AWS answers it: its type in the body and in a header. */
export function jsonError(error: ServiceError): HttpAnswer {
  const body = JSON.stringify({ __type: error.type, Message: error.message });
  return { status: error.status, body, contentType, headers: { 'x-amzn-errortype': headerText(error.type) } };
}

/** A fault's error type may be anything; Node refuses to send a header with line breaks or characters beyond Latin-1. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
