import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import type { Actor } from '../../api/core/actor';
import { plainText } from '../../api/core/plainText';
import type { Shown } from '../../explorer/acting/change';
import type { Blocked } from '../../explorer/show/blockedText';
import type { Confirmation } from '../../explorer/show/confirmation';
import { confirmation, createConfirmation } from '../../explorer/show/confirmation';
import { plainTitle, shownName } from '../../explorer/show/messages';
import { placeTitle } from '../../explorer/show/place';
import type { GroupNode, ResourceNode } from '../../explorer/tree/node';
import type { Action, Answers, CreateConfirm } from '../../kinds/action';
import { showDialog } from '../base/door';
import { askText } from './askText';

/** What a dialog says besides: of selected resources that an action is not for, and of the steps that lead to it. */
export interface Besides {
  /** Those for which AWS would refuse it. */
  readonly blocked?: readonly Blocked[];
  /** Those whose state doesn't allow it. */
  readonly unsuited?: readonly ResourceNode[];
  /** Lines about the steps. */
  readonly steps?: readonly string[];
}

/**
 * Asks for confirmation in a modal dialog and, if the action wants it, lets the user type the resource's name.
 * @param shown resources of one connection, or of any for a confirmation that is asked once `everywhere`, with the actors that were
 *   shown for them
 * @returns whether to go on
 */
export async function confirmed(
  action: Action,
  shown: readonly Shown[],
  answers: Answers = {},
  { blocked, unsuited, steps }: Besides = {},
): Promise<boolean> {
  const nodes = shown.map(({ node }) => node);
  const by = new Map(shown.map(({ node, actor }) => [node, actor]));
  const dialog = confirmation(action, nodes, answers, blocked, node => by.get(node), unsuited, steps);
  const [first] = nodes;
  if (!dialog || !first) return true;
  if (!(await pressed(dialog))) return false;
  if (!action.confirm?.typedName) return true;

  const many = nodes.length > 1;
  const wanted = many ? String(nodes.length) : shownName(first);
  return typed(l10n.t('{0} – {1}', plainTitle(action.title), placeTitle(first, by.get(first))), wanted);
}

/** Lets the user type a text that stands for what is confirmed. @returns whether the user has typed it */
export async function typed(title: string, wanted: string): Promise<boolean> {
  const prompt = l10n.t('Type {0} to confirm', wanted);
  const answer = await askText({ title, prompt, placeholder: wanted }, text =>
    plainText(text) === wanted ? undefined : l10n.t("This text doesn't match {0}.", wanted),
  );
  return answer.kind === 'answer';
}

/** Asks for confirmation before something is created, in a modal dialog that names the account and Region. */
export function confirmedAt(confirm: CreateConfirm, group: GroupNode, actor: Actor): Promise<boolean> {
  return pressed(createConfirmation(confirm, group, actor));
}

async function pressed({ message, detail, verb }: Confirmation): Promise<boolean> {
  const button: vscode.MessageItem = { title: verb };
  return (await showDialog({ kind: 'warning', message, detail }, button)) === button;
}
