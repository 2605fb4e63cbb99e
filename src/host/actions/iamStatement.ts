// Copy IAM Statement: what would allow what AWS has refused, for the one who writes the policies.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Refused } from '../../explorer/show/iamStatement';
import { iamStatement, refusedOf } from '../../explorer/show/iamStatement';
import type { Handlers } from '../base/command';
import { setStatusBarMessage, showErrorMessage, showInformationMessage } from '../base/door';

/** One statement allows what was refused at all selected nodes. */
export function iamCommands(): Handlers<'copyIamStatement'> {
  return {
    copyIamStatement: (_node, selected) => copyIamStatement(selected.flatMap(refusedOf)),
  };
}

/** Says which permission is missing for a form, and offers to copy the statement. @param title the form's */
export async function offerIamStatement(refused: Refused, title: string): Promise<void> {
  const copy = l10n.t('Copy IAM Statement');
  const message = l10n.t('{0}: missing permission {1}.', title, refused.error.denied?.actions.join(', ') ?? '?');
  if ((await showErrorMessage(message, copy)) === copy) await copyIamStatement([refused]);
}

/** Copies the statement that would allow all of these. It copies nothing for none. */
export async function copyIamStatement(refused: readonly Refused[]): Promise<void> {
  if (!refused.length) return;
  await vscode.env.clipboard.writeText(iamStatement(refused));
  if (refused.some(({ error }) => error.denied?.explicit)) {
    void showInformationMessage(
      l10n.t('Copied. AWS names an explicit deny: as long as that is in force, the statement alone is not enough.'),
    );
  } else {
    setStatusBarMessage(l10n.t('Copied'), 2_000);
  }
}
