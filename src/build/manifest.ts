// Generates the contributions in package.json. Views and settings are defined here; commands and menus come from the command
// table and the kinds' actions.
import { shells } from '../explorer/calls/shell';
import type { CommandDescription, MenuGroup, Submenu } from '../explorer/commands';
import { commandTable, menuOrder, submenus } from '../explorer/commands';
import type { ContextKey } from '../explorer/contributed';
import { activityViewId, detailsScheme, longestTimeout, viewId } from '../explorer/contributed';
import { isForOne, token } from '../explorer/tree/actions';
import { markColors } from '../explorer/tree/mark';
import type { MenuToken } from '../explorer/tree/tokens';
import type { Action } from '../kinds/action';
import { kinds } from '../kinds/all';
import type { Kind } from '../kinds/kind';
import { walkthrough } from './walkthrough';

/** The English texts of the manifest, by their keys in package.json. */
export type Strings = Record<string, string>;

interface Entry extends CommandDescription {
  readonly id: string;
  /** Its position in menus, in the order of declaration. Without this number, VS Code would sort by title. */
  readonly place: number;
  /** Whether it is offered for several items if it can be done to some of them. */
  readonly ofPart?: true;
}

/** The `contributes` object for package.json, and the English texts for package.nls.json. */
export function manifest() {
  const strings: Strings = {};
  const text = (key: string, english: string): string => {
    strings[key] = english;
    return `%${key}%`;
  };
  const entries = all();
  return {
    contributes: {
      viewsContainers: { activitybar: [{ id: 'appstream', title: 'AppStream', icon: 'media/appstream.svg' }] },
      views: {
        appstream: [
          {
            id: viewId,
            name: text('view.explorer', 'Resources'),
            icon: 'media/appstream.svg',
            contextualTitle: 'AppStream',
            initialSize: 2,
          },
          {
            id: activityViewId,
            name: text('view.activity', 'Activity'),
            icon: 'media/appstream.svg',
            contextualTitle: text('view.activity.elsewhere', 'AppStream Activity'),
            visibility: 'collapsed',
            initialSize: 1,
          },
        ],
      },
      viewsWelcome: welcomes(text),
      commands: entries.map(({ id, title, icon, when }) => ({
        command: id,
        title: text(`command.${id.replace('appstream.', '')}`, title),
        category: 'AppStream',
        ...(icon !== undefined && { icon: `$(${icon})` }),
        ...(when !== undefined && { enablement: when }),
      })),
      submenus: [
        ...Object.entries(submenus).map(([name, { title }]) => ({
          id: `appstream.${name}`,
          label: text(`menu.${name}`, title),
        })),
        { id: 'appstream.some', label: text('menu.some', 'For Some of These') },
      ],
      menus: {
        commandPalette: entries
          .map(({ inComparison, when, ...entry }) => ({ ...entry, when: inComparison ? compared(inComparison) : when }))
          .filter(({ internal, when }) => internal || when)
          .map(({ id, internal, when }) => ({ command: id, when: internal ? 'false' : when })),
        'editor/title': entries.flatMap(({ id, inComparison, place }) =>
          inComparison
            ? {
                command: id,
                when: `(resourceScheme == ${detailsScheme} && isInDiffEditor || activeEditor == multiDiffEditor) && ${compared(inComparison)}`,
                group: `navigation@${place}`,
              }
            : [],
        ),
        'view/title': entries.flatMap(titleMenus),
        'view/item/context': [
          ...entries.flatMap(itemMenus),
          // After the entries of their section, if there are any.
          ...Object.entries(submenus).map(([name, { group, on }], index) => ({
            submenu: `appstream.${name}`,
            when: `view == ${viewId} && ${has(on)}`,
            group: `${section(group)}@${entries.length + 1 + index}`,
          })),
          {
            submenu: 'appstream.some',
            when: `view == ${viewId} && listMultiSelection`,
            group: `${section('state')}@0`,
          },
        ],
        // VS Code offers for several rows what it offers for each of them. It leaves out a submenu that has nothing to offer. The keys of
        // a menu's own entries must not change with the selection: VS Code would draw the rows anew, and lose a part of it.
        'appstream.some': entries
          .filter(({ ofPart }) => ofPart)
          .map(({ id, on = [], group = 'view', place }) => ({
            command: id,
            when: `viewItem in ${mixed} && ${has(on, mixedActions)}`,
            group: `${section(group)}@${place}`,
          })),
        ...Object.fromEntries(
          (Object.keys(submenus) as Submenu[]).map(name => [
            `appstream.${name}`,
            entries.filter(({ submenu }) => submenu === name).map(entry => menuEntry(entry)),
          ]),
        ),
      },
      walkthroughs: [walkthrough(text)],
      configuration: { title: 'AppStream', properties: settings(text) },
    },
    strings,
  };
}

