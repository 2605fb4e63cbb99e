// The commands that belong to no kind: their titles and places. Menus and palette entries are made
// from this table and from the kinds' actions (src/build/manifest.ts); src/host has a handler for each.

import type { Icon } from '../kinds/names';
import type { ContextKey } from './contributed';
import type { WaitToken } from './tree/goal';
import { allGoals, tokenOf } from './tree/goal';
import type { MenuToken } from './tree/tokens';

export interface CommandDescription {
  readonly title: string;
  /** A codicon. Required in the view's title bar and inline in a row. */
  readonly icon?: Icon;
  /** The position in the view's title bar; `overflow`: in its … menu. */
  readonly titleBar?: number | 'overflow';
  /** A context key: while it is set, another command has the place in the title bar, and this one is in its … menu. */
  readonly givesWayTo?: ContextKey;
  /** In the context menu of items with one of these tokens. */
  readonly on?: readonly MenuToken[];
  /** Also inline in the row: of all items, or of those with one of these tokens. */
  readonly inline?: true | readonly MenuToken[];
  /** The section of the context menu. */
  readonly group?: MenuGroup;
  /** The submenu that has it, on the rows that have this submenu. */
  readonly submenu?: Submenu;
  /** Whether rows without that submenu have it, too, in the menu itself. */
  readonly alsoOutside?: true;
  /** Whether it comes first in its menus: a command that appears and disappears by itself, so that others don't move. */
  readonly passing?: true;
  /** Works on one item at a time: not offered while several are selected. */
  readonly single?: true;
  /** In the menu of several selected items only. */
  readonly several?: true;
  /** Works on two items: offered only while two are selected. */
  readonly double?: true;
  /** Offered in the title of a comparison, and in the palette: while comparisons show all members, or only some. */
  readonly inComparison?: 'all' | 'some';
  /** The view whose items and title bar have it. Absent: the view with the resources. */
  readonly view?: 'activity';
  /** Hidden in the palette: it needs an item. */
  readonly internal?: boolean;
  /** A context key that must be set for it to be offered anywhere. */
  readonly when?: ContextKey;
}

export type MenuGroup = 'state' | 'stream' | 'change' | 'associate' | 'view' | 'copy' | 'profile' | 'delete';

/** The context menu's sections, from top to bottom. */
export const menuOrder: readonly MenuGroup[] = [
  'state',
  'stream',
  'change',
  'associate',
  'view',
  'copy',
  'profile',
  'delete',
];

export type Submenu = 'associations' | 'errors' | 'more' | 'copy' | 'signIn';

/**
 * The submenus of context menus, in their order: a menu has eight rows at most (test/unit/kinds/menus.test.ts). `on`: the rows that
 * have the submenu. VS Code leaves out a submenu that has nothing to offer.
 */
export const submenus: Readonly<
  Record<Submenu, { readonly title: string; readonly group: MenuGroup; readonly on: readonly MenuToken[] }>
> = {
  associations: { title: 'Associations', group: 'associate', on: ['resource'] },
  errors: { title: 'Errors', group: 'view', on: ['resource'] },
  more: { title: 'More', group: 'view', on: ['resource'] },
  copy: { title: 'Copy', group: 'copy', on: ['resource', 'list'] },
  signIn: { title: 'Sign In and Out', group: 'profile', on: ['profile;aws'] },
};

/** The rows of what can be started or stopped now. */
const startable = ['fleet', 'imageBuilder', 'appBlockBuilder'] as const;
const turned = startable.flatMap(kind => [`${kind}.start`, `${kind}.stop`] as const);

