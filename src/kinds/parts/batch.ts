// Both Batch calls take 25 pairs at most, and answer with success whatever became of each pair.
import type { UserStackAssociation, UserStackAssociationError } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import { ApiError, toApiError } from '../../api/core/errors';
import type { ActingApi } from '../../api/types';

/** Pairs in one call, by the API's model. */
const mostPairs = 25;

type BatchOperation = 'BatchAssociateUserStack' | 'BatchDisassociateUserStack';

/**
 * Changes pairs of users and stacks, in as many calls as it takes; one that fails does not stop the others.
 * @param groups the pairs, grouped by the thing that they are changed at: a user, or a stack
 * @returns for each group what went wrong with its pairs
 */
export type ChangePairs = (
  api: ActingApi,
  groups: readonly (readonly UserStackAssociation[])[],
  signal: AbortSignal,
) => Promise<readonly (ApiError | undefined)[]>;

export const associatePairs: ChangePairs = (api, groups, signal) =>
  changePairs('BatchAssociateUserStack', api, groups, signal);
export const disassociatePairs: ChangePairs = (api, groups, signal) =>
  changePairs('BatchDisassociateUserStack', api, groups, signal);

/** What went wrong with a pair. */
interface Problem {
  /** The pair's place among all that are changed. */
  readonly at: number;
  readonly pair: UserStackAssociation;
  readonly code: string | undefined;
  /** What it means, without names. */
  readonly meaning: string;
  /** The service's own words; they may name the user. */
  readonly said?: string | undefined;
  /** Whether the service did not say which pair it means: then it counts against all that it may mean. */
  readonly vague?: boolean;
  /** Set when not the pair but its whole call failed. */
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
  for (let from = 0; from < all.length; from += mostPairs) {
    for (const problem of await changeSome(operation, api, all.slice(from, from + mostPairs), signal)) {
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
    return pairs.map((pair, at) => ({ at, pair, code, meaning: message, said: message, error }));
  }
}

/** Which pairs of a call its errors concern. None is dropped: one that names no pair counts against all it may mean. */
function problemsOf(errors: readonly UserStackAssociationError[], pairs: readonly UserStackAssociation[]): Problem[] {
  const found = errors.map(error => ({ error, ...meant(error.UserStackAssociation ?? {}, pairs) }));
  const named = new Set(found.flatMap(({ places, vague }) => (vague ? [] : places)));
  return found.flatMap(({ error: { ErrorCode: code, ErrorMessage: said }, places, vague }) => {
    const others = places.filter(at => !named.has(at));
    return (vague && others.length ? others : places).map(at => ({
      at,
      pair: pairs[at] as UserStackAssociation,
      code,
      meaning: meaningOf(code),
      said,
      ...(vague && { vague }),
    }));
  });
}

/**
 * The places of the pairs that an error may mean, by what it says of its own: letter by letter, else without regard to
 * case, else without regard to how the user is authenticated, else all. It is vague when it leaves out the user or the
 * stack, or when nothing fits.
 */
function meant(
  said: Partial<UserStackAssociation>,
  pairs: readonly UserStackAssociation[],
): { readonly places: readonly number[]; readonly vague: boolean } {
  const places = [...pairs.keys()];
  const fits = (members: readonly Member[], plain: (text: string) => string): number[] =>
    places.filter(at =>
      members.every(member => !said[member] || plain(said[member]) === plain(pairs[at]?.[member] ?? '')),
    );
  const ways = [
    fits(keyMembers, text => text),
    fits(keyMembers, text => text.toLowerCase()),
    fits(['StackName', 'UserName'], text => text.toLowerCase()),
  ];
  const found = ways.find(way => way.length);
  return { places: found ?? places, vague: !found || !said.StackName || !said.UserName };
}

type Member = (typeof keyMembers)[number];
const keyMembers = ['StackName', 'UserName', 'AuthenticationType'] as const;

function summary(operation: BatchOperation, failed: readonly Problem[], count: number): ApiError {
  const [first] = failed;
  const failures = new Set(failed.map(({ at }) => at)).size;
  if (first?.error && failures === count && failed.every(({ error }) => error === first.error)) return first.error;
  const meanings = [
    ...new Set(failed.map(({ meaning }) => meaning)),
    ...(failed.some(({ vague }) => vague) ? [l10n.t("AWS didn't say which user and stack it means.")] : []),
  ].join(' ');
  const message = count === 1 ? meanings : l10n.t('{0} of {1} failed. {2}', failures, count, meanings);
  return new ApiError(message, {
    reason: failed.every(({ code }) => code?.endsWith('_NOT_FOUND')) ? 'notFound' : 'conflict',
    operation,
    code: first?.code ?? '?',
    retryable: false,
    nextStep: l10n.t("See the item's tooltip for details."),
    ...(failed.some(({ error }) => error?.mayHaveHappened) && { mayHaveHappened: true }),
    details: failed.map(({ pair, code, said }) =>
      l10n.t(
        '{0} with stack "{1}": {2}',
        pair.UserName ?? '?',
        pair.StackName ?? '?',
        [code, said].filter(Boolean).join(': ') || '?',
      ),
    ),
  });
}

function meaningOf(code: string | undefined): string {
  switch (code) {
    case 'STACK_NOT_FOUND':
      return l10n.t('The stack no longer exists.');
    case 'USER_NAME_NOT_FOUND':
      return l10n.t('The user pool has no user with this name. User names are case-sensitive.');
    case 'DIRECTORY_NOT_FOUND':
      return l10n.t("The stack's fleet is joined to a directory that has no directory config.");
    case 'INTERNAL_ERROR':
      return l10n.t(
        "AWS couldn't do it. If the stack's fleet is joined to a domain, the stack can't have users of the user pool. Otherwise, try again.",
      );
    case undefined:
      return l10n.t("AWS couldn't do it and gave no reason.");
    default:
      return l10n.t('AWS answered {0}.', code);
  }
}
