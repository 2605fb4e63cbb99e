// How the rows of the Activity view look: an action, and below an action on several things a row for each.
import * as l10n from '@vscode/l10n';

import { isApiError, toApiError } from '../../api/core/errors';
import { ActionRefused } from '../../kinds/action';
import type { Icon } from '../../kinds/names';
import { elapsedText } from '../show/elapsed';
import { durationText, headline, sentence, timeOfDay } from '../show/messages';
import { accountOf, placeTitle } from '../show/place';
import type { Presentation } from '../show/presentation';
import { withPlainTexts } from '../show/presentation';
import type { RowToken } from '../tree/tokens';
import { rowTokens } from '../tree/tokens';
import type { Entry, Item } from './activity';
import { isOpen, isRepeatable, isUnderWay, isUnknown } from './activity';

/** A row of the view. */
export type ActivityRow = Entry | Item;

/** The most items that a tooltip names. The rest is counted. */
const maxNamed = 10;

/** Whether a row is an action as a whole, not one of its items. */
export function isEntry(row: ActivityRow): row is Entry {
  return 'items' in row;
}

/** The rows below a row: those of an action on several things. */
export function rowsBelow(row: ActivityRow): readonly Item[] {
  return isEntry(row) && row.items.length > 1 ? row.items : [];
}

/** The IDs of a row's requests, those that AWS refused included. */
export function requestIdsOf(row: ActivityRow): readonly string[] {
  return [...new Set(itemsOf(row).flatMap(({ requestIds, error }) => [...requestIds, ...refusedId(error)]))];
}

/** The items whose action a row can do again. */
export function repeatableOf(row: ActivityRow): readonly Item[] {
  const items = itemsOf(row).filter(isRepeatable);
  // An item that the user has cancelled is done again only from its own row.
  return items.length > 1 || rowsBelow(row).length ? items.filter(({ step }) => step === 'failed') : items;
}

/** How a row looks now. @param now milliseconds since the epoch */
export function presentActivity(row: ActivityRow, now = Date.now()): Presentation {
  return withPlainTexts(isEntry(row) ? entryLooks(row, now) : itemLooks(row));
}

const itemsOf = (row: ActivityRow): readonly Item[] => (isEntry(row) ? row.items : [row]);

function entryLooks(entry: Entry, now: number): Presentation {
  const [first] = entry.items;
  const isOne = entry.items.length === 1;
  const isRunning = entry.until === undefined;
  const places = [...new Set(entry.items.map(placeOf))];
  const label = labelOf(entry);
  const description = [
    isOne && first ? itemResult(first) : result(entry),
    isRunning ? elapsedText(now - entry.since) : timeOfDay(entry.since),
    ...places,
  ].join(' · ');
  const failed = entry.items.some(({ step }) => step === 'failed');
  const looks: StepLooks =
    isOne && first ? looksOf(first) : isRunning ? running : failed ? failure : entry.items.some(isOpen) ? unsent : done;
  return {
    ...{ id: entry.id, label, description, ...looks },
    expandable: isOne ? 'no' : 'collapsed',
    tokens: tokens(
      entry,
      isOne && 'activity.reveal',
      repeatableOf(entry).length > 0 && (isOne ? 'activity.retry' : 'activity.retryFailed'),
    ),
    heading: label,
    notes: isOne && first ? failureNotes(first) : batchNotes(entry),
    facts: [
      ...(isOne && first ? placeFacts(first) : []),
      { label: l10n.t('Began'), value: new Date(entry.since) },
      { label: l10n.t('Took'), value: entry.until === undefined ? undefined : durationText(entry.until - entry.since) },
      ...(isOne && first ? idFacts(first) : []),
    ],
    accessibleLabel: [label, description].join(', '),
  };
}

function itemLooks(item: Item): Presentation {
  const label = item.name ?? item.entry.title;
  const description = [itemResult(item), placeOf(item)].join(' · ');
  return {
    ...{ id: item.id, label, description, ...looksOf(item) },
    expandable: 'no',
    tokens: tokens(item, 'activity.reveal', repeatableOf(item).length > 0 && 'activity.retry'),
    heading: l10n.t('{0}: {1}', item.entry.title, label),
    notes: failureNotes(item),
    facts: [...placeFacts(item), ...idFacts(item)],
    accessibleLabel: [label, description].join(', '),
  };
}

function tokens(row: ActivityRow, ...others: readonly (RowToken | false)[]): string {
  const all = rowTokens('activity', ...others, requestIdsOf(row).length > 0 && 'activity.requestId');
  return `;${all.join(';')};`;
}

