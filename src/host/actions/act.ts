// The one handler behind every action of every kind: ask, confirm, perform, and tell the result.
import * as l10n from '@vscode/l10n';

import { differenceOf, otherActor } from '../../api/core/actor';
import { isApiError, toApiError } from '../../api/core/errors';
import { readOnlyError } from '../../api/core/readOnly';
import type { Connection } from '../../aws/connection';
import type { Failed } from '../../explorer/acting/acting';
import type { Shown } from '../../explorer/acting/change';
import type { Explorer } from '../../explorer/explorer';
import { failureWords, headline, plainTitle, sentence, shownName } from '../../explorer/show/messages';
import { actionTitle } from '../../explorer/show/place';
import { actionNamed, availableActions, isAllowed } from '../../explorer/tree/actions';
import { findNode } from '../../explorer/tree/findNode';
import type { GroupNode, Node, ResourceNode } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import type { Action, Answers } from '../../kinds/kind';
import { ActionRefused } from '../../kinds/kind';
import { showErrorMessage, showInformationMessage, showWarningMessage } from '../base/door';
import type { Log } from '../base/log';
import { askAll } from '../prompts/ask';
import { confirmed } from '../prompts/confirm';
import type { OfferUrl } from '../prompts/streaming';
import { lookForBlocked, sayBlocked } from './blocked';
import { sayDone } from './outcome';

export interface ActOptions {
  readonly explorer: Explorer;
  readonly log: Log;
  /** Opens the form of an action that has one. What starts and stops has none. */
  readonly openForm?: (action: Action, node: ResourceNode) => Promise<void>;
  /** Reveals a node in the tree. */
  readonly reveal: (node: Node) => Promise<void>;
  readonly offer: OfferUrl;
  /** Signs a connection's profile in. @returns whether it is signed in */
  readonly signIn: (connection: Connection) => Promise<boolean>;
}

/** What is left to tell the user. Telling waits for the user, and the action is over by then. */
type Tell = () => Promise<unknown>;

/** A part of what an action is done to: all of one connection, with what was answered for it. */
interface Part {
  readonly shown: readonly Shown[];
  readonly answers: Answers;
}

/**
 * Performs an action on the selected resources. Each failure is told; nothing is thrown. Resources on which the same action
 * is under way are left out.
 * @param nodes one or more resources of one kind. A message's button may come from an older view: the resources are looked up
 *   in the view as it is now
 * @param before who was to act, for a retry: nobody else may
 */
export async function act(
  options: ActOptions,
  name: string,
  nodes: readonly ResourceNode[],
  before: readonly Shown[] = [],
): Promise<void> {
  const tell = await options.explorer.claims.once(name, nodes, free => attempt(options, name, free, before));
  await tell?.();
}

async function attempt(
  options: ActOptions,
  name: string,
  nodes: readonly ResourceNode[],
  before: readonly Shown[],
): Promise<Tell | undefined> {
  const { here, missing, failed } = await inView(options.explorer, nodes, before);
  const tell = await attemptOn(options, name, here, before);
  if (!missing.length && !failed.length) return tell;
  return inTurn(
    missing.length ? () => sayMissing(name, missing) : undefined,
    () => sayFailed(options, name, failed),
    tell,
  );
}

