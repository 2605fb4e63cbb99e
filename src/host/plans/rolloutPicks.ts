// What Roll Out to Fleets… asks: the newest image of a pattern, the fleets, the waves, and what happens between them.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import type { Candidate, TagGroups, UpdatedFirst } from '../../explorer/plan/rollout';
import { canUpdateFirst, inWaves, newestOf, tagGroups, updatedFirst } from '../../explorer/plan/rollout';
import type { Waves } from '../../explorer/plan/steps';
import { quotedName, shownName } from '../../explorer/show/messages';
import type { ResourceNode } from '../../explorer/tree/node';
import { nameOf, regionOf } from '../../explorer/tree/node';
import { isImageName } from '../../kinds/parts/rollout';
import { showInformationMessage, showQuickPick, showQuickPickMany, showWarningMessage } from '../base/door';
import { askText } from '../prompts/askText';

/** How long a fleet may take until its instances run again: minutes. Usual is 20 (see the fleet's `usualMinutes`). */
const patience = 60;

type FleetItem = vscode.QuickPickItem & { readonly node?: ResourceNode };

/** Lets the user choose fleets. Those that have another version of the image are chosen at first. */
export async function pickFleets(
  title: string,
  image: ResourceNode,
  candidates: readonly Candidate[],
): Promise<readonly ResourceNode[] | undefined> {
  const here = image.connection.region;
  const able = candidates.filter(({ fit }) => fit === 'fits');
  const fitting = able.filter(({ node }) => node.connection.region === here);
  const abroad = able.filter(one => !fitting.includes(one));
  const others = candidates.filter(({ fit }) => fit === 'platform');
  if (!able.length && !others.length) {
    const words = l10n.t('No fleet in this Region can use image {0} now.', quotedName(image));
    void showInformationMessage([words, ...leftOut(candidates)].join(' '));
    return undefined;
  }
  const item = ({ node, image: has, hasVersion, fit }: Candidate): FleetItem => {
    const state = node.resourceKind.state?.(node.resource);
    const { region } = node.connection;
    const description = [state, has, region === here ? '' : region].filter(Boolean).join(' · ');
    return { label: shownName(node), description, picked: hasVersion && fit === 'fits' && region === here, node };
  };
  const headed = (label: string, all: readonly Candidate[]): readonly FleetItem[] =>
    all.length ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...all.map(item)] : [];
  const items = [
    ...headed(l10n.t('Can get the image now'), fitting),
    ...headed(l10n.t('Copied first: other Regions'), abroad),
    ...headed(l10n.t('Stopped first: another platform'), others),
  ];
  const picked = await showQuickPickMany(items, {
    ...{ title, matchOnDescription: true, ignoreFocusOut: true },
    placeHolder: l10n.t('Choose the fleets that get the image'),
  });
  return picked?.flatMap(({ node }) => node ?? []);
}

/** What is said of the fleets that can't be chosen, with the reason. */
export function leftOut(candidates: readonly Candidate[]): readonly string[] {
  const named = (fit: Candidate['fit']): string =>
    candidates
      .filter(one => one.fit === fit)
      .map(({ node }) => shownName(node))
      .join(', ');
  const said = (fit: Candidate['fit'], text: (names: string) => string): readonly string[] =>
    candidates.some(one => one.fit === fit) ? [text(named(fit))] : [];
  return [
    ...said('has', names => l10n.t('These fleets have the image already: {0}.', names)),
    ...said('state', names => l10n.t('These fleets are starting or stopping: {0}.', names)),
    ...said('busy', names => l10n.t('Another action is under way for these fleets: {0}.', names)),
  ];
}

/** Lets the user choose waves. @returns the fleets of each wave */
export async function pickWaves(
  explorer: Explorer,
  title: string,
  fleets: readonly ResourceNode[],
): Promise<readonly (readonly ResourceNode[])[] | undefined> {
  if (fleets.length === 1) return [fleets];
  const item = (label: string, waves: readonly (readonly ResourceNode[])[]) => ({
    label,
    description: waves.map(wave => wave.map(shownName).join(', ')).join(' → '),
    waves,
  });
  const counts = [2, 3, 4, 5].filter(count => count < fleets.length || count === 2);
  const items = [
    item(l10n.t('One fleet first, then the others'), inWaves(fleets, 2, 1)),
    ...counts.map(count => item(l10n.t('In {0} waves', count), inWaves(fleets, count))),
    item(l10n.t('All at once'), [fleets]),
    { label: l10n.t('By a Tag…'), waves: undefined },
  ];
  const picked = await showQuickPick(items, { title, placeHolder: l10n.t('Choose the waves') });
  return picked && (picked.waves ?? pickWavesByTag(explorer, title, fleets));
}

