// What the user reads about an action that failed, or that could not begin.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isApiError, toApiError } from '../../api/core/errors';
import { readOnlyError } from '../../api/core/readOnly';
import type { Connection } from '../../aws/connection';
import type { Failed } from '../../explorer/acting/acting';
import type { Following, Shown } from '../../explorer/acting/change';
import { isUnsent } from '../../explorer/acting/followed';
import { activityViewId } from '../../explorer/contributed';
import type { Refused } from '../../explorer/show/iamStatement';
import { clause, failureMessage, headline, plainTitle, sentence, shownName } from '../../explorer/show/messages';
import { actionNamed } from '../../explorer/tree/actions';
import type { GroupNode, ResourceNode } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { showErrorMessage, showInformationMessage, showWarningMessage } from '../base/door';
import type { Log } from '../base/log';
import { copyIamStatement } from './iamStatement';

export interface Reporting {
  readonly log: Log;
  /** Signs a connection's profile in. @returns whether it is signed in */
  readonly signIn: (connection: Connection) => Promise<boolean>;
  /** Does the action again for those that failed, as the actors that were shown. */
  readonly again: (name: string, failed: readonly Shown[]) => Promise<void>;
}

/** Says that resources are no longer in the view. It says nothing about none. */
export function sayMissing(name: string, nodes: readonly ResourceNode[]): void {
  const [title, names] = titleAndNames(name, nodes);
  if (nodes.length === 1) void showWarningMessage(l10n.t('{0}: {1} is no longer in the view.', title, names));
  if (nodes.length > 1) void showWarningMessage(l10n.t('{0}: these are no longer in the view: {1}.', title, names));
}

/** Says that the states of resources don't allow an action. It says nothing about none. */
export function sayUnsuitable(name: string, nodes: readonly ResourceNode[]): void {
  const [title, names] = titleAndNames(name, nodes);
  if (nodes.length) void showWarningMessage(l10n.t('{0}: not possible in the current state of {1}.', title, names));
}

function titleAndNames(name: string, nodes: readonly ResourceNode[]): [title: string, names: string] {
  const [first] = nodes;
  return [plainTitle((first && actionNamed(first, name)?.title) ?? name), nodes.map(shownName).join(', ')];
}

/** Says that a profile is marked read-only. */
export function sayReadOnly({ connection }: ResourceNode | GroupNode): void {
  const { message, nextStep } = readOnlyError(connection, '');
  void showWarningMessage(`${message} ${nextStep}`);
}

/** Says for which resources an action could not begin. It says nothing about none. */
export async function sayFailed(reporting: Reporting, name: string, failed: readonly Failed[]): Promise<void> {
  const [first, ...others] = failed;
  const action = first && actionNamed(first.node, name);
  if (!action) return;
  await (others.length
    ? summarize(reporting, action, failed.length, failed)
    : report(reporting, action, first, first.error));
}

/**
 * Sums up an action on several resources, and offers to do it again for those that failed.
 * @param following what the user could cancel it with
 */
export async function summarize(
  reporting: Reporting,
  action: Action,
  count: number,
  notDone: readonly Failed[],
  following?: Pick<Following, 'unsent'>,
): Promise<void> {
  const title = plainTitle(action.title);
  const failed = notDone.filter(({ error }) => !isUnsent(error, following));
  const unsent = notDone.length - failed.length;
  if (!notDone.length) {
    void showInformationMessage(l10n.t('{0}: done for all {1}.', title, count));
    return;
  }
  const unknown = failed.filter(isUnknown);
  const each = failed.filter(one => !isUnknown(one)).map(one => failureOf(one, title));
  const words = [
    l10n.t('{0}: done for {1} of {2}.', title, count - notDone.length, count),
    ...(unsent ? [l10n.t('Cancelled: {0} sent, {1} not sent.', count - unsent, unsent)] : []),
    ...(each.length ? [sentence(l10n.t('Failed: {0}', each.join('; ')))] : []),
    ...(unknown.length ? [unknownText(unknown)] : []),
  ].join(' ');
  if (!failed.length) {
    const show = l10n.t('Show Activity');
    const pressed = await showInformationMessage(words, show);
    if (pressed === show) await vscode.commands.executeCommand(`${activityViewId}.focus`);
    return;
  }
  const repeatable = failed.filter(({ error }) => !isApiError(error) || error.reason !== 'otherActor');
  await offer(reporting, action, words, {
    unsigned: unsignedOf(failed),
    repeatable,
    refused: failed.flatMap(refusedIn),
  });
}

