// Go to Resource…: a list that fills while the user types, from all Regions of the view.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import { lackOf, placeOfArn } from '../../explorer/find/arn';
import type { Search, Unread } from '../../explorer/find/search';
import { createSearch, maxPerList } from '../../explorer/find/search';
import { tagsText } from '../../explorer/show/filterTexts';
import { headline, quotedName } from '../../explorer/show/messages';
import { accountOf, markWord } from '../../explorer/show/place';
import { present } from '../../explorer/show/present';
import { findNode } from '../../explorer/tree/findNode';
import type { GroupNode, Node, ProfileNode, ResourceNode } from '../../explorer/tree/node';
import { isShown, nameOf } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { runCommand } from '../base/command';
import { createQuickPick, showInformationMessage } from '../base/door';
import { profiles } from '../prompts/pick';
import { addToView } from './connections';

/** How many rows the list shows. To find others, the user types more. */
const maxRows = 100;

interface Item extends vscode.QuickPickItem {
  /** Tells the rows apart while the list fills. */
  readonly id: string;
  readonly choose: () => Promise<void>;
}

export interface GoToOptions {
  readonly explorer: Explorer;
  /** Shows and selects a node in the tree. */
  readonly reveal: (node: Node) => Promise<void>;
}

/** Go to Resource, with an empty box. */
export function goToCommands(options: GoToOptions): Handlers<'goToResource'> {
  return { goToResource: () => goToResource(options, '') };
}

/** @param text what is typed at first */
async function goToResource(options: GoToOptions, text: string): Promise<void> {
  const all = profiles(options.explorer);
  await searchPick(options.explorer, {
    text,
    title: titleOf,
    item: node => ({ ...resourceItem(node), choose: () => goTo(options, node) }),
    others: (search, typed, found) => [
      ...(typed.trim() && !found && !search.loading.length ? remedies(options, typed, all) : []),
      ...(typed.trim() ? otherItems(options.reveal, search, typed) : []),
    ],
  });
}

/** What a list of found resources shows. */
interface Shown {
  /** What is typed at first. */
  readonly text: string;
  /** Only others like this resource are searched for. Their lists are loaded at once. */
  readonly like?: ResourceNode;
  readonly title: (search: Search, text: string, found: number) => string;
  /** The row of a resource. */
  readonly item: (node: ResourceNode) => Item;
  /** The rows below. */
  readonly others: (search: Search, text: string, found: number) => readonly Item[];
}

/** Shows a list that fills while the user types, and does what the chosen row does. */
async function searchPick(explorer: Explorer, { text, like, title, item, others }: Shown): Promise<void> {
  const abort = new AbortController();
  const pick = createQuickPick<Item>();
  let soon: NodeJS.Immediate | undefined;
  const search = createSearch({
    ...{ explorer, like, profiles: profiles(explorer) },
    recent: explorer.recent.ids(),
    changed: () => (soon ??= setImmediate(show)),
    signal: abort.signal,
  });
  function show(): void {
    soon = undefined;
    const [active] = pick.activeItems;
    const found = search.find(pick.value);
    pick.title = title(search, pick.value, found.length);
    pick.busy = search.loading.length > 0;
    pick.items = [...found.slice(0, maxRows).map(item), ...others(search, pick.value, found.length)];
    // The first row is the best match. If the user has moved to another one, that one stays active.
    const same = pick.items.find(({ id }) => id === active?.id);
    if (same && active !== pick.items[0]) pick.activeItems = [same];
  }
  pick.placeholder = l10n.t('Part of a name, an ARN, or terms such as state:RUNNING or tag:env=prod');
  pick.onDidChangeValue(() => {
    search.load();
    show();
  });
  const picked = new Promise<Item | undefined>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
  });
  pick.value = text;
  if (text || like) search.load();
  show();
  pick.show();
  try {
    const chosen = await picked;
    pick.hide();
    await chosen?.choose();
  } finally {
    abort.abort();
    pick.dispose();
  }
}

function resourceItem(node: ResourceNode): Omit<Item, 'choose'> {
  const { description } = present(node);
  return {
    id: node.id,
    label: nameOf(node),
    iconPath: new vscode.ThemeIcon(node.resourceKind.icon),
    ...(description !== undefined && { description }),
    detail: [l10n.t(node.resourceKind.title), ...placeParts(node)].join(' · '),
    alwaysShow: true,
  };
}

function placeParts(node: ResourceNode | GroupNode): readonly string[] {
  const { region, profile } = node.connection;
  return [markWord(node), region, profile, accountOf(node)].filter(word => word !== undefined);
}

