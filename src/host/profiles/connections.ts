// The commands that choose which profiles and Regions the tree shows. The user settings keep the choice.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isApiError } from '../../api/core/errors';
import type { FileProblem, Profile } from '../../aws/connection';
import { isRegionId, partitions, regionLongName } from '../../aws/regions';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { plainTitle } from '../../explorer/show/messages';
import type { Handlers } from '../base/command';
import { createQuickPick, showErrorMessage } from '../base/door';
import type { LazyRuntime } from '../base/runtime';
import { choose, chosen } from '../base/settings';
import { pickRegion, profileFor } from '../prompts/pick';
import type { View } from '../view/view';
import { openFileProblem } from './fileProblems';

/** Shows what was added to the view. */
type ShowAdded = (profile: string, regions: readonly string[]) => Promise<void>;

/** Lets the user choose a profile of the AWS files, then its Regions. */
async function addProfile(runtime: LazyRuntime, show: ShowAdded): Promise<void> {
  const profile = await pickProfile(runtime);
  if (profile) await addRegions(profile.name, show, profile.region);
}

/** Lets the user choose the Regions of a profile. @param suggested the profile's own Region */
async function addRegions(profile: string, show: ShowAdded, suggested?: string): Promise<void> {
  const known = chosen().find(choice => choice.profile === profile)?.regions;
  const regions = await pickRegions(
    profile,
    known ?? (suggested === undefined ? [] : [suggested]),
    known ? l10n.t('In the view') : l10n.t("The profile's own Region"),
  );
  if (!regions) return;
  await setRegions(profile, regions);
  const added = regions.filter(region => !known?.includes(region));
  if (added.length || !known) await show(profile, added);
}

/**
 * Selects and expands the first Region that was added, and its first list, so that the user sees resources at once. Without a Region
 * it selects the profile.
 */
function showingAdded(explorer: Explorer, view: Pick<View, 'reveal' | 'unfold'>): ShowAdded {
  return async (name, regions) => {
    const profile = explorer.roots.find(root => root.kind === 'profile' && root.name === name);
    if (profile?.kind !== 'profile') return;
    const region = profile.regions.find(({ connection }) => connection.region === regions[0]);
    await (region ? view.unfold(region) : view.reveal(profile));
  };
}

/** Adds Regions to those that the view shows of a profile. */
export async function addToView(profile: string, regions: readonly string[]): Promise<void> {
  const before = chosen().find(choice => choice.profile === profile)?.regions ?? [];
  await setRegions(profile, [...new Set([...before, ...regions])]);
}

async function setRegions(profile: string, regions: readonly string[]): Promise<void> {
  const others = chosen();
  const choice = { profile, regions };
  await choose(
    others.some(other => other.profile === profile)
      ? others.map(other => (other.profile === profile ? choice : other))
      : [...others, choice],
  );
}

/** Removes a profile with its Regions from the view. The AWS files stay as they are. */
export async function removeProfile(profile: string): Promise<void> {
  await choose(chosen().filter(choice => choice.profile !== profile));
}

/** Removes a Region of a profile from the view. The profile stays, even without Regions. */
export async function removeRegion(profile: string, region: string): Promise<void> {
  await choose(
    chosen().map(choice =>
      choice.profile === profile ? { profile, regions: choice.regions.filter(other => other !== region) } : choice,
    ),
  );
}

async function pickProfile(runtime: LazyRuntime): Promise<Profile | undefined> {
  const pick = createQuickPick<ProfileItem>();
  pick.title = plainTitle(commands.addProfile.title);
  pick.placeholder = l10n.t('Choose an AWS profile');
  pick.matchOnDescription = true;
  pick.busy = true;
  pick.show();
  try {
    const picked = new Promise<Profile | undefined>(resolve => {
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item?.problem) void openFileProblem(item.problem);
        resolve(item?.profile);
      });
      pick.onDidHide(() => resolve(undefined));
    });
    const listed = runtime
      .get()
      .then(loaded => loaded.profiles())
      .then(({ profiles, files, problems = [], preferred }) => {
        pick.items = [...profileItems(profiles), ...problemItems(problems)];
        pick.activeItems = pick.items.filter(item => item.profile && item.profile.name === preferred);
        if (!profiles.length) pick.placeholder = l10n.t('No profiles in {0}', files.map(file => file.path).join(', '));
        pick.busy = false;
      });
    return await Promise.race([picked, listed.then(() => picked)]);
  } catch (error) {
    if (!isApiError(error)) throw error;
    void showErrorMessage(`${error.message} ${error.nextStep}`);
    return undefined;
  } finally {
    pick.dispose();
  }
}

