// Roll Out to Fleets…: asks for the fleets and the waves, shows the steps, and begins the plan.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Actor } from '../../api/core/actor';
import { toApiError } from '../../api/core/errors';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { actorAt } from '../../explorer/plan/locate';
import { runsText, stepLines, whereOf } from '../../explorer/plan/presentPlan';
import type { Candidate } from '../../explorer/plan/rollout';
import {
  candidatesFor,
  copyIn,
  copySteps,
  imagesToGive,
  otherRegions,
  rolloutSteps,
} from '../../explorer/plan/rollout';
import type { Waves } from '../../explorer/plan/steps';
import { plainTitle, sentence, shownName } from '../../explorer/show/messages';
import { storedName } from '../../explorer/show/stored';
import { actionNamed, isAllowed } from '../../explorer/tree/actions';
import type { ResourceNode } from '../../explorer/tree/node';
import { regionOf } from '../../explorer/tree/node';
import type { Image } from '../../kinds/parts/rollout';
import type { Handlers } from '../base/command';
import {
  showErrorMessage,
  showInformationMessage,
  showQuickPick,
  showWarningMessage,
  withProgress,
} from '../base/door';
import { confirmed } from '../prompts/confirm';
import { pickRegion, pickSelected } from '../prompts/pick';
import type { HostPlans } from './hostPlans';
import { busyText, sayBegun } from './hostPlans';
import { askNewest, leftOut, pickBetween, pickFleets, pickGiven, pickWaves } from './rolloutPicks';
import { sessionsText } from './sessionsText';

/** @param plans the plans of this window */
export function rollOutCommands(
  explorer: Explorer,
  plans: () => Promise<HostPlans>,
): Handlers<'rollOut' | 'rollOutNewest' | 'rollBack'> {
  return {
    async rollOutNewest(node) {
      const { title } = commands.rollOutNewest;
      const region = node ? regionOf(node) : await pickRegion(explorer, { title, changes: true });
      const images = region && (await looking(plainTitle(title), () => imagesToGive(explorer, region)));
      const image = images && (await askNewest(images, plainTitle(title)));
      if (image) await rollOut(explorer, await plans(), image);
    },
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
  const given = await pickGiven(title, image);
  if (!given) return;
  const first = given === 'asIs' ? undefined : given;
  const abroad: Candidate[] = [];
  const candidates = await looking(title, () => candidatesFor(explorer, image, first?.given));
  if (!candidates) return;
  // An image that does not exist yet can't be copied.
  for (const region of first ? [] : otherRegions(image)) {
    const copy = copyIn(image.resource as Image, region.connection.region);
    const theirs = await looking(title, () => candidatesFor(explorer, image, copy, region));
    abroad.push(...(theirs ?? []));
  }
  const fleets = await pickFleets(title, image, [...candidates, ...abroad]);
  if (!fleets?.length) return;
  const busy = busyText(plans, fleets);
  if (busy !== undefined) return void showWarningMessage(busy);
  const waves = await pickWaves(explorer, title, fleets);
  if (!waves) return;
  const between = await pickBetween(title, waves.length);
  if (!between) return;
  const [fleet] = fleets;
  const update = fleet && actionNamed(fleet, 'update');
  if (!fleet || !update || !isAllowed(fleet, update)) return;
  const actor = await explorer.identify(image);
  const stopped = [...candidates, ...abroad].flatMap(({ node, fit }) =>
    fit === 'platform' && fleets.includes(node) ? [node] : [],
  );
  const copies = copySteps(image, fleets);
  const steps = await plans.timed([...(first?.steps ?? copies), ...rolloutSteps(image, waves, first?.given)]);
  const confirm = {
    verb: l10n.t('Roll Out'),
    question: l10n.t('Roll out image {1} to fleet {0}?'),
    questionAll: l10n.t('Roll out image {1} to {0} fleets?'),
    names: () => [first?.given.Name ?? shownName(image)],
    consequence:
      stopped.length === fleets.length
        ? l10n.t(
            'The image has another platform, so the fleets are stopped, one after the other, and started again.\nTo roll back, choose Undo in the Activity view.',
          )
        : l10n.t(
            'Sessions go on. AWS replaces instances without a session now, and the others when their sessions end.\nTo roll back, choose Undo in the Activity view.',
          ),
  };
  const left = leftOut(candidates);
  const besides = [
    ...stepLines(steps),
    ...(await stoppedLines(explorer, stopped, actor)),
    ...(copies.length
      ? ['', l10n.t('Where a Region has an image of this name, it is used and nothing is copied.')]
      : []),
    ...['', betweenText(between, waves.length)],
    ...(left.length ? ['', ...left] : []),
    ...['', runsText(steps)],
  ];
  const asked = fleets.map(node => ({ node, actor: actorAt(actor, node) }));
  if (!(await confirmed({ ...update, confirm }, asked, {}, { steps: besides }))) return;
  void plans.begin({ title: l10n.t('Roll Out: {0}', storedName(image)), actor, steps, waves: between });
  await sayBegun(steps);
}

/** What is said of the fleets that are stopped: their sessions end. */
async function stoppedLines(
  explorer: Explorer,
  stopped: readonly ResourceNode[],
  actor: Actor,
): Promise<readonly string[]> {
  if (!stopped.length) return [];
  const lines = stopped.map(async node => {
    const text = (await sessionsText(explorer, { node, actor: actorAt(actor, node) })) ?? '';
    return ['', l10n.t('{0}:', shownName(node)), ...text.split('\n')];
  });
  const names = stopped.map(shownName).join(', ');
  return ['', l10n.t('These fleets are stopped and started again: {0}.', names), ...(await Promise.all(lines)).flat()];
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

/** Looks something up, with progress. @returns undefined if it fails, which is said */
export async function looking<T>(title: string, look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await withProgress({ location: vscode.ProgressLocation.Window, title }, look);
  } catch (error) {
    const { message, nextStep } = toApiError(error, title);
    void showErrorMessage([sentence(l10n.t('{0}: {1}', title, message)), nextStep].join(' '));
    return undefined;
  }
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