async function attemptOn(
  options: ActOptions,
  name: string,
  nodes: readonly ResourceNode[],
  before: readonly Shown[],
): Promise<Tell | undefined> {
  const forbidden = nodes.find(node => !isAllowed(node, actionNamed(node, name) ?? { operations: [] }));
  if (forbidden) return () => Promise.resolve(refused(forbidden));
  const suitable = nodes.filter(node => suits(node, name));
  const [first] = suitable;
  const action = first && actionNamed(first, name);
  if (!first || !action) return nodes[0] && inTurn(() => sayUnsuitable(name, nodes.slice(0, 1)));
  // Only a question or a form names the account. Nothing else waits until AWS has said which it is.
  const names = Boolean(action.form ?? action.confirm ?? action.asks?.length);
  const shown: Shown[] = [];
  for (const { node, actor: now } of await Promise.all(suitable.map(node => asShown(options, node, names)))) {
    const actor = before.find(other => other.node.id === node.id)?.actor ?? now;
    const difference = differenceOf(actor, now);
    if (difference) {
      const error = otherActor(difference, actor, now, node.connection, action.operations[0]);
      return () => report(options, action, { node, actor }, error);
    }
    shown.push({ node, actor });
  }
  const [whole] = shown as [Shown, ...Shown[]];
  if (action.form) {
    if (!options.openForm) throw new Error(`Nobody opens the form of ${name}`);
    return options.openForm(action, first).then(
      () => undefined,
      (error: unknown) => () => report(options, action, whole, error),
    );
  }
  const blocked = await lookForBlocked(options.explorer, action, shown);
  if (!blocked) return undefined;
  const free = shown.filter(({ node }) => !blocked.some(other => other.node === node));
  const again = (other: string, node: ResourceNode): Promise<void> => act(options, other, [node]);
  if (!free.length) return () => sayBlocked(action, blocked, { ...options, act: again });
  // All questions come before the first request. So cancelling the second question changes nothing.
  const parts: Part[] = [];
  for (const part of byConnection(free)) {
    // What is left out is said once: where its connection is asked about, else at first.
    const placed = new Set(free.map(({ node: { connection } }) => connection.key));
    const leftOut = blocked.filter(({ node: { connection } }) =>
      placed.has(connection.key) ? connection.key === part[0]?.node.connection.key : !parts.length,
    );
    try {
      const answers = await answersFor(options, action, part);
      if (!answers || !(await confirmed(action, part, answers, leftOut))) return undefined;
      parts.push({ shown: part, answers });
    } catch (error) {
      return () => report(options, action, part[0] ?? whole, error);
    }
  }
  return actOnParts(options, action, parts);
}

// A dialog may stay open for long. What it asked about may have changed since, or may have been done.
async function actOnParts(options: ActOptions, action: Action, asked: readonly Part[]): Promise<Tell | undefined> {
  const { name } = action;
  const all = asked.flatMap(({ shown }) => shown);
  const nodes = all.map(({ node }) => node);
  const changed = await withOtherActor(options, action, all);
  const missing = nodes.filter(node => !isShown(node) && !changed.some(other => other.node === node));
  const unsuitable = nodes.filter(node => isShown(node) && !suits(node, name));
  const leftOut = [...missing, ...unsuitable, ...changed.map(({ node }) => node)];
  const parts = asked.map(({ shown, answers }) => ({
    shown: shown.filter(({ node }) => !leftOut.includes(node)),
    answers,
  }));
  const [only, ...others] = parts.flatMap(({ shown, answers }) => shown.map(one => ({ one, answers })));
  const tell =
    only && !others.length
      ? await actOn(options, action, only.one, only.answers)
      : only && (await actOnAll(options, action, parts));
  return inTurn(
    () => sayFailed(options, name, changed),
    missing.length ? () => sayMissing(name, missing) : undefined,
    unsuitable.length ? () => sayUnsuitable(name, unsuitable) : undefined,
    tell,
  );
}

/** Resources that the view has dropped because their profile changed, with the refusal to act as the present actor. */
async function withOtherActor(options: ActOptions, action: Action, all: readonly Shown[]): Promise<readonly Failed[]> {
  const failed: Failed[] = [];
  for (const { node, actor } of all) {
    if (isShown(node) || !isShown(node.parent)) continue;
    const now = (await asShown(options, node, true)).actor;
    const difference = differenceOf(actor, now);
    if (!difference) continue;
    failed.push({ node, actor, error: otherActor(difference, actor, now, node.connection, action.operations[0]) });
  }
  return failed;
}

