import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { blockedLine } from '../explorer/blocked';
import type { Blocked } from '../explorer/blocked';
import { nameOf } from '../explorer/node';
import type { GroupNode, Node, ResourceNode } from '../explorer/node';
import { markWord, placeLines, placeTitle } from '../explorer/place';
import { plainTitle, publicName, thing } from '../explorer/words';
import type { Action, Confirm } from '../kinds/kind';
import { askText } from './ask';

/**
 * Asks before something that can't be undone: in a modal dialog that names the things, their account and Region, then,
 * where the action wants it, by having the name typed.
 * @param blocked those that were selected, too, and are left out: the dialog says why
 * @returns whether to go on
 */
export async function confirmed(
  action: Action,
  nodes: readonly ResourceNode[],
  answers: readonly string[] = [],
  blocked: readonly Blocked[] = [],
): Promise<boolean> {
  const { confirm } = action;
  const [first] = nodes;
  if (!confirm || !first) return true;
  const verb = l10n.t(confirm.verb);
  const many = nodes.length > 1;
  const message = many
    ? l10n.t('{0} {1} {2}?', verb, nodes.length, l10n.t(first.of.plural))
    : l10n.t('{0} {1}?', verb, [thing(first), ...answers.map(answer => `"${answer}"`)].join(' – '));
  const lines = [
    ...(many ? [nodes.map(publicName).join(', '), ''] : []),
    ...places(nodes),
    '',
    l10n.t(confirm.consequence),
    ...(blocked.length ? ['', l10n.t('Left out, because AWS would refuse:'), ...blocked.map(blockedLine)] : []),
  ];
  const button: vscode.MessageItem = { title: verb };
  const options = { modal: true, detail: lines.join('\n') };
  const pressed = await vscode.window.showWarningMessage(marked(message, nodes), options, button);
  if (pressed !== button) return false;
  if (!confirm.typedName) return true;

  // What is typed is seen by the one who types it alone, and with a person it is the name that tells who.
  const wanted = many ? String(nodes.length) : nameOf(first);
  const prompt = many
    ? l10n.t('Type {0} to {1} these {2}', wanted, verb.toLocaleLowerCase(), l10n.t(first.of.plural))
    : l10n.t('Type {0} to {1} it', wanted, verb.toLocaleLowerCase());
  const title = [plainTitle(action.title), ...(many ? [] : [placeTitle(first)])].join(' – ');
  const typed = await askText({ title, prompt, placeholder: wanted }, text =>
    text === wanted ? undefined : l10n.t('This is not {0}.', wanted),
  );
  return typed.kind === 'answer';
}

/** Asks before something is made, in a modal dialog that names the account and Region. */
export async function confirmedAt(confirm: Confirm, question: string, group: GroupNode): Promise<boolean> {
  const button: vscode.MessageItem = { title: l10n.t(confirm.verb) };
  const detail = [...placeLines(group), '', l10n.t(confirm.consequence)].join('\n');
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(marked(question, [group]), options, button)) === button;
}

/** The question, after the words that the profiles are marked with: `PRODUCTION: Delete …?` */
function marked(question: string, nodes: readonly Node[]): string {
  const words = [...new Set(nodes.map(markWord))].filter(word => word !== undefined);
  return words.length ? l10n.t('{0}: {1}', words.join(', '), question) : question;
}

// Several accounts and Regions can be selected at once: each is named.
function places(nodes: readonly ResourceNode[]): string[] {
  return [...new Set(nodes.map(node => placeLines(node).join('\n')))];
}
