// The actor that a form was opened for, and what the form says if another would act now.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { differenceMessage, differenceOf, openForLabel } from '../../api/core/actor';
import type { Connection } from '../../aws/connection';
import type { Explorer } from '../../explorer/explorerTypes';
import type { GroupNode, ResourceNode } from '../../explorer/tree/node';
import type { Notice } from '../../forms/protocol';
import { ActionRefused } from '../../kinds/action';

/** A draft was written for another actor than the one who would act now. */
export class WrittenForAnother extends ActionRefused {
  /** @param button uses the draft anyway */
  constructor(
    message: string,
    readonly button: string,
  ) {
    super(message);
  }
}

/** @param writtenFor the actor of the draft, if there is one @throws WrittenForAnother */
export function refuseDraftOfAnother(writtenFor: Actor | undefined, now: Actor, { profile }: Connection): void {
  const difference = writtenFor && differenceOf(writtenFor, now);
  if (difference) {
    throw new WrittenForAnother(differenceMessage(difference, writtenFor, now, profile), openForLabel(difference, now));
  }
}

/**
 * The notice above a form's fields if another actor would act than the one it was opened for.
 * @param stopped whether a connection is to a stopped sandbox
 * @returns undefined if nothing has changed
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
      text: l10n.t('This was opened in a sandbox that has stopped. Nothing can be sent.'),
      ...(isOpen && { button: { label: l10n.t('Open in the Running Sandbox'), does: 'reopen' } }),
    };
  }
  const now = await explorer.identify(node);
  const difference = differenceOf(shown, now);
  if (!difference) return undefined;
  return {
    text: differenceMessage(difference, shown, now, connection.profile),
    button: { label: openForLabel(difference, now), does: 'reopen' },
  };
}
