// Makes the changes of rows, one after the other. It ends early where the rows after would fail in the same way.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import type { ApiError, Reason } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { ActingApi } from '../../api/types';
import type { Following } from '../acting/change';
import type { Doubts } from '../acting/doubts';
import { followedApi, isUnsent } from '../acting/followed';
import { sentence } from '../show/messages';
import type { PollerOptions } from '../tree/poller';
import { pause } from '../tree/poller';
import type { Step, Verdict } from './dryRun';
import type { Mails } from './steps';
import { lookForStep, sendStep } from './steps';

/** What became of a row. `unknown`: AWS may have done it. */
export interface Result {
  readonly kind: 'waiting' | 'sending' | 'done' | 'failed' | 'unknown' | 'notSent';
  /** Why, in sentences. They may name the user. */
  readonly text?: string;
}

/** A row to do, by its place among all rows. */
export interface Task {
  readonly place: number;
  readonly verdict: Verdict;
}

export interface RunOptions {
  readonly api: ActingApi;
  readonly actor: Actor;
  readonly mails: Mails;
  /** Has the changes whose outcome is not known. It goes on checking them. */
  readonly doubts: Doubts;
  /** Its `unsent` ends the run after what has been sent. */
  readonly following: Following;
  /** How long nobody waits any more for answers. */
  readonly life: AbortSignal;
  /** The shortest time from one change to the next: milliseconds. */
  readonly pace: number;
  readonly schedule?: PollerOptions['schedule'];
  /** Called with what became of a row; later again when a check shows more. */
  readonly told: (place: number, result: Result) => void;
}

/** What any further row would fail from, too. */
const endsAll: readonly Reason[] = [
  ...(['denied', 'credentials', 'expired', 'config', 'readOnly', 'otherActor', 'cancelled'] as const),
  'limit',
];

/** Failures that are about a moment, not about a row. So many in a row end the run. */
const passing: readonly Reason[] = ['network', 'timeout', 'throttled', 'service', 'malformed'];
const mostPassing = 3;

/** How long it waits after AWS has refused to take more requests: milliseconds. Nothing was done then. */
const waits = [2_000, 4_000, 8_000, 16_000, 30_000];

/**
 * Does the rows in their order, one request after the other.
 * @returns why it ended early; undefined if all rows were tried, or if the user has cancelled
 */
export async function runRows(tasks: readonly Task[], options: RunOptions): Promise<ApiError | undefined> {
  const { told, following } = options;
  for (const { place } of tasks) told(place, { kind: 'waiting' });
  let stopped: ApiError | undefined;
  let inARow = 0;
  for (const [at, task] of tasks.entries()) {
    if (stopped || following.unsent.aborted) {
      const text = following.unsent.aborted
        ? l10n.t('You have cancelled.')
        : l10n.t('An earlier row has ended the run.');
      for (const { place } of tasks.slice(at)) told(place, { kind: 'notSent', text });
      break;
    }
    const error = await doRow(task, options);
    if (!error) inARow = 0;
    else if (endsAll.includes(error.reason)) stopped = error;
    else if (!passing.includes(error.reason)) inARow = 0;
    else if ((inARow += 1) === mostPassing) stopped = error;
  }
  return following.unsent.aborted ? undefined : stopped;
}

/** @returns why it failed */
async function doRow({ place, verdict }: Task, options: RunOptions): Promise<ApiError | undefined> {
  const { told, following } = options;
  told(place, { kind: 'sending' });
  const done: Step[] = [];
  for (const step of verdict.steps) {
    const later = (kind: 'done' | 'notDone' | 'uncheckable'): void =>
      told(place, laterResult(kind, verdict.steps.at(-1) === step));
    const failure = await doStep(step, verdict, options, later);
    if (!failure) {
      done.push(step);
      continue;
    }
    const unsent = isUnsent(failure, following);
    const why = unsent ? l10n.t('You have cancelled.') : failureText(failure);
    const kind = unsent ? 'notSent' : failure.mayHaveHappened ? 'unknown' : 'failed';
    told(place, { kind, text: [...done.map(doneText), why].join(' ') });
    return failure;
  }
  told(place, { kind: 'done' });
  return undefined;
}

/** Sends a step, and again while AWS takes no more requests. @returns why it failed */
async function doStep(
  step: Step,
  { entry }: Verdict,
  options: RunOptions,
  later: (outcome: 'done' | 'notDone' | 'uncheckable') => void,
): Promise<ApiError | undefined> {
  const { actor, mails, doubts, following, life, pace, schedule } = options;
  const api = followedApi(options.api, [], following);
  for (const wait of [...waits, 0]) {
    try {
      const [answer] = await Promise.allSettled([
        sendStep(step, entry, mails, api, life),
        pace ? pause(pace, following.unsent, schedule) : undefined,
      ]);
      if (answer.status === 'rejected') throw answer.reason;
      return undefined;
    } catch (thrown) {
      const error = toApiError(thrown, 'CreateUser');
      // Somebody else has created or deleted the user meanwhile, or an earlier request has.
      if (error.reason === (step.deed === 'delete' ? 'notFound' : 'exists')) return undefined;
      if (error.reason === 'throttled' && !error.mayHaveHappened && wait) {
        await pause(wait, following.unsent, schedule).catch(() => undefined);
        if (!following.unsent.aborted) continue;
      }
      if (isUnsent(error, following)) return error;
      const settled = await doubts.settle(
        error,
        {
          key: `${step.deed} ${entry.userName}`,
          actor,
          life: () => life,
          check: until => lookForStep(step, entry, options.api, until),
          known: outcome => Promise.resolve(later(outcome)),
        },
        life,
      );
      return settled && toApiError(settled, error.operation);
    }
  }
  return undefined;
}

function laterResult(outcome: 'done' | 'notDone' | 'uncheckable', isLast: boolean): Result {
  if (outcome === 'notDone') return { kind: 'failed', text: l10n.t('A check shows that it was not done.') };
  if (outcome === 'done' && isLast) return { kind: 'done' };
  return { kind: 'unknown', text: l10n.t('A part was not sent. Compare with the user pool again.') };
}

function doneText(step: Step): string {
  return step.deed === 'create' ? l10n.t('The user was created.') : '';
}

function failureText({ message, details, nextStep }: ApiError): string {
  return [sentence(message), ...(details ?? [nextStep])].filter(Boolean).join(' ');
}
