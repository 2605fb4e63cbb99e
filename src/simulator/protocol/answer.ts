// What is sent to a client.

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
