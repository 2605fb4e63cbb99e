import * as l10n from '@vscode/l10n';

import type { ApiError } from '../../api/core/errors';
import { plainText } from '../../api/core/plainText';
import type { Action } from '../../kinds/action';
import type { ResourceError } from '../../kinds/kind';
import type { ResourceNode } from '../tree/node';
import { assertNever, nameOf } from '../tree/node';
import type { By } from './place';
import { placeTitle } from './place';

/** What failed, in two or three words. */
export function headline({ reason, code, host }: ApiError): string {
  switch (reason) {
    case 'denied':
      return l10n.t('Access denied');
    case 'credentials':
      return l10n.t('Not signed in');
    case 'expired':
      return l10n.t('Credentials expired');
    case 'network':
      return l10n.t("Can't connect");
    case 'timeout':
      return l10n.t('No answer');
    case 'throttled':
      return l10n.t('Too many requests');
    case 'config':
      return l10n.t('Configuration problem');
    case 'malformed':
      return l10n.t('Unexpected answer');
    case 'readOnly':
      return l10n.t('Read-only');
    case 'otherActor':
      return code === 'SandboxStopped' ? l10n.t('Sandbox stopped') : l10n.t('Opened for another account');
    case 'cancelled':
      return l10n.t('Cancelled');
    case 'service':
      return host === undefined ? l10n.t('AWS has a problem') : l10n.t('{0} has a problem', host);
    case 'conflict':
    case 'notFound':
    case 'exists':
    case 'limit':
    case 'invalid':
      return code;
    default:
      return assertNever(reason);
  }
}

/**
 * The name that people see in rows, prompts, dialogs, messages and forms. It may be a person's name or e-mail
 * address. Saved state, titles and logs use `storedName`.
 */
export function shownName(node: ResourceNode): string {
  return plainText(nameOf(node));
}

/** The kind and the name, as people see them: `Fleet "dev"`. */
export function quotedName(node: ResourceNode): string {
  return l10n.t('{0} "{1}"', l10n.t(node.resourceKind.title), shownName(node));
}

/**
 * The title of an action's prompts: `Create Streaming URL: design – PRODUCTION · 123456789012 · prod · eu-west-1`.
 * @param by the actor, if known
 * @param others the other resources of the same connection. Then the title counts them instead of naming one
 */
export function actionTitle(
  { title }: Pick<Action, 'title'>,
  node: ResourceNode,
  by?: By,
  others: readonly ResourceNode[] = [],
): string {
  const count = others.length + 1;
  const name = count > 1 ? l10n.t('{0} ({1})', l10n.t(node.resourceKind.plural), count) : shownName(node);
  return l10n.t('{0}: {1} – {2}', plainTitle(title), name, placeTitle(node, by));
}

/** A failed action in one sentence and its next step: `Start Fleet failed for dev: … Stop it first.` */
export function failureMessage(node: ResourceNode, action: Pick<Action, 'title'>, error: ApiError): string {
  const said = sentence(error.message);
  if (error.mayHaveHappened) {
    return l10n.t('{0} for {1}: {2} {3}', plainTitle(action.title), shownName(node), said, error.nextStep).trim();
  }
  return l10n.t('{0} failed for {1}: {2} {3}', plainTitle(action.title), shownName(node), said, error.nextStep).trim();
}

/** A command's title without the ellipsis that announces a dialog. */
export function plainTitle(title: string): string {
  return l10n.t(title).replace(/…$/, '');
}

/** An error inside a resource, as a sentence: `INTERNAL_SERVICE_ERROR: No capacity.` */
export function errorText({ code, message }: ResourceError): string {
  return sentence([code, message].filter(Boolean).join(': '));
}

/** The time of day, `14:05`. @param at milliseconds since the epoch */
export function timeOfDay(moment: number): string {
  return new Date(moment).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** `12 s`, `3 min 20 s`. @param ms milliseconds */
export function durationText(ms: number): string {
  const seconds = Math.max(Math.round(ms / 1000), 0);
  if (seconds < 60) return l10n.t('{0} s', seconds);
  return l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

/** A sentence as a part of another one: without its full stop. */
export function clause(text: string): string {
  return text.trim().replace(/[.。]$/, '');
}

/** Adds a full stop to a text from elsewhere, if it lacks one: that of Japanese and Chinese after their letters. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (/[.!?。！？]$/.test(trimmed) || !trimmed) return trimmed;
  return trimmed + (/[」぀-ヿ一-鿿]$/.test(trimmed) ? '。' : '.');
}