/** Lets the user choose a tag and the order of its values. Reads the tags of the Region, if they aren't known. */
async function pickWavesByTag(
  explorer: Explorer,
  title: string,
  fleets: readonly ResourceNode[],
): Promise<readonly (readonly ResourceNode[])[] | undefined> {
  const regions = [...new Set(fleets.map(regionOf))].filter(region => region !== undefined);
  await Promise.all(regions.map(region => explorer.wantTags(region)));
  const keys = [...tagGroups(fleets)];
  if (!keys.length) {
    const problem = regions.flatMap(({ tags }) => tags?.problem ?? [])[0];
    const words = l10n.t('No tag tells these fleets apart.');
    void showWarningMessage([words, problem?.nextStep].filter(Boolean).join(' '));
    return undefined;
  }
  const items = keys.map(([key, groups]) => ({ label: key, description: valuesText(key, groups), groups }));
  const key = await showQuickPick(items, { title, placeHolder: l10n.t('Choose the tag') });
  if (!key) return undefined;
  const waves: (readonly ResourceNode[])[] = [];
  const rest = new Map(key.groups);
  while (rest.size > 1) {
    const values = [...rest].map(([value, nodes]) => ({
      label: valueText(key.label, value),
      description: nodes.map(shownName).join(', '),
      value,
      nodes,
    }));
    const placeHolder = waves.length ? l10n.t('Choose who comes next') : l10n.t('Choose who comes first');
    const next = await showQuickPick(values, { title, placeHolder });
    if (!next) return undefined;
    waves.push(next.nodes);
    rest.delete(next.value);
  }
  return [...waves, ...rest.values()];
}

const valueText = (key: string, value: string | undefined): string =>
  value === undefined ? l10n.t('No tag {0}', key) : value || l10n.t('{0} has no value', key);

const valuesText = (key: string, groups: TagGroups): string =>
  [...groups.keys()].map(value => valueText(key, value)).join(', ');

/** Asks for a pattern of names. @param images the newest first @returns the newest that matches */
export async function askNewest(images: readonly ResourceNode[], title: string): Promise<ResourceNode | undefined> {
  const prompt = l10n.t('The newest image that is AVAILABLE and has such a name. * stands for any text.');
  const placeholder = 'office-*';
  const answer = await askText({ title, prompt, placeholder }, text =>
    newestOf(images, text) ? undefined : l10n.t('No AVAILABLE image of yours has such a name.'),
  );
  return answer.kind === 'answer' ? newestOf(images, answer.text) : undefined;
}

/** Lets the user choose what happens after a wave. @param count how many waves there are @returns undefined if the user cancels */
export async function pickBetween(title: string, count: number): Promise<Waves | undefined> {
  if (count === 1) return { pauses: false, minutes: patience };
  const items = [
    { label: l10n.t('Ask before the next wave'), between: { pauses: true, minutes: patience } },
    { label: l10n.t('Go on by itself'), between: { pauses: false, minutes: patience } },
  ];
  return (await showQuickPick(items, { title, placeHolder: l10n.t('Choose what happens after a wave') }))?.between;
}

/** What is rolled out: the image itself, or one that is made from it first. */
export type Given = UpdatedFirst | 'asIs';

/** Asks whether to update an image first, if AWS has a newer agent. @returns undefined if the user cancels */
export async function pickGiven(title: string, image: ResourceNode): Promise<Given | undefined> {
  if (!canUpdateFirst(image)) return 'asIs';
  const items = [
    { label: l10n.t('Roll out the image as it is'), isUpdated: false },
    {
      label: l10n.t('Update the image first'),
      detail: l10n.t('Creates a new image with the latest Windows updates, drivers and agent. This can take hours.'),
      isUpdated: true,
    },
  ];
  const picked = await showQuickPick(items, { title, placeHolder: l10n.t('AWS has a newer agent than the image') });
  if (!picked?.isUpdated) return picked && 'asIs';
  const prompt = l10n.t('Name of the new image');
  const taken = [...(image.parent.list?.nodes.values() ?? [])].map(nameOf);
  const answer = await askText({ title, prompt, value: `${nameOf(image)}-updated` }, name =>
    isImageName(name) && !taken.includes(name)
      ? undefined
      : l10n.t('Enter a new name of letters, digits, - _ and . that does not begin with aws, amazon or appstream.'),
  );
  return answer.kind === 'answer' ? updatedFirst(image, answer.text) : undefined;
}
