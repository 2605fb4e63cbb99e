// The suggestions of a form's field: resources in the account, listed when the field is used. Users can type other
// values.
import type { Api } from '../../api/types';
import type { Values } from '../../forms/field';
import type { Suggestion } from '../../forms/protocol';
import { valueAt } from '../../forms/values';
import type { Help } from '../forms/formHelp';
import type { Candidate } from './suggestion';
import { sourceOf } from './suggestSources';

/** The maximum number of suggestions. Typing narrows them down. */
const maxSuggestions = 200;

/** How long a list is reused, in milliseconds: long enough for typing, short enough to stay current. */
const lifetime = 30_000;

export interface SuggesterOptions {
  readonly api: () => Promise<Api>;
  readonly help: Help;
  /** The form's initial values: images like the current one come first. */
  readonly opened?: () => Values;
  /** Aborted when the form closes. */
  readonly signal: AbortSignal;
  /** The time in milliseconds; for tests. */
  readonly now?: () => number;
}

/**
 * Suggestions of a source (see `sourceOf`).
 * @param query what the user typed; empty for all suggestions
 * @param values the form's current values: only organizational units of the selected directory are suggested
 * @throws ApiError when the resources can't be listed
 */
export type Suggest = (source: string, query: string, values: Values) => Promise<Suggestion[]>;

/**
 * Creates the suggestions of one form. A list that is loading or was just loaded is reused, not requested at each key.
 */
export function createSuggester({ api, help, opened = () => ({}), signal, now = Date.now }: SuggesterOptions): Suggest {
  const lists = new Map<string, { readonly read: () => AsyncIterable<Candidate>; readonly until: number }>();

  function listOf(
    name: string,
    values: Values,
  ): { readonly key: string; readonly read: () => AsyncIterable<Candidate> } {
    const source = sourceOf(name);
    const key = JSON.stringify([name, ...(source.reads ?? []).map(path => valueAt(values, path) ?? null)]);
    const known = lists.get(key);
    if (known && known.until > now()) return { key, read: known.read };
    const read = readOnce(async function* () {
      yield* source.all({ api: await api(), help, values, opened: opened(), signal });
    });
    lists.set(key, { read, until: now() + lifetime });
    return { key, read };
  }

  return async (name, query, values) => {
    const { key, read } = listOf(name, values);
    try {
      return await search(read(), query);
    } catch (error) {
      lists.delete(key); // what failed is tried anew
      throw error;
    }
  };
}

async function search(all: AsyncIterable<Candidate>, query: string): Promise<Suggestion[]> {
  const wanted = query.trim().toLocaleLowerCase();
  const found = new Map<string, Candidate>();
  for await (const suggestion of all) {
    const text = `${suggestion.value} ${suggestion.detail ?? ''}`.toLocaleLowerCase();
    if (text.includes(wanted) && !found.has(suggestion.value)) found.set(suggestion.value, suggestion);
    if (found.size >= maxSuggestions) break;
  }
  return [...found.values()]
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.value.localeCompare(b.value, undefined, { numeric: true }))
    .map(({ value, detail }) => ({ value, ...(detail && { detail }) }));
}

/** Reads a list once, as far as needed. A later reader gets what was read already and continues from there. */
function readOnce<T>(list: () => AsyncIterable<T>): () => AsyncIterable<T> {
  const read: Promise<IteratorResult<T>>[] = [];
  let iterator: AsyncIterator<T> | undefined;
  return async function* () {
    iterator ??= list()[Symbol.asyncIterator]();
    for (let at = 0; ; at++) {
      const next = await (read[at] ??= iterator.next());
      if (next.done) return;
      yield next.value;
    }
  };
}
