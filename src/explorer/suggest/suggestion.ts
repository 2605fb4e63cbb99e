// Types and helpers that the sources of suggestions share.
import type { Api } from '../../api/types';
import type { Values } from '../../forms/field';
import type { Suggestion } from '../../forms/protocol';
import type { Kind } from '../../kinds/kind';
import type { Scope } from '../../kinds/listing';
import type { Help } from '../forms/formHelp';

/** A suggestion with a rank. Lower ranks come first. */
export interface Candidate extends Suggestion {
  readonly rank?: number;
}

/** The input of a source. */
export interface SuggestContext {
  readonly api: Api;
  readonly help: Help;
  /** The form's current values. */
  readonly values: Values;
  /** The form's initial values. */
  readonly opened: Values;
  readonly signal: AbortSignal;
}

export interface Source {
  /** The members of the form that the suggestions depend on. */
  readonly reads?: readonly string[];
  /** @throws ApiError */
  all(asked: SuggestContext): AsyncIterable<Candidate>;
}

/** All resources of a kind in a scope. @throws ApiError */
export async function* listed<T>(kind: Kind<T>, api: Api, scope: Scope, signal: AbortSignal): AsyncIterable<T> {
  for await (const page of kind.list.pages(api, scope, signal)) yield* page;
}
