// The texts of a confirmation, from the kinds' actions.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Action, Answers, CreateConfirm } from '../../kinds/action';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import type { Blocked } from './blockedText';
import { blockedLine } from './blockedText';
import { shownName } from './messages';
import type { By } from './place';
import { markWord, placeLines } from './place';

/** A modal dialog. */
export interface Confirmation {
  readonly message: string;
  /** One text per line. A name can't add a line. */
  readonly detail: readonly string[];
  /** The button. */
  readonly verb: string;
}

/**
 * The confirmation of an action. It names the resources, their accounts and Regions, and the consequences.
 * @param blocked selected resources that are skipped. The dialog says why
 * @param by the actor for each, if known
 * @returns undefined for an action without confirmation
 */
export function confirmation(
  action: Pick<Action, 'confirm'>,
  nodes: readonly ResourceNode[],
  answers: Answers = {},
  blocked: readonly Blocked[] = [],
  by: (node: ResourceNode) => By | undefined = () => undefined,
): Confirmation | undefined {
  const { confirm } = action;
  const [first] = nodes;
  if (!confirm || !first) return undefined;
  const more = confirm.names?.(first.resource, first.parent.scope, answers) ?? [];
  const names = (subject: string): string[] => [subject, ...more.map(name => plainText(name ?? '?'))];
  const many = nodes.length > 1;
  const one = names(shownName(first));
  const question = many
    ? l10n.t(confirm.questionAll, ...names(String(nodes.length)))
    : l10n.t(confirm.question, ...one);
  const lines = [
    ...(many ? [nodes.map(shownName).join(', '), ''] : []),
    ...(!many && confirm.about !== undefined ? [l10n.t(confirm.about, ...one)] : []),
    ...places(nodes, by),
    '',
    ...l10n.t(confirm.consequence).split('\n'),
    ...(blocked.length ? ['', l10n.t('Skipped, because AWS would refuse:'), ...blocked.map(blockedLine)] : []),
  ];
  return { message: marked(question, nodes), detail: lines, verb: l10n.t(confirm.verb) };
}

/** The confirmation before a resource is created. It names the account and Region. */
export function createConfirmation(confirm: CreateConfirm, group: GroupNode, by?: By): Confirmation {
  return {
    message: marked(l10n.t(confirm.question), [group]),
    detail: [...placeLines(group, by), '', ...l10n.t(confirm.consequence).split('\n')],
    verb: l10n.t(confirm.verb),
  };
}

/** The question, after the profiles' marks: `PRODUCTION: Delete …?` */
function marked(question: string, nodes: readonly Node[]): string {
  const words = [...new Set(nodes.map(markWord))].filter(word => word !== undefined);
  return words.length ? l10n.t('{0}: {1}', words.join(', '), question) : question;
}

// Names each account and Region of the selection.
function places(nodes: readonly ResourceNode[], by: (node: ResourceNode) => By | undefined): string[] {
  const all = nodes.map(node => placeLines(node, by(node)));
  return [...new Map(all.map(lines => [JSON.stringify(lines), lines])).values()].flat();
}
