// Both Batch calls take up to 25 pairs. They succeed even when pairs fail; the failures are in the response.
import type { UserStackAssociation, UserStackAssociationError } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import { ApiError, toApiError } from '../../api/core/errors';
import type { ActingApi } from '../../api/types';
import { explanationOf } from './explanations';

/** The maximum number of pairs in one call, from the API model. */
const maxPairs = 25;

type BatchOperation = 'BatchAssociateUserStack' | 'BatchDisassociateUserStack';

/**
 * Associates or disassociates pairs of users and stacks, in as many calls as necessary. A failing call doesn't stop the
 * others.
 * @param groups the pairs, grouped by the resource that the user selected: a user or a stack
 * @returns for each group an error that sums up its failed pairs, or undefined if all succeeded
 */
export type ChangePairs = (
  api: ActingApi,
  groups: readonly (readonly UserStackAssociation[])[],
  signal: AbortSignal,
) => Promise<readonly (ApiError | undefined)[]>;

/** Associates users with stacks. */
export const associatePairs: ChangePairs = (api, groups, signal) =>
  changePairs('BatchAssociateUserStack', api, groups, signal);
/** Disassociates them in the same way. */
export const disassociatePairs: ChangePairs = (api, groups, signal) =>
  changePairs('BatchDisassociateUserStack', api, groups, signal);

/** A pair that failed. */
interface Problem {
  /** The pair's index among all pairs. */
  readonly at: number;
  readonly pair: UserStackAssociation;
  readonly code: string | undefined;
  /** What the code means. Names no user. */
  readonly meaning: string;
  /** The service's message. It may name the user. */
  readonly message?: string | undefined;
  /** Whether the service's error didn't say which pair failed. It then counts for every pair that it may mean. */
  readonly ambiguous?: boolean;
  /** The error of the call, when the whole call failed and not just the pair. */
  readonly error?: ApiError;
}

async function changePairs(
  operation: BatchOperation,
  api: ActingApi,
  groups: readonly (readonly UserStackAssociation[])[],
  signal: AbortSignal,
): Promise<readonly (ApiError | undefined)[]> {
  const all = groups.flat();
  const problems: Problem[] = [];
  for (let from = 0; from < all.length; from += maxPairs) {
    for (const problem of await changeSome(operation, api, all.slice(from, from + maxPairs), signal)) {
      problems.push({ ...problem, at: from + problem.at });
    }
  }
  let start = 0;
  return groups.map(pairs => {
    const [from, to] = [start, (start += pairs.length)];
    const failed = problems.filter(({ at }) => at >= from && at < to);
    return failed.length ? summary(operation, failed, pairs.length) : undefined;
  });
}

async function changeSome(
  operation: BatchOperation,
  api: ActingApi,
  pairs: UserStackAssociation[],
  signal: AbortSignal,
): Promise<Problem[]> {
  try {
    const { errors } = await api.call(operation, { UserStackAssociations: pairs }, signal);
    return problemsOf(errors ?? [], pairs);
  } catch (thrown) {
    const error = toApiError(thrown, operation);
    const { code, message } = error;
    return pairs.map((pair, at) => ({ at, pair, code, meaning: message, message, error }));
  }
}

/**
 * The pairs of a call that failed. No error is dropped: one that names no pair counts for every pair that it may mean.
 */
function problemsOf(errors: readonly UserStackAssociationError[], pairs: readonly UserStackAssociation[]): Problem[] {
  const matches = errors.map(error => ({ error, ...matchPairs(error.UserStackAssociation ?? {}, pairs) }));
  const named = new Set(matches.flatMap(({ indexes, ambiguous }) => (ambiguous ? [] : indexes)));
  return matches.flatMap(({ error: { ErrorCode: code, ErrorMessage: message }, indexes, ambiguous }) => {
    const others = indexes.filter(at => !named.has(at));
    return (ambiguous && others.length ? others : indexes).map(at => ({
      at,
      pair: pairs[at] as UserStackAssociation,
      code,
      meaning: meaningOf(code),
      message,
      ...(ambiguous && { ambiguous }),
    }));
  });
}

/**
 * The indexes of the pairs that an error may mean. Compares the error's pair exactly first, then ignoring case, then
 * also ignoring the authentication type; if nothing matches, the error may mean all pairs. It is ambiguous when it
 * lacks the user or the stack, or when nothing matches.
 */
function matchPairs(
  failed: Partial<UserStackAssociation>,
  pairs: readonly UserStackAssociation[],
): { readonly indexes: readonly number[]; readonly ambiguous: boolean } {
  const all = [...pairs.keys()];
  const matching = (members: readonly Member[], normalize: (text: string) => string): number[] =>
    all.filter(at =>
      members.every(member => !failed[member] || normalize(failed[member]) === normalize(pairs[at]?.[member] ?? '')),
    );
  const attempts = [
    matching(keyMembers, text => text),
    matching(keyMembers, text => text.toLowerCase()),
    matching(['StackName', 'UserName'], text => text.toLowerCase()),
  ];
  const indexes = attempts.find(attempt => attempt.length);
  return { indexes: indexes ?? all, ambiguous: !indexes || !failed.StackName || !failed.UserName };
}

type Member = (typeof keyMembers)[number];
const keyMembers = ['StackName', 'UserName', 'AuthenticationType'] as const;

function summary(operation: BatchOperation, failed: readonly Problem[], count: number): ApiError {
  const [first] = failed;
  const failures = new Set(failed.map(({ at }) => at)).size;
  if (first?.error && failures === count && failed.every(({ error }) => error === first.error)) return first.error;
  const meanings = [
    ...new Set(failed.map(({ meaning }) => meaning)),
    ...(failed.some(({ ambiguous }) => ambiguous)
      ? [l10n.t("AWS didn't say which user and stack the error is about.")]
      : []),
  ].join(' ');
  const message = count === 1 ? meanings : l10n.t('{0} of {1} failed. {2}', failures, count, meanings);
  return new ApiError(message, {
    reason: failed.every(({ code }) => code?.endsWith('_NOT_FOUND')) ? 'notFound' : 'conflict',
    operation,
    code: first?.code ?? '?',
    retryable: false,
    nextStep: [...remediesOf(failed), l10n.t("See the item's tooltip for details.")].join(' '),
    ...(failed.some(({ error }) => error?.mayHaveHappened) && { mayHaveHappened: true }),
    details: failed.map(({ pair, code, message: text }) =>
      l10n.t(
        '{0} with stack "{1}": {2}',
        pair.UserName ?? '?',
        pair.StackName ?? '?',
        [code, text].filter(Boolean).join(': ') || '?',
      ),
    ),
  });
}

function meaningOf(code: string | undefined): string {
  if (code === undefined) return l10n.t("AWS couldn't do it and gave no reason.");
  const known = explanationOf('UserStackAssociationErrorCode', code);
  return known ? l10n.t(known.cause) : l10n.t('AWS returned the error {0}.', code);
}

/** What to do about the pairs that failed, each remedy once. */
function remediesOf(failed: readonly Problem[]): readonly string[] {
  const remedies = failed.map(({ code }) => explanationOf('UserStackAssociationErrorCode', code)?.remedy);
  return [...new Set(remedies.filter(remedy => remedy !== undefined))].map(remedy => l10n.t(remedy));
}
