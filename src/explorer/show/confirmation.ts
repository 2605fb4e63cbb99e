// The texts of a confirmation, from the kinds' actions.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Action, Answers, CreateConfirm } from '../../kinds/action';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import type { Blocked } from './blockedText';
import { blockedLine } from './blockedText';
import { plainTitle, shownName } from './messages';
import type { By } from './place';
import { markWord, placeLines, placeTitle } from './place';

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
 * @param unsuited selected resources whose state doesn't allow the action. The dialog names them
 * @param steps what else the dialog says of the steps that lead to the action
 * @returns undefined for an action without confirmation, if it is for all that are selected
 */
export function confirmation(
  action: Pick<Action, 'confirm' | 'title'>,
  nodes: readonly ResourceNode[],
  answers: Answers = {},
  blocked: readonly Blocked[] = [],
  by: (node: ResourceNode) => By | undefined = () => undefined,
  unsuited: readonly ResourceNode[] = [],
  steps: readonly string[] = [],
): Confirmation | undefined {
  const { confirm } = action;
  const [first] = nodes;
  if (!first) return undefined;
  const leftOut = leftOutLines(nodes.length, unsuited);
  if (!confirm) return leftOut.length ? partConfirmation(action, nodes, by, leftOut) : undefined;
  const more = confirm.names?.(first.resource, first.parent.scope, answers) ?? [];
  const names = (subject: string): string[] => [subject, ...more.map(name => plainText(name ?? '?'))];
  const many = nodes.length > 1;
  const one = names(shownName(first));
  const question = many
    ? l10n.t(confirm.questionAll, ...names(String(nodes.length)))
    : l10n.t(confirm.question, ...one);
  const parts = new Map<string, ResourceNode[]>();
  for (const node of nodes) parts.set(node.connection.key, [...(parts.get(node.connection.key) ?? []), node]);
  const lines = [
    ...(parts.size > 1
      ? [...parts.values()].map(part => partLine(part, by))
      : [
          ...(many ? [namesOf(nodes), ''] : []),
          ...(!many && confirm.about !== undefined ? [l10n.t(confirm.about, ...one)] : []),
          ...places(nodes, by),
        ]),
    '',
    ...l10n.t(confirm.consequence).split('\n'),
    ...(steps.length ? ['', ...steps] : []),
    ...(blocked.length ? ['', l10n.t('Skipped, because AWS would refuse:'), ...blocked.map(blockedLine)] : []),
    ...leftOut,
  ];
  return { message: marked(question, nodes), detail: lines, verb: l10n.t(confirm.verb) };
}

/** The confirmation of an action that has none of its own, when it is only for a part of the selection. */
function partConfirmation(
  { title }: Pick<Action, 'title'>,
  nodes: readonly ResourceNode[],
  by: (node: ResourceNode) => By | undefined,
  leftOut: readonly string[],
): Confirmation {
  const verb = plainTitle(title);
  return {
    message: marked(l10n.t('{0}: {1}?', verb, namesOf(nodes)), nodes),
    detail: [...places(nodes, by), ...leftOut],
    verb,
  };
}

/** What a dialog says of selected resources that an action is not for. @param count how many it is for */
function leftOutLines(count: number, unsuited: readonly ResourceNode[]): readonly string[] {
  if (!unsuited.length) return [];
  const names = namesOf(unsuited, node => {
    const why = node.activity ?? node.resourceKind.state?.(node.resource);
    return why === undefined ? shownName(node) : l10n.t('{0} ({1})', shownName(node), why);
  });
  return [
    '',
    l10n.t('This is for {0} of the {1} that are selected.', count, count + unsuited.length),
    l10n.t("Left out, because their state doesn't allow it: {0}", names),
  ];
}

/** The most resources that are named one by one. */
const maxNames = 20;

function namesOf(nodes: readonly ResourceNode[], nameOf: (node: ResourceNode) => string = shownName): string {
  const names = nodes.slice(0, maxNames).map(nameOf).join(', ');
  return nodes.length > maxNames ? l10n.t('{0} and {1} more', names, nodes.length - maxNames) : names;
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

/** The resources of one connection in one line: where they are, how many, and which. */
function partLine(part: readonly ResourceNode[], by: (node: ResourceNode) => By | undefined): string {
  const [first] = part as [ResourceNode];
  return l10n.t('{0}: {1}', l10n.t('{0} ({1})', placeTitle(first, by(first)), part.length), namesOf(part));
}

// Names each account and Region of the selection.
function places(nodes: readonly ResourceNode[], by: (node: ResourceNode) => By | undefined): string[] {
  const all = nodes.map(node => placeLines(node, by(node)));
  return [...new Map(all.map(lines => [JSON.stringify(lines), lines])).values()].flat();
}