const ofView = {
  addProfile: { title: 'Add AWS Profile…', icon: 'add', titleBar: 1 },
  goToResource: { title: 'Go to Resource…', titleBar: 'overflow' },
  showSessions: { title: 'Show All Sessions…', titleBar: 'overflow' },
  showSessionsOfUser: { title: 'Show Sessions of a User…', titleBar: 'overflow' },
  refreshAll: { title: 'Refresh All', icon: 'refresh', titleBar: 3 },
  openSandbox: {
    title: 'Open Sandbox',
    icon: 'beaker',
    titleBar: 'overflow',
    on: ['favorite.sandbox'],
    inline: true,
    group: 'profile',
  },
  stopSandbox: {
    title: 'Stop Sandbox',
    icon: 'debug-stop',
    on: ['sandbox'],
    inline: true,
    group: 'profile',
    titleBar: 'overflow',
    when: 'appstream.sandboxRunning',
  },
  advanceClock: {
    title: 'Sandbox: Advance Clock…',
    on: ['sandbox'],
    group: 'profile',
    when: 'appstream.sandboxRunning',
  },
  createImageFromBuilder: {
    title: 'Create Image from Builder in Sandbox…',
    on: ['sandbox.imageBuilder.RUNNING'],
    group: 'change',
    submenu: 'more',
    single: true,
    when: 'appstream.sandboxRunning',
  },
  signIn: {
    title: 'Sign In',
    icon: 'sign-in',
    on: ['signIn', 'problem.signIn'],
    inline: ['problem.signIn'],
    group: 'profile',
    submenu: 'signIn',
    alsoOutside: true,
    single: true,
  },
  signInWithMfa: { title: 'Sign In with MFA', on: ['mfa'], group: 'profile', submenu: 'signIn', single: true },
  signOut: { title: 'Sign Out', on: ['signIn', 'mfa'], group: 'profile', submenu: 'signIn', single: true },
  addRegion: { title: 'Add Region…', icon: 'add', on: ['profile;aws'], inline: true, group: 'profile', single: true },
  findInRegions: {
    title: 'Find Resources in All Regions…',
    icon: 'search',
    on: ['profile;aws'],
    group: 'profile',
    single: true,
  },
  // A command of its own: VS Code also gives a row to a command in the title bar.
  showSessionsHere: {
    title: 'Show All Sessions',
    on: ['profile', 'region', 'fleet', 'stack', 'user'],
    group: 'view',
    submenu: 'more',
    alsoOutside: true,
    internal: true,
  },
  markProfile: { title: 'Mark Profile…', on: ['profile'], group: 'profile', single: true },
  makeReadOnly: { title: 'Make Read-Only', on: ['changeable'], group: 'profile', single: true },
  allowChanges: { title: 'Allow Changes…', on: ['readOnly'], group: 'profile', single: true },
  removeRegion: { title: 'Remove Region from View', on: ['region;aws'], group: 'delete' },
  removeProfile: { title: 'Remove Profile from View', on: ['profile;aws'], group: 'delete' },
  explainError: { title: 'Explain Error…', on: ['errors'], group: 'view', submenu: 'errors', single: true },
  viewDetails: { title: 'View Details', on: ['resource'], group: 'view' },
  viewJson: { title: 'View as JSON', on: ['resource'], group: 'view', submenu: 'more' },
  compareWith: { title: 'Compare with…', on: ['comparable'], group: 'view', submenu: 'more', single: true },
  compareSelected: { title: 'Compare Selected', on: ['comparable'], group: 'view', double: true, internal: true },
  showAllMembers: { title: 'Show State and Capacity', icon: 'eye', inComparison: 'some' },
  hideChangingMembers: { title: 'Hide State and Capacity', icon: 'eye-closed', inComparison: 'all' },
  addFavorite: { title: 'Add to Favorites', on: ['pinnable'], group: 'view', submenu: 'more', alsoOutside: true },
  removeFavorite: {
    title: 'Remove from Favorites',
    icon: 'close',
    on: ['pinned'],
    inline: ['favorite.lost'],
    group: 'view',
    submenu: 'more',
    alsoOutside: true,
  },
  removeRecent: {
    title: 'Remove from Recent',
    icon: 'close',
    on: ['recent'],
    inline: ['recent.lost'],
    group: 'view',
    submenu: 'more',
    alsoOutside: true,
    internal: true,
  },
  clearRecent: {
    title: 'Clear Recent Resources',
    icon: 'clear-all',
    on: ['recents'],
    inline: true,
    group: 'view',
  },
  showFavorite: {
    title: 'Add to View',
    icon: 'add',
    on: ['favorite.absent'],
    inline: true,
    group: 'profile',
    internal: true,
  },
  openConsole: { title: 'Open in AWS Console', on: ['console'], group: 'view', submenu: 'more', alsoOutside: true },
  filter: {
    title: 'Filter…',
    icon: 'filter',
    titleBar: 2,
    givesWayTo: 'appstream.filtered',
  },
  clearFilters: { title: 'Clear All Filters', icon: 'filter-filled', titleBar: 2, when: 'appstream.filtered' },
  // Commands of their own: VS Code also gives a row to a command in the title bar.
  filterList: { title: 'Filter…', on: ['list'], group: 'view', single: true, internal: true },
  arrange: { title: 'Sort and Group…', on: ['arrangeable'], group: 'view', single: true, internal: true },
  clearFilter: {
    title: 'Clear Filter',
    icon: 'filter-filled',
    on: ['filtered', 'unmatched'],
    inline: true,
    group: 'view',
    internal: true,
  },
  refresh: {
    title: 'Refresh',
    icon: 'refresh',
    on: ['sandbox', 'profile', 'region', 'group', 'resource', 'problem', 'empty', 'unmatched'],
    group: 'view',
    submenu: 'more',
    alsoOutside: true,
    internal: true,
  },
  retry: {
    title: 'Retry',
    icon: 'debug-restart',
    on: ['failed', 'problem.retry'],
    inline: true,
    group: 'state',
    submenu: 'errors',
    alsoOutside: true,
    passing: true,
    internal: true,
  },
  cancelLoading: {
    title: 'Cancel',
    icon: 'close',
    on: ['loading'],
    inline: true,
    group: 'state',
    internal: true,
  },
  showUnderWay: { title: 'Show What Is Under Way', internal: true },
  loadMore: { title: 'Load More', on: ['more'], group: 'view', internal: true },
  loadAll: { title: 'Load All', icon: 'fold-down', on: ['more'], inline: true, group: 'view', internal: true },
} as const satisfies Record<string, CommandDescription>;

