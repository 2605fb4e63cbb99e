// The content of the page of Users from CSV, and the messages between it and the extension. All texts are in the user's language. The page
// draws them as text and knows nothing about AWS. Nothing of it is saved: it names people.
import type { Choice, Columns, RoleName } from './words';
import { deeds, roles } from './words';

/** What can be switched on and off. */
export const switches = ['welcome', 'stacks', 'respell', 'rename'] as const;
export type SwitchName = (typeof switches)[number];

/** Which rows are shown. */
export const filters = ['all', 'toDo', 'attention', 'same', 'done', 'failed'] as const;
export type FilterName = (typeof filters)[number];

/** What the user has set on the page. */
export interface Settings {
  readonly columns: Columns;
  readonly choice: Choice;
  /** Names of stacks, with semicolons between them. */
  readonly stacks: string;
  /** How many users the pool may have; empty if that isn't known. */
  readonly quota: string;
  readonly on: readonly SwitchName[];
  readonly filter: FilterName;
}

/** A name that the extension knows, and its title. */
export interface Titled<Name> {
  readonly name: Name;
  readonly title: string;
}

/** Everything that the page shows. */
export interface UsersPage {
  readonly title: string;
  /** The account and Region. */
  readonly place: string;
  /** Where the rows come from. */
  readonly source: string;
  readonly settings: Settings;
  readonly roles: readonly Titled<RoleName>[];
  /** The headings of the file's columns, with what the first row has there. */
  readonly headings: readonly string[];
  readonly choices: readonly Titled<Choice>[];
  /** The switches that matter now. */
  readonly switches: readonly Titled<SwitchName>[];
  /** With the number of their rows. */
  readonly filters: readonly Titled<FilterName>[];
  /** What can be pressed now, and what can't. */
  readonly buttons: readonly (Titled<Press> & { readonly enabled: boolean })[];
  readonly progress: string;
  /** Lists that can't be read, and why a run has ended early. */
  readonly problems: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly UsersRow[];
  /** In place of rows, or after them when there are more than the page draws. */
  readonly note?: string;
  /** Whether rows are being sent: then nothing can be set. */
  readonly isRunning: boolean;
  readonly texts: UsersTexts;
}

export interface UsersRow {
  readonly key: string;
  /** How its state is drawn. */
  readonly tone: 'bad' | 'plain';
  readonly cells: readonly string[];
}

/** The texts of the page's own parts. */
export interface UsersTexts {
  readonly columns: string;
  readonly none: string;
  readonly options: string;
  readonly choice: string;
  readonly stacks: string;
  readonly stacksHint: string;
  readonly quota: string;
  readonly show: string;
  readonly actions: string;
  readonly problems: string;
  readonly table: string;
}

/** What the user can have done. */
export const presses = ['start', 'cancel', 'compare', 'save'] as const;
export type Press = (typeof presses)[number];

/** The id of the element with the content as JSON in the page's HTML. */
export const usersElement = 'users';

/** The message from the extension to the page: what to show from now on. */
export interface ToUsers {
  readonly kind: 'users';
  readonly page: UsersPage;
}

/** A message from the page to the extension. */
export type FromUsers =
  /** The first message, when the page can receive messages. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'set'; readonly settings: Settings }
  | { readonly kind: 'press'; readonly press: Press };

/** Validates a message, since the extension doesn't trust the page. @returns undefined for an invalid message */
export function messageFromUsers(message: unknown): FromUsers | undefined {
  if (!isRecord(message)) return undefined;
  const { kind, settings, press } = message;
  if (kind === 'ready') return { kind };
  if (kind === 'set') {
    const read = settingsIn(settings);
    return read && { kind, settings: read };
  }
  const known = presses.find(one => one === press);
  return kind === 'press' && known ? { kind, press: known } : undefined;
}

function settingsIn(value: unknown): Settings | undefined {
  if (!isRecord(value)) return undefined;
  const { stacks, quota, on } = value;
  const columns = columnsIn(value['columns']);
  const choice = ([...deeds, 'column'] as const).find(one => one === value['choice']);
  const filter = filters.find(one => one === value['filter']);
  return columns && choice && filter && typeof stacks === 'string' && typeof quota === 'string' && Array.isArray(on)
    ? { columns, choice, stacks, quota, filter, on: switches.filter(one => on.includes(one)) }
    : undefined;
}

function columnsIn(value: unknown): Columns | undefined {
  if (!isRecord(value)) return undefined;
  const known = roles.flatMap(role => {
    const place = value[role];
    return typeof place === 'number' && Number.isInteger(place) && place >= 0 ? [[role, place] as const] : [];
  });
  return Object.fromEntries(known);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
