// Find Resources in All Regions: a list that fills while Regions answer. From it, users open resources and add Regions.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { profileConnection } from '../../aws/connection';
import { isOptIn, partitionOf, regionLongName } from '../../aws/regions';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import type { FoundRow, RegionChoice } from '../../explorer/scan/found';
import { choicesOf, rowsOf } from '../../explorer/scan/found';
import type { RegionFound } from '../../explorer/scan/scanRegions';
import { scanRegions } from '../../explorer/scan/scanRegions';
import { headline, sentence } from '../../explorer/show/messages';
import { findNode } from '../../explorer/tree/findNode';
import type { Node, ProfileNode } from '../../explorer/tree/node';
import { assertNever } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { createQuickPick, showInformationMessage, ticked } from '../base/door';
import type { LazyRuntime } from '../base/runtime';
import { profileFor } from '../prompts/pick';
import { addToView } from './connections';

/** What the user chose in the list. */
type Chosen =
  /** Add these Regions to the view. */
  | { readonly kind: 'add'; readonly regions: readonly string[] }
  /** Add the Region to the view and show the node with this id. */
  | { readonly kind: 'open'; readonly region: string; readonly id: string }
  /** Choose Regions to add in a second list. */
  | { readonly kind: 'choose' };

/** The state of a search. */
interface Search {
  readonly profile: string;
  readonly regions: readonly string[];
  readonly inView: readonly string[];
  /** The answers so far; grows while Regions answer. */
  readonly answers: RegionFound[];
}

/**
 * Shows in which Regions a profile's account has resources. A resource can be opened at once. Regions are added from a second
 * list, in which those with resources are selected. The second list doesn't change while it is open, since VS Code reports
 * check boxes by their index and loses them when rows are replaced.
 * @param open shows the node with an id
 */
export async function findInRegions(
  runtime: LazyRuntime,
  profile: ProfileNode,
  open: (id: string) => Promise<void>,
): Promise<void> {
  const inView = profile.regions.map(({ connection }) => connection.region);
  const regions = await regionsToLookInto(runtime, profile.name, inView);
  const search: Search = { profile: profile.name, regions, inView, answers: [] };
  const abort = new AbortController();
  const chosen = await watchSearch(runtime, search, abort.signal).finally(() => abort.abort());
  if (chosen?.kind === 'open') {
    await addToView(profile.name, [chosen.region]);
    await open(chosen.id);
    return;
  }
  const wanted = chosen?.kind === 'choose' ? await chooseRegions(search) : (chosen?.regions ?? []);
  if (wanted.length) await addToView(profile.name, wanted);
}

interface FoundItem extends vscode.QuickPickItem {
  readonly chosen: Chosen;
}

/** Shows the list that fills while Regions answer. @returns undefined when the user closes it */
async function watchSearch(
  runtime: LazyRuntime,
  { profile, regions, inView, answers }: Search,
  signal: AbortSignal,
): Promise<Chosen | undefined> {
  const pick = createQuickPick<FoundItem>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.keepScrollPosition = true;
  pick.placeholder = l10n.t('Choose a resource to open it, or a Region to add it to the view');
  pick.busy = true;
  const found: FoundItem[] = [];
  const show = (): void => {
    const count = choicesOf(regions, answers, inView).filter(({ ticked }) => ticked).length;
    const first: FoundItem = {
      label: l10n.t('Choose Regions to add…'),
      iconPath: new vscode.ThemeIcon('add'),
      description: l10n.t('{0} with resources, not in the view yet', count),
      alwaysShow: true,
      chosen: { kind: 'choose' },
    };
    const place = pick.items.indexOf(pick.activeItems[0] as FoundItem);
    pick.title = l10n.t('Profile {0}: {1} of {2} Regions searched', profile, answers.length, regions.length);
    pick.items = [first, ...found];
    // The active row keeps its index: new rows come after the existing ones.
    const active = pick.items[place];
    if (active && place > 0) pick.activeItems = [active];
  };
  show();
  pick.show();
  const picked = new Promise<Chosen | undefined>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.chosen));
    pick.onDidHide(() => resolve(undefined));
  });
  const scanned = scanRegions({
    connections: regions.map(region => profileConnection(profile, region)),
    api: async connection => (await runtime.get()).open(connection),
    signal,
    found(answer) {
      answers.push(answer);
      found.push(...rowsOf(answer).map(row => foundItem(row, inView)));
      show();
    },
  }).then(() => void (pick.busy = false));
  return Promise.race([picked, scanned.then(() => picked)]).finally(() => pick.dispose());
}