// VS Code aligns inline buttons to the right end of an item. So buttons that come and go (Retry) are declared first and stand
// leftmost: when they go, no other button moves.
function all(): Entry[] {
  const own = Object.entries(commandTable).map(([name, description]) => ({ id: `appstream.${name}`, ...description }));
  const ofKinds = kinds.flatMap(kind =>
    kind.actions.map(action => ({
      id: `appstream.${kind.name}.${action.name}`,
      title: action.title,
      on: [token(kind, action)],
      group: action.group,
      ...(action.seldom && { submenu: 'more' as const }),
      ...(action.group === 'associate' && isOneOfSeveral(kind, action) && { submenu: 'associations' as const }),
      ...(action.palette === false && { internal: true }),
      ...(isForOne(action) ? { single: true as const } : { ofPart: true as const }),
      ...(action.inline !== undefined && { icon: action.inline, inline: true as const }),
    })),
  );
  const creates = kinds.flatMap(({ name, create }): Omit<Entry, 'place'>[] => {
    if (!create) return [];
    const on: readonly MenuToken[] = [`group.${name}`, `empty.${name}`];
    return [
      {
        ...{ id: `appstream.${name}.create`, title: create.title, on, group: 'state', icon: 'add' },
        ...{ inline: true as const, single: true as const },
      },
    ];
  });
  const passing = (entry: CommandDescription): boolean => entry.passing ?? false;
  const ordered = [...own.filter(passing), ...ofKinds, ...own.filter(entry => !passing(entry)), ...creates];
  return ordered.map((entry, index) => ({ ...entry, place: index + 1 }));
}

function titleMenus({ id, titleBar, when, givesWayTo, view, place }: Entry): object[] {
  if (titleBar === undefined) return [];
  const entry = (group: string, ...keys: readonly (string | undefined)[]): object => ({
    command: id,
    when: [inView(view), ...keys].filter(key => key !== undefined).join(' && '),
    group,
  });
  const more = `1_more@${place}`;
  if (titleBar === 'overflow') return [entry(more, when)];
  const own = entry(`navigation@${titleBar}`, when, givesWayTo === undefined ? undefined : `!${givesWayTo}`);
  return givesWayTo === undefined ? [own] : [own, entry(more, when, givesWayTo)];
}

function itemMenus(entry: Entry): object[] {
  const { id, on = [], inline, icon, view, place, submenu, alsoOutside } = entry;
  if (!on.length) return [];
  const beside = `${inView(view)} && ${has(inline === true ? on : (inline ?? []))}`;
  const outside = submenu && `!(${has(submenus[submenu].on)})`;
  return [
    ...(inline && icon !== undefined ? [{ command: id, when: beside, group: `inline@${place}` }] : []),
    ...(submenu && !alsoOutside ? [] : [menuEntry(entry, inView(view), outside)]),
  ];
}

/** An entry of a menu or a submenu. @param conditions more parts of its when clause */
function menuEntry(
  { id, on = [], group = 'view', single, several, double, place }: Entry,
  ...conditions: (string | undefined)[]
): object {
  const selection = [single && '!listMultiSelection', several && 'listMultiSelection', double && 'listDoubleSelection'];
  const all = [...conditions, ...selection, has(on)];
  return { command: id, when: all.filter(Boolean).join(' && '), group: `${section(group)}@${place}` };
}

/** Whether a kind has several actions of an action's section. */
function isOneOfSeveral({ actions }: Kind, { group }: Action): boolean {
  return actions.filter(other => other.group === group).length > 1;
}

function inView(view: Entry['view']): string {
  return `view == ${view === 'activity' ? activityViewId : viewId}`;
}

// VS Code sorts the sections by name.
function section(group: MenuGroup): string {
  return `${menuOrder.indexOf(group) + 1}_${group}`;
}

/** Rows in different states that are selected together, and what can be done to some of them (host/view/mixed.ts). */
const mixed: ContextKey = 'appstream.mixed';
const mixedActions: ContextKey = 'appstream.mixedActions';

function compared(members: 'all' | 'some'): string {
  return `${'appstream.compared' satisfies ContextKey} == ${members}`;
}

function has(tokens: readonly string[], key = 'viewItem'): string {
  const escaped = tokens.map(token => token.replaceAll('.', '\\.'));
  return `${key} =~ /;${escaped.length === 1 ? escaped[0] : `(${escaped.join('|')})`};/`;
}

