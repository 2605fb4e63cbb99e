/** A line of the log. It never holds a body or a query, because streaming URLs are secrets. */
export interface RequestLogEntry {
  /** ISO 8601. */
  readonly time: string;
  /** `Unknown` for an operation that the API lacks, `authenticate` and `assistant` for a streaming page. */
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** HTTP status. */
  readonly status: number;
  /** Milliseconds. */
  readonly ms: number;
  readonly requestId: string;
}

/** What the log says of a request, apart from its outcome. */
export type Subject = Pick<RequestLogEntry, 'operation' | 'region' | 'accessKeyId'>;
