// What the page of Users from CSV shows.
import * as l10n from '@vscode/l10n';

import type { FilterName, Press, SwitchName, Titled, UsersPage, UsersRow, UsersTexts } from '../../users/page';
import { filters } from '../../users/page';
import type { Choice, DeedName, RoleName } from '../../users/words';
import { deeds, roles } from '../../users/words';
import type { Step, Verdict, VerdictKind } from './dryRun';
import type { UsersImport } from './import';
import { isFailed } from './import';
import type { Result } from './run';

/** How many rows the page draws. To see others, the user chooses which to show. */
export const mostRows = 500;

/**
 * What the page shows now.
 * @param place the account and Region
 * @param source where the rows come from, as a sentence
 */
export function drawPage(csv: UsersImport, title: string, place: string, source: string): UsersPage {
  const { table, settings, state } = csv;
  const groups = rowsByFilter(csv);
  const shown = groups[settings.filter];
  const first = table.rows[0]?.cells ?? [];
  const isRunning = state === 'running';
  const counted = ({ name, title: words }: Titled<FilterName>): Titled<FilterName> => ({
    name,
    title: l10n.t('{0} ({1})', words, groups[name].length),
  });
  return {
    ...{ title, place, source, settings, isRunning },
    roles: roles.map(name => ({ name, title: roleTitles()[name] })),
    headings: table.headings.map((heading, at) => (first[at] ? l10n.t('{0} – {1}', heading, first[at]) : heading)),
    choices: choicesFor(settings.columns.deed !== undefined),
    switches: switchesFor(csv),
    filters: filters.map(name => counted({ name, title: filterTitles()[name] })),
    buttons: buttonsFor(csv, isRunning),
    progress: progressText(csv, groups),
    problems: csv.problems,
    columns: [
      ...[l10n.t('Row'), l10n.t('E-mail address'), l10n.t('First name'), l10n.t('Last name')],
      ...[l10n.t('Changes'), l10n.t('Result'), l10n.t('Explanation')],
    ],
    rows: csv.verdicts.length ? shown.slice(0, mostRows).map(at => drawRow(csv, at)) : [],
    ...noteOf(csv, shown.length),
    texts: texts(),
  };
}

function noteOf({ verdicts, state }: UsersImport, count: number): { readonly note?: string } {
  if (!verdicts.length) return state === 'reading' ? { note: l10n.t('Loading…') } : {};
  if (!count) return { note: l10n.t('No such rows') };
  return count > mostRows ? { note: l10n.t('The first {0} rows are shown.', mostRows) } : {};
}

/** The places of the rows that each filter shows. */
function rowsByFilter({ verdicts, results }: UsersImport): Readonly<Record<FilterName, readonly number[]>> {
  const groups: Record<FilterName, number[]> = { all: [], toDo: [], attention: [], same: [], done: [], failed: [] };
  for (const [at, { kind }] of verdicts.entries()) {
    groups.all.push(at);
    groups[filterOf(kind, results.get(at))].push(at);
  }
  return groups;
}

function filterOf(kind: VerdictKind, result: Result | undefined): FilterName {
  if (result) return result.kind === 'done' ? 'done' : isFailed(result) ? 'failed' : 'toDo';
  if (kind === 'ready') return 'toDo';
  return kind === 'same' ? 'same' : 'attention';
}

function drawRow({ table, verdicts, results }: UsersImport, at: number): UsersRow {
  const verdict = verdicts[at] as Verdict;
  const result = results.get(at);
  const { entry, kind, notes, steps } = verdict;
  const bad = result ? isFailed(result) : kind !== 'ready' && kind !== 'same';
  return {
    key: String(table.rows[at]?.number ?? at),
    tone: bad ? 'bad' : 'plain',
    cells: [
      ...[String(entry.number), entry.userName, entry.firstName, entry.lastName],
      steps.map(stepText).join(', '),
      result ? resultTitle(result.kind) : verdictTitle(kind),
      result?.text ?? (result ? '' : notes.join(' ')),
    ],
  };
}

function stepText(step: Step): string {
  return step.deed === 'associate' ? l10n.t('Associate {0}', step.stacks.join(', ')) : deedTitles()[step.deed];
}

function verdictTitle(kind: VerdictKind): string {
  switch (kind) {
    case 'ready':
      return l10n.t('To do');
    case 'same':
      return l10n.t('Nothing to do');
    case 'over':
      return l10n.t('Over the quota');
    case 'invalid':
      return l10n.t("Can't be done");
    case 'capitals':
    case 'names':
      return l10n.t('Needs a decision');
  }
}

