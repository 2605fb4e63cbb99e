// Who a form was opened for, and what it says when somebody else would act by now.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { differenceOf, differenceWords, openForWords } from '../../api/core/actor';
import type { Connection } from '../../aws/connection';
import type { Explorer } from '../../explorer/explorer';
import type { GroupNode, ResourceNode } from '../../explorer/tree/node';
import type { Notice } from '../../forms/protocol';
import { ActionRefused } from '../../kinds/kind';

/** What was entered was entered for somebody else than who would act now. */
export class WrittenForAnother extends ActionRefused {
  /** @param button takes it up all the same */
  constructor(
    message: string,
    readonly button: string,
  ) {
    super(message);
  }
}

/** @param writtenFor who a draft was written for, where there is one @throws WrittenForAnother */
export function refuseDraftOfAnother(writtenFor: Actor | undefined, now: Actor, { profile }: Connection): void {
  const difference = writtenFor && differenceOf(writtenFor, now);
  if (difference) {
    throw new WrittenForAnother(differenceWords(difference, writtenFor, now, profile), openForWords(difference, now));
  }
}

/**
 * What a form says above its fields when somebody else would act than the one it was opened for.
 * @param stopped whether a connection is to a sandbox that runs no more
 * @returns undefined as long as nothing has changed
 */
export async function noticeFor(
  explorer: Explorer,
  stopped: (connection: Connection) => boolean,
  node: ResourceNode | GroupNode,
  shown: Actor,
): Promise<Notice | undefined> {
  const { connection } = node;
  if (stopped(connection)) {
    const isOpen = explorer.roots.some(({ kind }) => kind === 'sandbox');
    return {
      text: l10n.t('The sandbox in which this was opened has stopped: nothing is sent from here.'),
      ...(isOpen && { button: { label: l10n.t('Open in the Running Sandbox'), does: 'reopen' } }),
    };
  }
  const now = await explorer.identify(node);
  const difference = differenceOf(shown, now);
  if (!difference) return undefined;
  return {
    text: differenceWords(difference, shown, now, connection.profile),
    button: { label: openForWords(difference, now), does: 'reopen' },
  };
}
