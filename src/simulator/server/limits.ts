/** What the server takes from a client, so that a broken or hostile one can't keep it busy. */
export interface Limits {
  /** The time for the headers of a request, in milliseconds. A connection that takes longer is closed with status 408. */
  readonly headersMs: number;
  /** The same for the whole request. */
  readonly requestMs: number;
  /** The time in which a client must take something of its answer. */
  readonly answerMs: number;
  /** The most bytes of headers. More are refused with status 431. */
  readonly headerBytes: number;
}

export const standardLimits: Limits = { headersMs: 10_000, requestMs: 30_000, answerMs: 30_000, headerBytes: 16_384 };
