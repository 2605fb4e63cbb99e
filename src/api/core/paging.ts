import { isDeepStrictEqual } from 'node:util';

import * as l10n from '@vscode/l10n';

import { ApiError } from './errors';

/** The members that have the token of the next page, in an operation's input and output. An operation has one of them. */
export const pageTokens = ['NextToken', 'PaginationToken'] as const;
export type PageToken = (typeof pageTokens)[number];

/** The maximum number of identical pages in a row, empty ones included. More of them would probably never end. */
const mostAlike = 50;

/**
 * All pages of an operation. Each page is requested when the one before has been used. Many paging operations have no
 * paginator in the SDK, so this is used for all of them.
 * @param ask requests one page
 * @throws ApiError as `ask`, and with reason `malformed` if a token or the same page is returned again without end
 */
export async function* pagesOf<Page, Input>(
  operation: string,
  input: Input,
  ask: (input: Input) => Promise<Page>,
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>();
  let token: string | undefined;
  let next: Input = input;
  let before: object | undefined;
  let alike = 0;
  do {
    const page = await ask(next);
    yield page;
    const tokens = page as object as Readonly<Record<string, string | undefined>>;
    const member = pageTokens.find(name => tokens[name]);
    const now = { ...page, NextToken: undefined, PaginationToken: undefined };
    // Pages that differ mostly do so in their first entry, so this is quick.
    alike = isDeepStrictEqual(now, before) ? alike + 1 : 1;
    before = now;
    if (alike > mostAlike) throw repeated(operation);
    token = member && tokens[member];
    if (member) next = { ...input, [member]: token };
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
