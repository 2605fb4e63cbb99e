// The one handler behind every action of every kind: plan, confirm, perform, show what came of it.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isApiError, toApiError } from '../api/errors';
import { readOnlyError } from '../api/readOnly';
import type { Connection } from '../aws/connection';
import { actionNamed, availableActions, isAllowed } from '../explorer/actions';
import type { Explorer } from '../explorer/explorer';
import type { GroupNode, Node, ResourceNode } from '../explorer/node';
import { actionTitle } from '../explorer/place';
import { failureWords, headline, plainTitle, shownName } from '../explorer/words';
import type { Action, Answers } from '../kinds/kind';
import { ActionRefused } from '../kinds/kind';
import { askAll } from './ask';
import { lookForBlocked, sayBlocked } from './blocked';
import { confirmed } from './confirm';
import type { Forms } from './forms';
import type { Log } from './log';
import { offerStreamingUrl } from './streaming';

export interface ActOptions {
  readonly explorer: Explorer;
  readonly log: Log;
  readonly forms: Forms;
  /** Shows and selects a node in the tree. */
  readonly reveal: (node: Node) => Promise<void>;
  /** Signs a connection's profile in. @returns whether it is signed in */
  readonly signIn: (connection: Connection) => Promise<boolean>;
}

/**
 * Does an action with the selected resources. Whatever goes wrong ends in words; nothing is thrown.
 * @param nodes one or more resources of one kind
 */
export async function act(options: ActOptions, name: string, nodes: readonly ResourceNode[]): Promise<void> {
  const forbidden = nodes.find(node => !isAllowed(node, actionNamed(node, name) ?? { operations: [] }));
  if (forbidden) return refused(forbidden);
  const suitable = nodes.filter(node => availableActions(node).some(action => action.name === name));
  const action = suitable[0] && actionNamed(suitable[0], name);
  if (!action) {
    if (nodes[0])
      void vscode.window.showWarningMessage(
        l10n.t(
          '{0}: {1} is not in a state that allows it now.',
          plainTitle(actionNamed(nodes[0], name)?.title ?? name),
          shownName(nodes[0]),
        ),
      );
    return;
  }
  if (action.form) {
    const [first] = suitable as [ResourceNode];
    await options.forms.ofAction(action, first).catch((error: unknown) => report(options, action, first, error));
    return;
  }
  // What is asked names the account; nothing else waits to be told.
  if (action.asks?.length || action.confirm) await Promise.all(suitable.map(node => options.explorer.identify(node)));
  const blocked = await lookForBlocked(options.explorer, action, suitable);
  if (!blocked) return;
  const free = suitable.filter(node => !blocked.some(other => other.node === node));
  const [first] = free;
  if (!first) return sayBlocked(action, blocked, { ...options, act: (other, node) => act(options, other, [node]) });
  const abort = new AbortController();
  let answers: Answers | undefined;
  try {
    answers = await askAll(action, await options.explorer.target(first, abort.signal), actionTitle(action, first));
  } catch (error) {
    return report(options, action, first, error);
  } finally {
    abort.abort();
  }
  if (!answers || !(await confirmed(action, free, answers, blocked))) return;
  if (free.length === 1) await actOn(options, action, first, answers);
  else await actOnAll(options, action, free, answers);
}

/** Says that a profile is marked read-only. */
export function refused({ connection }: ResourceNode | GroupNode): void {
  const { message, nextStep } = readOnlyError(connection, '');
  void vscode.window.showWarningMessage(`${message} ${nextStep}`);
}

async function actOn(options: ActOptions, action: Action, node: ResourceNode, answers: Answers): Promise<void> {
  try {
    const url = await options.explorer.perform(node, action, answers, new AbortController().signal);
    if (url) await offerStreamingUrl(url, actionTitle(action, node));
  } catch (error) {
    await report(options, action, node, error);
  }
}

async function actOnAll(
  options: ActOptions,
  action: Action,
  nodes: readonly ResourceNode[],
  answers: Answers,
): Promise<void> {
  const signal = new AbortController().signal;
  const failed = await options.explorer.performAll(nodes, action, answers, signal);
  const title = plainTitle(action.title);
  if (!failed.length) {
    void vscode.window.showInformationMessage(l10n.t('{0}: done for all {1}.', title, nodes.length));
    return;
  }
  const each = failed.map(
    ({ node, error }) =>
      `${shownName(node)}: ${isApiError(error) ? headline(error) : toApiError(error, title).message}`,
  );
  const words = l10n.t(
    '{0}: done for {1} of {2}. Failed: {3}',
    title,
    nodes.length - failed.length,
    nodes.length,
    each.join('; '),
  );
  const rest = failed.map(({ node }) => node);
  const again = (): Promise<void> => act(options, action.name, rest);
  const unsigned = failed.filter(({ error }) => isApiError(error) && error.signIn).map(({ node }) => node);
  await offer(options, words, unsigned, again);
}

async function report(options: ActOptions, action: Action, node: ResourceNode, error: unknown): Promise<void> {
  if (error instanceof ActionRefused) {
    void vscode.window.showWarningMessage(error.message);
    return;
  }
  const known = toApiError(error, action.operations[0]);
  if (known.reason === 'cancelled') return;
  const id = known.requestId === undefined ? '' : ` ${l10n.t('Request ID {0}.', known.requestId)}`;
  const again = (): Promise<void> => act(options, action.name, [node]);
  await offer(options, failureWords(node, action, known) + id, known.signIn ? [node] : [], again);
}

/**
 * Says what went wrong and offers to do it again.
 * @param unsigned those whose profiles have to be signed in before
 */
async function offer(
  { log, signIn }: ActOptions,
  message: string,
  unsigned: readonly ResourceNode[],
  again: () => Promise<void>,
): Promise<void> {
  const retry = unsigned.length ? l10n.t('Sign In') : l10n.t('Retry');
  const show = l10n.t('Show Log');
  const pressed = await vscode.window.showErrorMessage(message, retry, show);
  if (pressed === show) log.show();
  if (pressed !== retry) return;
  const connections = new Map(unsigned.map(({ connection }) => [connection.profile, connection]));
  for (const connection of connections.values()) if (!(await signIn(connection))) return;
  await again();
}