function unsignedOf(failed: readonly Failed[]): readonly Failed[] {
  return failed.filter(({ error }) => isApiError(error) && error.signIn);
}

/**
 * Does an action again for those that failed, as the actors that were shown. First the profiles sign in that must.
 * It does nothing if one does not.
 */
export async function doAgain(
  { signIn }: Pick<Reporting, 'signIn'>,
  { name }: Action,
  failed: readonly Failed[],
  again: Reporting['again'],
): Promise<void> {
  if (await signedIn(signIn, unsignedOf(failed))) await again(name, failed);
}

async function signedIn(signIn: Reporting['signIn'], unsigned: readonly Shown[]): Promise<boolean> {
  const connections = new Map(unsigned.map(({ node: { connection } }) => [connection.profile, connection]));
  for (const connection of connections.values()) if (!(await signIn(connection))) return false;
  return true;
}

function isUnknown({ error }: Failed): boolean {
  return isApiError(error) && error.mayHaveHappened === true;
}

function failureOf({ node, error }: Failed, title: string): string {
  // Such a message is a sentence that names the resource.
  if (error instanceof ActionRefused) return clause(error.message);
  const reason = isApiError(error) ? headline(error) : toApiError(error, title).message;
  return l10n.t('{0}: {1}', shownName(node), reason);
}

function unknownText(unknown: readonly Failed[]): string {
  const names = unknown.map(({ node }) => shownName(node)).join(', ');
  return unknown.every(({ node }) => isShown(node) && node.failure)
    ? l10n.t('Outcome not known for {0}: {1}. See their rows.', unknown.length, names)
    : l10n.t('Outcome not known for {0}: {1}. Check them before you retry.', unknown.length, names);
}

/** Says why an action on one resource failed, and offers to do it again. It says nothing after the user has cancelled. */
export async function report(reporting: Reporting, action: Action, shown: Shown, error: unknown): Promise<void> {
  if (error instanceof ActionRefused) {
    void showWarningMessage(error.message);
    return;
  }
  const known = toApiError(error, action.operations[0]);
  if (known.reason === 'cancelled' && known.code !== 'NotShown') return;
  const id = known.requestId === undefined ? '' : ` ${l10n.t('Request ID {0}.', known.requestId)}`;
  const words = failureMessage(shown.node, action, known) + id;
  await offer(reporting, action, words, {
    unsigned: known.signIn ? [shown] : [],
    repeatable: known.reason === 'otherActor' ? [] : [shown],
    refused: refusedIn({ ...shown, error: known }),
  });
}

function refusedIn({ node, error }: Failed): readonly Refused[] {
  return isApiError(error) && error.denied ? [{ node, error }] : [];
}

interface Offered {
  /** Those whose profiles must sign in first. */
  readonly unsigned: readonly Shown[];
  /** Those to do the action again for. */
  readonly repeatable: readonly Shown[];
  /** What a permission is missing for. */
  readonly refused: readonly Refused[];
}

/** Shows an error and offers to do the action again, and to copy the statement that would allow it. */
async function offer(
  { log, signIn, again }: Reporting,
  { name }: Action,
  message: string,
  { unsigned, repeatable, refused }: Offered,
): Promise<void> {
  const retry = unsigned.length ? l10n.t('Sign In') : l10n.t('Retry');
  const show = l10n.t('Show Log');
  const statement = l10n.t('Copy IAM Statement');
  const buttons = [...(repeatable.length ? [retry] : []), ...(refused.length ? [statement] : []), show];
  const pressed = await showErrorMessage(message, ...buttons);
  if (pressed === show) log.show();
  if (pressed === statement) await copyIamStatement(refused);
  if (pressed !== retry) return;
  if (await signedIn(signIn, unsigned)) await again(name, repeatable);
}