interface ProfileItem extends vscode.QuickPickItem {
  readonly profile?: Profile;
  /** A line of the AWS files that is ignored or misread, shown instead of a profile. */
  readonly problem?: FileProblem;
}

/** The profiles. Those that the view shows come first. */
function profileItems(profiles: readonly Profile[]): ProfileItem[] {
  const shown = new Set(chosen().map(({ profile }) => profile));
  const [inView, others] = [true, false].map(isShown => profiles.filter(({ name }) => shown.has(name) === isShown));
  const part = (label: string, some: readonly Profile[] = []): ProfileItem[] =>
    some.length ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...some.map(profileItem)] : [];
  if (!inView?.length) return profiles.map(profileItem);
  return [...part(l10n.t('In the view'), inView), ...part(l10n.t('Not in the view'), others)];
}

function profileItem(profile: Profile): ProfileItem {
  return { label: profile.name, description: [profile.kind, profile.region].filter(Boolean).join(' · '), profile };
}

/** The lines that may explain why a profile is missing or has other credentials. Choosing one opens the file there. */
function problemItems(problems: readonly FileProblem[]): ProfileItem[] {
  if (!problems.length) return [];
  return [
    { label: l10n.t('Problems in the AWS files'), kind: vscode.QuickPickItemKind.Separator },
    ...problems.map(problem => ({
      label: problem.message,
      iconPath: new vscode.ThemeIcon('warning'),
      alwaysShow: true,
      problem,
    })),
  ];
}

interface RegionItem extends vscode.QuickPickItem {
  readonly region: string;
}

/**
 * The Regions where AppStream is available, by partition.
 * @param before the Regions that are ticked. They come first
 * @param title what the ticked Regions have in common
 */
function regionItems(before: readonly string[], title: string): RegionItem[] {
  const part = (label: string, regions: readonly string[]): RegionItem[] =>
    regions.length
      ? [
          { label, kind: vscode.QuickPickItemKind.Separator, region: '' },
          ...regions.map(region => ({ label: region, description: regionLongName(region) ?? '', region })),
        ]
      : [];
  const others = (regions: object): string[] => Object.keys(regions).filter(region => !before.includes(region));
  return [
    ...part(title, before),
    ...partitions.flatMap(({ title, regions }) => part(l10n.t('Regions of the {0} partition', title), others(regions))),
  ];
}

/** Lets the user choose Regions. A Region that isn't in the list can be typed, since AWS adds Regions over time. */
function pickRegions(
  profile: string,
  before: readonly string[],
  ticked: string,
): Promise<readonly string[] | undefined> {
  const pick = createQuickPick<RegionItem>();
  const known = regionItems(before, ticked);
  pick.title = l10n.t('Regions of profile {0}', profile);
  pick.placeholder = l10n.t('Choose one or more Regions, or type another');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = known;
  pick.selectedItems = known.filter(item => before.includes(item.region));
  let selected: readonly RegionItem[] = pick.selectedItems;
  pick.onDidChangeSelection(items => (selected = items));
  pick.onDidChangeValue(text => {
    const typed = text.trim();
    const own =
      isRegionId(typed) && !known.some(item => item.region === typed)
        ? [{ label: typed, description: l10n.t('as typed'), region: typed }]
        : [];
    const keep = selected;
    pick.items = [...own, ...known];
    pick.selectedItems = pick.items.filter(item => keep.some(other => other.region === item.region));
  });
  pick.show();
  return new Promise<readonly string[] | undefined>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems.map(item => item.region)));
    pick.onDidHide(() => resolve(undefined));
  }).finally(() => pick.dispose());
}

/** The commands that choose what the view shows. */
export function connectionCommands(
  explorer: Explorer,
  runtime: LazyRuntime,
  view: Pick<View, 'reveal' | 'unfold'>,
): Handlers<'addProfile' | 'addRegion' | 'removeProfile' | 'removeRegion'> {
  const show = showingAdded(explorer, view);
  return {
    addProfile: () => addProfile(runtime, show),
    addRegion: async node => {
      const profile = await profileFor(explorer, node, commands.addRegion);
      if (profile) await addRegions(profile.name, show);
    },
    removeProfile: async (node, selected) => {
      const picked = node ? selected : [await profileFor(explorer, node, commands.removeProfile)];
      for (const profile of picked) if (profile?.kind === 'profile') await removeProfile(profile.name);
    },
    removeRegion: async (node, selected) => {
      const picked = node ? selected : [await pickRegion(explorer, commands.removeRegion)];
      for (const region of picked) {
        if (region?.kind === 'region') await removeRegion(region.connection.profile, region.connection.region);
      }
    },
  };
}
