// The two protocols that AWS's JSON services speak, behind one interface: AWS JSON (1.0 or 1.1) and Smithy RPC v2 CBOR. The rest of
// the simulator knows members as JSON has them: times are epoch seconds, blobs are base64.
import type { ServiceError } from '../base/errors';
import type { HttpAnswer } from './answer';

/** Reads requests and writes answers in one protocol. */
export interface Wire {
  /**
   * A request's members. Nothing is checked but that the body can be read.
   * @throws ServiceError SerializationException
   */
  read(body: Buffer): unknown;
  /** A successful answer. @param output the operation's members */
  answer(operation: string, output: object): HttpAnswer;
  /** An error. */
  refuse(error: Refusal): HttpAnswer;
  /** The body with so many bytes behind it that a reader ignores. @param size the number of bytes in the end */
  pad(body: HttpAnswer['body'], size: number): HttpAnswer['body'];
}

/** What the header `smithy-protocol` says of a request and of an answer in CBOR. */
export const cborProtocol = 'rpc-v2-cbor';

/** Makes the wire of CBOR. @param isQueryClient whether the client asks for the error header of services that once spoke the query protocol */
export type CborWire = (isQueryClient: boolean) => Wire;

/** An error as it is sent. A fault's message may be of any type. */
export interface Refusal extends Pick<ServiceError, 'type' | 'status'> {
  readonly message: unknown;
}

/** A fault's error type may hold any characters, but Node.js sends no headers with line breaks or characters beyond Latin-1. */
export function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