/** Tells one thing after the other. A message does not wait for its buttons. */
function inTurn(...tells: readonly (Tell | (() => void) | undefined)[]): Tell {
  return async () => {
    for (const tell of tells) await tell?.();
  };
}

function suits(node: ResourceNode, name: string): boolean {
  return availableActions(node).some(action => action.name === name);
}

interface InView {
  /** The nodes that the view has now. Their lists are loaded again if the view has dropped them. */
  readonly here: readonly ResourceNode[];
  /** Those that the view does not have. */
  readonly missing: readonly ResourceNode[];
  /** Those whose lists can't be loaded. */
  readonly failed: readonly Failed[];
}

async function inView(explorer: Explorer, nodes: readonly ResourceNode[], before: readonly Shown[]): Promise<InView> {
  if (nodes.every(isShown)) return { here: nodes, missing: [], failed: [] };
  const here: ResourceNode[] = [];
  const missing: ResourceNode[] = [];
  const failed: Failed[] = [];
  for (const node of nodes) {
    try {
      const found = isShown(node) ? node : await findNode(explorer, node.id);
      if (found?.kind === 'resource') here.push(found);
      else missing.push(node);
    } catch (error) {
      const actor = before.find(other => other.node.id === node.id)?.actor ?? (await explorer.actor(node));
      failed.push({ node, actor, error });
    }
  }
  return { here, missing, failed };
}

async function sayFailed(options: ActOptions, name: string, failed: readonly Failed[]): Promise<void> {
  const [first, ...others] = failed;
  const action = first && actionNamed(first.node, name);
  if (!action) return;
  await (others.length
    ? summarize(options, action, failed.length, failed)
    : report(options, action, first, first.error));
}

async function asShown({ explorer }: ActOptions, node: ResourceNode, names: boolean): Promise<Shown> {
  return { node, actor: await (names ? explorer.identify(node) : explorer.actor(node)) };
}

function sayMissing(name: string, nodes: readonly ResourceNode[]): void {
  const [title, names] = titleAndNames(name, nodes);
  void showWarningMessage(
    nodes.length > 1
      ? l10n.t('{0}: no longer in the view: {1}.', title, names)
      : l10n.t('{0}: {1} is no longer in the view.', title, names),
  );
}

function sayUnsuitable(name: string, nodes: readonly ResourceNode[]): void {
  const [title, names] = titleAndNames(name, nodes);
  void showWarningMessage(
    nodes.length > 1
      ? l10n.t('{0}: not in a state that allows it now: {1}.', title, names)
      : l10n.t('{0}: {1} is not in a state that allows it now.', title, names),
  );
}

function titleAndNames(name: string, nodes: readonly ResourceNode[]): [title: string, names: string] {
  const [first] = nodes;
  return [plainTitle((first && actionNamed(first, name)?.title) ?? name), nodes.map(shownName).join(', ')];
}

function byConnection(shown: readonly Shown[]): readonly Shown[][] {
  const parts = new Map<string, Shown[]>();
  for (const one of shown) {
    const { key } = one.node.connection;
    parts.set(key, [...(parts.get(key) ?? []), one]);
  }
  return [...parts.values()];
}

/** @throws ApiError or ActionRefused when there is nothing to choose from */
async function answersFor(
  { explorer }: ActOptions,
  action: Action,
  shown: readonly Shown[],
): Promise<Answers | undefined> {
  const [first, ...others] = shown;
  if (!first || !action.asks?.length) return {};
  const abort = new AbortController();
  try {
    const targets = await Promise.all(shown.map(one => explorer.target(one, abort.signal)));
    const rest = others.map(({ node }) => node);
    return await askAll(action, targets, actionTitle(action, first.node, first.actor, rest));
  } finally {
    abort.abort();
  }
}

/** Says that a profile is marked read-only. */
export function refused({ connection }: ResourceNode | GroupNode): void {
  const { message, nextStep } = readOnlyError(connection, '');
  void showWarningMessage(`${message} ${nextStep}`);
}