function welcomes(text: (key: string, english: string) => string): object[] {
  const sandbox =
    '[Open Sandbox](command:appstream.openSandbox)\nThe sandbox is a simulated AppStream on this computer. It costs nothing and needs no AWS account.';
  const links = '[Add AWS Profile](command:appstream.addProfile)\n[Open Sandbox](command:appstream.openSandbox)';
  return [
    {
      view: activityViewId,
      contents: text(
        'welcome.activity',
        'What you do in this window appears here: each action with its result, newest first. Nothing of it is saved.',
      ),
    },
    {
      view: viewId,
      when: 'appstream.welcome == profiles',
      contents: text(
        'welcome.profile',
        `Choose an AWS profile and its Regions to see their fleets, stacks, images and image builders.\n${links}\nThe sandbox is a simulated AppStream on this computer. It costs nothing and needs no AWS account.`,
      ),
    },
    {
      view: viewId,
      when: 'appstream.welcome == noFiles',
      contents: text(
        'welcome.noFiles',
        `There are no AWS configuration files on this computer yet.\n${sandbox}\nTo work with your own account, [set up the AWS CLI](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html), then:\n[Add AWS Profile](command:appstream.addProfile)`,
      ),
    },
    {
      view: viewId,
      when: 'appstream.welcome == emptyFiles',
      contents: text(
        'welcome.emptyFiles',
        `The AWS configuration files on this computer have no profile yet.\n${sandbox}\nTo work with your own account, [add a profile to the files](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html), then:\n[Add AWS Profile](command:appstream.addProfile)`,
      ),
    },
  ];
}

interface Setting {
  readonly default?: unknown;
  readonly scope: Scope;
  readonly ignoreSync?: true;
  readonly markdownDescription: string;
}

/**
 * A workspace must not choose accounts, endpoints or limits: neither scope allows it. In a remote window, `machine` settings can
 * be those of the remote machine, where a dev container's configuration, which is part of a workspace, can set them. So the
 * settings for which accounts are shown and protected have the scope `application`: only the user can change them.
 */
type Scope = 'application' | 'machine';

function settings(text: (key: string, english: string) => string): Record<string, Setting> {
  const setting = (key: string, english: string, schema: object, scope: Scope = 'machine'): [string, Setting] => [
    `appstream.${key}`,
    { ...schema, scope, markdownDescription: text(`setting.${key}`, english) },
  ];
  // Not synchronized: profiles belong to the AWS files of one computer.
  const own = (key: string, english: string, schema: object): [string, Setting] =>
    setting(key, english, { ...schema, ignoreSync: true }, 'application');
  const count = (fallback: number, maximum: number, minimum = 1): object => ({
    type: 'number',
    default: fallback,
    minimum,
    maximum,
  });
  return Object.fromEntries([
    own(
      'connections',
      'AWS profiles and Regions to show in the AppStream view. They are easier to change in the view itself.',
      {
        type: 'array',
        default: [],
        items: {
          type: 'object',
          required: ['profile', 'regions'],
          additionalProperties: false,
          properties: {
            profile: { type: 'string' },
            regions: { type: 'array', items: { type: 'string' }, uniqueItems: true },
          },
        },
      },
    ),
    own(
      'profiles',
      'Marks of AWS profiles, by profile name: a `word`, a `color`, and `readOnly`, which prevents all changes. They are easier to change in the view itself.',
      {
        type: 'object',
        default: {},
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          properties: {
            word: { type: 'string' },
            color: { type: 'string', enum: markColors },
            readOnly: { type: 'boolean' },
          },
        },
      },
    ),
    own('copy.shell', "Shell that copied commands are written for. `auto` uses the shell of VS Code's terminals.", {
      type: 'string',
      enum: ['auto', ...Object.keys(shells)],
      default: 'auto',
    }),
    setting(
      'pageSize',
      'Number of resources that a list loads at first and with each **Load More**.',
      count(100, 1000),
    ),
    setting('recentResources', 'Number of recent resources at the top of the view. 0 shows none.', count(5, 20, 0)),
    setting('requestTimeout', 'Seconds to wait for a response from AWS.', count(30, longestTimeout)),
    setting('connectTimeout', 'Seconds to wait for a connection to AWS.', count(10, longestTimeout)),
    setting(
      'maxConcurrentRequests',
      'Maximum number of requests that load lists at the same time, for each account and Region. Your own actions can use two more.',
      count(4, 32),
    ),
    setting(
      'sandbox.speed',
      'How many times faster than AWS the sandbox runs. At 1, a fleet takes as long to start as a real one.',
      count(60, 10_000),
    ),
  ]);
}
