// Says the outcome of an action whose answer was lost.
import * as l10n from '@vscode/l10n';

import type { RequestedChange } from '../../explorer/acting/change';
import { plainTitle, shownName } from '../../explorer/show/messages';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { showInformationMessage, showWarningMessage } from '../base/door';

/** Says that an action was done although AWS's answer was lost. */
export function sayDone(action: Action, node: ResourceNode): void {
  void showInformationMessage(
    l10n.t(
      'AWS\'s answer was lost, but a check shows that "{0}" was done for {1}.',
      plainTitle(action.title),
      shownName(node),
    ),
  );
}

/** Says the outcome of an action that was not known for a while. */
export function sayDecided({ action, node }: RequestedChange, outcome: 'done' | 'notDone'): void {
  const what = [plainTitle(action.title), shownName(node)] as const;
  if (outcome === 'done') {
    void showInformationMessage(l10n.t('A check now shows that "{0}" was done for {1}.', ...what));
  } else {
    void showWarningMessage(l10n.t('A check shows that "{0}" was not done for {1}.', ...what));
  }
}