const ofResources = {
  copyIamStatement: {
    title: 'Copy IAM Statement',
    on: ['denied'],
    group: 'view',
    submenu: 'errors',
    alsoOutside: true,
    internal: true,
  },
  showLog: {
    title: 'Show Log',
    on: ['failed', 'problem'],
    group: 'view',
    submenu: 'errors',
    alsoOutside: true,
    titleBar: 'overflow',
  },
  usersFromCsv: { title: 'Users from CSV…', on: ['group.user', 'empty.user'], group: 'change', single: true },
  showUses: { title: 'Show What Uses This Image…', on: ['image'], group: 'view', submenu: 'more', single: true },
  startInOrder: { title: 'Start in Order…', on: turned, group: 'state', submenu: 'more', several: true },
  stopInOrder: { title: 'Stop in Order…', on: turned, group: 'state', submenu: 'more', several: true },
  moveStack: {
    title: 'Move Stack to Another Fleet…',
    on: ['stack.associate'],
    group: 'associate',
    submenu: 'associations',
    single: true,
  },
  rollOut: { title: 'Roll Out to Fleets…', on: ['rollsOut'], group: 'change', single: true },
  rollOutNewest: { title: 'Roll Out Newest Image…', on: ['group.image'], group: 'change', single: true },
  rollBack: { title: 'Roll Back…', on: ['rollsOut'], group: 'change', submenu: 'more', single: true },
  duplicate: { title: 'Duplicate…', on: ['duplicate'], group: 'change', submenu: 'more', single: true },
  copyName: { title: 'Copy Name', on: ['resource'], group: 'copy', submenu: 'copy' },
  copyArn: { title: 'Copy ARN', on: ['arn'], group: 'copy', submenu: 'copy' },
  copyLink: { title: 'Copy Link', on: ['pinnable', 'pinned'], group: 'copy', submenu: 'copy' },
  copyJson: { title: 'Copy as JSON', on: ['resource'], group: 'copy', submenu: 'copy' },
  copyCli: { title: 'Copy as AWS CLI Command', on: ['resource', 'list'], group: 'copy', submenu: 'copy' },
  copySigned: {
    title: 'Copy as Signed Request (Expires in 15 Minutes)',
    on: ['resource', 'list'],
    group: 'copy',
    submenu: 'copy',
  },
} as const satisfies Record<string, CommandDescription>;