async function goTo({ explorer, reveal }: GoToOptions, node: ResourceNode): Promise<void> {
  const { id } = node;
  const shown = isShown(node) ? node : await findNode(explorer, id);
  if (!shown) {
    void showInformationMessage(l10n.t("Can't find this resource anymore. It may have been deleted."));
    return;
  }
  explorer.recent.add(node);
  await reveal(shown);
}

/** Picks a resource that another one is compared with: of the same kind, from all Regions of the view. */
export async function pickToCompare(
  { explorer, reveal }: GoToOptions,
  node: ResourceNode,
  choose: { readonly resource: (other: ResourceNode) => Promise<void>; readonly file: () => Promise<void> },
): Promise<void> {
  await searchPick(explorer, {
    ...{ text: '', like: node },
    title: () => l10n.t('Compare {0} with', quotedName(node)),
    item: other => ({ ...resourceItem(other), choose: () => choose.resource(other) }),
    others: (search, text) => [
      {
        ...{ id: 'file', label: l10n.t('Saved JSON File…'), iconPath: new vscode.ThemeIcon('json') },
        ...{ alwaysShow: true, choose: choose.file },
      },
      ...otherItems(reveal, search, text),
    ],
  });
}

/** Rows for what the search can't show: lists that failed or are too long, and tags that aren't known. */
function otherItems(reveal: GoToOptions['reveal'], search: Search, text: string): readonly Item[] {
  const failed = search.unread.map(({ group, error }: Unread): Item => ({
    id: group.id,
    label: l10n.t("Can't list {0}: {1}", l10n.t(group.title), headline(error)),
    iconPath: new vscode.ThemeIcon('warning'),
    detail: placeParts(group).join(' · '),
    alwaysShow: true,
    choose: () => reveal(group),
  }));
  const cut = search.cut.map((group): Item => ({
    id: group.id,
    label: l10n.t('{0}: only the first {1} are searched', l10n.t(group.title), maxPerList),
    iconPath: new vscode.ThemeIcon('info'),
    detail: placeParts(group).join(' · '),
    alwaysShow: true,
    choose: () => reveal(group),
  }));
  const untold = tagsText(search.listsByTags(text));
  const tags: readonly Item[] =
    untold === undefined
      ? []
      : [
          {
            id: 'tags',
            label: untold,
            iconPath: new vscode.ThemeIcon('info'),
            alwaysShow: true,
            choose: () => Promise.resolve(),
          },
        ];
  return [...tags, ...failed, ...cut];
}

/** What the user can do if nothing was found. */
function remedies(options: GoToOptions, text: string, all: readonly ProfileNode[]): readonly Item[] {
  const arn = placeOfArn(text);
  const lack = arn && lackOf(arn, all);
  if (lack?.kind === 'region') {
    const { profile, region } = lack;
    const add = async (): Promise<void> => {
      await addToView(profile.name, [region]);
      await goToResource(options, text);
    };
    const label = l10n.t('Add {0} to profile {1}', region, profile.name);
    const detail = l10n.t("The ARN is of this Region. The view doesn't show it.");
    return [remedy('addRegion', label, 'add', detail, add)];
  }
  if (lack?.kind === 'profile') {
    const detail = l10n.t('No profile of the view belongs to account {0}.', lack.account);
    return [remedy('addProfile', l10n.t('Add AWS Profile…'), 'add', detail, () => runCommand('addProfile'))];
  }
  return all
    .filter(({ sandbox }) => !sandbox)
    .map(profile =>
      remedy(
        profile.id,
        l10n.t('Find Resources in All Regions of {0}…', profile.name),
        'search',
        l10n.t('Nothing found in the Regions that the view shows.'),
        () => runCommand('findInRegions', profile),
      ),
    );
}

function remedy(id: string, label: string, icon: string, detail: string, choose: () => Promise<void>): Item {
  return { id, label, iconPath: new vscode.ThemeIcon(icon), detail, alwaysShow: true, choose };
}

/** How many were found, and what is still being loaded. */
function titleOf({ loading }: Search, text: string, found: number): string {
  if (!text.trim()) return l10n.t('Go to Resource');
  const count = found > maxRows ? l10n.t('{0} of {1} shown', maxRows, found) : l10n.t('{0} found', found);
  const places = [...new Set(loading.map(({ connection: { region, profile } }) => `${region} (${profile})`))];
  if (!places.length) return l10n.t('Go to Resource: {0}', count);
  return places.length > 2
    ? l10n.t('Go to Resource: {0}, waiting for {1} Regions', count, places.length)
    : l10n.t('Go to Resource: {0}, waiting for {1}', count, places.join(', '));
}
