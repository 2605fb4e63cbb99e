// Roll Out to Fleets…: asks for the fleets and the waves, shows the steps, and begins the plan.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { toApiError } from '../../api/core/errors';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { runsText, stepLines, whereOf } from '../../explorer/plan/presentPlan';
import type { Candidate } from '../../explorer/plan/rollout';
import { candidatesFor, inWaves, rolloutSteps } from '../../explorer/plan/rollout';
import type { Waves } from '../../explorer/plan/steps';
import { quotedName, sentence, shownName } from '../../explorer/show/messages';
import { storedName } from '../../explorer/show/stored';
import { actionNamed, isAllowed } from '../../explorer/tree/actions';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import {
  showErrorMessage,
  showInformationMessage,
  showQuickPick,
  showQuickPickMany,
  showWarningMessage,
  withProgress,
} from '../base/door';
import { confirmed } from '../prompts/confirm';
import { pickSelected } from '../prompts/pick';
import type { HostPlans } from './hostPlans';
import { busyText, sayBegun } from './hostPlans';

/** How long a fleet may take until its instances run again: minutes. Usual is 20 (see the fleet's `usualMinutes`). */
const patience = 60;

/** @param plans the plans of this window */
export function rollOutCommands(explorer: Explorer, plans: () => Promise<HostPlans>): Handlers<'rollOut' | 'rollBack'> {
  return {
    rollBack: async () => rollBack(await plans()),
    async rollOut(node, selected) {
      const [image] = await pickSelected(explorer, node, selected, {
        title: commands.rollOut.title,
        has: kind => kind.rollsOut !== undefined,
        changes: true,
        suits: ({ resourceKind, resource }) => resourceKind.rollsOut?.(resource) ?? false,
      });
      if (image) await rollOut(explorer, await plans(), image);
    },
  };
}

async function rollOut(explorer: Explorer, { plans }: HostPlans, image: ResourceNode): Promise<void> {
  const title = l10n.t('Roll Out {0}', shownName(image));
  const candidates = await look(explorer, image, title);
  if (!candidates) return;
  const fleets = await pickFleets(title, image, candidates);
  if (!fleets?.length) return;
  const busy = busyText(plans, fleets);
  if (busy !== undefined) return void showWarningMessage(busy);
  const waves = await pickWaves(title, fleets);
  if (!waves) return;
  const between = await pickBetween(title, waves.length);
  if (!between) return;
  const [first] = fleets;
  const update = first && actionNamed(first, 'update');
  if (!first || !update || !isAllowed(first, update)) return;
  const actor = await explorer.identify(first);
  const steps = await plans.timed(rolloutSteps(image, waves));
  const confirm = {
    verb: l10n.t('Roll Out'),
    question: l10n.t('Roll out image {1} to fleet {0}?'),
    questionAll: l10n.t('Roll out image {1} to {0} fleets?'),
    names: () => [shownName(image)],
    consequence: l10n.t(
      'Sessions go on. AWS replaces instances without a session now, and the others when their sessions end.\nTo roll back, choose Undo in the Activity view.',
    ),
  };
  const left = leftOut(candidates);
  const besides = [
    ...stepLines(steps),
    ...['', betweenText(between, waves.length)],
    ...(left.length ? ['', ...left] : []),
    ...['', runsText(steps)],
  ];
  const asked = fleets.map(node => ({ node, actor }));
  if (!(await confirmed({ ...update, confirm }, asked, {}, { steps: besides }))) return;
  void plans.begin({ title: l10n.t('Roll Out: {0}', storedName(image)), actor, steps, waves: between });
  await sayBegun(steps);
}

/** Asks which rollout to take back, of those that are done. */
async function rollBack({ plans, undo }: HostPlans): Promise<void> {
  const items = (await plans.finished()).map(plan => ({
    label: plan.title,
    description: [new Date(plan.begun).toLocaleString(), ...whereOf(plan)].join(' · '),
    detail: plan.steps.map(({ name }) => name).join(', '),
    plan,
  }));
  if (!items.length) return void showInformationMessage(l10n.t('No rollout is kept. A rollout is kept for 90 days.'));
  const { title } = commands.rollBack;
  const placeHolder = l10n.t('Choose a rollout. Its fleets get their earlier images again.');
  const picked = await showQuickPick(items, { title: l10n.t(title), placeHolder });
  if (picked) await undo(picked.plan);
}

