import * as l10n from '@vscode/l10n';

import { ApiError } from './errors';

/** Pages in a row that are all the same, be they empty: beyond so many nobody believes that they come to an end. */
const mostAlike = 50;

/**
 * All pages of an operation, each asked for when the one before has been used. Many paging operations have no paginator in
 * the SDKs, so all go this one way.
 * @param ask asks for one page
 * @throws ApiError as `ask` does, and with reason `malformed` when a token comes back, or the same page time and again: they would have no end
 */
export async function* pagesOf<Page, Asked>(
  operation: string,
  input: Asked,
  ask: (input: Asked) => Promise<Page>,
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>();
  let token: string | undefined;
  let [before, alike] = ['', 0];
  do {
    const page = await ask(token === undefined ? input : { ...input, NextToken: token });
    yield page;
    const now = JSON.stringify({ ...page, NextToken: undefined });
    [before, alike] = [now, now === before ? alike + 1 : 1];
    if (alike > mostAlike) throw repeated(operation);
    token = (page as { NextToken?: string }).NextToken || undefined;
    if (token !== undefined && seen.has(token)) throw repeated(operation);
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}

function repeated(operation: string): ApiError {
  return new ApiError(l10n.t('{0} returned the same page again.', operation), {
    reason: 'malformed',
    operation,
    code: 'RepeatedNextToken',
    retryable: true,
    nextStep: l10n.t('Retry. If it happens again, the error comes from the service or from a proxy.'),
  });
}