const ofActivity = {
  retryItem: {
    title: 'Retry',
    icon: 'debug-restart',
    on: ['activity.retry'],
    inline: true,
    group: 'state',
    view: 'activity',
    internal: true,
  },
  retryFailed: {
    title: 'Retry Failed',
    icon: 'debug-restart',
    on: ['activity.retryFailed'],
    inline: true,
    group: 'state',
    view: 'activity',
    internal: true,
  },
  pausePlan: {
    title: 'Pause Plan',
    icon: 'debug-pause',
    on: ['activity.pause'],
    inline: true,
    group: 'state',
    view: 'activity',
    internal: true,
  },
  goOnWithPlan: {
    title: 'Go On with Plan',
    icon: 'debug-continue',
    on: ['activity.goOn'],
    inline: true,
    group: 'state',
    view: 'activity',
    internal: true,
  },
  undoPlan: {
    title: 'Undo Plan…',
    icon: 'discard',
    on: ['activity.undo'],
    inline: true,
    group: 'change',
    view: 'activity',
    internal: true,
  },
  cancelPlan: { title: 'Cancel Plan', on: ['activity.cancel'], group: 'delete', view: 'activity', internal: true },
  removePlan: {
    title: 'Remove from Activity',
    on: ['activity.remove'],
    group: 'delete',
    view: 'activity',
    internal: true,
  },
  revealResource: {
    title: 'Reveal in Resources',
    icon: 'target',
    on: ['activity.reveal'],
    inline: true,
    group: 'view',
    view: 'activity',
    internal: true,
  },
  copyRequestId: {
    title: 'Copy Request ID',
    on: ['activity.requestId'],
    group: 'profile',
    view: 'activity',
    internal: true,
  },
  clearActivity: { title: 'Clear Activity', icon: 'clear-all', titleBar: 1, view: 'activity' },
} as const satisfies Record<string, CommandDescription>;

/** A command of the Activity view. */
export type ActivityCommandName = keyof typeof ofActivity;

/** The commands of the Activity view. */
export const activityCommands = Object.keys(ofActivity) as readonly ActivityCommandName[];

/** Wait Until Running and similar commands: one for each state that some kind's states lead to. */
export const waitCommands: readonly (CommandDescription & { readonly name: string; readonly on: [WaitToken] })[] =
  allGoals().map(goal => {
    const words = (goal.kind === 'gone' ? 'gone' : goal.state).split('_').map(capitalized);
    const names = { name: `wait${words.join('')}`, title: `Wait Until ${words.join(' ')}` };
    return { ...names, on: [tokenOf(goal)], group: 'state' };
  });

export const waitNames: readonly string[] = waitCommands.map(({ name }) => name);

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

/** A command with its own handler. */
export type CommandName = keyof typeof ofView | keyof typeof ofResources;

export const commands: Readonly<Record<CommandName, CommandDescription>> = { ...ofView, ...ofResources };

/** All of them, in their order in menus. */
export const commandTable: Readonly<Record<string, CommandDescription>> = {
  ...ofView,
  ...Object.fromEntries(waitCommands.map(({ name, ...description }) => [name, description])),
  ...ofResources,
  ...ofActivity,
};
