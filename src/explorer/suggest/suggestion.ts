// What the sources of suggestions have in common.
import type { Api } from '../../api/types';
import type { Values } from '../../forms/field';
import type { Suggestion } from '../../forms/protocol';
import type { Kind, Scope } from '../../kinds/kind';
import type { Help } from '../forms/formHelp';

/** A suggestion, with its place: those of a lower rank come first. */
export interface Candidate extends Suggestion {
  readonly rank?: number;
}

/** What a source has to go by. */
export interface SuggestContext {
  readonly api: Api;
  readonly help: Help;
  /** What the form holds so far. */
  readonly values: Values;
  /** What the form held at first. */
  readonly opened: Values;
  readonly signal: AbortSignal;
}

export interface Source {
  /** The form's values that it depends on. */
  readonly reads?: readonly string[];
  /** @throws ApiError */
  all(asked: SuggestContext): AsyncIterable<Candidate>;
}

/** All of a kind in a scope. @throws ApiError */
export async function* listed<T>(kind: Kind<T>, api: Api, scope: Scope, signal: AbortSignal): AsyncIterable<T> {
  for await (const page of kind.list.pages(api, scope, signal)) yield* page;
}
