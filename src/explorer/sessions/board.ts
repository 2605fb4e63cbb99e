// What the sessions board shows: the rows, how far the reading is, and what could not be read.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Board, BoardTexts, ColumnName, View } from '../../sessions/page';
import { columnNames, groupings } from '../../sessions/page';
import { headline } from '../show/messages';
import { markWord, placeTitle } from '../show/place';
import type { StoredText } from '../show/stored';
import { boardTab } from '../show/stored';
import { parseFilter } from '../tree/filter';
import type { RegionNode, ResourceNode } from '../tree/node';
import { isBelow, nameOf } from '../tree/node';
import type { Reading } from './reading';
import { arrange, drawnGroups } from './rows';

/** How many rows the page draws. To see others, the user types a filter. */
export const mostRows = 1_000;

/** How the board shows sessions at first. */
export const firstView: View = { filter: '', sort: 'user', descending: false, group: 'none' };

/** The title of a board's tab: `All Sessions`, `Sessions: design`. It does not name a user. */
export function boardTitle(scope: readonly (RegionNode | ResourceNode)[], isOfUser = false): StoredText {
  const [first, ...others] = scope;
  return boardTab(first?.kind === 'resource' && !others.length ? first : undefined, isOfUser);
}

/**
 * What the board shows now.
 * @param ids of the scope, which may not be found yet
 * @param now milliseconds since the epoch
 * @param endings the sessions that this board ends
 */
export function drawBoard(
  ids: readonly string[],
  scope: readonly (RegionNode | ResourceNode)[],
  reading: Pick<Reading, 'sessions' | 'pairs' | 'unread' | 'at' | 'isReading'> & Partial<Pick<Reading, 'user'>>,
  view: View,
  now: number,
  endings: Endings = {},
): Board {
  const groups = arrange(reading.sessions(), view);
  const left = leftText(endings, reading);
  const found = groups.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const columns: readonly ColumnName[] = columnNames;
  const titles = columnTitles();
  const note = noteOf(found, reading, view);
  return {
    scope: ids,
    title: reading.user === undefined ? boardTitle(scope) : l10n.t('Sessions of {0}', plainText(reading.user)),
    place: [...new Set(scope.map(placeOf))].join(' | '),
    view,
    progress: progressText(reading, now),
    count: found === 1 ? l10n.t('1 session') : l10n.t('{0} sessions', found),
    problems: reading.unread.map(({ group, error }) => ({
      where: [
        ...(group.parent.kind === 'resource' ? [nameOf(group.parent)] : []),
        l10n.t(group.title),
        placeTitle(group),
      ].join(' · '),
      why: [headline(error), error.nextStep].filter(Boolean).join('. '),
    })),
    ending: [
      ...(endings.now ?? []).filter(({ activity }) => activity !== undefined).map(({ id }) => id),
      ...(left ? (endings.left ?? []) : []),
    ],
    ...(left !== undefined && { left }),
    columns: columns.map(name => ({ name, title: titles[name] })),
    groups: drawnGroups(groups, columns, mostRows),
    ...(note !== undefined && { note }),
    groupings: groupings.map(name => ({ name, title: name === 'none' ? l10n.t('No groups') : titles[name] })),
    texts: texts(),
  };
}

/** The sessions that a board ends. */
export interface Endings {
  /** Those that the user has asked to end. One that is being ended has an activity. */
  readonly now?: readonly ResourceNode[];
  /** The keys of those that were being ended when the window was reloaded. */
  readonly left?: readonly string[];
}

/** What a reload has left open: AWS may have been asked to end it, or not. */
function leftText(
  { left = [] }: Endings,
  reading: Pick<Reading, 'sessions' | 'isReading' | 'unread'>,
): string | undefined {
  if (!left.length) return undefined;
  if (reading.isReading) {
    return l10n.t('The window was reloaded while sessions were being expired. Reading which are still open…');
  }
  const keys = new Set(left);
  const open = reading
    .sessions()
    .filter(({ id, resourceKind, resource }) => keys.has(id) && resourceKind.state?.(resource) !== 'EXPIRED');
  const listed = new Set(open.map(({ id }) => id));
  const unknown = left.filter(key => !listed.has(key) && reading.unread.some(({ group }) => isBelow(key, group)));
  if (unknown.length) {
    return l10n.t(
      "The window was reloaded while sessions were being expired. Still open: {0} of {1}. Not known: {2}, because lists can't be read. Choose Refresh to try again.",
      open.length,
      left.length,
      unknown.length,
    );
  }
  if (!open.length) return undefined;
  return l10n.t(
    'The window was reloaded while sessions were being expired. Still open: {0} of {1}. They are selected: choose Expire Sessions… to go on.',
    open.length,
    left.length,
  );
}

function placeOf(node: RegionNode | ResourceNode): string {
  return [markWord(node), node.connection.profile, node.connection.region].filter(Boolean).join(' · ');
}

function progressText(
  { pairs: { asked, answered }, isReading, at }: Parameters<typeof drawBoard>[2],
  now: number,
): string {
  if (!asked) return ''; // the fleets have not answered, or none runs
  const pairs = isReading
    ? l10n.t('{0} of {1} fleet and stack pairs have answered.', answered, asked)
    : l10n.t('All {0} fleet and stack pairs have been asked.', asked);
  if (at === undefined) return pairs;
  const minutes = Math.floor((now - at) / 60_000);
  return `${pairs} ${minutes < 1 ? l10n.t('The data is less than a minute old.') : l10n.t('The data is {0} min old.', minutes)}`;
}

function noteOf(found: number, { isReading }: Pick<Reading, 'isReading'>, { filter }: View): string | undefined {
  if (found > mostRows) return l10n.t('The first {0} rows are shown. Type a filter to see others.', mostRows);
  if (found) return undefined;
  if (isReading) return l10n.t('Loading…');
  return parseFilter(filter).terms.length ? l10n.t('Nothing matches') : l10n.t('No sessions');
}

function columnTitles(): Readonly<Record<ColumnName, string>> {
  return {
    user: l10n.t('User'),
    fleet: l10n.t('Fleet'),
    stack: l10n.t('Stack'),
    state: l10n.t('State'),
    connection: l10n.t('Connection'),
    authentication: l10n.t('Authentication'),
    instance: l10n.t('Instance'),
    address: l10n.t('Private IP address'),
    started: l10n.t('Started'),
    ends: l10n.t('Ends by'),
    drain: l10n.t('Instance drain status'),
    account: l10n.t('Account'),
    region: l10n.t('Region'),
  };
}

function texts(): BoardTexts {
  return {
    filter: l10n.t('Filter'),
    filterHint: l10n.t('Words, or terms such as state:ACTIVE, user:ana, fleet:design'),
    group: l10n.t('Group by'),
    selectAll: l10n.t('Select all rows'),
    selectColumn: l10n.t('Selected'),
    selected: l10n.t('{0} selected'),
    toolbar: l10n.t('Actions'),
    problems: l10n.t("Lists that can't be read"),
    table: l10n.t('Sessions'),
    deeds: {
      refresh: l10n.t('Refresh'),
      expire: l10n.t('Expire Sessions…'),
      drain: l10n.t('Drain Instances…'),
      copy: l10n.t('Copy Rows'),
      copyJson: l10n.t('Copy as JSON'),
      saveCsv: l10n.t('Save as CSV…'),
    },
  };
}
