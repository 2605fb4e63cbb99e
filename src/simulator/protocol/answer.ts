// HTTP answers in AWS JSON 1.1.
import type { ServiceError } from '../base/errors';

/** How a fault has the body sent. */
export type Delivery =
  /** The first half of the bytes; then the connection closes. */
  | { readonly kind: 'half' }
  /** This many bytes (default 1) every `ms` milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number; readonly bytes?: number };

/** An HTTP response before it is sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly contentType: string;
  /** In lower case. They override all other headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How a fault has the body sent; at once when absent. */
  readonly delivery?: Delivery;
}

const contentType = 'application/x-amz-json-1.1';

/** A successful answer. @param output the operation's members, with times as epoch seconds */
export function jsonAnswer(output: object): HttpAnswer {
  return { status: 200, body: JSON.stringify(output), contentType };
}

/**
 * An error as AWS answers it: its type in the body and in a header.
 * (V) Every operation: An error is status 400 with `{"__type": "…", "Message": "…"}`. [log]
 */
export function jsonError(error: ServiceError): HttpAnswer {
  const body = JSON.stringify({ __type: error.type, Message: error.message });
  return { status: error.status, body, contentType, headers: { 'x-amzn-errortype': headerText(error.type) } };
}

/** A fault's error type may hold any characters, but Node.js sends no headers with line breaks or characters beyond Latin-1. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
