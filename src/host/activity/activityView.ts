// The rows and commands of the Activity view. They are loaded when there are rows to show.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Failed } from '../../explorer/acting/acting';
import type { Activity, Entry, Item } from '../../explorer/activity/activity';
import type { ActivityRow } from '../../explorer/activity/presentActivity';
import {
  isEntry,
  presentActivity,
  repeatableOf,
  requestIdsOf,
  rowsBelow,
} from '../../explorer/activity/presentActivity';
import type { ActivityCommandName } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { findNode } from '../../explorer/tree/findNode';
import type { Node } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { setStatusBarMessage, showWarningMessage } from '../base/door';
import { treeItem } from '../view/treeItem';

/** What the view needs of the other parts. */
export interface ActivityViewOptions {
  readonly explorer: Explorer;
  /** Reveals a node in the tree of resources. */
  readonly reveal: (node: Node) => Promise<void>;
  /** Does an action again for those that failed, as the actors that were shown. */
  readonly again: (action: Action, failed: readonly Failed[]) => Promise<void>;
}

export interface ActivityView {
  readonly children: (row: ActivityRow | undefined) => ActivityRow[];
  readonly item: (row: ActivityRow) => vscode.TreeItem;
  readonly commands: Readonly<Record<ActivityCommandName, (row: ActivityRow | undefined) => unknown>>;
}

/** Makes the rows and the commands of the Activity view. It keeps nothing: the entries are those of `activity`. */
export function createActivityView(activity: Activity, options: ActivityViewOptions): ActivityView {
  const retry = (row: ActivityRow | undefined): unknown => row && again(options, row);
  return {
    children: row => [...(row ? rowsBelow(row) : activity.entries)],
    item: row => treeItem(presentActivity(row), row),
    commands: {
      revealResource: row => row && reveal(options, isEntry(row) ? row.items[0] : row),
      retryItem: retry,
      retryFailed: retry,
      copyRequestId: async row => {
        if (!row) return;
        await vscode.env.clipboard.writeText(requestIdsOf(row).join('\n'));
        setStatusBarMessage(l10n.t('Copied'), 2_000);
      },
      clearActivity: () => activity.clear(),
    },
  };
}

/** Does an action again for the items of a row that failed. */
async function again(options: ActivityViewOptions, row: ActivityRow): Promise<void> {
  const { action } = entryOf(row);
  if (!action) return;
  const failed = repeatableOf(row).flatMap(({ subject, actor, error }) =>
    subject.kind === 'resource' ? [{ node: subject, actor, error }] : [],
  );
  await options.again(action, failed);
}

/** @throws ApiError when the list with the resource can't be loaded */
async function reveal({ explorer, reveal }: ActivityViewOptions, item: Item | undefined): Promise<void> {
  if (!item) return;
  const { subject, name, entry } = item;
  const node = isShown(subject) ? subject : await findNode(explorer, subject.id);
  if (node) return reveal(node);
  void showWarningMessage(l10n.t('{0}: {1} is no longer in the view.', entry.title, name ?? '?'));
}

const entryOf = (row: ActivityRow): Entry => (isEntry(row) ? row : row.entry);
