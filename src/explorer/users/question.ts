// What the user is asked before the first row is sent, and what the Activity view says of the last.
import * as l10n from '@vscode/l10n';

import { ApiError } from '../../api/core/errors';
import type { CreateConfirm } from '../../kinds/action';
import { user } from '../../kinds/user';
import type { DeedName } from '../../users/words';
import { deeds } from '../../users/words';
import { deedTitles } from './drawPage';
import type { UsersImport } from './import';
import { isFailed } from './import';
import type { Task } from './run';

/** The question, and how many users are deleted: that number has to be typed. */
export interface RunConfirm {
  readonly confirm: CreateConfirm;
  readonly deleted: number;
}

/** The question before rows are sent: how many of what, which e-mails go out, and what is left out. */
export function runConfirm({ mails, verdicts }: UsersImport, tasks: readonly Task[]): RunConfirm {
  const counts = new Map<DeedName, number>();
  for (const { verdict } of tasks) {
    for (const { deed } of verdict.steps) counts.set(deed, (counts.get(deed) ?? 0) + 1);
  }
  const titles = deedTitles();
  const consequences = user.actions
    .filter(({ name }) => counts.has(name as DeedName))
    .map(one => one.confirm?.consequence);
  const welcomed = mails.welcome ? (counts.get('create') ?? 0) : 0;
  const notified = mails.stacks ? (counts.get('associate') ?? 0) : 0;
  const open = verdicts.filter(({ kind }) => kind !== 'ready' && kind !== 'same').length;
  const lines = [
    ...deeds.flatMap(deed => (counts.has(deed) ? [l10n.t('{0}: {1}', titles[deed], counts.get(deed) ?? 0)] : [])),
    ...(welcomed ? [l10n.t('Welcome e-mails that AWS sends: {0}', welcomed)] : []),
    ...(notified ? [l10n.t('E-mails about stacks that AWS sends: {0}', notified)] : []),
    ...(welcomed || notified ? [] : [l10n.t('AWS sends no e-mails.')]),
    ...(open ? [l10n.t('Rows that are left out, because they need attention: {0}', open)] : []),
    ...consequences.flatMap(text => (text === undefined ? [] : ['', l10n.t(text)])),
    ...['', l10n.t('Closing the page cancels what has not been sent.')],
  ];
  return {
    confirm: {
      verb: l10n.t('Make Changes'),
      question:
        tasks.length === 1
          ? l10n.t('Make the changes of 1 row?')
          : l10n.t('Make the changes of {0} rows?', tasks.length),
      consequence: lines.join('\n'),
    },
    deleted: counts.get('delete') ?? 0,
  };
}

/** How a run has ended, for the Activity view. It names nobody. @returns undefined if all rows are done */
export function runOutcome({ results }: UsersImport, tasks: readonly Task[], cancelled: boolean): ApiError | undefined {
  const failed = tasks.filter(({ place }) => isFailed(results.get(place) ?? { kind: 'done' })).length;
  if (!failed) return undefined;
  const text = l10n.t('{0} of {1} failed', failed, tasks.length);
  return new ApiError(text, {
    ...{ reason: cancelled ? 'cancelled' : 'conflict', operation: 'CreateUser', code: text, retryable: true },
    nextStep: l10n.t('The page of the rows says why.'),
  });
}