/** `Start Fleet: gis-analysis`, or `Start Fleet: Fleets (3)`. */
function labelOf({ title, items }: Entry): string {
  const [first, ...others] = items;
  if (!first || (!others.length && first.name === undefined)) return title;
  const { plural } = first.subject.resourceKind;
  const what = others.length ? l10n.t('{0} ({1})', l10n.t(plural), items.length) : (first.name ?? '');
  return l10n.t('{0}: {1}', title, what);
}

/** The result of an action on several things so far, in a few words. */
function result({ items, until }: Entry): string {
  const count = (is: (item: Item) => boolean): number => items.filter(is).length;
  if (until === undefined) {
    return l10n.t(
      '{0} of {1}',
      count(item => !isUnderWay(item)),
      items.length,
    );
  }
  const failed = count(item => item.step === 'failed' && !isUnknown(item));
  const unknown = count(isUnknown);
  const unsent = count(({ step }) => step === 'notSent');
  const parts = [
    ...(failed ? [l10n.t('⚠ {0} of {1} failed', failed, items.length)] : []),
    ...(unknown ? [l10n.t('⚠ outcome not known for {0}', unknown)] : []),
    ...(unsent ? [l10n.t('{0} sent, {1} not sent', items.length - unsent, unsent)] : []),
  ];
  return parts.length ? parts.join(', ') : l10n.t('done');
}

/** What became of an item, in a few words. */
function itemResult(item: Item): string {
  const words = stepText(item);
  return item.repeated ? l10n.t('{0}, tried again', words) : words;
}

function stepText(item: Item): string {
  switch (item.step) {
    case 'waiting':
      return l10n.t('waiting');
    case 'sent':
      return l10n.t('sent');
    case 'done':
      return l10n.t('done');
    case 'notSent':
      return l10n.t('not sent');
    case 'failed':
      return isUnknown(item) ? l10n.t('⚠ outcome not known') : l10n.t('⚠ {0}', reasonOf(item));
  }
}

interface StepLooks {
  readonly icon: Icon;
  readonly color?: string;
}

const running: StepLooks = { icon: 'sync~spin' };
const failure: StepLooks = { icon: 'error', color: 'list.errorForeground' };
const done: StepLooks = { icon: 'pass', color: 'charts.green' };
const unsent: StepLooks = { icon: 'circle-slash', color: 'disabledForeground' };

function looksOf({ step }: Item): StepLooks {
  switch (step) {
    case 'waiting':
      return { icon: 'clock' };
    case 'sent':
      return running;
    case 'done':
      return done;
    case 'notSent':
      return unsent;
    case 'failed':
      return failure;
  }
}

function reasonOf({ error, entry }: Item): string {
  return error instanceof ActionRefused ? error.message : headline(toApiError(error, entry.title));
}

/** The whole error and what to do about it. */
function failureNotes({ step, error, entry }: Item): readonly string[] {
  if (step !== 'failed') return [];
  if (error instanceof ActionRefused) return [error.message];
  const { message, nextStep, details = [] } = toApiError(error, entry.title);
  return [sentence(message), ...details, nextStep].filter(Boolean);
}

/** The items that were not done, by name. */
function batchNotes({ items }: Entry): readonly string[] {
  const failed = items.filter(({ step }) => step === 'failed');
  const notSent = items.filter(({ step }) => step === 'notSent');
  const rest = failed.length - maxNamed;
  return [
    ...failed.slice(0, maxNamed).map(item => l10n.t('{0}: {1}', item.name ?? '?', itemResult(item))),
    ...(rest > 0 ? [l10n.t('and {0} more', rest)] : []),
    ...(notSent.length ? [l10n.t('Not sent: {0}', someNames(notSent))] : []),
  ];
}

function someNames(items: readonly Item[]): string {
  const names = items
    .slice(0, maxNamed)
    .map(({ name }) => name ?? '?')
    .join(', ');
  return items.length > maxNamed ? l10n.t('{0} and {1} more', names, items.length - maxNamed) : names;
}

const placeOf = ({ subject, actor }: Item): string => placeTitle(subject, actor);

function placeFacts({ subject, actor }: Item): Presentation['facts'] {
  return [
    { label: l10n.t('Account'), value: accountOf(subject, actor) },
    { label: l10n.t('Profile'), value: subject.connection.profile },
    { label: l10n.t('Region'), value: subject.connection.region },
  ];
}

function idFacts(item: Item): Presentation['facts'] {
  return requestIdsOf(item).map(value => ({ label: l10n.t('Request ID'), value }));
}

function refusedId(error: unknown): readonly string[] {
  return isApiError(error) && error.requestId !== undefined ? [error.requestId] : [];
}
