// Find Resources in All Regions: a list that fills as Regions answer, from which they are added to the view.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { profileConnection } from '../aws/connection';
import { isOptIn, partitionOf, regionLongName } from '../aws/regions';
import type { ProfileNode } from '../explorer/node';
import { sweep } from '../explorer/sweep';
import type { RegionFound } from '../explorer/sweep';
import { headline, sentence } from '../explorer/words';
import { addToView } from './connections';
import type { LazyRuntime } from './runtime';

interface RegionItem extends vscode.QuickPickItem {
  readonly region: string;
}

/** Shows where a profile's account has anything, and adds the Regions that the user chooses. */
export async function findInRegions(runtime: LazyRuntime, profile: ProfileNode): Promise<void> {
  const inView = profile.regions.map(({ connection }) => connection.region);
  const regions = await regionsToLookInto(runtime, profile.name, inView);
  const abort = new AbortController();
  const answers: RegionFound[] = [];
  const unwanted = new Set<string>();
  const pick = vscode.window.createQuickPick<RegionItem>();
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.placeholder = l10n.t('Choose the Regions to add to the view');

  const isWanted = ({ region, counts }: RegionFound): boolean =>
    counts.length > 0 && !inView.includes(region) && !unwanted.has(region);
  const chosenByHand = new Set<string>();
  const show = (): void => {
    pick.title = l10n.t('Profile {0}: {1} of {2} Regions have answered', profile.name, answers.length, regions.length);
    const items = itemsOf(answers, inView);
    pick.items = items;
    const wanted = new Set(answers.filter(isWanted).map(({ region }) => region));
    pick.selectedItems = items.filter(({ region }) => wanted.has(region) || chosenByHand.has(region));
  };
  // What the user ticks and unticks stays so while more comes in.
  pick.onDidChangeSelection(selected => {
    for (const { region } of answers) {
      const ticked = selected.some(item => item.region === region);
      if (ticked) unwanted.delete(region);
      else unwanted.add(region);
      if (ticked) chosenByHand.add(region);
      else chosenByHand.delete(region);
    }
  });
  pick.busy = true;
  show();
  pick.show();
  const picked = new Promise<readonly RegionItem[]>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems));
    pick.onDidHide(() => resolve([]));
  });
  const swept = sweep({
    connections: regions.map(region => profileConnection(profile.name, region)),
    api: async connection => (await runtime.get()).open(connection),
    signal: abort.signal,
    found(answer) {
      answers.push(answer);
      show();
    },
  }).then(() => void (pick.busy = false));
  const wanted = await Promise.race([picked, swept.then(() => picked)]).finally(() => {
    abort.abort();
    pick.dispose();
  });
  if (wanted.length)
    await addToView(
      profile.name,
      wanted.map(({ region }) => region),
    );
}

/** All of the partition that the profile works in, and those of its own choice that nobody knows. */
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

function itemsOf(answers: readonly RegionFound[], inView: readonly string[]): RegionItem[] {
  const parts: readonly (readonly [string, (answer: RegionFound) => boolean])[] = [
    [l10n.t('with resources'), ({ counts }) => counts.length > 0],
    [l10n.t('not looked into'), ({ counts, error }) => !counts.length && error !== undefined],
    [l10n.t('without resources'), ({ counts, error }) => !counts.length && !error],
  ];
  return parts.flatMap(([label, belongs]) => {
    const items = answers.filter(belongs).map(answer => itemOf(answer, inView));
    items.sort((a, b) => (a.region < b.region ? -1 : 1));
    return items.length ? [{ label, kind: vscode.QuickPickItemKind.Separator, region: '' }, ...items] : [];
  });
}

function itemOf({ region, counts, error }: RegionFound, inView: readonly string[]): RegionItem {
  const shown = inView.includes(region) ? l10n.t('in the view already') : undefined;
  const words = counts.map(({ of, count, more }) => `${l10n.t(of.plural)}: ${count}${more ? '+' : ''}`);
  if (error) words.push(reason(region, error));
  return {
    label: region,
    description: [regionLongName(region), shown].filter(Boolean).join(' · '),
    ...(words.length && { detail: words.join(' · ') }),
    region,
  };
}

// AWS refuses the credentials in a Region that the account has not enabled: it does not know them there.
function reason(region: string, error: NonNullable<RegionFound['error']>): string {
  if (error.reason === 'credentials' && isOptIn(region)) return l10n.t('this Region is not enabled in the account');
  return `${headline(error)}: ${sentence(error.message)}`;
}
