// The message after a form's update, which can take the update back.
import * as l10n from '@vscode/l10n';

import { noAbort } from '../../api/core/abortable';
import { toApiError } from '../../api/core/errors';
import type { Shown } from '../../explorer/acting/change';
import type { Activity } from '../../explorer/activity/activity';
import { recordAction } from '../../explorer/activity/record';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Updated } from '../../explorer/forms/undo';
import { isUndone, undoOf } from '../../explorer/forms/undo';
import { quotedName, sentence } from '../../explorer/show/messages';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { inView } from '../actions/inView';
import { sayMissing } from '../actions/report';
import { showErrorMessage, showInformationMessage, showWarningMessage } from '../base/door';

export interface UndoOptions {
  readonly explorer: Explorer;
  readonly activity: Activity;
  /** Opens the form of an action. */
  readonly openForm: (action: Action, node: ResourceNode) => Promise<void>;
}

/** Says that an update was done. If an update leads back, the message has the button Undo. */
export async function sayUpdated(options: UndoOptions, action: Action, shown: Shown, updated: Updated): Promise<void> {
  const { form } = action;
  const { node } = shown;
  // Nothing leads back if it has not been described since, or if AWS does not return what was sent.
  if (!form || undoOf(form, updated, node.resource).kind !== 'update') return;
  const button = l10n.t('Undo');
  const pressed = await showInformationMessage(l10n.t('Updated {0}.', quotedName(node)), button);
  if (pressed === button) await undo(options, action, shown, updated);
}

/** Takes an update back, as the actor who made it. It first looks whether somebody else has changed the values since. */
async function undo(options: UndoOptions, action: Action, shown: Shown, updated: Updated): Promise<void> {
  const { explorer } = options;
  const { here, missing, failed } = await inView(explorer, [shown]);
  sayMissing(
    action.name,
    missing.map(({ node }) => node),
  );
  for (const { error } of failed) await sayFailed(error, () => undo(options, action, shown, updated));
  for (const one of here) {
    const tell = await explorer.claims.once('undo', [one.node], () => undoOne(options, action, one, updated));
    await tell?.();
  }
}

/** @returns what is left to tell the user, who can do other things meanwhile */
async function undoOne(
  { explorer, activity, openForm }: UndoOptions,
  action: Action,
  shown: Shown,
  updated: Updated,
): Promise<() => unknown> {
  const { node } = shown;
  const signal = noAbort();
  const open = (message: string) => async (): Promise<void> => {
    void showWarningMessage(message);
    await openForm(action, node).catch((error: unknown) => sayFailed(error, open(message)));
  };
  try {
    const resource = await explorer.describeAgain(shown, signal);
    if (resource === undefined || !action.form) {
      return () => void showWarningMessage(l10n.t('{0} no longer exists.', quotedName(node)));
    }
    const found = undoOf(action.form, updated, resource);
    if (found.kind === 'differs') {
      return open(l10n.t('{0} has changed since your update. Nothing was undone.', quotedName(node)));
    }
    if (found.kind === 'impossible') {
      return open(l10n.t("The update of {0} can't be undone in its current state.", quotedName(node)));
    }
    const watching = { following: recordAction(activity, action, [shown]) };
    await explorer.perform(shown, action, {}, signal, found.input, watching);
    if (!isUndone(updated, node.resource)) {
      return open(l10n.t('{0} does not have all its earlier values yet. Check them.', quotedName(node)));
    }
    return () => void showInformationMessage(l10n.t('{0} has its earlier values again.', quotedName(node)));
  } catch (error) {
    return () => sayFailed(error, () => undo({ explorer, activity, openForm }, action, shown, updated));
  }
}

async function sayFailed(error: unknown, again: () => Promise<void>): Promise<void> {
  if (error instanceof ActionRefused) {
    void showWarningMessage(error.message);
    return;
  }
  const { message, nextStep, reason } = toApiError(error, 'Undo');
  if (reason === 'cancelled') return;
  const retry = l10n.t('Retry');
  const words = `${sentence(message)} ${nextStep}`.trim();
  // Another actor never acts in its place.
  const pressed = await showErrorMessage(words, ...(reason === 'otherActor' ? [] : [retry]));
  if (pressed === retry) await again();
}
