/** An answer to a browser. */
export interface Page {
  readonly status: number;
  readonly html: string;
  /** Where it belongs, for the log; empty when the URL was not one of ours. */
  readonly region: string;
}
