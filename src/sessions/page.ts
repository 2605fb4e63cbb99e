// The content of the sessions board, and the messages between its page and the extension. All texts are in the user's language.
// The page draws them as text and knows nothing about AWS.
import { isRecord, ofVersion, type Ready } from '../details/content';

/** What the rows can be sorted by: a column. */
export const columnNames = [
  'user',
  'account',
  'region',
  'fleet',
  'stack',
  'state',
  'connection',
  'authentication',
  'instance',
  'address',
  'started',
  'ends',
  'drain',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** What the rows can be grouped by. */
export const groupings = ['none', 'user', 'fleet', 'stack', 'account'] as const satisfies readonly (
  ColumnName | 'none'
)[];
export type BoardGrouping = (typeof groupings)[number];

/** How the rows are shown: which ones, and in which order. It stays in memory, because a filter may name a person. */
export interface View {
  /** Words and terms such as `state:ACTIVE` or `fleet:design`. */
  readonly filter: string;
  readonly sort: ColumnName;
  readonly descending: boolean;
  readonly group: BoardGrouping;
}

/** Everything that the page shows. */
export interface Board {
  /** The ids of the tree items whose sessions it shows. */
  readonly scope: readonly string[];
  readonly title: string;
  /** The profiles and Regions. */
  readonly place: string;
  readonly view: View;
  /** How many pairs of a fleet and a stack have answered, and how old the answers are. */
  readonly progress: string;
  /** How many sessions are shown. */
  readonly count: string;
  readonly problems: readonly Problem[];
  /** The keys of the sessions that are being ended. */
  readonly ending: readonly string[];
  /** What a reload of the window has left open of the sessions that were being ended. */
  readonly left?: string;
  readonly columns: readonly { readonly name: ColumnName; readonly title: string }[];
  readonly groups: readonly RowGroup[];
  /** In place of rows, or after them when there are more than the page draws. */
  readonly note?: string;
  readonly groupings: readonly { readonly name: BoardGrouping; readonly title: string }[];
  readonly texts: BoardTexts;
}

/** A list that could not be read, and why. */
export interface Problem {
  readonly where: string;
  readonly why: string;
}

/** Rows that have something in common. Without a title: all rows. */
export interface RowGroup {
  readonly title?: string;
  readonly rows: readonly Row[];
}

export interface Row {
  /** The id of the session's tree item. It has no name of a person. */
  readonly key: string;
  /** What the check box of the row is called. */
  readonly label: string;
  /** The cells, in the order of the columns. A number is a time: milliseconds since the epoch. */
  readonly cells: readonly (string | number)[];
  /** What is wrong with the session, or what is under way. */
  readonly note?: string;
}

/** The texts of the page's own parts. */
export interface BoardTexts {
  readonly filter: string;
  readonly filterHint: string;
  readonly group: string;
  readonly selectAll: string;
  readonly selectColumn: string;
  /** {0}: how many are selected. */
  readonly selected: string;
  readonly deeds: Readonly<Record<Deed, string>>;
  readonly toolbar: string;
  readonly problems: string;
  readonly table: string;
}

/** What the user can have done. `saveCsv` without selected rows saves all that match the filter. */
export const deeds = ['refresh', 'expire', 'drain', 'copy', 'copyJson', 'saveCsv'] as const;
export type Deed = (typeof deeds)[number];

/** What is done with the selected rows only. */
export const isOfRows = (deed: Deed): boolean => deed !== 'refresh' && deed !== 'saveCsv';

/** The messages from the page to the extension. */
export type FromBoard =
  | Ready
  | { readonly kind: 'view'; readonly view: View }
  /** @param keys of the selected rows */
  | { readonly kind: 'deed'; readonly deed: Deed; readonly keys: readonly string[] };

/** What the page saves in VS Code's webview state and restores after the window is reloaded: ids, and no names of people. */
export interface SavedBoard {
  readonly scope: readonly string[];
  /** The keys of the selected rows. */
  readonly selected: readonly string[];
  /** The keys of the sessions that are being ended. */
  readonly ending: readonly string[];
}

/** The version of the shape that a board is saved in. */
const boardVersion = 1;

/** A board as it is saved. `savedBoard` reads it. */
export function boardToSave({ scope, selected, ending }: SavedBoard): object {
  return { scope, selected, ending, version: boardVersion };
}

/** Validates a saved state. @returns undefined for any other state, and for that of a newer version */
export function savedBoard(state: unknown): SavedBoard | undefined {
  const { scope, selected, ending } = ofVersion(state, boardVersion) ?? {};
  if (!isTexts(scope) || !scope.length) return undefined;
  return { scope, selected: isTexts(selected) ? selected : [], ending: isTexts(ending) ? ending : [] };
}

/** Validates a message, since the extension doesn't trust the page. @returns undefined for an invalid message */
export function messageFromBoard(message: unknown): FromBoard | undefined {
  if (!isRecord(message)) return undefined;
  const { kind, view, deed, keys } = message;
  if (kind === 'ready') return { kind };
  if (kind === 'view') {
    const read = viewIn(view);
    return read && { kind, view: read };
  }
  const known = deeds.find(one => one === deed);
  return kind === 'deed' && known && isTexts(keys) ? { kind, deed: known, keys } : undefined;
}

function viewIn(view: unknown): View | undefined {
  if (!isRecord(view)) return undefined;
  const { filter, descending } = view;
  const sort = columnNames.find(one => one === view['sort']);
  const group = groupings.find(one => one === view['group']);
  return typeof filter === 'string' && typeof descending === 'boolean' && sort && group
    ? { filter, sort, descending, group }
    : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
