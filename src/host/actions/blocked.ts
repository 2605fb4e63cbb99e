// Says what AWS would refuse before it asks anything, with the next step.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { plainText } from '../../api/core/plainText';
import type { Shown } from '../../explorer/acting/change';
import type { Explorer } from '../../explorer/explorerTypes';
import { blockerNode, findBlocked } from '../../explorer/plan/blocked';
import type { Blocked } from '../../explorer/show/blockedText';
import { blockedLine, blockedText } from '../../explorer/show/blockedText';
import { plainTitle, shownName } from '../../explorer/show/messages';
import { actionNamed, availableActions } from '../../explorer/tree/actions';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { showWarningMessage, withProgress } from '../base/door';

/** Milliseconds until progress is shown. */
const patience = 800;

/**
 * Looks up the blockers of an action. If it takes long, it shows progress that can be cancelled.
 * @returns the blocked resources; undefined if the user cancels
 */
export async function lookForBlocked(
  explorer: Explorer,
  action: Action,
  shown: readonly Shown[],
): Promise<readonly Blocked[] | undefined> {
  if (!action.blockers?.length) return [];
  const abort = new AbortController();
  const looking = findBlocked(explorer, action, shown, abort.signal);
  let timer: NodeJS.Timeout | undefined;
  const soon = await Promise.race([looking, new Promise<void>(resolve => (timer = setTimeout(resolve, patience)))]);
  clearTimeout(timer);
  if (soon) return soon;
  const title = l10n.t('{0}: checking whether AWS allows it', plainTitle(action.title));
  return withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    (_progress, token) => {
      const cancelled = new Promise<undefined>(resolve =>
        token.onCancellationRequested(() => {
          abort.abort();
          resolve(undefined);
        }),
      );
      return Promise.race([looking, cancelled]);
    },
  );
}

export interface Ways {
  readonly explorer: Explorer;
  /** Reveals a node in the tree. */
  readonly reveal: (node: Node) => Promise<void>;
  /** Runs another action of the resource. */
  readonly act: (name: string, node: ResourceNode) => Promise<void>;
}

/** Names the blockers, and offers to show or remove them. */
export async function sayBlocked(action: Action, blocked: readonly Blocked[], ways: Ways): Promise<void> {
  const [first] = blocked;
  if (!first) return;
  const title = plainTitle(action.title);
  const message =
    blocked.length === 1
      ? l10n.t("{0} isn't possible yet for {1}. {2}", title, shownName(first.node), blockedText(first))
      : l10n.t("{0} isn't possible yet. {1}", title, blocked.map(blockedLine).join(' '));
  const steps = blocked.length === 1 ? stepsFor(first, ways) : [];
  const pressed = await showWarningMessage(message, ...steps.map(step => step.title));
  await steps.find(step => step.title === pressed)?.take();
}

interface Step {
  readonly title: string;
  readonly take: () => Promise<void>;
}

function stepsFor(blocked: Blocked, { explorer, reveal, act }: Ways): Step[] {
  const { node, found } = blocked;
  const shows = found.map(({ blocker, ids: [id = ''] }): Step => ({
    title: l10n.t(blocker.show, plainText(id)),
    async take() {
      const other = await blockerNode(explorer, blocked, blocker, id);
      if (other) await reveal(other);
    },
  }));
  const remedies = found.flatMap(({ blocker: { remedy } }): Step[] => {
    const action = remedy && 'own' in remedy ? actionNamed(node, remedy.own) : undefined;
    if (!action || !availableActions(node).includes(action)) return [];
    return [{ title: l10n.t(action.title), take: () => act(action.name, node) }];
  });
  return [...shows, ...remedies];
}
