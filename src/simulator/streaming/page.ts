/** An answer to a browser. */
export interface Page {
  readonly status: number;
  readonly html: string;
  /** The Region, for the log; empty when the URL is not signed by this simulator. */
  readonly region: string;
}