async function actOn(options: ActOptions, action: Action, shown: Shown, answers: Answers): Promise<Tell | undefined> {
  const { node, actor } = shown;
  try {
    const { url, afterLoss } = await options.explorer.perform(shown, action, answers, new AbortController().signal);
    if (url) return () => options.offer(url, actionTitle(action, node, actor), node.connection);
    return afterLoss ? () => Promise.resolve(sayDone(action, node)) : undefined;
  } catch (error) {
    return () => report(options, action, shown, error);
  }
}

async function actOnAll(options: ActOptions, action: Action, parts: readonly Part[]): Promise<Tell> {
  const { signal } = new AbortController();
  const performed = parts.map(({ shown, answers }) => options.explorer.performAll(shown, action, answers, signal));
  const failed = (await Promise.all(performed)).flat();
  const count = parts.flatMap(({ shown }) => shown).length;
  return () => summarize(options, action, count, failed);
}

async function summarize(options: ActOptions, action: Action, count: number, failed: readonly Failed[]): Promise<void> {
  const title = plainTitle(action.title);
  if (!failed.length) {
    void showInformationMessage(l10n.t('{0}: done for all {1}.', title, count));
    return;
  }
  const isUnknown = ({ error }: Failed): boolean => isApiError(error) && error.mayHaveHappened === true;
  const unknown = failed.filter(isUnknown).map(({ node }) => shownName(node));
  const each = failed
    .filter(one => !isUnknown(one))
    .map(
      ({ node, error }) =>
        `${shownName(node)}: ${isApiError(error) ? headline(error) : toApiError(error, title).message}`,
    );
  const words = [
    l10n.t('{0}: done for {1} of {2}.', title, count - failed.length, count),
    ...(each.length ? [sentence(l10n.t('Failed: {0}', each.join('; ')))] : []),
    ...(unknown.length
      ? [l10n.t('Not known for {0}: {1}. Their rows say more.', unknown.length, unknown.join(', '))]
      : []),
  ].join(' ');
  // Who would act now is not who was asked to.
  const rest = failed.filter(({ error }) => !isApiError(error) || error.reason !== 'otherActor');
  const nodes = rest.map(({ node }) => node);
  const again = (): Promise<void> => act(options, action.name, nodes, rest);
  const unsigned = failed.filter(({ error }) => isApiError(error) && error.signIn).map(({ node }) => node);
  await offer(options, words, unsigned, rest.length ? again : undefined);
}

async function report(options: ActOptions, action: Action, shown: Shown, error: unknown): Promise<void> {
  const { node } = shown;
  if (error instanceof ActionRefused) {
    void showWarningMessage(error.message);
    return;
  }
  const known = toApiError(error, action.operations[0]);
  // What the user has cancelled is not told. That the view dropped the profile is.
  if (known.reason === 'cancelled' && known.code !== 'NotShown') return;
  const id = known.requestId === undefined ? '' : ` ${l10n.t('Request ID {0}.', known.requestId)}`;
  const again = (): Promise<void> => act(options, action.name, [node], [shown]);
  const words = failureWords(node, action, known) + id;
  await offer(options, words, known.signIn ? [node] : [], known.reason === 'otherActor' ? undefined : again);
}

/**
 * Says what went wrong and offers to do it again, where it can be.
 * @param unsigned those whose profiles have to be signed in before
 */
async function offer(
  { log, signIn }: ActOptions,
  message: string,
  unsigned: readonly ResourceNode[],
  again: (() => Promise<void>) | undefined,
): Promise<void> {
  const retry = unsigned.length ? l10n.t('Sign In') : l10n.t('Retry');
  const show = l10n.t('Show Log');
  const pressed = await showErrorMessage(message, ...(again ? [retry] : []), show);
  if (pressed === show) log.show();
  if (pressed !== retry || !again) return;
  const connections = new Map(unsigned.map(({ connection }) => [connection.profile, connection]));
  for (const connection of connections.values()) if (!(await signIn(connection))) return;
  await again();
}