async function look(explorer: Explorer, image: ResourceNode, title: string): Promise<readonly Candidate[] | undefined> {
  try {
    return await withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      candidatesFor(explorer, image),
    );
  } catch (error) {
    const { message, nextStep } = toApiError(error, 'DescribeFleets');
    void showErrorMessage(l10n.t("The fleets couldn't be listed: {0} {1}", sentence(message), nextStep));
    return undefined;
  }
}

type FleetItem = vscode.QuickPickItem & { readonly node: ResourceNode };

/** Lets the user choose fleets. Those that have another version of the image are chosen at first. */
async function pickFleets(
  title: string,
  image: ResourceNode,
  candidates: readonly Candidate[],
): Promise<readonly ResourceNode[] | undefined> {
  const fitting = candidates.filter(({ fit }) => fit === 'fits');
  if (!fitting.length) {
    const words = l10n.t('No fleet in this Region can use image {0} now.', quotedName(image));
    void showInformationMessage([words, ...leftOut(candidates)].join(' '));
    return undefined;
  }
  const items = fitting.map(({ node, image: has, hasVersion }): FleetItem => {
    const state = node.resourceKind.state?.(node.resource);
    return { label: shownName(node), description: [state, has].filter(Boolean).join(' · '), picked: hasVersion, node };
  });
  const picked = await showQuickPickMany(items, {
    ...{ title, matchOnDescription: true, ignoreFocusOut: true },
    placeHolder: l10n.t('Choose the fleets that get the image'),
  });
  return picked?.map(({ node }) => node);
}

/** What is said of the fleets that can't be chosen, with the reason. */
function leftOut(candidates: readonly Candidate[]): readonly string[] {
  const named = (fit: Candidate['fit']): string =>
    candidates
      .filter(one => one.fit === fit)
      .map(({ node }) => shownName(node))
      .join(', ');
  const said = (fit: Candidate['fit'], text: (names: string) => string): readonly string[] =>
    candidates.some(one => one.fit === fit) ? [text(named(fit))] : [];
  return [
    ...said('has', names => l10n.t('These fleets have the image already: {0}.', names)),
    ...said('platform', names => l10n.t('These fleets run with another platform. Stop them first: {0}.', names)),
    ...said('state', names => l10n.t('These fleets are starting or stopping: {0}.', names)),
    ...said('busy', names => l10n.t('Another action is under way for these fleets: {0}.', names)),
  ];
}

/** Lets the user choose waves. @returns the fleets of each wave */
async function pickWaves(
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
  ];
  return (await showQuickPick(items, { title, placeHolder: l10n.t('Choose the waves') }))?.waves;
}

async function pickBetween(title: string, count: number): Promise<Waves | undefined> {
  if (count === 1) return { pauses: false, minutes: patience };
  const items = [
    { label: l10n.t('Ask before the next wave'), between: { pauses: true, minutes: patience } },
    { label: l10n.t('Go on by itself'), between: { pauses: false, minutes: patience } },
  ];
  return (await showQuickPick(items, { title, placeHolder: l10n.t('Choose what happens after a wave') }))?.between;
}

/** What happens after a wave, in sentences. @param count how many waves there are */
function betweenText({ pauses, minutes }: Waves, count: number): string {
  if (count === 1) {
    return l10n.t('The rollout waits until the instances run. It stops if that takes more than {0} minutes.', minutes);
  }
  return pauses
    ? l10n.t(
        'After each wave, the rollout waits until its instances run. Then it asks. It stops if that takes more than {0} minutes.',
        minutes,
      )
    : l10n.t(
        'After each wave, the rollout waits until its instances run. Then it goes on. It stops if that takes more than {0} minutes.',
        minutes,
      );
}
