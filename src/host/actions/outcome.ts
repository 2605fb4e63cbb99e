// Says what became of something whose answer was lost.
import * as l10n from '@vscode/l10n';

import type { RequestedChange } from '../../explorer/acting/change';
import { plainTitle, shownName } from '../../explorer/show/messages';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/kind';
import { showInformationMessage, showWarningMessage } from '../base/door';

/** Says that something was done, though AWS's answer was lost. */
export function sayDone(action: Action, node: ResourceNode): void {
  const what = `${plainTitle(action.title)}: ${shownName(node)}`;
  const words = l10n.t("{0}: AWS's answer was lost, but a check shows that it was done.", what);
  void showInformationMessage(words);
}

/** Says what became of something of which that was not known for a while. */
export function sayDecided({ action, node }: RequestedChange, outcome: 'done' | 'notDone'): void {
  if (outcome === 'done') return sayDone(action, node);
  const what = `${plainTitle(action.title)}: ${shownName(node)}`;
  const words = l10n.t("{0}: AWS's answer was lost. A check shows that it was not done.", what);
  void showWarningMessage(words);
}