function resultTitle(kind: Result['kind']): string {
  switch (kind) {
    case 'waiting':
      return l10n.t('Waiting');
    case 'sending':
      return l10n.t('Under way');
    case 'done':
      return l10n.t('Done');
    case 'failed':
      return l10n.t('Failed');
    case 'unknown':
      return l10n.t('Not known');
    case 'notSent':
      return l10n.t('Not sent');
  }
}

function progressText(csv: UsersImport, groups: Readonly<Record<FilterName, readonly number[]>>): string {
  const { state, poolSize } = csv;
  if (state === 'reading') return l10n.t('The rows are being compared with the user pool…');
  if (state === 'unread') return l10n.t("The user pool can't be read.");
  if (state === 'running') {
    const over = groups.done.length + groups.failed.length;
    return l10n.t(
      '{0} of {1} rows have ended. {2} of them failed.',
      over,
      over + groups.toDo.length,
      groups.failed.length,
    );
  }
  return l10n.t(
    '{0} rows: {1} to do, {2} with nothing to do, {3} that need attention, {4} done, {5} failed. The user pool has {6} users.',
    ...[groups.all, groups.toDo, groups.same, groups.attention, groups.done, groups.failed].map(({ length }) => length),
    poolSize,
  );
}

function buttonsFor(csv: UsersImport, isRunning: boolean): UsersPage['buttons'] {
  const isReading = csv.state === 'reading';
  const hasFailed =
    csv.verdicts.some(({ kind }, at) => !csv.results.get(at) && kind !== 'ready' && kind !== 'same') ||
    [...csv.results.values()].some(isFailed);
  const offered: readonly (readonly [Press, string, boolean])[] = [
    ['start', l10n.t('Make Changes ({0})…', csv.tasks().length), csv.tasks().length > 0],
    ['cancel', l10n.t('Cancel'), isRunning],
    ['compare', l10n.t('Compare Again'), !isRunning && !isReading],
    ['save', l10n.t('Save What Failed…'), !isRunning && hasFailed],
  ];
  return offered.map(([name, title, enabled]) => ({ name, title, enabled }));
}

function switchesFor({ verdicts, settings }: UsersImport): readonly Titled<SwitchName>[] {
  const has = (kind: VerdictKind): boolean => verdicts.some(verdict => verdict.kind === kind);
  const { choice, on } = settings;
  const mayCreate = choice === 'create' || choice === 'column';
  const mayAssociate = mayCreate || choice === 'associate';
  const all: readonly (readonly [SwitchName, string, boolean])[] = [
    ['welcome', l10n.t('Send each new user a welcome e-mail'), mayCreate],
    ['stacks', l10n.t('Notify users by e-mail of their stacks'), mayAssociate],
    [
      'respell',
      l10n.t('Use the existing spelling if an address differs in capital letters only'),
      has('capitals') || on.includes('respell'),
    ],
    ['rename', l10n.t('Take the proposals for names that AWS refuses'), has('names') || on.includes('rename')],
  ];
  return all.flatMap(([name, title, matters]) => (matters ? [{ name, title }] : []));
}

function choicesFor(hasColumn: boolean): readonly Titled<Choice>[] {
  const titles = deedTitles();
  return [
    ...(hasColumn ? [{ name: 'column' as const, title: l10n.t('What the row says') }] : []),
    ...deeds.map(name => ({ name, title: titles[name] })),
  ];
}

/** What can be done with a user, in few words. */
export const deedTitles = (): Readonly<Record<DeedName, string>> => ({
  create: l10n.t('Create'),
  associate: l10n.t('Associate with stacks'),
  enable: l10n.t('Enable'),
  disable: l10n.t('Disable'),
  delete: l10n.t('Delete'),
});

const roleTitles = (): Readonly<Record<RoleName, string>> => ({
  userName: l10n.t('E-mail address'),
  firstName: l10n.t('First name'),
  lastName: l10n.t('Last name'),
  stacks: l10n.t('Stacks'),
  deed: l10n.t('Action'),
});

const filterTitles = (): Readonly<Record<FilterName, string>> => ({
  all: l10n.t('All rows'),
  toDo: l10n.t('To do'),
  attention: l10n.t('Need attention'),
  same: l10n.t('Nothing to do'),
  done: l10n.t('Done'),
  failed: l10n.t('Failed'),
});

const texts = (): UsersTexts => ({
  columns: l10n.t('Columns of the file'),
  none: l10n.t('None'),
  options: l10n.t('What to do'),
  choice: l10n.t('For each row'),
  stacks: l10n.t('Stacks for all rows'),
  stacksHint: l10n.t('Names, with semicolons between them'),
  quota: l10n.t('Quota of users in the user pool'),
  show: l10n.t('Show'),
  actions: l10n.t('Actions'),
  problems: l10n.t('Problems'),
  table: l10n.t('Rows'),
});
