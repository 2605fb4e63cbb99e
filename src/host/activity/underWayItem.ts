// The status bar's item about what is followed. Its code is loaded when there is something to show.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { UnderWay } from '../../explorer/activity/underWay';
import { isNothing } from '../../explorer/activity/underWay';
import { underWayLines, underWayText } from '../../explorer/activity/underWayTexts';
import { activityViewId } from '../../explorer/contributed';
import { shownName } from '../../explorer/show/messages';
import { placeTitle } from '../../explorer/show/place';
import type { Node } from '../../explorer/tree/node';
import { createStatusBarItem, showQuickPick } from '../base/door';

export interface UnderWayItem extends vscode.Disposable {
  /** Shows what is followed now; without anything, the item is gone. */
  readonly show: (now: UnderWay) => void;
  /** Shows the only resource in the view, lets the user choose among several, or shows the Activity view if there is none. */
  readonly open: () => Promise<void>;
}

/** Makes the item, hidden. @param reveal shows a row of the view with the resources */
export function createUnderWayItem(reveal: (node: Node) => Promise<void>): UnderWayItem {
  const item = createStatusBarItem('underWay', l10n.t('AppStream: Under Way'), 'appstream.showUnderWay');
  let shown: UnderWay = { resources: [], actions: [], plans: [] };
  return {
    show(now) {
      shown = now;
      if (isNothing(now)) item.hide();
      else item.show('sync~spin', underWayText(now), underWayLines(now));
    },
    async open() {
      const [first, ...others] = shown.resources;
      if (!first) return void (await vscode.commands.executeCommand(`${activityViewId}.focus`));
      const picked = others.length ? await pick(shown) : first;
      if (picked) await reveal(picked);
    },
    dispose: () => void item.dispose(),
  };
}

async function pick({ resources }: UnderWay): Promise<Node | undefined> {
  const items = resources.map(node => ({
    label: shownName(node),
    description: [node.resourceKind.state?.(node.resource), placeTitle(node)].join(' · '),
    node,
  }));
  const title = l10n.t('Under Way');
  return (await showQuickPick(items, { title, placeHolder: l10n.t('Choose a resource to show') }))?.node;
}
