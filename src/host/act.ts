// The one handler behind every action of every kind: plan, confirm, perform, show what came of it.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isApiError, toApiError } from '../api/errors';
import { readOnlyError } from '../api/readOnly';
import type { Connection } from '../aws/connection';
import { actionNamed, availableActions, isAllowed } from '../explorer/actions';
import type { Explorer, Failed } from '../explorer/explorer';
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

/** What is left to tell the user. Telling waits for the user, and the action is over by then. */
type Tell = () => Promise<unknown>;

/** A part of what an action is done to: all of one connection, with what was answered for it. */
interface Part {
  readonly nodes: readonly ResourceNode[];
  readonly answers: Answers;
}

/**
 * Does an action with the selected resources. Whatever goes wrong ends in words; nothing is thrown. With those that the same
 * is being done with already, nothing is done.
 * @param nodes one or more resources of one kind
 */
export async function act(options: ActOptions, name: string, nodes: readonly ResourceNode[]): Promise<void> {
  const tell = await options.explorer.claims.once(name, nodes, free => attempt(options, name, free));
  await tell?.();
}

async function attempt(options: ActOptions, name: string, nodes: readonly ResourceNode[]): Promise<Tell | undefined> {
  const forbidden = nodes.find(node => !isAllowed(node, actionNamed(node, name) ?? { operations: [] }));
  if (forbidden) return () => Promise.resolve(refused(forbidden));
  const suitable = nodes.filter(node => availableActions(node).some(action => action.name === name));
  const [first] = suitable;
  const action = first && actionNamed(first, name);
  if (!first || !action) {
    const [node] = nodes;
    return node && (() => Promise.resolve(unsuitable(node, name)));
  }
  if (action.form)
    return options.forms.ofAction(action, first).then(
      () => undefined,
      (error: unknown) => () => report(options, action, first, error),
    );
  // What is asked names the account; nothing else waits to be told.
  if (action.asks?.length || action.confirm) await Promise.all(suitable.map(node => options.explorer.identify(node)));
  const blocked = await lookForBlocked(options.explorer, action, suitable);
  if (!blocked) return undefined;
  const free = suitable.filter(node => !blocked.some(other => other.node === node));
  const again = (other: string, node: ResourceNode): Promise<void> => act(options, other, [node]);
  if (!free.length) return () => sayBlocked(action, blocked, { ...options, act: again });
  // All is asked before anything is done: whoever cancels the second question has changed nothing by the first.
  const parts: Part[] = [];
  for (const part of byConnection(free)) {
    // What is left out is said once: where its connection is asked about, else at first.
    const placed = new Set(free.map(({ connection }) => connection.key));
    const leftOut = blocked.filter(({ node: { connection } }) =>
      placed.has(connection.key) ? connection.key === part[0]?.connection.key : !parts.length,
    );
    try {
      const answers = await answersFor(options, action, part);
      if (!answers || !(await confirmed(action, part, answers, leftOut))) return undefined;
      parts.push({ nodes: part, answers });
    } catch (error) {
      return () => report(options, action, part[0] ?? first, error);
    }
  }
  const [only] = parts;
  const [one, ...others] = free;
  return one && only && !others.length ? actOn(options, action, one, only.answers) : actOnAll(options, action, parts);
}

function unsuitable(node: ResourceNode, name: string): void {
  const title = plainTitle(actionNamed(node, name)?.title ?? name);
  void vscode.window.showWarningMessage(
    l10n.t('{0}: {1} is not in a state that allows it now.', title, shownName(node)),
  );
}

function byConnection(nodes: readonly ResourceNode[]): readonly ResourceNode[][] {
  const parts = new Map<string, ResourceNode[]>();
  for (const node of nodes) parts.set(node.connection.key, [...(parts.get(node.connection.key) ?? []), node]);
  return [...parts.values()];
}

/** @throws ApiError or ActionRefused when there is nothing to choose from */
async function answersFor(
  { explorer }: ActOptions,
  action: Action,
  nodes: readonly ResourceNode[],
): Promise<Answers | undefined> {
  const [first, ...others] = nodes;
  if (!first || !action.asks?.length) return {};
  const abort = new AbortController();
  try {
    const targets = await Promise.all(nodes.map(node => explorer.target(node, abort.signal)));
    return await askAll(action, targets, actionTitle(action, first, others));
  } finally {
    abort.abort();
  }
}

/** Says that a profile is marked read-only. */
export function refused({ connection }: ResourceNode | GroupNode): void {
  const { message, nextStep } = readOnlyError(connection, '');
  void vscode.window.showWarningMessage(`${message} ${nextStep}`);
}

async function actOn(
  options: ActOptions,
  action: Action,
  node: ResourceNode,
  answers: Answers,
): Promise<Tell | undefined> {
  try {
    const url = await options.explorer.perform(node, action, answers, new AbortController().signal);
    return url ? () => offerStreamingUrl(url, actionTitle(action, node)) : undefined;
  } catch (error) {
    return () => report(options, action, node, error);
  }
}

async function actOnAll(options: ActOptions, action: Action, parts: readonly Part[]): Promise<Tell> {
  const { signal } = new AbortController();
  const performed = parts.map(({ nodes, answers }) => options.explorer.performAll(nodes, action, answers, signal));
  const failed = (await Promise.all(performed)).flat();
  const count = parts.flatMap(({ nodes }) => nodes).length;
  return () => summarize(options, action, count, failed);
}

async function summarize(options: ActOptions, action: Action, count: number, failed: readonly Failed[]): Promise<void> {
  const title = plainTitle(action.title);
  if (!failed.length) {
    void vscode.window.showInformationMessage(l10n.t('{0}: done for all {1}.', title, count));
    return;
  }
  const each = failed.map(
    ({ node, error }) =>
      `${shownName(node)}: ${isApiError(error) ? headline(error) : toApiError(error, title).message}`,
  );
  const done = count - failed.length;
  const words = l10n.t('{0}: done for {1} of {2}. Failed: {3}', title, done, count, each.join('; '));
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