function foundItem(row: FoundRow, inView: readonly string[]): FoundItem {
  switch (row.kind) {
    case 'region': {
      const { region } = row.answer;
      const detail = detailOf(row.answer) ?? l10n.t('no resources');
      return { ...regionLabel(region, inView), detail, chosen: { kind: 'add', regions: [region] } };
    }
    case 'resource': {
      const description = l10n.t({
        message: '{0} in {1}',
        args: [l10n.t(row.resourceKind.title), row.region],
        comment: '{0} is a kind of resource, {1} a Region: Fleet in eu-west-1',
      });
      const chosen: Chosen = { kind: 'open', region: row.region, id: row.id };
      return { label: row.name, iconPath: new vscode.ThemeIcon(row.resourceKind.icon), description, chosen };
    }
    case 'rest': {
      const label = row.count
        ? l10n.t('{0} more: {1}', row.count, l10n.t(row.resourceKind.plural))
        : l10n.t('More: {0}', l10n.t(row.resourceKind.plural));
      const description = l10n.t('in {0}', row.region);
      const iconPath = new vscode.ThemeIcon('ellipsis');
      return { label, iconPath, description, chosen: { kind: 'open', region: row.region, id: row.id } };
    }
    default:
      return assertNever(row);
  }
}

interface RegionItem extends vscode.QuickPickItem {
  readonly region: string;
}

/** Lets the user select the Regions to add, with the answers so far. */
async function chooseRegions({ profile, regions, inView, answers }: Search): Promise<readonly string[]> {
  const pick = createQuickPick<RegionItem>();
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.title = l10n.t('Add Regions of profile {0}', profile);
  pick.placeholder = l10n.t('Choose the Regions to add to the view');
  const choices = choicesOf(regions, answers, inView);
  const titles: Readonly<Record<RegionChoice['part'], string>> = {
    found: l10n.t('with resources'),
    silent: l10n.t('not searched'),
    empty: l10n.t('without resources'),
  };
  const items = choices.map(({ region, answer }): RegionItem => {
    const detail = answer && detailOf(answer);
    return { ...regionLabel(region, inView), ...(detail !== undefined && { detail }), region };
  });
  pick.items = items.flatMap((item, place) => {
    const part = choices[place]?.part ?? 'empty';
    const begins = choices[place - 1]?.part !== part;
    return begins ? [{ label: titles[part], kind: vscode.QuickPickItemKind.Separator, region: '' }, item] : [item];
  });
  pick.selectedItems = items.filter((_item, place) => choices[place]?.ticked);
  return (await ticked(pick)).map(({ region }) => region);
}

/** All known Regions of the profile's partition, and the Regions that the view shows of it, known or not. */
async function regionsToLookInto(
  runtime: LazyRuntime,
  profile: string,
  inView: readonly string[],
): Promise<readonly string[]> {
  const [first = await ownRegion(runtime, profile)] = inView;
  const partition = partitionOf(first ?? '');
  return [...new Set([...inView, ...Object.keys(partition?.regions ?? {})])];
}

async function ownRegion(runtime: LazyRuntime, name: string): Promise<string | undefined> {
  const { profiles } = await (await runtime.get()).profiles();
  return profiles.find(profile => profile.name === name)?.region;
}

function regionLabel(region: string, inView: readonly string[]): { label: string; description: string } {
  const shown = inView.includes(region) ? l10n.t('already in the view') : undefined;
  return { label: region, description: [regionLongName(region), shown].filter(Boolean).join(' · ') };
}

/** The number of resources of each kind, and the error if not all could be counted; undefined if there are none. */
function detailOf({ region, counts, error }: RegionFound): string | undefined {
  const words = counts.map(({ resourceKind, count, more }) =>
    l10n.t('{0}: {1}', l10n.t(resourceKind.plural), more ? `${count}+` : count),
  );
  if (error) words.push(reason(region, error));
  return words.length ? words.join(' · ') : undefined;
}

// In a Region that isn't enabled for the account, AWS rejects the credentials as unknown.
function reason(region: string, error: NonNullable<RegionFound['error']>): string {
  if (error.reason === 'credentials' && isOptIn(region)) return l10n.t("this Region isn't enabled for the account");
  return l10n.t('{0}: {1}', headline(error), sentence(error.message));
}

/** @param reveal shows and selects a node in the tree */
export function findCommands(
  explorer: Explorer,
  runtime: LazyRuntime,
  reveal: (node: Node) => Promise<void>,
): Handlers<'findInRegions'> {
  const open = async (id: string): Promise<void> => {
    const found = await findNode(explorer, id);
    if (found) await reveal(found);
    else void showInformationMessage(l10n.t("Can't find this resource anymore. It may have been deleted."));
  };
  return {
    findInRegions: async node => {
      const profile = await profileFor(explorer, node, commands.findInRegions);
      if (profile) await findInRegions(runtime, profile, open);
    },
  };
}
