// What a confirmation asks: whole sentences, which the kinds' actions describe.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Action, Answers, CreateConfirm } from '../../kinds/kind';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import type { Blocked } from './blockedWords';
import { blockedLine } from './blockedWords';
import { shownName } from './messages';
import type { By } from './place';
import { markWord, placeLines } from './place';

/** A modal dialog. */
export interface Confirmation {
  readonly message: string;
  /** In lines: a name can't make another. */
  readonly detail: readonly string[];
  /** The button. */
  readonly verb: string;
}

/**
 * What is asked before an action: it names the things, their accounts and Regions, and what comes of it.
 * @param blocked those that were selected, too, and are left out: the dialog says why
 * @param by who acts on each, where that has been taken down
 * @returns undefined for an action that nobody has to confirm
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

/** What is asked before something is made: it names the account and Region. */
export function createConfirmation(confirm: CreateConfirm, group: GroupNode, by?: By): Confirmation {
  return {
    message: marked(l10n.t(confirm.question), [group]),
    detail: [...placeLines(group, by), '', ...l10n.t(confirm.consequence).split('\n')],
    verb: l10n.t(confirm.verb),
  };
}

/** The question, after the words that the profiles are marked with: `PRODUCTION: Delete …?` */
function marked(question: string, nodes: readonly Node[]): string {
  const words = [...new Set(nodes.map(markWord))].filter(word => word !== undefined);
  return words.length ? l10n.t('{0}: {1}', words.join(', '), question) : question;
}

// Several accounts and Regions can be selected at once: each is named.
function places(nodes: readonly ResourceNode[], by: (node: ResourceNode) => By | undefined): string[] {
  const all = nodes.map(node => placeLines(node, by(node)));
  return [...new Map(all.map(lines => [JSON.stringify(lines), lines])).values()].flat();
}
