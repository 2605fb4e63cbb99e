// The progress of an action on several resources: how many of them have ended, and Cancel.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Entry } from '../../explorer/activity/activity';
import { isUnderWay } from '../../explorer/activity/activity';
import { withProgress } from '../base/door';

/** Shorter actions show no progress: milliseconds. */
const patience = 500;

export interface ActionProgress {
  /** To be called after each change of the entry. */
  readonly told: (entry: Entry) => void;
  /** Shows the progress until the action has ended, or until the user cancels. @param cancel called when the user cancels */
  readonly show: (performed: Promise<unknown>, cancel: () => void) => Promise<void>;
}

/** @param title what is done: `Start Fleet` @param count to how many resources */
export function createProgress(title: string, count: number): ActionProgress {
  let ended = 0;
  let tell: () => void = () => undefined;
  return {
    told({ items }) {
      ended = items.filter(item => !isUnderWay(item)).length;
      tell();
    },
    async show(performed, cancel) {
      let timer: NodeJS.Timeout | undefined;
      const isLong = new Promise<boolean>(resolve => (timer = setTimeout(() => resolve(true), patience)));
      const shows = await Promise.race([isLong, performed.then(() => false)]).finally(() => clearTimeout(timer));
      if (!shows) return;
      const where = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
      await withProgress(where, async (progress, token) => {
        tell = () => progress.report({ message: l10n.t('{0} of {1}', ended, count) });
        tell();
        token.onCancellationRequested(cancel);
        await performed;
      });
    },
  };
}
