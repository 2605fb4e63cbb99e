// How the resources of a kind are listed, and what a list is limited to.
import type { Api, Input, Operation, Output, PagedOperation } from '../api/types';

/** The input members that all resources of one list share: `{ FleetName: 'dev' }` for the sessions of a fleet. */
export type Scope = Readonly<Record<string, string>>;

export interface Listing<T> {
  /** The operations it uses. */
  readonly operations: readonly Operation[];
  /**
   * Everything in a scope, page by page as the service returns it.
   * @param told is called with how many parts there are and how many have been read, for a list that has parts
   * @throws ApiError
   */
  pages(api: Api, scope: Scope, signal: AbortSignal, told?: (parts: Parts) => void): AsyncIterable<readonly T[]>;
}

/** How far a list is that has to be asked for in parts: the sessions of a fleet are asked for by stack. */
export interface Parts {
  readonly asked: number;
  readonly answered: number;
}

/**
 * A list that one paging operation returns.
 * @param input makes the operation's input; absent: the scope is the input
 */
export function list<O extends PagedOperation, T>(
  operation: O,
  items: (output: Output<O>) => readonly T[] | undefined,
  input: (scope: Scope) => Input<O> = scope => scope,
): Listing<T> {
  return {
    operations: [operation],
    async *pages(api, scope, signal) {
      for await (const page of api.pages(operation, input(scope), signal)) yield items(page) ?? [];
    },
  };
}

/** All items of a paging operation, from all pages. @throws ApiError */
export async function collect<O extends PagedOperation, T>(
  api: Api,
  operation: O,
  input: Input<O>,
  items: (output: Output<O>) => readonly T[] | undefined,
  signal: AbortSignal,
): Promise<T[]> {
  const all: T[] = [];
  for await (const page of api.pages(operation, input, signal)) all.push(...(items(page) ?? []));
  return all;
}

/** The scope of a list below a resource. @returns undefined without a name, so there is no list */
export function below(member: string, name: string | undefined): Scope | undefined {
  return name ? { [member]: name } : undefined;
}
