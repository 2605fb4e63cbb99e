// Both Batch calls take 25 pairs at most, and answer with success whatever became of each pair.
import type { UserStackAssociation } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import { ApiError, toApiError } from '../api/errors';
import type { Api } from '../api/types';

/** Pairs in one call, by the API's model. */
const mostPairs = 25;

type BatchOperation = 'BatchAssociateUserStack' | 'BatchDisassociateUserStack';

/**
 * Changes pairs of users and stacks, in as many calls as it takes; one that fails does not stop the others.
 * @param groups the pairs, grouped by the thing that they are changed at: a user, or a stack
 * @returns for each group what went wrong with its pairs
 */
export type ChangePairs = (
  api: Api,
  groups: readonly (readonly UserStackAssociation[])[],
  signal: AbortSignal,
) => Promise<readonly (ApiError | undefined)[]>;

export const associatePairs: ChangePairs = (api, groups, signal) =>
  changePairs('BatchAssociateUserStack', api, groups, signal);
export const disassociatePairs: ChangePairs = (api, groups, signal) =>
  changePairs('BatchDisassociateUserStack', api, groups, signal);

/** A pair that could not be changed. */
interface Problem {
  readonly pair: UserStackAssociation;
  readonly code: string;
  /** What it means, without names. */
  readonly meaning: string;
  /** The service's own words; they may name the user. */
  readonly said?: string | undefined;
  /** Set when not the pair but its whole call failed. */
  readonly error?: ApiError;
}

async function changePairs(
  operation: BatchOperation,
  api: Api,
  groups: readonly (readonly UserStackAssociation[])[],
  signal: AbortSignal,
): Promise<readonly (ApiError | undefined)[]> {
  const problems = new Map<string, Problem>();
  const all = groups.flat();
  for (let from = 0; from < all.length; from += mostPairs)
    for (const problem of await changeSome(operation, api, all.slice(from, from + mostPairs), signal))
      problems.set(keyOf(problem.pair), problem);
  return groups.map(pairs => {
    const failed = pairs.flatMap(pair => problems.get(keyOf(pair)) ?? []);
    return failed.length ? summary(operation, failed, pairs.length) : undefined;
  });
}

async function changeSome(
  operation: BatchOperation,
  api: Api,
  pairs: UserStackAssociation[],
  signal: AbortSignal,
): Promise<Problem[]> {
  try {
    const { errors = [] } = await api.call(operation, { UserStackAssociations: pairs }, signal);
    return errors.flatMap(({ UserStackAssociation: pair, ErrorCode: code = '?', ErrorMessage: said }) =>
      pair ? [{ pair, code, meaning: meaningOf(code), said }] : [],
    );
  } catch (thrown) {
    const error = toApiError(thrown, operation);
    return pairs.map(pair => ({ pair, code: error.code, meaning: error.message, error }));
  }
}

function summary(operation: BatchOperation, failed: readonly Problem[], count: number): ApiError {
  const [first] = failed;
  if (first?.error && failed.length === count && failed.every(({ error }) => error === first.error)) return first.error;
  const meanings = [...new Set(failed.map(({ meaning }) => meaning))].join(' ');
  const message = count === 1 ? meanings : l10n.t('{0} of {1} failed. {2}', failed.length, count, meanings);
  return new ApiError(message, {
    reason: failed.every(({ code }) => code.endsWith('_NOT_FOUND')) ? 'notFound' : 'conflict',
    operation,
    code: first?.code ?? '?',
    retryable: false,
    nextStep: l10n.t("The item's tooltip in the tree tells which."),
    details: failed.map(({ pair, code, said }) =>
      l10n.t(
        '{0} with stack "{1}": {2}',
        pair.UserName ?? '?',
        pair.StackName ?? '?',
        [code, said].filter(Boolean).join(': '),
      ),
    ),
  });
}

function meaningOf(code: string): string {
  switch (code) {
    case 'STACK_NOT_FOUND':
      return l10n.t('There is no such stack any more.');
    case 'USER_NAME_NOT_FOUND':
      return l10n.t('The user pool has no user of that name; upper and lower case count.');
    case 'DIRECTORY_NOT_FOUND':
      return l10n.t("The directory that the stack's fleet is joined to is not configured.");
    case 'INTERNAL_ERROR':
      return l10n.t(
        "AWS could not do it. A stack whose fleet is joined to a domain can't have user-pool users; else try again.",
      );
    default:
      return l10n.t('AWS answered {0}.', code);
  }
}

function keyOf({ StackName, UserName, AuthenticationType }: UserStackAssociation): string {
  return JSON.stringify([StackName, UserName, AuthenticationType]);
}
