/** Something that goes wrong on purpose: requests that match get the fault's outcome instead of an answer. */
export interface Fault {
  /** Operation name; absent matches all. */
  readonly operation?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  /** How many matching requests it hits; absent: all, until cleared. */
  readonly times?: number;
  /** How many matching requests it lets through first. */
  readonly after?: number;
  readonly outcome:
    | { readonly kind: 'error'; readonly type: string; readonly message: string; readonly status?: number }
    | { readonly kind: 'hang' } // accept the request and never answer
    | { readonly kind: 'reset' } // close the socket without an answer
    | { readonly kind: 'body'; readonly body: string; readonly status?: number } // answer these bytes: malformed JSON, an empty body
    | { readonly kind: 'edit'; readonly edit: (output: Record<string, unknown>) => void }; // change the answer: unknown states and members, resources without members
}
